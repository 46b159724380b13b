"""Headers of TEI documents and of their corpus: what is written, where it came from, what read it, who is in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

import pourparlers
from pourparlers.dossier.contents import Entity
from pourparlers.exports.chronology import web_address
from pourparlers.exports.references import title_of
from pourparlers.exports.xml import Maker, name_of
from pourparlers.model import Act, Actor, ActorKind, Article, EncounterKind, Form, Stance
from pourparlers.views.safe import one_line
from pourparlers.views.wording import languages, wording

TEI = "http://www.tei-c.org/ns/1.0"
make = Maker(TEI)
# What facts are classified by: the codes of the record with their words in the languages of the interface.
_TAXONOMIES = (
    ("act", Act, "acts"),
    ("form", Form, "forms"),
    ("stance", Stance, "stances"),
    ("kind", EncounterKind, "kinds"),
)
_YEAR_OR_MONTH = re.compile(r"(?!0000)\d{4}(-(0[1-9]|1[0-2]))?")
_VERSION = re.compile(r"\d+[a-z]*\d*(\.\d+[a-z]*\d*){0,3}")
_HOME = "https://www.wikidata.org/wiki/"


def day(value: str | None) -> dict[str, str | None]:
    """The attributes that tell a date: of its own kind for one that W3C's formats know, else as TIMEX3 has it."""
    if not value:
        return {}
    return {"when": value} if _is_day(value) else {"when__custom": "_".join(value.split())}


def _is_day(value: str) -> bool:
    if _YEAR_OR_MONTH.fullmatch(value):
        return True
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def corpus_header(entities: Collection[Entity]) -> Any:
    """The header of the corpus: the software, the codes, and all actors, each once."""
    version = pourparlers.__version__
    told = version if _VERSION.fullmatch(version) else "0"
    label = make("label", "Pourparlers")
    known = {one.id for one in entities}
    return make(
        "teiHeader",
        make(
            "fileDesc",
            make("titleStmt", make("title", "Pourparlers")),
            make("publicationStmt", make("p")),
            make("sourceDesc", make("p")),
        ),
        make(
            "encodingDesc",
            make("appInfo", make("application", label, ident="pourparlers", version=told)),
            make("classDecl", *_taxonomies()),
        ),
        make("profileDesc", *_participants(_corpus_actor(one, known) for one in entities)),
    )


def _taxonomies() -> Iterator[Any]:
    for name, codes, path in _TAXONOMIES:
        categories = (
            make(
                "category",
                *(make("catDesc", wording(ui)(path, code), xml_lang=ui) for ui in languages()),
                xml_id=f"{name}.{code}",
            )
            for code in codes
        )
        yield make("taxonomy", *categories, xml_id=f"{name}")


def article_header(article: Article, actors: Iterable[Actor], sames: dict[str, str]) -> Any:
    """The header of an article.

    Args:
        actors: those that it names.
        sames: the ids of actors across articles, by their ids in it.
    """
    title = article.title or title_of(article)
    author = make("author", one_line(article.author)) if article.author else None
    people = _participants(_article_actor(article, one, sames.get(one.id)) for one in actors)
    return make(
        "teiHeader",
        make(
            "fileDesc",
            make("titleStmt", make("title", one_line(title)), author),
            make("publicationStmt", *(_published(article) or [make("p")])),
            make("sourceDesc", _source(article)),
        ),
        make(
            "profileDesc", make("langUsage", make("language", ident=article.language)), *people
        ),
    )  # fmt: skip


def _published(article: Article) -> list[Any]:
    """Who published an article, and when; nothing where the publisher is unknown, without whom TEI takes no date."""
    if not article.outlet:
        return []
    when = make("date", article.published, **day(article.published)) if article.published else None
    return [made for made in (make("publisher", one_line(article.outlet)), when) if made is not None]


def _source(article: Article) -> Any:
    """Where an article came from; an address that is none of the web is told, but is no target."""
    address = web_address(article.url)
    return make(
        "bibl",
        make("title", one_line(article.title), level="a") if article.title else None,
        make("author", one_line(article.author)) if article.author else None,
        make("publisher", one_line(article.outlet)) if article.outlet else None,
        make("date", article.published, **day(article.published)) if article.published else None,
        make("biblScope", one_line(article.section), unit="section") if article.section else None,
        make("biblScope", one_line(article.page), unit="page") if article.page else None,
        make("idno", article.id, type="article"),
        make("idno", one_line(article.identifier), type="identifier") if article.identifier else None,
        make("ptr", target=address) if address else None,
        make("idno", one_line(article.url), type="URL") if article.url and not address else None,
    )


def fact_name(article: str, id_: str) -> str:
    """The xml:id of a fact of an article: "a-3f9c0b12d4e5.s1"."""
    return f"{article}.{id_}" if id_.isascii() and id_.isalnum() else f"{article}.{name_of('fact', id_)}"


def actor_name(article: str, id_: str) -> str:
    """The xml:id of an actor within an article."""
    return f"{article}.{name_of('actor', id_)}"


def _article_actor(article: Article, one: Actor, same: str | None) -> tuple[ActorKind, Any]:
    same_as = f"#{name_of('actor', same)}" if same else None
    xml_id = actor_name(article.id, one.id)
    party = actor_name(article.id, one.party) if one.party and one.party != one.id else None
    return one.kind, _actor(one.kind, xml_id, [one.name], one.role, party, one.wikidata, one.id, sameAs=same_as)


def _corpus_actor(one: Entity, known: set[str]) -> tuple[ActorKind, Any]:
    party = name_of("actor", one.party) if one.party and one.party in known and one.party != one.id else None
    names = [one.name, *(name for name in one.names if name != one.name)]
    return one.kind, _actor(one.kind, name_of("actor", one.id), names, one.role, party, one.wikidata, one.id)


def _actor(
    kind: ActorKind, xml_id: str, names: list[str], role: str | None, party: str | None, wikidata: str | None, id_: str,
    **attributes: str | None,
) -> Any:  # fmt: skip
    known = [make("idno", id_, type="pourparlers")]
    known += [make("idno", wikidata, type="wikidata")] if wikidata else []
    affiliation = make("affiliation", ref=f"#{party}") if party else None
    job = make("occupation", one_line(role)) if role else None
    if kind is ActorKind.PERSON:
        called = [make("persName", one_line(name)) for name in names]
        return make("person", *called, job, affiliation, *known, xml_id=xml_id, **attributes)
    if kind is ActorKind.GROUP:
        called = [make("name", one_line(name)) for name in names]
        return make("personGrp", *called, affiliation, *known, xml_id=xml_id, **attributes)
    called = [make("orgName", one_line(name)) for name in names]
    belongs = make("state", make("p", make("ref", target=f"#{party}")), type="party") if party else None
    return make("org", *called, belongs, *known, xml_id=xml_id, type=kind.value, **attributes)


def _participants(actors: Iterable[tuple[ActorKind, Any]]) -> list[Any]:
    """Persons and groups in one list, states and organisations in another; nothing where there is nobody."""
    people: list[Any] = []
    bodies: list[Any] = []
    for kind, made in actors:
        (people if kind in {ActorKind.PERSON, ActorKind.GROUP} else bodies).append(made)
    lists = [make("listPerson", *people)] if people else []
    lists += [make("listOrg", *bodies)] if bodies else []
    return [make("particDesc", *lists)] if lists else []
