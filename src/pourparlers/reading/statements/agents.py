"""Who does what a verb says: its subject, wherever the sentence keeps it."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon, NameKind
from pourparlers.model import Act, How
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.role_bounds import in_marks
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.actors.things import is_thing
from pourparlers.reading.cues.antecedents import set_beside
from pourparlers.reading.cues.drafts import ANSWERS
from pourparlers.reading.cues.find import CueMatch, cue_at, lemma_of, verb_group
from pourparlers.reading.cues.headlines import is_announced, with_listed
from pourparlers.reading.cues.narrative_infinitives import narrates, narrative_doer
from pourparlers.reading.cues.participles import just_before, over_participle
from pourparlers.reading.cues.speech_verbs import main_verb
from pourparlers.reading.statements.blamed import blamed, left_alone
from pourparlers.reading.statements.continued import carried_on
from pourparlers.reading.statements.documents import issued_by, paper_before
from pourparlers.reading.statements.joint_speakers import with_person_before
from pourparlers.reading.statements.over_asides import name_over_aside, over_apposition
from pourparlers.reading.statements.subjects_set_right import set_right
from pourparlers.reading.statements.voices import voiced
from pourparlers.reading.text.phrases import (
    first_adjective,
    fronted_participle,
    genitives,
    is_finite,
    is_nonfinite,
    marker,
    subject,
)

NOUNS = {"NOUN", "PROPN", "X"}
# Acts told of another's act: its answers, and blame for it.
ON_ANOTHERS = {*ANSWERS, Act.ACCUSE}
# Acts that several common nouns may do without being known to act.
BY_PEOPLE = {Act.ACCUSE, Act.DENY, Act.DEMAND, Act.REJECT}


def is_passive(parse: Parse, verb: Token) -> bool:
    """Whether a verb is passive: «a été acceptée», «l'offre acceptée par Cotonou»; never «s'est entendu»."""
    reflexive = (kid for kid in parse.kids(verb, "expl") if kid.dep != "expl:subj")  # «il leur est demandé» is passive
    if any(kid.pos == "PRON" and kid.i < verb.i for kid in reflexive):
        return False
    if parse.kid(verb, "aux:pass") or parse.kid(verb, "nsubj:pass"):
        return True
    if _joined_passive(parse, verb):
        return True
    participle = verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") == "Past"
    if not participle or parse.kid(verb, "aux") or any(kid.dep == "nsubj" for kid in parse.kids(verb, "nsubj")):
        return False
    # «soutenue par Oslo mais refusée par Reykjavik»; a bare "accused" at the root is a simple past.
    agent = any(kid.dep == "obl:agent" for kid in parse.kids(verb, "obl"))
    alone = verb.rel in {"acl", "amod"} and (agent or not _only_verb(parse, verb))
    return alone or fronted_participle(parse, verb) or (verb.rel in {"conj", "root", "advcl"} and agent)


def _joined_passive(parse: Parse, verb: Token) -> bool:
    """ "Was supported by Fiji but rejected by Nauru": with an agent of its own, whatever its form is read as."""
    agent = any(kid.dep == "obl:agent" for kid in parse.kids(verb, "obl"))
    alone = agent and verb.rel == "conj" and parse.kid(verb, "obj", "nsubj", "aux") is None
    return alone and is_passive(parse, parse.tokens[verb.head])


def _only_verb(parse: Parse, verb: Token) -> bool:
    """ "The panel advised against a vote", read as a noun with a participle: a sentence without another finite verb."""
    after_noun = verb.i > 0 and parse.tokens[verb.i - 1].i == verb.head and "Gender" not in verb.feats
    finite = any(t.feats.get("VerbForm") == "Fin" for t in parse.words(parse.sentence_of(verb)))
    return after_noun and not finite and parse.tokens[verb.head].rel == "root"


def by_agent(parse: Parse, lexicon: Lexicon, verb: Token) -> Token | None:
    """The agent of a passive: «par Moscou», "by Moscow"."""
    for kid in parse.kids(verb, "obl", "nmod"):
        if kid.dep == "obl:agent" or (kid.i > verb.i and marker(parse, kid) in lexicon.grammar.agent):
            return kid
    # «soumise en mai | par Oman»: on the time in the tree
    inner = (one for kid in parse.kids(verb, "obl") for one in parse.kids(kid, "nmod", "obl") if kid.i > verb.i)
    return next((one for one in inner if marker(parse, one) in lexicon.grammar.agent), None)


def agent_token(parse: Parse, lexicon: Lexicon, verb: Token, depth: int = 0) -> Token | None:
    """The word for who acts; None where the sentence tells none."""
    if is_passive(parse, verb):
        return by_agent(parse, lexicon, verb)
    own = over_participle(parse, verb) or subject(parse, verb) or just_before(parse, verb)
    own = own or blamed(parse, lexicon, verb) or left_alone(parse, lexicon, verb)
    if own is not None:
        # «les deux camps ont quitté la salle, chacun accusant l'autre de…»
        each = own.lower in lexicon.grammar.each and verb.rel == "advcl" and own.left == own.right
        return subject(parse, parse.tokens[verb.head]) or own if each else own
    if depth > 6 or verb.head == verb.i:
        return None
    head = parse.tokens[verb.head]
    if head.pos == "ADV" and verb.rel == "advcl":
        head = parse.tokens[head.head]  # "stopped short | of calling for a boycott"
    if verb.rel == "conj" and head.pos in {"VERB", "AUX", "ADJ", "NOUN"}:
        return _of_joined(parse, lexicon, verb, head, depth + 1)
    # "Lima was just as firm, | repeating that…": a predicate, whatever word it is
    acts = head.pos in {"VERB", "AUX", "ADJ"} or (verb.rel == "advcl" and parse.kid(head, "cop") is not None)
    if verb.rel in {"xcomp", "ccomp", "advcl", "parataxis", "obl", "dep"} and acts:
        if verb.rel == "xcomp" and not _controls(lexicon, head):
            return None
        if is_passive(parse, head):
            return _doer_beside(parse, lexicon, verb, head)
        return agent_token(parse, lexicon, head, depth + 1)
    if verb.rel in {"amod", "compound"} and verb.i < head.i:
        return subject(parse, head)
    if verb.rel == "acl" and _only_verb(parse, verb):
        return head
    if verb.dep == "acl" and verb.feats.get("Tense") == "Pres" and (head.pos in NOUNS or head.rel == "nsubj"):
        return head  # «ce dernier, accusant Riga d'avoir menti, a…»
    return head if is_announced(parse, verb) else None


def _doer_beside(parse: Parse, lexicon: Lexicon, verb: Token, head: Token) -> Token | None:
    """«L'alerte a été lancée par un habitant, | affirmant que…»: who did it goes on, no alert."""
    by, own = by_agent(parse, lexicon, head), parse.kid(head, "nsubj")
    beside = by is not None and verb.rel == "advcl" and by.right + 2 == verb.i
    return by if beside and own is not None and is_thing(lexicon, own) else own


