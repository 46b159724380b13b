"""Which filler of a frame is the content: a relative pronoun stands for its noun, a participle tells few acts of it."""

from __future__ import annotations

from pourparlers.lexicon import ActEntry, NameKind
from pourparlers.model import Act
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.antecedents import before_clause, object_relative, relative_antecedent
from pourparlers.reading.cues.clauses import extent
from pourparlers.reading.cues.find import CueMatch, cue_at, lemma_of
from pourparlers.reading.cues.frames import Filler
from pourparlers.reading.cues.scope import is_negated
from pourparlers.reading.statements.agents import is_passive
from pourparlers.reading.text.phrases import is_finite

# Acts that a participle tells of the noun before it; «un accord signé par…» tells of a signing.
OF_ANTECEDENT = {Act.DEMAND, Act.REJECT, Act.ACCUSE, Act.DENY, Act.SUPPORT, Act.PROPOSE, Act.PROMISE}
# Words from "what" to the verb that calls ("what its deputy foreign minister called a provocation").
REACH = 9
# Of these acts an actor alone is no content where it is whom one speaks to.
ANSWERING = {Act.REJECT, Act.ACCEPT, Act.PROPOSE, Act.DEMAND}


def own_filler(resolver: Resolver, cue: CueMatch, entry: ActEntry, filler: Filler) -> Filler | None:
    """The filler with its noun for a pronoun; None where it is no content of the act."""
    filler = _left_open(resolver, cue, entry, _stood_for(resolver, cue, filler))
    if entry.objects and resolver.parse.tokens[filler.head].lemma not in entry.objects:
        return None
    addressed = cue.last > cue.i and filler.role in resolver.lexicon.grammar.addressed
    if addressed and entry.act in ANSWERING and _an_actor(resolver, filler):
        return None
    if _greeted(resolver, cue, filler):
        return None
    if filler.role == "nsubj" and entry.act in ANSWERING and _an_actor(resolver, filler):
        return None  # «Rome a reçu le feu vert de Berlin»: who is let do it is not what is accepted
    words = resolver.parse.tokens[filler.first : filler.last + 1]
    if filler.role.startswith(("obl", "nmod")) and all(t.i in resolver.time_words for t in words if t.pos != "DET"):
        return None  # "insisted in an interview on Sunday"
    if filler.role == "obj" and _a_date(resolver, filler):
        return None
    if filler.role == "xcomp" and entry.act is Act.SUPPORT and _strove(resolver, cue):
        return None
    filler = _called(resolver, entry, filler)
    if filler.role.startswith("xcomp") and _only_decides(resolver, cue, filler):
        return None
    if filler.head > cue.i or not _reduced(resolver, cue):
        return filler
    verb, lexicon = resolver.parse.tokens[cue.i], resolver.lexicon
    told = entry.act in OF_ANTECEDENT and lemma_of(verb, lexicon) not in lexicon.grammar.deeds
    told = told and not _of_same_act(resolver, entry, filler)
    return filler if told and not is_negated(resolver.parse, lexicon, verb) else None


def _left_open(resolver: Resolver, cue: CueMatch, entry: ActEntry, filler: Filler) -> Filler:
    """"The lobby wants a toll, a step Quito refused | to consider": what an infinitive without an object is done to."""
    parse, lexicon = resolver.parse, resolver.lexicon
    verb, inner = parse.tokens[cue.i], parse.tokens[filler.head]
    bare = filler.role.startswith("xcomp") and filler.first == inner.i == filler.last
    if not bare or lexicon.grammar.subject_after or not object_relative(parse, lexicon, verb):
        return filler
    noun = parse.tokens[verb.head]
    first, last = extent(parse, lexicon, noun, "obj")
    role = "obj" if "obj" in entry.content else filler.role
    return Filler(noun.i, first, before_clause(parse, verb, first, last), role)


def _greeted(resolver: Resolver, cue: CueMatch, filler: Filler) -> bool:
    """«Le boulanger salue | ses clients», not «salue ses efforts»."""
    parse, lexicon = resolver.parse, resolver.lexicon
    head = parse.tokens[filler.head]
    if filler.role != "obj" or lemma_of(parse.tokens[cue.i], lexicon) not in lexicon.grammar.greeting:
        return False
    own = any(kid.lower in lexicon.grammar.possessive for kid in parse.kids(head, "det"))
    return own and head.lemma in lexicon.scope.source_nouns


