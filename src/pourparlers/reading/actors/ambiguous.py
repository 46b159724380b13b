"""Names that several bear, told apart by the other names of the text: «Bruxelles», «congolais», "Korean"."""

from __future__ import annotations

from pourparlers.language.tree import Parse
from pourparlers.lexicon import Lexicon, NameKind, World, WorldName
from pourparlers.reading.actors.coreference import listed
from pourparlers.reading.actors.gazetteer import Mention

SHARED = {NameKind.ADJECTIVE, NameKind.DEMONYM}
OWN = {NameKind.STATE, NameKind.ADJECTIVE, NameKind.DEMONYM}
BODIES = {NameKind.ORGANISATION, NameKind.BODY}
PLACED = {NameKind.STATE, NameKind.CAPITAL}
# Characters at the head of a text, where its dateline stands.
HEAD = 60


def tell_apart(parse: Parse, lexicon: Lexicon, world: World, mentions: list[Mention]) -> list[Mention]:
    """The mentions, each with the state or organisation that the text makes likely."""
    own = {m.id for m in mentions if m.kind in OWN}
    bodies = {m.id for m in mentions if m.kind in BODIES}
    placed = {m.id for m in mentions if m.kind in PLACED}
    out: list[Mention] = []
    for mention in mentions:
        if _other_body(parse, lexicon, mention) or _gathering(parse, lexicon, mention):
            continue
        rows = _rows(parse, world, mention)
        if mention.kind is NameKind.CAPITAL and _acts(parse, lexicon, mention):
            # «Bruxelles a enjoint aux fabricants»: the Union, where the text has no word for Belgium.
            seat = next((r for r in rows if r.kind is NameKind.METONYM and r.id != mention.id), None)
            if mention.id in own and not (seat is not None and seat.id in bodies and _sends(parse, lexicon, mention)):
                seat = None
            mention = mention._replace(id=seat.id, kind=NameKind.METONYM) if seat else mention
        elif mention.kind in SHARED and mention.id not in placed:
            # «le ministre congolais, venu de Brazzaville»: the one of several states that the text names.
            others = {r.id for r in rows if r.kind is mention.kind and r.id in placed}
            mention = mention._replace(id=others.pop()) if len(others) == 1 else mention
        elif mention.kind is NameKind.METONYM and mention.id not in own | placed and _shared(parse, lexicon, mention):
            # "ISLAMABAD: Foreign Office spokesman Asim Khan": no Briton in the text, and a state at its head
            heads = [m.id for m in mentions if m.kind in PLACED and parse.tokens[m.first].start < HEAD]
            mention = mention._replace(id=heads[0]) if heads else mention
        elif mention.kind is NameKind.STATE and (people := _person_of(parse, mention, rows)):
            mention = mention._replace(kind=NameKind.DEMONYM, gender=people.gender)
        out.append(_without_ties(parse, lexicon, mention))
    return out


def _shared(parse: Parse, lexicon: Lexicon, mention: Mention) -> bool:
    """Whether several states have an office of that name."""
    return parse.slice(mention.first, mention.last).lower() in lexicon.grammar.shared_offices


def _person_of(parse: Parse, mention: Mention, rows: list[WorldName]) -> WorldName | None:
    """«son président, le Suisse Jean Amiguet», «un Suisse»: with the article of the other gender no state."""
    article = parse.tokens[mention.first - 1] if mention.first else None
    told = article.feats.get("Gender", "")[:1].lower() if article is not None and article.pos == "DET" else ""
    if not told or not mention.gender or told == mention.gender:
        return None
    return next((row for row in rows if row.kind is NameKind.DEMONYM and row.id == mention.id), None)


def _without_ties(parse: Parse, lexicon: Lexicon, mention: Mention) -> Mention:
    """"The Iran-backed group", "a Geneva-based agency": who helps or where one is tells not for whom one speaks."""
    tokens, at = parse.tokens, mention.last + 1
    hyphen = at + 1 < len(tokens) and tokens[at].text == "-" and tokens[at].start == tokens[mention.last].end
    if not hyphen or tokens[at + 1].lower not in lexicon.grammar.tied:
        return mention
    return mention._replace(id="", kind=NameKind.PLACE)