def _of_joined(parse: Parse, lexicon: Lexicon, verb: Token, head: Token, depth: int) -> Token | None:
    """Who acts in a verb joined to another one; the agent of a passive acts in no verb after it."""
    if head.rel in {"xcomp", "advcl"} and is_finite(parse, verb) and not is_finite(parse, head):
        # "criticised Riga for refusing and thanked Oslo"; «s'est déclarée « préoccupée » et a exhorté Lima à…»: joined
        # to the verb, not to its predicate
        head = parse.tokens[head.head]
    if is_passive(parse, head) and not is_passive(parse, verb):
        return parse.kid(head, "nsubj")
    return agent_token(parse, lexicon, head, depth)


def _controls(lexicon: Lexicon, head: Token) -> bool:
    known = {*lexicon.grammar.control, *lexicon.grammar.speaking_up}  # «en a profité pour démentir tout accord»
    return lemma_of(head, lexicon) in known or head.pos in {"ADJ", "AUX"}


def nearby_subject(parse: Parse, verb: Token, first: int) -> Token | None:
    """Where the tree has no subject: a noun phrase right before the verb («Washington et ses alliés accusent»)."""
    sentence = parse.sentence_of(verb)
    at = first - 1
    while at >= sentence.first and parse.tokens[at].pos in {"ADV", "AUX"}:
        at -= 1
    at = over_apposition(parse, at, sentence.first)
    if parse.tokens[at].rel == "amod" and sentence.first <= parse.tokens[at].head < at:
        at = parse.tokens[at].head  # «L'Organisation météorologique | mondiale a quant à elle invité…»
    if at >= sentence.first and parse.tokens[at].pos == "PRON" and parse.tokens[at].rel == "nsubj":
        return parse.tokens[at]
    if at < sentence.first or parse.tokens[at].pos not in {"NOUN", "PROPN", "X"}:
        return None
    token = parse.tokens[at]
    parts = {"flat", "appos", "compound", "fixed"}
    # Never up into the verb itself ("Kenyan envoy Amina Yusuf joked", the name on "joked").
    while token.rel in parts and token.head != token.i and sentence.first <= token.head < first:
        if token.rel == "appos" and _fronted(parse, token):
            break
        token = parse.tokens[token.head]
    if token.rel in {"obl", "nmod"} and parse.kid(token, "case"):
        return None
    return token


