"""The columns of POLECAT, read back with the csv module and with Polars."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path

import polars
from hypothesis import given
from hypothesis import strategies as st

from event_vocabularies import AUXILIARY, CONTEXTS, MODES, POLECAT, QUADS, SECTORS
from exporting import exported, hostile_records, made
from pourparlers.exports.cells import cells, row
from rounds import record, round_records

OURS = ["Actor Codes", "Recipient Codes", "url", "quote", "start", "end", "article", "outlet"]


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8"), newline=""), delimiter="\t", strict=True))


def test_the_columns_and_every_cell(tmp_path: Path) -> None:
    records = round_records()
    texts = {told.article.id: told.article for told in records}
    with made(tmp_path, records) as dossier:
        data = exported(dossier, "polecat")
        known = {one.id: one for one in (*dossier.statements(), *dossier.encounters())}
    assert data.decode().split("\n")[0].split("\t") == [*POLECAT, *OURS]
    found = rows(data)
    assert len(found) > 20
    for event in found:
        assert event["Event ID"] in known
        assert event["Event Type"] in QUADS[int(event["Quad Code"])]
        assert set(filter(None, event["Event Mode"].split(";"))) <= MODES[event["Event Type"]]
        assert set(filter(None, event["Contexts"].split(";"))) <= CONTEXTS | AUXILIARY
        assert set(filter(None, event["Actor Sectors"].split(";"))) <= SECTORS
        assert event["Actor Name"]
        article = texts[event["article"]]
        assert event["Source"] == event["outlet"] == (article.outlet or "")
        assert event["Publication Date"] == (article.published or "")
        assert event["Language"] == article.language
        if event["quote"]:
            passage = " ".join(article.text[int(event["start"]) : int(event["end"])].split())
            assert event["quote"].removeprefix("'") == passage


def test_an_event_by_its_columns(tmp_path: Path) -> None:
    told = record(
        "Le Pérou et l'Équateur ont négocié à Genève.",
        {"kind": "talks", "parties": ["PE", "EC"], "place": "Genève", "date": "2021-03-02"},
        outlet="La Gazette", url="https://example.org/a",
    )  # fmt: skip
    with made(tmp_path, [told]) as dossier:
        (event,) = rows(exported(dossier, "polecat"))
    filled = {name: value for name, value in event.items() if value}
    assert filled.pop("Version").startswith("pourparlers ")
    assert filled == {
        "Event ID": f"{told.article.id}:e1", "Event Date": "2021-03-02", "Event Type": "CONSULT", "Event Mode": "third-party",
        "Intensity": "1.0", "Quad Code": "1", "Contexts": "diplomatic", "Actor Name": "Peru;Ecuador", "Actor Country": "Peru;Ecuador",
        "Primary Actor Sector": "GOV", "Actor Sectors": "GOV", "Actor Name Raw": "Pérou;Équateur", "Country": "Switzerland",
        "Raw Placename": "Genève", "Source": "La Gazette", "Publication Date": "2021-03-10", "Story Locations": "Genève",
        "Language": "fr", "Actor Codes": "PER;ECU", "url": "https://example.org/a", "quote": told.article.text, "start": "0",
        "end": str(len(told.article.text)), "article": told.article.id, "outlet": "La Gazette",
    }  # fmt: skip


def test_negated_events_are_left_out(tmp_path: Path) -> None:
    said = {"act": "reject", "speaker": ["PE"], "party": ["PE"], "negated": True}
    with made(tmp_path, [record("Le Pérou n'exclut pas la taxe.", said)]) as dossier:
        assert rows(exported(dossier, "polecat")) == []


def test_hostile_cells_keep_to_their_columns(tmp_path: Path) -> None:
    with made(tmp_path, hostile_records()) as dossier:
        data = exported(dossier, "polecat")
    assert data.count(b"\n") == 3
    for event in rows(data):
        assert None not in event
        assert event["Language"] == "fr"
        assert event["url"] == ""
        assert event["outlet"].startswith("'=1+1")
    frame = polars.read_csv(BytesIO(data), separator="\t", infer_schema=False)
    assert frame.height == 2
    assert frame["Source"].to_list() == [event["Source"] for event in rows(data)]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=5))
def test_any_cells_come_back_on_one_line_and_are_no_formulas(values: list[str]) -> None:
    data = row(values)
    # The csv module writes a row of one empty cell as two quotation marks.
    assert data.count(b"\n") == 1
    (found,) = csv.reader(StringIO(data.decode(), newline=""), delimiter="\t", strict=True)
    assert len(found) == len(values)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in found)
    assert len(cells(values).split(";")) <= len(values)
