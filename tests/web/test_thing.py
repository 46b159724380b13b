"""The page of a statement or an encounter, and what is decided on it."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from exporting import HOSTILE
from pourparlers import Dossier
from pourparlers.views.safe import one_line
from rooms import client
from rounds import dossier_of, record

QUOTE = "Le pont de Macará n'est pas une frontière de plus"


class Elements(HTMLParser):
    """Which elements a page has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def quoted(tmp_path: Path) -> Dossier:
    """A dossier with one quotation in three articles, and a meeting."""
    made = []
    for n, outlet in enumerate(("Agence du Sud", "La Gazette", "Loja Courier"), 3):
        text = f"«{QUOTE}», a déclaré Rosa Quispe à {outlet}. Lima et Quito se sont réunis à Macará."
        said = {"act": "say", "form": "direct", "speaker": ["person:Rosa Quispe"], "party": ["PE"], "words": QUOTE}
        met = {"kind": "talks", "parties": ["PE", "EC"], "date": "2021-03-02", "place": "Macará", "words": text[-43:]}
        made.append(record(text, said, met, outlet=outlet, published=f"2021-03-0{n}"))
    return dossier_of(tmp_path / "quoted.dossier", made)


@pytest.mark.parametrize("kind", ["statement", "encounter"])
def test_all_things_of_a_dossier_have_a_page(any_dossier: Dossier, kind: str) -> None:
    room = client(any_dossier)
    for one in getattr(any_dossier, f"{kind}s")():
        assert room.get(f"/{kind}/{one.id}").status_code == 200
        told = room.get(f"/{kind}/{one.reports[-1].report}.json").json()
        assert told["thing"]["id"] == one.id
        assert told["thing"]["voices"] == one.voices


def test_each_report_stands_in_its_article(quoted: Dossier) -> None:
    (whole,) = quoted.statements()
    page = client(quoted).get(f"/statement/{whole.id}").text
    for one in whole.reports:
        assert f'href="/article/{one.article}#{one.report.partition(":")[2]}"' in page
        assert one.outlet in page


def test_what_is_accepted_is_marked_so_and_undone(quoted: Dossier) -> None:
    room, (whole,) = client(quoted), quoted.statements()
    seen = room.get(f"/statement/{whole.id}.json").json()["seen"]
    sent = {"verb": "accept", "why": "entendu à la radio", "secret": "s", "seen": seen}
    shown = room.post(f"/statement/{whole.id}/judge", data=sent)
    assert shown.status_code == 200
    assert shown.text.count('class="reviewed"') == 3
    assert "entendu à la radio" in shown.text
    late = room.post(f"/statement/{whole.id}/judge", data={**sent, "verb": "reject"})
    assert late.status_code == 409
    assert 'role="alert"' in late.text
    assert QUOTE in late.text.replace("&#39;", "'")
    made = room.get(f"/statement/{whole.id}.json").json()["decisions"][0]["decision"]["id"]
    assert 'class="reviewed"' not in room.post(
        f"/statement/{whole.id}/undo", data={"decision": made, "secret": "s"}
    ).text  # fmt: skip


def test_what_is_rejected_can_be_taken_back_from_its_page(quoted: Dossier) -> None:
    room, (whole,) = client(quoted), quoted.encounters()
    gone = room.post(f"/encounter/{whole.id}/judge", data={"verb": "reject", "secret": "s"})
    assert quoted.encounters() == []
    assert "undo-it" in gone.text
    room.post(f"/encounter/{whole.id}/judge", data={"verb": "accept", "secret": "s"})
    assert [one.id for one in quoted.encounters()] == [whole.id]


def test_one_report_is_rejected_alone(quoted: Dossier) -> None:
    room, (whole,) = client(quoted), quoted.statements()
    room.post(f"/statement/{whole.id}/judge", data={"verb": "reject", "report": whole.reports[1].report, "secret": "s"})
    assert [one.outlet for one in quoted.statements()[0].reports] == ["Agence du Sud", "Loja Courier"]


def test_reports_are_set_apart(quoted: Dossier) -> None:
    room, (whole,) = client(quoted), quoted.statements()
    assert room.post(f"/statement/{whole.id}/split", data={"secret": "s"}).status_code == 400
    apart = whole.reports[2].report
    room.post(f"/statement/{whole.id}/split", data={"reports": apart, "secret": "s"})
    assert sorted(len(one.reports) for one in quoted.statements()) == [1, 2]
    assert client(quoted).get(f"/statement/{apart}.json").json()["others"][0]["by"] == "person"


def test_what_is_not_there_is_told(room: object) -> None:
    for path in ("/statement/a-0000:s1", "/encounter/a-0000:e1", "/encounter/nothing"):
        assert room.get(path).status_code == 404


def test_pages_that_are_files_have_no_forms(quoted: Dossier) -> None:
    room, (whole,) = client(quoted, live=False), quoted.statements()
    for path in (f"/statement/{whole.id}", f"/article/{whole.reports[0].article}"):
        tags = [tag for tag, _ in Elements(room.get(path).text).found]
        assert "form" not in tags
        assert "input" not in tags


def test_a_hostile_thing_is_text(hostile: Path) -> None:
    with Dossier(hostile) as dossier:
        room = client(dossier)
        pages = [f"/{kind}/{one.id}" for kind in ("statement", "encounter") for one in getattr(dossier, f"{kind}s")()]
        pages += [f"/article/{one['id']}" for one in room.get("/articles.json").json()["articles"]]
        for path in pages:
            told = Elements(room.get(path).text)
            scripts = [attrs for tag, attrs in told.found if tag == "script"]
            assert all("src" in attrs for attrs in scripts)
            assert not [
                attrs for _, attrs in told.found if any(name.startswith("on") or name == "style" for name in attrs)
            ]
            assert "\u202e" not in room.get(path).text
            assert one_line(HOSTILE)[:10].replace("<", "&lt;") in room.get(path).text