def _before_first(resolver: Resolver, verb: Token) -> Token | None:
    """«À l'issue de la séance, Oslo s'est engagée | et a promis…»: before the verb that this one joins."""
    parse, first = resolver.parse, resolver.parse.tokens[verb.head]
    # «Alors que le roi proteste, Marta Salo a réagi | en dénonçant…»
    gerund = verb.rel == "advcl" and is_nonfinite(parse, verb)
    joined = verb.rel == "conj" or gerund
    joined = joined and first.pos == "VERB" and first.i < verb.i and not is_passive(parse, first)
    # «Il y promet une aide et presse les parties de…»: a pronoun that the tree makes impersonal
    return (nearby_subject(parse, first, verb_group(parse, first)[0]) or _clitic(resolver, first)) if joined else None


def _fronted(parse: Parse, token: Token) -> bool:
    """ "After the tour of the islands, Foreign Secretary Alan Prewett remarked": no apposition of what is fronted."""
    head = parse.tokens[token.head]
    between = parse.tokens[head.i : token.i]
    return parse.kid(head, "case") is not None and any(t.text == "," for t in between)


def speaker_of(
    resolver: Resolver, cue: CueMatch, thread: Reference | None, speech: bool
) -> tuple[Reference | None, Token | None]:
    """The speaker of a verbal cue and the word that tells it.

    Args:
        resolver: of the text.
        cue: the verb.
        thread: who spoke last, for pronouns.
        speech: whether any noun phrase may be the speaker (verbs of saying), or only what is known to act.
    """
    parse, lexicon = resolver.parse, resolver.lexicon
    verb = main_verb(parse, parse.tokens[cue.i])  # «Le ministre chilien a fait savoir que»: the subject of «savoir»
    if narrates(parse, lexicon, verb):
        return _next_told(resolver, verb, thread)
    token = _cited(resolver, verb) or agent_token(parse, lexicon, carried_on(resolver, verb) or verb)
    token = set_right(resolver, verb, token)
    if token is not None and _adverbial(resolver, token, verb):
        token = None
    bare = verb.feats.get("VerbForm") == "Inf" and parse.kid(verb, "aux") is None  # "did not reject" is none
    beside = token is None and not is_passive(parse, verb) and not bare
    if beside:
        token = nearby_subject(parse, verb, cue.first) or _name_beside(resolver, cue.first)
        token = token or name_over_aside(resolver, verb, cue.first)
        token = token or _clitic(resolver, verb) or _before_first(resolver, verb)
    if token is None or _impersonal(resolver, verb, token):
        return None, token
    reference = _who(resolver, verb, token, thread, speech and verb.dep != "acl")
    if token.lemma in lexicon.grammar.document_nouns:
        # «le communiqué de Prague et de Bratislava demande»
        reference = possessor(resolver, token, thread) or reference or issued_by(resolver, token, verb)
    if reference is None and cue.entry.act is not Act.ACCEPT:
        reference = paper_before(resolver, token)
    if reference is not None and (beside or _paired(parse, reference.first)):
        reference = _with_coordinated(resolver, reference, thread)
    if reference is not None and len(reference.ids) == 1:
        reference = with_person_before(resolver, reference)
    if reference is not None:
        reference = with_listed(resolver, verb, reference)
    if reference is not None and subject(parse, verb) is None and reference.how in {How.NAMED, How.SURNAME}:
        reference = reference._replace(how=How.CONTROL) if verb.feats.get("VerbForm") != "Fin" else reference
    if reference is not None:
        reference = voiced(resolver, verb, reference) or reference
    return reference, token


