"""Who quotes whom, and who copies whom: by the day of publication, whatever the order of arrival."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

from rich.console import Console
from sqlalchemy import select

from pourparlers import Dossier, Record
from pourparlers.dossier.store.views import copy, voice
from pourparlers.views.sources import sources_view
from rounds import dossier_of, record

WIRE = (
    "MACARÁ (Agence) - Lima et Quito ont négocié mardi à Macará. «Le pont n'est pas une frontière de plus, c'est une rue où l'on vend "
    "des oranges», a dit la ministre péruvienne. Quito propose une voie pour les camions de bananes, la nuit, entre deux et quatre heures."
)


def wire(outlet: str | None, published: str, add: str = "") -> Record:
    said = {
        "speaker": ["PE"],
        "party": ["PE"],
        "form": "direct",
        "words": "Le pont n'est pas une frontière de plus, c'est une rue où l'on vend des oranges",
    }
    asked = {
        "speaker": ["EC"],
        "party": ["EC", "CO"],
        "act": "propose",
        "form": "narrated",
        "words": "une voie pour les camions de bananes",
    }
    return record(WIRE + add, said, asked, outlet=outlet, published=published)


def texts() -> list[Record]:
    return [
        wire("Agence", "2021-03-02"),
        wire("Agence", "2021-03-03", " Le pont reste fermé."),
        wire("Gazette", "2021-03-03"),
        wire("Gazette", "2021-03-05", " La Gazette était sur place."),
        record("Lima regrette.", {"words": "regrette"}, outlet="Gazette", published="2021-03-06"),
    ]


def test_the_first_published_is_the_origin_in_any_order(tmp_path: Path) -> None:
    records = texts()
    first = records[0].article.id
    for n, order in enumerate(list(permutations(records))[::17]):
        with dossier_of(tmp_path / f"{n}.dossier", order) as dossier, dossier.engine.connect() as connection:
            told = {row.article: (row.of, row.how) for row in connection.execute(select(copy))}
        assert told == {
            records[1].article.id: (first, "version"), records[2].article.id: (first, "relay"), records[3].article.id: (first, "relay"),
        }  # fmt: skip


def test_of_one_day_the_outlet_that_the_text_names_is_the_first(tmp_path: Path) -> None:
    records = [wire("Aube", "2021-03-02"), wire("Agence", "2021-03-02")]
    with dossier_of(tmp_path / "d", records) as dossier, dossier.engine.connect() as connection:
        (told,) = connection.execute(select(copy))
    assert (told.article, told.of) == (records[0].article.id, records[1].article.id)


def test_without_outlet_nobody_knows_how(tmp_path: Path) -> None:
    with dossier_of(tmp_path / "d", [wire(None, "2021-03-02"), wire("Aube", "2021-03-03")]) as dossier:
        (told,) = [one for outlet in dossier.sources().outlets for one in outlet.copies]
    assert told.how is None and told.share == 1.0


def test_outlets_with_their_copies_and_shares(tmp_path: Path) -> None:
    with dossier_of(tmp_path / "d", texts()) as dossier:
        found = dossier.sources()
        gazette, agence = found.outlets
    assert (found.articles, found.voices) == (5, 2)
    assert (gazette.outlet, gazette.articles, gazette.independent) == ("Gazette", 3, 1)
    assert (agence.outlet, agence.articles, agence.independent) == ("Agence", 2, 1)
    assert {(one.outlet, one.published, one.how) for one in gazette.copies} == {("Agence", "2021-03-02", "relay")}
    assert (agence.statements, agence.quotes) == (2, 1)
    assert [(one.party, one.words) for one in agence.shares] == [("PE", 38), ("CO", 7), ("EC", 7)]


def test_shares_are_of_one_whole(ferry: Dossier) -> None:
    for one in ferry.sources().outlets:
        assert abs(sum(share.share for share in one.shares) - 1) < 0.01
        assert one.independent + len(one.copies) == one.articles


def test_filters_ask_for_articles_or_for_statements(ferry: Dossier) -> None:
    whole = ferry.sources()
    assert whole.articles == 5 and whole.voices == 4
    (wire,) = ferry.sources(outlet="thracian wire").outlets
    assert wire == next(one for one in whole.outlets if one.outlet == "Thracian Wire")
    assert ferry.sources(since="2018-05-20").articles == 2
    georgia = ferry.sources(party="Géorgie")
    assert georgia.articles == 5 and sum(one.statements for one in georgia.outlets) < sum(
        one.statements for one in whole.outlets
    )


def test_views_agree_with_what_the_dossier_tells(ferry: Dossier) -> None:
    with ferry.engine.connect() as connection:
        reports = connection.exec_driver_sql(
            "SELECT statement, count(*) AS n, count(DISTINCT voice) AS voices FROM report_of_statement GROUP BY 1"
        ).all()
        met = connection.exec_driver_sql(
            "SELECT encounter, count(*) AS n, count(DISTINCT voice) AS voices FROM report_of_encounter GROUP BY 1"
        ).all()
        assert {(one.id, len(one.reports), one.voices) for one in ferry.statements()} == {tuple(row) for row in reports}
        assert {(one.id, len(one.reports), one.voices) for one in ferry.encounters()} == {tuple(row) for row in met}
        assert len(set(connection.execute(select(voice.c.voice)).scalars())) == 4


def test_a_doubt_that_a_person_settled_is_none(ferry: Dossier) -> None:
    with ferry.engine.begin() as connection:
        doubts = connection.exec_driver_sql("SELECT kind, a, b FROM doubtful_link").all()
        assert doubts
        kind, a, b = doubts[0]
        connection.exec_driver_sql("INSERT INTO link VALUES (?, ?, ?, 'person', 'different', 1.0, '')", (kind, a, b))
        assert len(connection.exec_driver_sql("SELECT * FROM doubtful_link").all()) == len(doubts) - 1
        connection.rollback()


def test_the_view_tells_relays(tmp_path: Path) -> None:
    console = Console(width=100)
    with dossier_of(tmp_path / "d", texts()) as dossier, console.capture() as capture:
        console.print(sources_view([dossier.sources()], "en"))
    told = " ".join(capture.get().split())
    assert "5 articles · 2 outlets · 2 independent voices" in told and "relay of Agence" in told


def test_a_dossier_of_other_records_is_empty(tmp_path: Path) -> None:
    with Dossier(tmp_path / "d", create=True) as dossier:
        assert dossier.sources().outlets == ()