def _a_date(resolver: Resolver, filler: Filler) -> bool:
    """«le contrôle que Rome refusait encore l'an dernier»: a known time is when it was, not what was refused."""
    words = resolver.parse.tokens[filler.first : filler.last + 1]
    known = words[0].pos == "DET" and words[0].lower in resolver.lexicon.grammar.definite
    return known and all(t.i in resolver.time_words for t in words[1:])


def _strove(resolver: Resolver, cue: CueMatch) -> bool:
    """«Oslo veut fermer le port» takes a stand; «a voulu rassurer» tried, «quand elle voudra partir» tells none."""
    parse, verb = resolver.parse, resolver.parse.tokens[cue.i]
    if lemma_of(verb, resolver.lexicon) not in resolver.lexicon.grammar.striving:
        return False
    untold = verb.feats.get("Tense") == "Fut" or verb.feats.get("Mood") == "Cnd"
    return untold or resolver.cast.quoted[cue.i] or parse.kid(verb, "aux") is not None


def _an_actor(resolver: Resolver, filler: Filler) -> bool:
    """«a dit non à Washington»: to whom, not to what; «s'oppose au président Kabila» rejects him."""
    mention = resolver.cast.names.get(filler.head)
    state = mention is not None and mention.kind in {NameKind.STATE, NameKind.CAPITAL} and mention.last == filler.last
    return state or filler.head in resolver.cast.person_at


def _of_same_act(resolver: Resolver, entry: ActEntry, filler: Filler) -> bool:
    """«la proposition soumise par Oman»: the noun tells the act, its participle only whose it is."""
    cues = resolver.lexicon.nouns.get(resolver.parse.tokens[filler.head].lemma, ())
    return any(not cue.rest and cue.entry.act is entry.act for cue in cues)


def _called(resolver: Resolver, entry: ActEntry, filler: Filler) -> Filler:
    """"protested what it described as | the harassment of its crews": what is called so, in the words of who calls."""
    parse, lexicon = resolver.parse, resolver.lexicon
    head = parse.tokens[filler.head]
    verb = next((kid for kid in parse.kids(head, "acl") if kid.dep == "acl:relcl"), None)
    what = head.pos == "PRON" and head.lower in lexicon.grammar.interrogatives
    if not what or verb is None or verb.i > head.i + REACH:
        return filler
    cue, role = cue_at(parse, lexicon, verb), "obj" if "obj" in entry.content else filler.role
    names = cue is not None and any(r.startswith(("pred", "obl:as")) for e in cue.entries for r in e.content)
    said = [kid for kid in parse.kids(verb, "obj", "obl", "xcomp") if kid.i > verb.i and kid.pos in {"NOUN", "PROPN"}]
    if not names or not said:
        return filler
    case = next((kid.i for kid in parse.kids(said[0], "case") if kid.i == verb.i + 1), verb.i)
    return Filler(said[0].i, case + 1, extent(parse, lexicon, said[0], "obj")[1], role)


def _only_decides(resolver: Resolver, cue: CueMatch, filler: Filler) -> bool:
    """"Deputies voted to reject the treaty": the infinitive is the act."""
    parse, lexicon = resolver.parse, resolver.lexicon
    if lemma_of(parse.tokens[cue.i], lexicon) not in lexicon.grammar.deciding:
        return False
    inner = cue_at(parse, lexicon, parse.tokens[filler.head])
    return inner is not None and not inner.entry.neutral and inner.entry.act is not Act.SAY


def _reduced(resolver: Resolver, cue: CueMatch) -> bool:
    """Whether a verb is a participle on its noun: «un prêt garanti par l'État», "a petition signed by farmers"."""
    verb = resolver.parse.tokens[cue.i]
    return verb.rel in {"acl", "conj"} and is_passive(resolver.parse, verb) and not is_finite(resolver.parse, verb)


def _stood_for(resolver: Resolver, cue: CueMatch, filler: Filler) -> Filler:
    """«une clause à laquelle Lomé n'a pas souscrit»: the noun that a relative pronoun stands for, in its place."""
    parse, lexicon = resolver.parse, resolver.lexicon
    noun = relative_antecedent(parse, lexicon, parse.tokens[filler.head])
    if noun is None or noun.pos == "PRON":
        return filler
    first, last = extent(parse, lexicon, noun, "obj")
    return Filler(noun.i, first, before_clause(parse, parse.tokens[cue.i], first, last), filler.role)