def _next_told(resolver: Resolver, verb: Token, thread: Reference | None) -> tuple[Reference | None, Token | None]:
    """«Et le ministre de préciser que…», «Et d'ajouter»: whom the infinitive has before it, or who spoke last."""
    doer = narrative_doer(resolver.parse, resolver.lexicon, verb)
    return (resolver.resolve(doer, thread, True), doer) if doer is not None else (thread, None)


def _who(resolver: Resolver, verb: Token, token: Token, thread: Reference | None, speech: bool) -> Reference | None:
    """Whom the subject stands for; of a verb without its own, never a thing nor a word of another's quotation.

    «L'économiste doute que la mesure profite aux villages et juge…»: no mesure judges, wherever the tree hangs it.
    """
    parse, quoted = resolver.parse, resolver.cast.quoted
    own = subject(parse, verb) is token or is_passive(parse, verb)
    outside = quoted[token.i] and not quoted[verb.i] and token.pos != "PRON"
    outside = outside and not in_marks(parse.tokens, token.i, token.i)  # «Le "président" ossète a refusé»
    # "has a licence | allowing him to sell": nothing parts the participle from the noun of which it tells
    own = own or (verb.rel == "acl" and verb.head == token.i == verb.i - 1 and verb.feats.get("Tense") == "Pres")
    if not outside and (own or not is_thing(resolver.lexicon, token)):
        return resolver.resolve(token, thread, speech)
    named = None if outside else resolver.resolve(token, thread, False)
    if named is not None and named.how in {How.NAMED, How.SURNAME}:
        return named
    spoke = thread is not None and parse.tokens[thread.last].sent == verb.sent and thread.last < verb.i
    return thread._replace(how=How.CONTROL) if spoke and thread is not None else None


def _clitic(resolver: Resolver, verb: Token) -> Token | None:
    """«Il y promet quatorze millions»: the pronoun of a verb that no tree makes impersonal."""
    parse, lexicon = resolver.parse, resolver.lexicon
    lemma = lemma_of(verb, lexicon)
    reflexive = any(kid.dep != "expl:subj" and kid.i < verb.i for kid in parse.kids(verb, "expl"))
    if reflexive and lemma not in lexicon.grammar.personal_verbs:
        return None  # «il se confirme que»
    return next((kid for kid in parse.kids(verb, "expl") if kid.dep == "expl:subj" and kid.i < verb.i), None)


