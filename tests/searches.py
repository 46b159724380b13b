"""What a search must find, in whatever database."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from sqlalchemy import select

from pourparlers import Dossier
from pourparlers.dossier.standing.finding.search import Hit, Where
from pourparlers.dossier.standing.finding.terms import places, query_of
from pourparlers.dossier.store.schema import article
from pourparlers.model import DossierError
from rounds import record

TEXT = """Le cœur de la pêche

Les pêcheurs de l'Île d'Yeu ont demandé un «répit d'hiver», puis un répit. La ministre norvégienne, Signe Støre, n'a pas dit non:
«Un répit d'hiver, c'est un hiver sans poisson», a-t-elle noté à Saint-Gilles-Croix-de-Vie. LA PÊCHE reste ouverte; 3,5 tonnes."""
WORDS = "«répit d'hiver»"


def texts() -> list[Any]:
    asked = {"speaker": ["group:pêcheurs"], "act": "demand", "party": ["FR"], "words": WORDS}
    noted = {
        "speaker": ["person:Signe Støre"],
        "party": ["NO"],
        "words": "Un répit d'hiver, c'est un hiver sans poisson",
        "form": "direct",
    }
    return [
        record(TEXT, asked, noted, outlet="Le Ponton", title="Pêche: un répit d'été", published="2021-02-01"),
        record("The fishing season is open, the ministry said.", {"party": ["NO"], "words": "The fishing season is open"}, language="en", outlet="Quay"),
    ]  # fmt: skip


def found(hit: Hit, text: str = TEXT) -> list[str]:
    return [text[start:end] for start, end in hit.found]


FINDS = [
    ("peche", ["pêche", "PÊCHE"]),
    ("PECHE*", ["pêche", "pêcheurs", "PÊCHE"]),
    ("coeur", ["cœur"]),
    ("Cœur", ["cœur"]),
    ("store", ["Støre"]),
    ("ile d’yeu", ["Île", "Yeu", "d'Yeu"]),
    ('"repit d\'hiver"', ["répit d'hiver", "répit d'hiver"]),
    ("«répit d’hiver»", ["répit d'hiver", "répit d'hiver"]),
    ("saint-gilles", ["Saint-Gilles"]),
    ('"saint gil"*', ["Saint-Gilles"]),
    ("3,5", ["3,5"]),
]


def check(dossier: Dossier) -> None:
    """What any database must find."""
    for words, told in FINDS:
        *_, hit = dossier.search(*words.split(" ") if '"' not in words and "«" not in words else [words])
        assert hit.where is Where.ARTICLE and set(found(hit)) <= {*told, "d'Yeu"}, words
        assert set(found(hit)) >= set(told) - {"Yeu", "d'Yeu"}, words
        assert TEXT[hit.snippet.start : hit.snippet.end] == hit.snippet.text
    assert dossier.search("répit", "introuvable") == []
    check_operators(dossier)
    assert [hit.where for hit in dossier.search('"hiver répit"')] == []
    assert [hit.where for hit in dossier.search("pech")] == []
    assert [hit.outlet for hit in dossier.search("season")] == ["Quay", "Quay"]
    (title,) = dossier.search("été", "cœur")
    assert [(title.title or "")[start:end] for start, end in title.in_title] == ["été"]
    first, second, whole = dossier.search("repit")
    assert {first.act, second.act} == {"demand", "say"} and whole.where is Where.ARTICLE
    (statement,) = dossier.search("repit", act="say")
    assert (statement.speakers, statement.parties, found(statement)) == (("person:Signe Støre",), ("NO",), ["répit"])
    assert [hit.where for hit in dossier.search("repit", party="Norvège")] == [Where.STATEMENT]
    assert dossier.search("repit", outlet="quay") == dossier.search("repit", since="2021-03") == []


def wheres(hits: list[Hit]) -> list[str]:
    return [f"{hit.language} {hit.where}" for hit in hits]


def check_operators(dossier: Dossier) -> None:
    """What any database must find by words of which one is enough, and without others."""
    season, repit = wheres(dossier.search("season")), wheres(dossier.search("répit"))
    for either in (["season", "OR", "répit"], ["répit OU season"], ["introuvable OR season", "OU", '"répit d\'hiver"']):
        assert sorted(wheres(dossier.search(*either))) == sorted([*season, *repit]), either
    assert wheres(dossier.search("ministry", "season", "OR", "introuvable")) == ["en article"]
    for without in (["répit", "NOT", "puis"], ["répit -puis"], ["répit", '-"un hiver"', "-puis"], ["répit SAUF puis"]):
        left = dossier.search(*without)
        assert left and not [hit for hit in left if hit.where is Where.ARTICLE], without
        assert {word for hit in left for word in found(hit)} == {"répit"}
    # Both words stand in the article, but not one after the other.
    assert wheres(dossier.search("ministre", 'NOT "hiver répit"')) == ["fr article"]
    assert dossier.search("ministre", 'NOT "répit d\'hiver"') == dossier.search("ministre", "NOT", "pêch*") == []
    # In small letters, in quotation marks and without anything beside them they are words.
    assert dossier.search("season", "or", "répit") == dossier.search('season "OR" répit') == dossier.search("OR") == []
    with pytest.raises(DossierError):
        dossier.search("-season")


def grounded(dossier: Dossier, asked: list[str]) -> None:
    """What is found stands in the text as it says, and is what was sought; where no word is asked for, that is told."""
    query = query_of(asked)
    if not query.every:
        with pytest.raises(DossierError):
            dossier.search(*asked)
        return
    for hit in dossier.search(*asked):
        text = _text(dossier, hit.article)
        assert text[hit.snippet.start : hit.snippet.end] == hit.snippet.text
        told = [text[start:end] for start, end in hit.found] + [
            (hit.title or "")[start:end] for start, end in hit.in_title
        ]
        for word in told:
            assert any(places(word, [term]) == [[(0, len(word))]] for term in query.terms)
        assert all(any(places(word, [term])[0] for word in told for term in some) for some in query.every)
        assert not any(places(word, query.none) != [[]] * len(query.none) for word in told)


# What somebody may type.
ASKED = st.lists(
    st.one_of(
        st.sampled_from(["Bourgas", "ligne", "de la", '"de la ligne"', "traver*", "Géorgie", "OR", "NOT", "NEAR(", "a:b", '"', "*", "'", "un-deux", "\x00", "%", ":x", "\\", "&", "!", "<->", "^ligne", "{content}", "𝔄"]),
        st.text(max_size=12),
    ),
    min_size=1,
    max_size=4,
)  # fmt: skip


def _text(dossier: Dossier, id_: str) -> str:
    with dossier.engine.connect() as connection:
        return str(connection.execute(select(article.c.text).where(article.c.id == id_)).scalar_one())
