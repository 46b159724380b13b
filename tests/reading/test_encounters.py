"""Encounters: who met, when, where, and what became of it. All persons and talks are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from pourparlers.lexicon import EncounterEntry, languages, load_lexicon
from pourparlers.model import Article, Encounter, EncounterKind, Status

PACKAGED = Path(__file__).parents[2] / "src" / "pourparlers" / "language" / "packaged"
needs_pipeline = pytest.mark.skipif(not (PACKAGED / "fr").is_dir(), reason="no packaged pipeline")
PUBLISHED = "2024-05-08"


def encounters(text: str, language: str = "fr") -> tuple[Encounter, ...]:
    from pourparlers.reading.reader import Reader

    article = Article(id="a", language=language, published=PUBLISHED, text=text)
    record = Reader(language).read(article)
    for encounter in record.encounters:
        assert all(text[span.start : span.end] == span.text for span in encounter.evidence)
    return record.encounters


HELD = [
    ("fr", "Le ministre péruvien Aurelio Bancalari a rencontré mardi à Quito son homologue équatorien, Ramiro Tobar.", "meeting", {"PE", "EC"}, "Quito", "2024-05-07"),
    ("fr", "La Norvège et l'Islande ont repris lundi à Bergen leurs négociations sur le maquereau.", "talks", {"NO", "IS"}, "Bergen", "2024-05-06"),
    ("fr", "Le Togo et le Bénin ont signé vendredi à Lomé un accord sur le transit.", "signing", {"TG", "BJ"}, "Lomé", "2024-05-03"),
    ("fr", "Le Maroc a remis à l'Espagne une note verbale le 4 avril.", "handover", {"MA", "ES"}, None, "2024-04-04"),
    ("fr", "L'accord de libre-échange, signé en 2015 par la Suisse et la Chine, expire cette année.", "signing", {"CH", "CN"}, None, "2015"),
    ("en", "Peruvian Foreign Minister Aurelio Bancalari met his Ecuadorian counterpart Ramiro Tobar in Quito on Tuesday.", "meeting", {"PE", "EC"}, "Quito", "2024-05-07"),
    ("en", "Togo and Benin signed a transit agreement in Lome on Friday.", "signing", {"TG", "BJ"}, "Lome", "2024-05-03"),
]
PLANNED = [
    ("fr", "Le président kényan William Oduya recevra jeudi à Nairobi son homologue ougandais.", "meeting", {"KE", "UG"}, "2024-05-09"),
    ("fr", "Un troisième cycle de pourparlers entre l'Arménie et la Géorgie est prévu le 12 mai à Tbilissi.", "talks", {"AM", "GE"}, "2024-05-12"),
    ("en", "A third round of talks between Armenia and Georgia is scheduled for May 12 in Tbilisi.", "talks", {"AM", "GE"}, "2024-05-12"),
    ("en", "Kenyan President William Oduya will host his Ugandan counterpart in Nairobi on Thursday.", "meeting", {"KE", "UG"}, "2024-05-09"),
]
NONE = [
    ("fr", "La Turquie a appelé à des négociations immédiates entre la Grèce et Chypre."),
    ("fr", "Berlin a proposé une rencontre à Vienne en juin."),
    ("fr", "La Pologne souhaite rencontrer l'Ukraine avant l'été."),
    ("fr", "Lima a accusé mardi Quito de saboter les négociations sur la pêche."),
    ("en", "Turkey called for immediate talks between Greece and Cyprus."),
    ("en", "Poland wants to meet Ukraine before the summer."),
]


@needs_pipeline
@pytest.mark.parametrize(("language", "text", "kind", "parties", "place", "date"), HELD)
def test_held(language: str, text: str, kind: str, parties: set[str], place: str | None, date: str) -> None:
    (found,) = encounters(text, language)
    assert (found.kind, set(found.parties), found.place, found.date) == (EncounterKind(kind), parties, place, date)
    assert found.status is Status.HELD


@needs_pipeline
@pytest.mark.parametrize(("language", "text", "kind", "parties", "date"), PLANNED)
def test_planned(language: str, text: str, kind: str, parties: set[str], date: str) -> None:
    (found,) = encounters(text, language)
    assert (found.kind, set(found.parties), found.date) == (EncounterKind(kind), parties, date)
    assert found.status is Status.PLANNED


@needs_pipeline
@pytest.mark.parametrize(("language", "text"), NONE)
def test_what_is_wished_for_or_not_dated_is_none(language: str, text: str) -> None:
    assert encounters(text, language) == ()


@needs_pipeline
def test_cancelled() -> None:
    (found,) = encounters("La visite du Premier ministre indien au Népal, prévue cette semaine, a été reportée sine die.")
    assert (found.kind, found.status, set(found.parties)) == (EncounterKind.VISIT, Status.CANCELLED, {"IN", "NP"})


@needs_pipeline
def test_mediator_takes_part_and_several_days_are_a_duration() -> None:
    text = "Les délégations péruvienne et équatorienne ont négocié les 3 et 4 mai à Cuenca, sous la médiation du Chili."
    (found,) = encounters(text)
    assert set(found.parties) == {"PE", "EC", "CL"}
    assert (found.date, found.duration) == ("2024-05-03", "P2D")


@needs_pipeline
def test_tellings_of_one_happening_are_one() -> None:
    text = (
        "Le Pérou et l'Équateur se sont retrouvés mardi à Cuenca.\n\n"
        "Les négociations ont duré neuf heures. Les deux délégations doivent se revoir le 4 juin à Lima."
    )
    first, second = encounters(text)
    assert (first.date, first.duration, len(first.evidence)) == ("2024-05-07", "PT9H", 2)
    assert (second.status, second.date, set(second.parties)) == (Status.PLANNED, "2024-06-04", {"PE", "EC"})


@needs_pipeline
def test_press_conference_is_its_speaker_s() -> None:
    text = "Lors d'un point de presse à Kiev le 6 mai, le ministre ukrainien Ihor Savtchenko a rejeté l'offre."
    (found,) = encounters(text)
    assert (found.kind, found.parties, found.persons) == (EncounterKind.PRESS_CONFERENCE, ("UA",), ("person:Ihor Savtchenko",))


EXAMPLES = [(lang, entry) for lang in languages() for entry in load_lexicon(lang).encounters if entry.yes or entry.no]


@needs_pipeline
@pytest.mark.parametrize(("language", "entry"), EXAMPLES, ids=lambda value: getattr(value, "id", value))
def test_examples_of_the_lexicon(language: str, entry: EncounterEntry) -> None:
    for sentence in entry.yes:
        assert entry.kind in {e.kind for e in encounters(sentence, language)}, sentence
    for sentence in entry.no:
        assert entry.kind not in {e.kind for e in encounters(sentence, language)}, sentence


@pytest.mark.parametrize("language", languages())
def test_entries_are_sorted_and_of_known_kinds(language: str) -> None:
    entries = load_lexicon(language).encounters
    assert [e.id for e in entries] == sorted(e.id for e in entries)
    assert all(EncounterKind(e.kind) and bool(e.noun) != bool(e.verb) for e in entries)