def _name_beside(resolver: Resolver, first: int) -> Token | None:
    """ "Riga on Monday rejected the plan": a state right before the verb acts, whatever the tagger takes it for."""
    parse, at = resolver.parse, first - 1
    while at > 0 and (at in resolver.time_words or (parse.tokens[at].pos == "ADP" and at + 1 in resolver.time_words)):
        at -= 1
    mention = resolver.cast.names.get(at)
    if mention is None or mention.last != at or mention.kind not in {NameKind.STATE, NameKind.CAPITAL}:
        return None
    before = parse.tokens[mention.first - 1] if mention.first else None
    opens = before is None or before.sent != parse.tokens[at].sent or before.pos in {"PUNCT", "CCONJ", "SCONJ"}
    return parse.tokens[mention.last] if opens and parse.tokens[first].sent == parse.tokens[at].sent else None


def _paired(parse: Parse, first: int) -> bool:
    """ "both Malawi and | Zambia rejected": the first of a pair that the tree has hung elsewhere."""
    first -= first > 0 and parse.tokens[first - 1].pos == "DET"
    before = parse.tokens[max(0, first - 3) : first]
    return len(before) == 3 and before[0].dep == "cc:preconj" and before[2].pos == "CCONJ"


def _adverbial(resolver: Resolver, token: Token, verb: Token) -> bool:
    """ "At the session in Georgetown, Guyana did not reject": what a preposition opens before a comma is nobody."""
    parse = resolver.parse
    case = parse.kid(token, "case")
    if case is None or case.pos != "ADP" or case.i > token.i or token.i > verb.i:
        return False
    grammar = resolver.lexicon.grammar
    plural = case.lower in grammar.indefinite  # «des sources, proches du dossier, ont dit»
    agent = case.lower in grammar.agent and token.head != verb.i  # «lancée par un habitant, affirmant que…»
    return not (plural or agent) and any(t.text == "," for t in parse.tokens[token.i : verb.i])


def _cited(resolver: Resolver, verb: Token) -> Token | None:
    """ "The newspaper cited the envoy as saying that…": whom an active verb of relaying has right before its gerund."""
    parse = resolver.parse
    head, mark = parse.tokens[verb.head], parse.kid(verb, "mark", "case")
    relayed = head.i < verb.i and head.lemma in resolver.lexicon.scope.relay_verbs and is_nonfinite(parse, verb)
    if not relayed or mark is None or is_passive(parse, head) or mark.i - 1 <= head.i:
        return None
    before = parse.tokens[mark.i - 1]
    if before.i in resolver.cast.person_at:
        return before
    return next((kid for kid in parse.kids(head, "obj") if kid.i < verb.i), None)


def by_people(resolver: Resolver, cue: CueMatch, act: Act, doer: Token) -> bool:
    """«Accusé par des pêcheurs d'avoir…», «le tracé rejeté par les éleveurs»: several by whom an act is done."""
    several = doer.pos == "NOUN" and doer.feats.get("Number") == "Plur" and doer.i not in resolver.cast.names
    return several and act in BY_PEOPLE and is_passive(resolver.parse, resolver.parse.tokens[cue.i])


def copular(resolver: Resolver, cue: CueMatch, thread: Reference | None) -> Reference | None:
    """Who is as an adjective says: «Kiev est prêt à…», «la Russie, favorable à…»; «se dit prêt» is another cue."""
    token = first_adjective(resolver.parse, resolver.parse.tokens[cue.i])
    cue = cue._replace(i=token.i)
    # «est disposé à»: parsers take it for a passive, whose subject would not be who acts.
    own = resolver.parse.kid(token, "nsubj", "nsubj:pass")
    if own is not None:
        return resolver.resolve(own, thread, False)
    if resolver.parse.kid(token, "cop", "aux:pass") is None and token.rel != "xcomp":
        beside = set_beside(resolver.parse, token) if cue.kind == "adjective" else None
        return resolver.resolve(beside, thread, False) if beside is not None else None
    return speaker_of(resolver, cue, thread, False)[0]


