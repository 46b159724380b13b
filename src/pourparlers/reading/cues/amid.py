"""Incises within quotation marks: «« Le lac, a prévenu Jane Doe, ministre de l’Eau, se vide »»."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon
from pourparlers.reading.cues.find import verb_group
from pourparlers.reading.cues.speech_verbs import has_clitic_subject, incise_verb
from pourparlers.reading.text.phrases import is_nonfinite, subject

SUBJECT_REACH = 16


def incise_amid(parse: Parse, lexicon: Lexicon, first: int, last: int) -> tuple[Token, int, int] | None:
    """An incise within the marks: the verb and the first and last word between its commas."""
    for i in range(first + 1, last + 1):
        verb = parse.tokens[i]
        if not incise_verb(parse, lexicon, verb):
            continue
        a, b = verb_group(parse, verb)
        opening = _comma_left(parse, a, first)
        if opening is None:
            continue
        if lexicon.grammar.subject_after and not (has_clitic_subject(parse, lexicon, verb) or _noun_after(parse, b)):
            continue
        if not lexicon.grammar.subject_after and _of_the_speech(parse, verb, opening, b):
            continue
        closing = _closing(parse, lexicon, opening, b, last)
        if closing is not None and not any(_finite_verb(parse.tokens[k]) for k in range(b + 1, closing)):
            return verb, opening, closing
        if closing is None and has_clitic_subject(parse, lexicon, verb) and last - b <= SUBJECT_REACH:
            return verb, opening, last
    return None


def _of_the_speech(parse: Parse, verb: Token, opening: int, b: int) -> bool:
    """ "“Fiji, unlike Tonga, | has stated twice that it will wait,” she said": its subject stands before the comma."""
    if is_nonfinite(parse, verb):
        return True  # "“It is a letter to Fiji, | telling it to wait,” she said"
    own = subject(parse, verb)
    after = parse.tokens[b + 1] if b + 1 < len(parse.tokens) else verb
    return own is not None and own.i < opening and after.pos not in {"DET", "NOUN", "PROPN"}


def _closing(parse: Parse, lexicon: Lexicon, opening: int, b: int, last: int) -> int | None:
    """The mark that closes an incise: of a dash the other dash, else a comma, a dash, or the stop of its sentence.

    «La banquise recule, a expliqué la glaciologue. Nos balises dérivent.»
    """
    dash = parse.tokens[opening].text in {"–", "—"}
    wanted = {parse.tokens[opening].text} if dash else {",", "–", "—", ".", "!", "?"}
    reach = range(b + 1, min(b + SUBJECT_REACH, last) + 1)
    mark = next((k for k in reach if parse.tokens[k].text in wanted), None)
    if mark is None or parse.tokens[mark].text != ",":
        return mark
    return _over_role(parse, lexicon, mark, last)


def _over_role(parse: Parse, lexicon: Lexicon, mark: int, last: int) -> int:
    """«…, a expliqué Jane Doe, ministre kirghize des Forêts. Nos barques…»: the mark after a role set beside a name."""
    end = next((k for k in range(mark + 1, last + 1) if parse.tokens[k].text in {",", ".", "!", "?"}), mark)
    inner = parse.tokens[mark + 1 : end]
    role = any(t.plain in lexicon.roles for t in inner[:3])
    return end if role and not any(t.feats.get("VerbForm") == "Fin" for t in inner) else mark


def _finite_verb(token: Token) -> bool:
    """A verb of another clause; «a-t-elle lâché en quittant la salle» goes on with the incise."""
    return token.pos == "VERB" and token.feats.get("VerbForm", "Fin") == "Fin"


def _comma_left(parse: Parse, a: int, first: int) -> int | None:
    at = a - 1
    if at > first and parse.tokens[at].text in {",", "–", "—", "…", "?", "!"}:
        return at
    return None


def _noun_after(parse: Parse, b: int) -> bool:
    nxt = parse.tokens[b + 1] if b + 1 < len(parse.tokens) else None
    return nxt is not None and nxt.pos in {"DET", "NOUN", "PROPN"} and nxt.feats.get("Person") is None
