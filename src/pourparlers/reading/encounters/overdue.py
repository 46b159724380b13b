"""Encounters that were to be on a day that is past: «La rencontre devait se tenir à Lomé le 6»."""

from __future__ import annotations

from collections.abc import Iterator

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon

_DAY = len("2024-05-08")


class Overdue:
    """Tells, in one text, what was to be and has not been said to have been.

    Args:
        parse: the parsed article.
        lexicon: the words of its language.
        published: when it was published, as precisely as known.
    """

    def __init__(self, parse: Parse, lexicon: Lexicon, published: str | None) -> None:
        self._parse, self._words = parse, lexicon.encounter_words
        self._published = published if published and len(published) == _DAY else ""

    def was_to_be(self, begin: str | None, verb: Token | None) -> bool:
        """Whether a verb in the past tense put something on a day before that of the article."""
        if verb is None or begin is None or not begin < self._published:
            return False
        return any(self._past(form) for form in self._forms(verb))

    def _forms(self, verb: Token) -> Iterator[Token]:
        """What puts it ahead: «devait», «était prévue», "was to", "was due to"."""
        above = self._parse.tokens[verb.head] if verb.rel == "xcomp" else verb
        for top in dict.fromkeys((verb, above)):
            helpers = list(self._parse.kids(top, "aux", "cop"))
            # "would meet" is the future of what was said.
            if not any(form.lower in self._words.possible for form in helpers):
                yield from helpers if top.lemma in (*self._words.planned, *self._words.future) else ()
                yield from (form for form in helpers if form.dep == "cop" and top.pos == "VERB")
                yield from (top,) if top.lemma in self._words.future else ()

    def _past(self, form: Token) -> bool:
        """An imperfect or preterite, not a perfect: «a dû se tenir»."""
        return form.feats.get("Tense") in {"Imp", "Past"} and form.feats.get("VerbForm") == "Fin"
