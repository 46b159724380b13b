"""Which of a cue's entries a sentence means: the one whose frame it fills best."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.lexicon import ActEntry
from pourparlers.model import Act
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.find import CueMatch, lemma_of
from pourparlers.reading.cues.frames import Filler, fill
from pourparlers.reading.statements.agents import is_passive
from pourparlers.reading.statements.fillers import own_filler
from pourparlers.reading.text.phrases import marker

WISHES = {Act.PROPOSE, Act.DEMAND}


def choose(
    resolver: Resolver, cue: CueMatch, barred: tuple[int, int] | None = None
) -> tuple[ActEntry, Filler] | None:
    """The entry whose frame the sentence fills best: its content first, then its target."""
    best: tuple[tuple[int, int], ActEntry, Filler] | None = None
    for entry in cue.entries:
        if entry.incise == "only":
            continue
        filler = fill(resolver.parse, resolver.lexicon, cue, entry.content, barred)
        filler = own_filler(resolver, cue, entry, filler) if filler is not None else None
        if filler is None:
            continue
        rank = (_rank(resolver, cue, entry, filler), cue.entries.index(entry))
        if best is None or rank < best[0]:
            best = (rank, entry, filler)
    return (best[1], best[2]) if best else None


def _rank(resolver: Resolver, cue: CueMatch, entry: ActEntry, filler: Filler) -> int:
    """How well a sentence fills a frame, the least the best: the role's place, a target, a question for what asks."""
    parse, whether = resolver.parse, resolver.lexicon.grammar.whether
    head = parse.tokens[filler.head]
    target = fill(parse, resolver.lexicon, cue, entry.target)
    aimed = target is not None and target.head != filler.head
    if target is not None and target.head < cue.i and parse.tokens[target.head].pos != "PRON":
        # "whose contract the company wants to keep": of a relative's own object nothing is wanted
        aimed = aimed and is_passive(parse, parse.tokens[cue.i])
    if not aimed and entry.target and filler.role.startswith("xcomp"):
        aimed = parse.kid(head, "nsubj") is not None
    if entry.target and filler.role == "obj":
        aimed = aimed or _wanted_done(resolver, head)
    asked = filler.role.partition(":")[2] in whether or marker(parse, head) in whether
    asks = 0 if not asked else (-3 if entry.act is Act.ASK else 3)
    # «insiste pour que» is more than «insiste que».
    marked = filler.role.startswith("ccomp:")
    facts = 0
    if entry.neutral and filler.role == "ccomp" and any(e.act in WISHES for e in cue.entries):
        # "suggested that Oslo had lied" says, "suggested that Oslo pay" proposes
        facts = -1 if _tells_fact(resolver, head) else 1
    # «revendiquer | un attentat»: what is written for such objects is surer than what takes any
    return entry.content.index(filler.role) - 2 * aimed + asks - marked + facts - bool(entry.objects)


def _wanted_done(resolver: Resolver, noun: Token) -> bool:
    """"Wants the transition | halved", "wants 500 permits", "wants 90": of another; "wants a summit" is a course."""
    parse, indefinite = resolver.parse, resolver.lexicon.grammar.indefinite
    if noun.pos == "NUM" or parse.kid(noun, "nummod") is not None:
        return True
    shifters = resolver.lexicon.scope.shifter_verbs
    # "wants the number of guards | cut": of what the noun is of
    inner = (kid for one in parse.kids(noun, "nmod") if one.i > noun.i for kid in parse.kids(one, "acl"))
    after = [kid for kid in inner if lemma_of(kid, resolver.lexicon) in shifters]
    after += parse.kids(noun, "acl")
    after += [kid for kid in parse.kids(parse.tokens[noun.head], "xcomp") if kid.i > noun.i]
    done = any(kid.pos == "VERB" and kid.feats.get("Tense") == "Past" for kid in after)
    return done and not any(det.lower in indefinite for det in parse.kids(noun, "det"))


def _tells_fact(resolver: Resolver, verb: Token) -> bool:
    """Whether a clause tells what was, is or will be: not «que le port ferme», "that the talks move", «soient»."""
    forms = [verb, *resolver.parse.kids(verb, "aux", "cop")]
    first = min(forms, key=lambda form: form.i)
    if first.lower in resolver.lexicon.grammar.future_words:
        return True
    # A plain present may be a subjunctive («que les Danois paient»), whatever its tag.
    plain = first.pos == "VERB" and first.feats.get("Tense") != "Past"
    return first.feats.get("Mood") == "Ind" and not plain