def _with_coordinated(resolver: Resolver, reference: Reference, thread: Reference | None) -> Reference:
    """«— Washington et ses alliés accusent»: names joined by a conjunction that the tree has parted."""
    tokens = resolver.parse.tokens
    at = reference.first - 1
    at -= at > 0 and tokens[at].pos == "DET"
    if at < 1 or tokens[at].pos != "CCONJ" or tokens[at - 1].sent != tokens[at].sent:
        return reference
    other = resolver.resolve(tokens[at - 1], thread, False) if tokens[at - 1].pos in {"NOUN", "PROPN"} else None
    if other is None:
        return reference
    return other.joined(reference)._replace(first=other.first, last=reference.last)


def _impersonal(resolver: Resolver, verb: Token, token: Token) -> bool:
    """«il faut», «il s'agit»: the pronoun is nobody; in «il a fait valoir» it is whoever makes it so."""
    lexicon, made = resolver.lexicon, token.dep == "nsubj:caus"
    return (
        not made and token.lower in lexicon.grammar.impersonal and lemma_of(verb, lexicon) in lexicon.scope.impersonal
    )


def possessor(resolver: Resolver, noun: Token, thread: Reference | None) -> Reference | None:
    """Who stands behind a nominal act: «les propositions de Berne», «le refus russe», «ses démentis», "by Oslo"."""
    parse, lexicon = resolver.parse, resolver.lexicon
    grammar = lexicon.grammar
    owner = _named_owner(resolver, noun)
    if owner is not None:
        return resolver.resolve(owner, thread, False)
    for kid in parse.kids(noun, "nmod", "obl", "det", "amod", "acl"):
        mark = marker(parse, kid)
        mention = resolver.cast.names.get(kid.i)
        if kid.rel == "det" and kid.lower in grammar.possessive:
            return resolver.resolve(kid, thread)
        if kid.rel == "amod" and mention is not None:
            party = resolver.cast.party_of(mention.id) or mention.id
            return Reference((mention.id,), (party,), How.PARTY, kid.i, kid.i)
        read = kid.rel == "acl" and kid.lemma in grammar.reading  # "documents seen by the newspaper"
        if kid.rel == "acl" and is_passive(parse, kid) and not read and not _answers(resolver, kid):
            by = by_agent(parse, lexicon, kid)
            found = resolver.resolve(by, thread, False) if by is not None else None
            if found:
                return found
        if kid.dep == "nmod:poss" or mark in {*grammar.agent, *grammar.origin} or mark in genitives(lexicon):
            found = resolver.resolve(kid, thread, _may_act(parse, noun, kid))
            if found is not None:
                return found._replace(how=How.POSSESSIVE if kid.pos == "PRON" else found.how)
    return None


def _answers(resolver: Resolver, participle: Token) -> bool:
    """«le plan rejeté par Hanoï»: who answers an act has not done it."""
    cue = cue_at(resolver.parse, resolver.lexicon, participle)
    return cue is not None and cue.entry.act in ON_ANOTHERS


def _may_act(parse: Parse, noun: Token, owner: Token) -> bool:
    """«le refus des dockers de charger le navire»: several whose act an infinitive tells are people."""
    several = owner.pos == "NOUN" and owner.feats.get("Number") == "Plur"
    return several and any(kid.i > max(noun.i, owner.i) and is_nonfinite(parse, kid) for kid in parse.kids(noun, "acl"))


def _named_owner(resolver: Resolver, noun: Token) -> Token | None:
    """ "Minister Beatriz Amaral's insistence": a name with its genitive mark that the tree reads as a compound."""
    parse, grammar = resolver.parse, resolver.lexicon.grammar
    for kid in parse.kids(noun, "compound", "flat", "dep"):
        between = parse.tokens[kid.i + 1 : noun.i]
        if kid.i in resolver.cast.person_at and any(t.lower in grammar.name_genitive for t in between):
            return kid
    return None
