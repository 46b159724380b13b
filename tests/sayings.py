"""Short articles at random: who proposes, answers, accuses, denies what, and where parties stand."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from pourparlers import Record
from rounds import record

WORDS = ["quai", "sable", "filet", "carte", "vanne", "phare"]
ISSUES = [None, "quai", "quai de sable", "vente de filets", "vente", "carte du phare", "carte"]
ACTS = ["propose", "accept", "support", "reject", "accuse", "deny", "say"]
DAYS = ["2021-03-01", "2021-03-02", "2021-03-20", "2021-04", "2021-05-01", "2021-07-09", "2021"]


@st.composite
def articles(draw: st.DrawFn) -> list[Record]:
    """Some short articles: who proposes, answers, accuses, denies what."""
    made = []
    for n in range(draw(st.integers(2, 7))):
        contents = draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), min_size=1, max_size=3))
        facts: list[dict[str, Any]] = []
        for at, content in enumerate(contents):
            parties = draw(st.lists(st.sampled_from(["PE", "EC", "CL"]), max_size=2, unique=True))
            facts.append({
                "words": " ".join(content), "act": draw(st.sampled_from(ACTS)), "party": parties,
                "speaker": parties or ["person:Ana Rey"], "issue": draw(st.sampled_from(ISSUES)),
                "target": draw(st.sampled_from([None, None, "PE", "EC"])), "stance": draw(st.sampled_from([None, "for", "against"])),
                "negated": draw(st.integers(0, 9)) == 0, "conditional": draw(st.booleans()),
                "answers": f"s{draw(st.integers(1, at))}" if at and draw(st.integers(0, 3)) == 0 else None,
            })  # fmt: skip
        text = f"{n}. " + ". ".join(" ".join(content) for content in contents)
        published = draw(st.sampled_from([*DAYS, None]))
        made.append(record(text, *facts, published=published, outlet=f"Gazette {n}"))
    return made
