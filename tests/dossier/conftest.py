"""Articles of one small round of talks, read once for all tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from pourparlers import Article, Dossier, Reader, Record
from pourparlers.articles import from_text
from rounds import dossier_of, round_records

WIRE = """Lima et Quito rouvrent le pont de Macará

MACARÁ, 3 mars 2021 (Agence) - Les délégations péruvienne et équatorienne ont négocié mardi à Macará pendant six heures.

«Le pont n'est pas une frontière de plus, c'est une rue», a déclaré la ministre péruvienne des Transports, Rosa Quispe Lazo.

Quito propose une voie pour les camions de bananes, à condition que Lima paie l'éclairage. Lima refuse la condition et demande deux voies.

Le ministre équatorien, Julio Vaca Ortiz, a accusé la douane péruvienne de retenir trente camions. Lima dément.

Les deux parties doivent se retrouver le 20 mars à Loja, où la ministre a promis d'apporter des plans à l'échelle."""

ENGLISH = """Peru and Ecuador talk about a bridge

MACARA (Courier) - Peru and Ecuador held six hours of talks in Macara on Tuesday over a bridge that has been shut since January.

"The bridge is not one more border, it is a street," Peruvian Transport Minister Rosa Quispe Lazo said.

Ecuador offered a lane for banana trucks provided that Lima pays for the lamps, which Peru rejected."""


class Shelf:
    """Gives the records of articles that were read before, so that a thousand dossiers cost one reading."""

    def __init__(self) -> None:
        self._reader = Reader()
        self._read: dict[str, Record] = {}

    def pipe(self, articles: Iterable[Article], processes: int = 1) -> Iterator[Record]:
        for article in articles:
            if article.id not in self._read:
                self._read[article.id] = self._reader.read(article)
            yield self._read[article.id]


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture(scope="session")
def articles() -> list[Article]:
    """A wire, its relay word for word, a shortened relay, a later version by the same outlet, and another article."""
    first, *rest = WIRE.split("\n\n")
    told = {"published": "2021-03-03", "language": "fr"}
    return [
        from_text(WIRE, outlet="Agence du Sud", **told),
        from_text(WIRE, outlet="Le Quotidien", **told),
        from_text("\n\n".join([first, *rest[:-1]]), outlet="La Gazette", **told),
        from_text(
            WIRE.replace("trente camions", "quarante camions"),
            outlet="Agence du Sud",
            published="2021-03-04",
            language="fr",
        ),
        from_text(ENGLISH, outlet="Courier", published="2021-03-03", language="en"),
    ]


@pytest.fixture(scope="session")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """A round of talks as a reader without fault would read it; not to be written to."""
    with dossier_of(tmp_path_factory.mktemp("ferry") / "talks.dossier", round_records()) as dossier:
        yield dossier
