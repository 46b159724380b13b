"""Whom a plural pronoun takes up together: "Rao met Diaz. They agreed…", «le Niger et le Tchad… Ils veulent…»."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import NameKind
from pourparlers.model import How
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.persons import Person
from pourparlers.reading.actors.things import is_thing
from pourparlers.reading.text.phrases import conjuncts

# Sentences back to which «la première» may point.
NEAR = 3
Resolve = Callable[[Token], Reference | None]


def together(cast: Cast, token: Token, resolve: Resolve, thread: Reference | None = None) -> Reference | None:
    """The persons or parties named side by side last, in the pronoun's sentence or the one before.

    Or the several who spoke there (`thread`): "Ministers denounced the pact. They called on Chad to halt the works".
    """
    parse = cast.context.parse
    for number in range(token.sent, max(-1, token.sent - 2), -1):
        sentence = parse.sentences[number]
        words = parse.tokens[sentence.first : min(sentence.last + 1, token.i)]
        if any(_many(cast, word) for word in words):
            return _spoke(cast, token, thread)
        found = [pair for word in words if not cast.quoted[word.i] and (pair := _side_by_side(cast, word, resolve))]
        if found:
            both = found[-1][0].joined(*found[-1][1:])
            return both._replace(how=How.PRONOUN, first=token.i, last=token.i)
    return _spoke(cast, token, thread)


def one_of_two(cast: Cast, token: Token) -> Person | None:
    """«Les médiateurs Ann Lee et Jan Maa… a convenu la première», "the former said": of two joined just before."""
    tokens, grammar = cast.context.parse.tokens, cast.context.lexicon.grammar
    at = next((n for n, words in enumerate(grammar.one_of_two) if token.lemma in words), None)
    alone = token.rel == "nsubj" and token.right == token.i and tokens[token.i - 1].lower in grammar.definite
    if at is None or not alone:
        return None
    told = [(near, p) for p in cast.persons if (near := p.last_before(token.i)) is not None]
    last = sorted(told, key=lambda row: row[0])[-2:]
    if len(last) < 2 or token.sent - tokens[last[0][0]].sent > NEAR or not _joined(cast, [near for near, _ in last]):
        return None
    wanted, person = token.feats.get("Gender", "")[:1].lower(), last[at][1]
    return None if wanted and person.gender and wanted != person.gender else person


def _joined(cast: Cast, places: Sequence[int]) -> bool:
    """Whether nothing but a conjunction, and a nationality, stands between two names."""
    first, last = (cast.name_at[i] for i in places)
    between = cast.context.parse.tokens[first.last + 1 : last.first]
    plain = all(t.pos in {"CCONJ", "DET"} or t.i in cast.names for t in between)
    return plain and any(t.pos == "CCONJ" for t in between)


def foremost(cast: Cast, count: int) -> list[str]:
    """«Les trois gouvernements» of a text that names three states more often than any other."""
    standing = cast.standing
    last = standing[count - 1][0] if len(standing) >= count else 0
    other = standing[count][0] if len(standing) > count else 0
    return [party for _, party in standing[count - 1 :: -1]] if last > max(1, other) else []


def without_outsiders(cast: Cast, seen: list[str], count: int) -> list[str]:
    """«Selon un diplomate finlandais, Riga hésite. Les deux parties…»: nobody whom a text tells in passing.

    Two states stand out where each is named more than twice as often as whom the last words name.
    """
    sides = foremost(cast, count)
    often = {party: times for times, party in cast.standing}
    least = min((often[side] for side in sides), default=0)
    passing = any(party not in sides and 2 * often.get(party, 0) < least for party in seen)
    return sides if passing else seen


def plain_sides(cast: Cast, token: Token, first: int) -> tuple[str, ...]:
    """"The parties agreed to meet in May", "the sides": without a number the two states that a text is about."""
    grammar, tokens = cast.context.lexicon.grammar, cast.context.parse.tokens
    plural = token.feats.get("Number") == "Plur" and token.lemma in grammar.opposed
    bare = first == token.i - 1 and tokens[first].lower in grammar.definite and token.right == token.i
    return tuple(reversed(foremost(cast, 2))) if plural and bare and token.rel == "nsubj" else ()


def nations(cast: Cast, token: Token, first: int) -> tuple[str, ...]:
    """ "The Fijian and Tongan delegations": the states of the adjectives that a plural has before it, joined."""
    if token.feats.get("Number") != "Plur":
        return ()
    tokens, found = cast.context.parse.tokens, list[str]()
    joined = any(t.pos == "CCONJ" for t in tokens[first : token.i])
    for i in range(first, token.i):
        mention = cast.names.get(i)
        party = cast.party_of(mention.id) if mention is not None and mention.kind is NameKind.ADJECTIVE else None
        found += [party] if party and party not in found else []
    return tuple(found) if joined and len(found) > 1 else ()


def _spoke(cast: Cast, token: Token, thread: Reference | None) -> Reference | None:
    """Those who spoke in the sentence before, where they are several and no other subject is."""
    parse = cast.context.parse
    if thread is None or token.rel != "nsubj" or token.sent - parse.tokens[thread.last].sent != 1:
        return None
    words = parse.tokens[thread.first : thread.last + 1]
    several = len(thread.ids) > 1 or any(t.rel == "nsubj" and t.feats.get("Number") == "Plur" for t in words)
    before = parse.words(parse.sentences[token.sent - 1])
    others = any(_many(cast, word) and not thread.first <= word.i <= thread.last for word in before)
    return None if others or not several else thread._replace(how=How.PRONOUN, first=token.i, last=token.i)


def _many(cast: Cast, word: Token) -> bool:
    """Whether a word tells of several others, whom the pronoun may as well mean: "Students blocked the bridge"."""
    role = cast.role_at.get(word.i)
    named = word.i in cast.names or role is not None and (role.first in cast.bearers or bool(role.parties))
    named = named or is_thing(cast.context.lexicon, word)
    return word.rel == "nsubj" and word.pos == "NOUN" and word.feats.get("Number") == "Plur" and not named


def _side_by_side(cast: Cast, word: Token, resolve: Resolve) -> Sequence[Reference]:
    """The actors, each with a name, that a word joins: coordinated with it, or its subject and object."""
    parse = cast.context.parse
    if word.pos == "VERB" and word.lemma in cast.context.lexicon.grammar.meeting:
        heads = _sides(parse, word)
    else:
        heads = conjuncts(parse, word) if word.rel != "conj" and word.pos in {"NOUN", "PROPN"} else []
    # «les syndicats et ceux qui veulent…»: a pronoun has no name, and whom it stands for is what is asked.
    named = len(heads) > 1 and all(head.pos != "PRON" for head in heads)
    found = [resolve(head) for head in heads] if named else []
    sure = [one for one in found if one is not None and len(one.ids) == 1 and not one.ids[0].startswith("group:")]
    # "The ministers of Chile and Peru, Ana Rojas and Luis Paz": a tree may join them all.
    persons = [one for one in sure if one.ids[0].startswith("person:")]
    alike = persons or (sure if _acts(word) else [])
    return alike if len(sure) == len(heads) and len({one.ids for one in alike}) > 1 else []


def _acts(word: Token) -> bool:
    """"Chile and Peru rejected it. They…", "Chile met Peru"; "a vote on joining the EU and NATO" joins no speakers."""
    return word.pos == "VERB" or word.rel == "nsubj"


def _sides(parse: Parse, verb: Token) -> list[Token]:
    """"Rao met Diaz", "Rao spoke with Diaz": the subject and whom it meets."""
    subject = parse.kid(verb, "nsubj")
    other = next((kid for kid in parse.kids(verb, "obj", "iobj", "obl") if kid.pos in {"NOUN", "PROPN"}), None)
    return [subject, other] if subject is not None and other is not None else []