def _other_body(parse: Parse, lexicon: Lexicon, mention: Mention) -> bool:
    """«la Confédération des routiers», «la Confédération paysanne»: with what tells which, no state but a body."""
    noun, at = parse.tokens[mention.first], mention.last + 1
    if mention.kind is not NameKind.STATE or mention.first != mention.last or noun.lower not in lexicon.bodies:
        return False
    after = parse.tokens[at] if at < len(parse.tokens) else noun
    # not «accuse la Confédération | de jouer la montre»
    of = parse.tokens[after.head] if after.plain in lexicon.grammar.genitive else after
    return of.head == noun.i != of.i and of.rel in {"nmod", "amod"} and of.pos in {"NOUN", "PROPN", "ADJ"}


def _gathering(parse: Parse, lexicon: Lexicon, mention: Mention) -> bool:
    """«Réunion annulée», at the head of a sentence: no island."""
    word = parse.tokens[mention.first]
    opens = mention.first == parse.sentences[word.sent].first == mention.last
    return opens and word.pos == "NOUN" and word.plain in lexicon.encounter_nouns


def _sends(parse: Parse, lexicon: Lexicon, mention: Mention) -> bool:
    """«les médiateurs dépêchés par Bruxelles, la Belge…»: a union sends its people, of whatever state."""
    before = parse.tokens[max(0, mention.first - 2) : mention.first]
    grammar = lexicon.grammar
    return len(before) == 2 and before[0].lemma in grammar.sending and before[1].plain in grammar.agent


def _rows(parse: Parse, world: World, mention: Mention) -> list[WorldName]:
    word = parse.tokens[mention.first].plain
    return [row for row in world.names.get(word, ()) if row.words == (word,)] if mention.first == mention.last else []


def _acts(parse: Parse, lexicon: Lexicon, mention: Mention) -> bool:
    """Whether a capital is no place: not after «à» or "in", nor in a dateline («Bruxelles, le 12 mai»)."""
    tokens = parse.tokens
    before = tokens[mention.first - 1] if mention.first else None
    after = tokens[mention.last + 1] if mention.last + 1 < len(tokens) else None
    if before is None or before.sent != tokens[mention.first].sent:
        # "Brussels, meanwhile, offered to mediate" is no dateline.
        acts = tokens[mention.first].rel == "nsubj"
        return after is not None and (acts or after.pos not in {"PUNCT", "NUM", "SYM"})
    if mention.first > 1 and f"{tokens[mention.first - 2].lower} {before.lower}" in lexicon.scope.relay_prepositions:
        # "according to Brussels"
        return True
    placed = before.lower in lexicon.grammar.locative
    return not placed or _one_says(parse, lexicon, mention) or _addressed(parse, lexicon, mention)


def _addressed(parse: Parse, lexicon: Lexicon, mention: Mention) -> bool:
    """«reproche à Bruxelles d'avoir menti», «a demandé à Bruxelles de trancher»: right after a verb that addresses."""
    verb, before = parse.tokens[max(0, mention.first - 2)], parse.tokens[mention.first - 1]
    if verb.pos != "VERB" or parse.tokens[mention.first].head != verb.i or parse.kid(verb, "xcomp") is None:
        return False
    return any(f"obl:{before.lower}" in cue.entry.target for cue in lexicon.verbs.get(verb.lemma, ()))


def _one_says(parse: Parse, lexicon: Lexicon, mention: Mention) -> bool:
    """«À Bruxelles, on dit attendre le texte»: those who speak there."""
    tokens, at = parse.tokens, mention.last + 1
    indefinite = listed(lexicon.scope.pronouns, "subject", "indef")
    return at + 1 < len(tokens) and tokens[at].text == "," and tokens[at + 1].lower in indefinite
