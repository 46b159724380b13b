"""Reports of one utterance are joined across wordings, languages and outlets; others stay apart."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pourparlers.dossier.merging.statements import Report, groups, judge, keys_of, report_of
from pourparlers.dossier.store.schema import Verdict
from pourparlers.model import Act

count = iter(range(10_000))


class Row(SimpleNamespace):
    """A row of a database can be a key; so can this."""

    __hash__ = object.__hash__


def report(
    content: str, *, language: str = "fr", speaker: str = "", party: str = "PT", act: str = "say", form: str = "narrated",
    issue: str | None = None, target: str | None = None, article: str | None = None, published: str = "2016-04-12",
    negated: bool = False,
) -> Report:  # fmt: skip
    n = next(count)
    where = article or f"a-{n}"
    return report_of(
        Row(
            uid=f"{where}:s{n}", article=where, language=language, published=published, speakers=speaker or party,
            parties=party, act=act, form=form, target=target, content=content, issue=issue,
            negated=negated,
        )
    )  # fmt: skip


def same(one: Report, other: Report) -> bool:
    found = bool(keys_of(one) & keys_of(other))
    link = judge(one, other)
    return found and link is not None and link.verdict is Verdict.SAME


def en(content: str, **more: str) -> Report:
    return report(content, language="en", **more)  # type: ignore[arg-type]


ALMEIDA = {"speaker": "person:Rita Almeida Fonseca", "form": "direct"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (  # a quotation in two languages, the name with one surname
            report("Un barrage n'est pas une frontière, c'est un robinet", **ALMEIDA),
            en("A dam is not a border, it is a tap", speaker="person:Rita Almeida", form="direct"),
        ),
        (  # quoted and told
            report("Les bergers ne vendront pas leurs moutons avant l'hiver", **ALMEIDA),
            en("the shepherds would not sell their sheep before winter", speaker="person:Rita Almeida"),
        ),
        (  # figures and words
            report("une baisse de 40 % des droits de port", act="demand", issue="droits de port"),
            en("a cut of two fifths in port dues", act="demand", issue="port dues"),
        ),
        (  # a state in one article, its minister in the other
            report("la réouverture du pont", act="demand", issue="réouverture du pont", target="ES"),
            en("the bridge be reopened", act="demand", speaker="person:Rita Almeida", issue="reopening of the bridge"),
        ),
        (  # few words about one issue
            report("la demande", act="reject", issue="droits de port", target="ES"),
            en("the request", act="reject", issue="port dues", target="ES"),
        ),
        (  # a party read wrongly, the whole name told
            report("Nous ne signerons pas un texte sans carte", party="ES", **ALMEIDA),
            report("Nous ne signerons pas un texte sans carte", **ALMEIDA),
        ),
    ],
)  # fmt: skip
def test_one_utterance(one: Report, other: Report) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (  # what excludes each other
            report("les contrôles de nuit", act="accept", issue="contrôles de nuit"),
            en("night checks", act="reject", issue="night checks"),
        ),
        (  # another number
            report("quatre traversées par semaine", act="demand", issue="traversées"),
            en("two crossings", act="propose", issue="ferry"),
        ),
        (  # two persons
            report("Un barrage n'est pas une frontière, c'est un robinet", **ALMEIDA),
            en("A dam is not a border, it is a tap", speaker="person:Rui Nogueira", form="direct"),
        ),
        (  # other states
            report("la réouverture du pont", act="demand", issue="réouverture du pont"),
            en("the reopening of the bridge", act="demand", party="ES", issue="reopening of the bridge"),
        ),
        (  # other words of one person
            report("Un barrage n'est pas une frontière, c'est un robinet", **ALMEIDA),
            en("We came with umbrellas and we leave with boots", speaker="person:Rita Almeida", form="direct"),
        ),
        (report("les observateurs", act="accept"), report("les balises", act="accept")),
        (report("signer le texte", act="promise"), report("signer le texte", act="promise", negated=True)),
    ],
)  # fmt: skip
def test_two_utterances(one: Report, other: Report) -> None:
    assert not same(one, other)


def test_judging_does_not_depend_on_the_order() -> None:
    one, other = report("la réouverture du pont", act="demand"), en("the bridge be reopened", act="demand")
    assert judge(one, other) == judge(other, one)


def test_a_chain_of_likeness_does_not_join_what_has_nothing_in_common() -> None:
    first = report("la réouverture du pont de Valença", act="demand")
    last = report("un nouveau bac sur le fleuve", act="demand")
    middle = report("la réouverture du pont de Valença, un nouveau bac sur le fleuve", act="demand")
    links = [link for a, b in ((first, middle), (middle, last), (first, last)) if (link := judge(a, b))]
    found = [set(group) for group in groups(sorted(r.uid for r in (first, middle, last)), links)]
    assert not any({first.uid, last.uid} <= group for group in found)


def test_acts_are_kept() -> None:
    assert report("la trêve", act="accept").act is Act.ACCEPT
