"""Whom a gerund of blame or praise tells of, and for what one is blamed of whom no more is told.

"Blamed the shippers for refusing to pay", "thanked Riga for offering"; "The talks were scrapped. Riga blames Oslo."
"""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import ActEntry, Lexicon
from pourparlers.model import Act, How
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Chars, words_span
from pourparlers.reading.cues.find import cue_at
from pourparlers.reading.cues.frames import Filler
from pourparlers.reading.text.phrases import is_finite, is_nonfinite, marker

JUDGING = {Act.ACCUSE, Act.SUPPORT}


def blamed(parse: Parse, lexicon: Lexicon, verb: Token) -> Token | None:
    """The object of a verb of blame or praise, of which a gerund after "for" tells what it did."""
    head = parse.tokens[verb.head]
    if verb.rel not in {"advcl", "xcomp"} or not is_nonfinite(parse, verb) or head.pos != "VERB" or head.i > verb.i:
        return None
    if marker(parse, verb) not in lexicon.grammar.standing_for:
        return None
    cue, whom = cue_at(parse, lexicon, head), parse.kid(head, "obj")
    judged = cue is not None and cue.entry.act in JUDGING and whom is not None and head.i < whom.i < verb.i
    return whom if judged else None


def left_alone(parse: Parse, lexicon: Lexicon, verb: Token) -> Token | None:
    """ "…, leaving Warsaw alone in opposing the plan", «laissant Riga seule à réclamer un délai»: the object."""
    head = parse.tokens[verb.head]
    while head.pos == "ADJ" and head.rel in {"xcomp", "obj", "amod", "acl"} and head.head < head.i:
        head = parse.tokens[head.head]
    if head.lemma not in lexicon.grammar.leaving or not is_nonfinite(parse, verb) or verb.i < head.i:
        return None
    whom = parse.kid(head, "obj")
    alone = any(t.lemma in lexicon.grammar.lonely for t in parse.tokens[head.i + 1 : verb.i])
    return whom if alone and whom is not None and head.i < whom.i < verb.i else None


def blamed_for(
    resolver: Resolver, verb: Token, entry: ActEntry, filler: Filler
) -> tuple[list[Chars], list[int]] | None:
    """"The talks were off. Riga blames Oslo", "Who did it? Riga blames Oslo": what was told just before.

    None where the blame has words of its own, or of somebody without a name.
    """
    parse = resolver.parse
    blames = verb.lemma in resolver.lexicon.grammar.blaming and filler.role in entry.target
    bare = blames and filler.role == "obj" and verb.rel == "root"
    whom = resolver.resolve(parse.tokens[filler.head], None, False) if bare else None
    if whom is None or whom.how is How.UNNAMED or not verb.sent:
        return None
    here, before = parse.sentences[verb.sent], parse.sentences[verb.sent - 1]
    root = parse.tokens[before.root]
    told = is_finite(parse, root) or any(is_finite(parse, kid) for kid in parse.kids(root, "aux", "cop"))
    if before.block != here.block or resolver.cast.quoted[root.i] or not told:
        return None
    first = before.first + (parse.tokens[before.first].plain in resolver.lexicon.grammar.interrogatives)
    return [words_span(parse, first, before.last)], [root.i]
