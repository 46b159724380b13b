"""The two sides of a civil war: the one armed movement that a text names, and the one government."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.lexicon import NameKind
from pourparlers.model import How
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.gazetteer import Mention
from pourparlers.reading.actors.roles import RolePhrase

# Words after a name within which an apposition tells that it is a movement in arms.
GLOSS = 6


def movement(cast: Cast) -> str | None:
    """The one movement in arms that a text names; None where it names several or speaks of no fighters."""
    bodies = [m for m in cast.mentions if m.kind is NameKind.ORGANISATION]
    armed = {cast.party_of(m.id) for m in bodies if _known(cast, m) or _called_armed(cast, m)}
    fronts = {cast.party_of(m.id) for m in bodies if m.id not in cast.context.world.things and _front(cast, m)}
    grammar = cast.context.lexicon.grammar
    fought = armed or not {t.lemma for t in cast.context.parse.tokens}.isdisjoint((*grammar.rebels, *grammar.insurgent))
    found = armed or fronts if fought else set()
    return found.pop() if len(found) == 1 else None


def government(cast: Cast) -> str | None:
    """The state of «le gouvernement philippin», where the text tells of no other government."""
    grammar, tokens = cast.context.lexicon.grammar, cast.context.parse.tokens
    found = set()
    for mention in cast.mentions:
        beside = (tokens[i] for i in (mention.first - 1, mention.last + 1) if 0 <= i < len(tokens))
        if mention.kind is NameKind.ADJECTIVE and any(t.lemma in grammar.governmental for t in beside):
            found.add(cast.party_of(mention.id))
    return found.pop() if len(found) == 1 else None


def insurgents(cast: Cast, token: Token) -> Reference | None:
    """«Les insurgés», «la guérilla», «les rebelles tchadiens», «la délégation rebelle»: the one movement in arms."""
    parse, grammar = cast.context.parse, cast.context.lexicon.grammar
    side = cast.rebels if token.lemma in grammar.rebels else _side(cast, token)
    if side is None or token.i in cast.names:
        return None
    articles = {*grammar.definite, *({*grammar.contracted_articles} & {*grammar.genitive})}
    definite = any(kid.plain in articles and kid.i < token.i for kid in parse.kids(token, "det", "case"))
    if not definite or any(not _loose(cast, kid) for kid in parse.kids(token)):
        return None
    last = token.i if token.lemma in grammar.rebels else token.right
    return Reference((side,), (side,), How.ROLE, token.i - 1, last)


def _side(cast: Cast, token: Token) -> str | None:
    """«la délégation insurgée», «le camp rebelle», «les forces gouvernementales»."""
    lexicon, grammar = cast.context.lexicon, cast.context.lexicon.grammar
    if token.pos != "NOUN" or token.lemma not in (*lexicon.scope.collective_nouns, *grammar.sides):
        return None
    told = {kid.lemma for kid in cast.context.parse.kids(token, "amod")}
    if told & {*grammar.rebels, *grammar.insurgent}:
        return cast.rebels
    return government(cast) if told & {*grammar.governmental} else None


def side_of(cast: Cast, role: RolePhrase) -> str | None:
    """«le chef de la délégation insurgée», «la négociatrice gouvernementale»: the side that a role is of."""
    grammar = cast.context.lexicon.grammar
    inside = range(role.first, role.last + 1)
    words = {form for i in inside for form in (cast.context.parse.tokens[i].lemma, cast.context.parse.tokens[i].lower)}
    if role.former or words & {*grammar.opposition, *grammar.splinter} or any(i in cast.names for i in inside):
        return None
    if words & {*grammar.rebels, *grammar.insurgent}:
        return cast.rebels
    return government(cast) if words & {*grammar.governmental} and role.entry.speaks_for else None


def _known(cast: Cast, mention: Mention) -> bool:
    thing = cast.context.world.things.get(mention.id)
    return thing is not None and thing.kind == "armed_group"


def _called_armed(cast: Cast, mention: Mention) -> bool:
    """«la guérilla du Front des vallées», «le Front des vallées (FDV), une guérilla fondée en 1990»."""
    tokens, grammar = cast.context.parse.tokens, cast.context.lexicon.grammar
    if mention.id in cast.context.world.things:
        return False
    before = tokens[max(0, mention.first - 3) : mention.first]
    at = mention.last + 1
    at += 3 if at + 3 < len(tokens) and tokens[at].text == "(" else 0
    gloss = tokens[at + 1 : at + GLOSS] if at < len(tokens) and tokens[at].text == "," else []
    close = next((n for n, t in enumerate(gloss) if t.text == ","), len(gloss))
    words = [*before, *gloss[:close]] if gloss and gloss[0].pos == "DET" else before
    same = (t for t in words if t.sent == tokens[mention.first].sent)
    return any(t.lemma in (*grammar.rebels, *grammar.insurgent, *grammar.armed) for t in same)


def _front(cast: Cast, mention: Mention) -> bool:
    """«le Front des vallées», «le Mouvement du désert libre»: what movements in arms call themselves."""
    inside = cast.context.parse.tokens[mention.first : mention.last + 1]
    return len(inside) > 1 and any(t.lower in cast.context.lexicon.grammar.fronts for t in inside)


def _loose(cast: Cast, kid: Token) -> bool:
    """What tells not which rebels are meant: an article, a relative clause, the nationality."""
    grammar = cast.context.lexicon.grammar
    state = kid.i in cast.names and cast.names[kid.i].kind is NameKind.ADJECTIVE
    state = state or kid.lemma in (*grammar.rebels, *grammar.insurgent, *grammar.governmental)
    return state or kid.rel in {"det", "case", "punct", "conj", "cc", "advmod"} or kid.dep == "acl:relcl"
