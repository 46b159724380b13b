"""What fills a cue's frame where quotation marks tell it more surely than the tree."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import ActEntry
from pourparlers.model import Form
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.clauses import extent
from pourparlers.reading.cues.drafts import Draft
from pourparlers.reading.cues.find import CueMatch, verb_group
from pourparlers.reading.cues.frames import Filler, fill
from pourparlers.reading.cues.predicates import QUOTE_MARKS
from pourparlers.reading.statements.agents import is_passive
from pourparlers.reading.statements.bounds import is_channel
from pourparlers.reading.text.phrases import markers
from pourparlers.reading.text.quotes import Quote, near

QUOTED = "quoted"
# How many words may stand between a cue and the quoted words: whom it addresses, a preposition, an article.
REACH = 8
SMALL = {"ADP", "DET", "ADV", "PRON", "NUM", "SCONJ"}
OBJECTS = ("obj", "xcomp", "obl", "nmod", "acl")


def by_marks(
    resolver: Resolver, quotes: Sequence[Quote], cue: CueMatch, chosen: tuple[ActEntry, Filler] | None
) -> tuple[tuple[ActEntry, Filler] | None, CueMatch]:
    """What fills a cue's frame, by the tree or by the quoted words beside it, with the cue as far as it is the act's.

    What stands right after the cue is surer than what the tree has found beyond it; «juge « indécent » que le vote
    tarde» has both.
    """
    beside = _after(resolver, quotes, cue)
    if beside is not None and _tells_how(resolver, beside[1]):
        chosen, beside = _clause_after(resolver, beside, chosen), None
    if beside is not None and (chosen is None or chosen[1].first > beside[1].last):
        filler = chosen[1] if chosen is not None else None
        goes_on = filler is not None and filler.role.startswith("ccomp") and filler.first <= beside[1].last + 2
        chosen = (beside[0], beside[1]._replace(last=filler.last)) if filler is not None and goes_on else beside
    act = _act(resolver, quotes, cue, chosen[1] if chosen is not None else None)
    if act is None:
        return chosen, cue
    return (cue.entry, act), cue._replace(last=verb_group(resolver.parse, resolver.parse.tokens[cue.i])[1])


def _tells_how(resolver: Resolver, beside: Filler) -> bool:
    """'told suppliers "in writing and more than once" | that…': quoted words after a preposition, before a clause."""
    parse = resolver.parse
    case = parse.kid(parse.tokens[beside.head], "case")
    after = parse.tokens[min(beside.last + 1, len(parse.tokens) - 1)]
    return case is not None and case.i >= beside.first and after.plain in resolver.lexicon.grammar.that


def _clause_after(
    resolver: Resolver, beside: tuple[ActEntry, Filler], chosen: tuple[ActEntry, Filler] | None
) -> tuple[ActEntry, Filler] | None:
    """The clause after such words, wherever the tree hangs it."""
    if chosen is not None and chosen[1].role.startswith("ccomp"):
        return chosen
    parse, entry = resolver.parse, beside[0]
    held = (kid for kid in parse.kids(parse.tokens[beside[1].head], "acl", "ccomp") if kid.left == beside[1].last + 1)
    clause = next(held, None) if "ccomp" in entry.content else None
    if clause is None:
        return chosen
    return entry, Filler(clause.i, *extent(parse, resolver.lexicon, clause, "ccomp"), "ccomp")


def _after(resolver: Resolver, quotes: Sequence[Quote], cue: CueMatch) -> tuple[ActEntry, Filler] | None:
    """«a démenti « faire obstruction »», «démenti toute « contrepartie »»: quoted words that begin right after a cue.

    Only small words stand between, or whom the cue addresses («reprocher aux exportateurs leur « légèreté »»).
    """
    parse = resolver.parse
    if cue.kind != "verb" or is_passive(parse, parse.tokens[cue.i]):
        return None
    opening = _opening(parse, quotes, cue)
    if opening is None:
        return None
    for entry in cue.entries:
        begin = _begin(resolver, cue, entry, opening)
        if begin is not None and entry.incise != "only" and not entry.objects:
            return entry, Filler(_root(parse, *opening), begin, opening[1], QUOTED)
    return None


def _act(resolver: Resolver, quotes: Sequence[Quote], cue: CueMatch, filler: Filler | None) -> Filler | None:
    """«a exprimé sa « vive inquiétude » après le vote», 'voiced its "full support" for the plan': an act in marks.

    The words of the act are what is said, with what they are about.
    """
    tokens = resolver.parse.tokens
    if cue.kind != "verb" or cue.last == cue.i:
        return None
    around = near(quotes, tokens[cue.last].start, tokens[cue.last].end)
    held = (q for q in around if not q.depth and tokens[cue.i].end <= q.start < tokens[cue.last].start)
    quote = next(held, None)
    if quote is None:
        return None
    starts = resolver.parse.starts
    first, last = bisect_left(starts, quote.start), bisect_left(starts, quote.end) - 1
    owned = tokens[first - 1].pos == "DET" or tokens[first - 1].feats.get("Poss") == "Yes"
    return Filler(cue.last, first - owned, max(last, filler.last if filler is not None else 0), QUOTED)


def _opening(parse: Parse, quotes: Sequence[Quote], cue: CueMatch) -> tuple[int, int] | None:
    """First and last word of the quotation that opens within reach of a cue, its marks included."""
    limit = min(cue.last + 1 + REACH, parse.sentence_of(parse.tokens[cue.i]).last)
    for token in parse.tokens[cue.last + 1 : limit + 1]:
        if token.text not in QUOTE_MARKS:
            continue
        quote = next((q for q in near(quotes, token.start, token.end) if q.start == token.start and not q.depth), None)
        if quote is None or quote.end <= token.end:
            return None
        last = token.i
        while last + 1 < len(parse.tokens) and parse.tokens[last + 1].end <= quote.end:
            last += 1
        return token.i, last
    return None


def _begin(resolver: Resolver, cue: CueMatch, entry: ActEntry, opening: tuple[int, int]) -> int | None:
    """The first word of the content before a mark, after the preposition that the entry wants; None without that."""
    parse, lexicon = resolver.parse, resolver.lexicon
    mark = opening[0]
    told = fill(parse, lexicon, cue, (*entry.addressee, *entry.target))
    if told is not None and told.first <= opening[1] and mark <= told.last:
        return None  # «accuse certains « courtiers » d'avoir menti»: whom, not what
    told_to = range(told.first - 1, told.last + 1) if told is not None and told.last < mark else range(0)
    beside = _adverbial(resolver, parse.tokens[cue.last + 1 : mark])
    between = [t for t in parse.tokens[cue.last + 1 : mark] if t.i not in told_to and t.i not in beside]
    if not all(t.pos in SMALL and t.text != "," for t in between):
        return None
    first = between[0] if between else parse.tokens[mark]
    roles = [role.partition(":") for role in entry.content if role.startswith(OBJECTS)]
    if first.plain in lexicon.scope.negation_particle and any(relation == "xcomp" for relation, _, _ in roles):
        inner = parse.tokens[mark : opening[1]]  # «a dit ne « rien savoir » d'une telle offre»
        return first.i if any(t.feats.get("VerbForm") == "Inf" for t in inner) else None
    bare = any(relation == "obj" for relation, _, _ in roles) or (entry.quote and first.i == mark)
    if first.pos not in {"ADP", "SCONJ"} or (bare and first.lower in lexicon.grammar.indefinite):
        return first.i if bare else None
    wanted = {form for _, _, preposition in roles if preposition for form in markers(lexicon, preposition)}
    return first.i + 1 if first.plain in wanted else None


def _adverbial(resolver: Resolver, words: Sequence[Token]) -> set[int]:
    """«a raillé | lundi dans un communiqué « un pont sans route »»: when, and through what, it was said."""
    out = {t.i for t in words if t.i in resolver.time_words} | _connecting(resolver, words)
    for noun in words:
        case = next((t for t in reversed(words) if t.i < noun.i and t.pos == "ADP"), None)
        small = case is not None and all(t.pos in {"DET", "ADJ"} for t in resolver.parse.tokens[case.i + 1 : noun.i])
        if case is not None and small and case.lower in resolver.lexicon.grammar.channel and is_channel(resolver, noun):
            out.update(range(case.i, noun.i + 1))
    return out


def _connecting(resolver: Resolver, words: Sequence[Token]) -> set[int]:
    """«y voit | pour sa part | « un cadeau »»: what links the sentence to the one before."""
    said = " ".join(t.plain for t in words)
    known = (one.split() for one in resolver.lexicon.grammar.connectors if " " in one and one in said)
    return {i for one in known for t in words for i in range(t.i, t.i + len(one)) if _at(resolver, t.i, one)}


def _at(resolver: Resolver, first: int, words: Sequence[str]) -> bool:
    return [t.plain for t in resolver.parse.tokens[first : first + len(words)]] == [*words]


def _root(parse: Parse, first: int, last: int) -> int:
    """The head of quoted words: the one whose own head is outside."""
    inner = (t for t in parse.tokens[first : last + 1] if t.pos != "PUNCT")
    return next((t.i for t in inner if t.rel == "root" or not first <= t.head <= last), first)


def called(resolver: Resolver, cue: CueMatch, filler: Filler) -> Filler | None:
    """«condamnée comme une « entrave »», 'spurned as "charity"': what is said of an object that an act has."""
    parse, lexicon = resolver.parse, resolver.lexicon
    if filler.role == QUOTED and parse.tokens[filler.first - 1].lower in lexicon.grammar.predicative:
        return filler  # 'an offer described as "charity"', of a word that the tree takes for no noun
    if cue.kind != "verb" or filler.role != "obj":
        return None
    found = fill(parse, lexicon, cue, tuple(f"pred:{word}" for word in lexicon.grammar.predicative))
    return found if found is not None and found.head != filler.head and _marked(parse, found) else None


def _marked(parse: Parse, found: Filler) -> bool:
    """Whether a phrase holds an opening mark before its head."""
    opening: list[Token] = parse.tokens[max(found.first - 1, 0) : found.head]
    return any(t.text in QUOTE_MARKS for t in opening)


def other_quotes(resolver: Resolver, quotes: Sequence[Quote], token: Token) -> Sequence[Quote]:
    """The quotations about a cue but the one that it stands in: «« Riga refuse d'ouvrir l'écluse », a dit Jane Doe».

    What is refused there is no quotation of Riga's.
    """
    sentence = resolver.parse.sentence_of(token)
    around = near(quotes, resolver.parse.tokens[sentence.first].start, resolver.parse.tokens[sentence.last].end)
    own = [q for q in around if q.inner_start <= token.start < q.inner_end]
    inner = [q._replace(depth=max(0, q.depth - len(own))) for q in around if q not in own]
    return inner if own else quotes


def partly_quoted(resolver: Resolver, quotes: Sequence[Quote], token: Token, draft: Draft) -> bool:
    """«Le Tchad « accepte le principe d'une rencontre »»: a cue in marks that its subject stands outside of."""
    spoke = resolver.parse.tokens[draft.speaker.first].start if draft.speaker is not None else token.start
    around = near(quotes, token.start, token.end)
    return draft.form is not Form.DIRECT and any(spoke < q.start and q.inner_start <= token.start for q in around)
