"""Who does what a verb says: its subject, wherever the sentence keeps it."""

from __future__ import annotations

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon, NameKind
from pourparlers.model import How
from pourparlers.reading.coreference import Reference
from pourparlers.reading.cues import CueMatch, cue_at, lemma_of
from pourparlers.reading.phrases import is_nonfinite, marker, markers, subject
from pourparlers.reading.speakers import Resolver

NOUNS = {"NOUN", "PROPN", "X"}
# How many words an apposition between commas may have.
APPOSED = 10


def is_passive(parse: Parse, verb: Token) -> bool:
    """Whether a verb is passive: «a été acceptée», «l'offre acceptée par Cotonou»; never «s'est entendu»."""
    reflexive = (kid for kid in parse.kids(verb, "expl") if kid.dep != "expl:subj")  # «il leur est demandé» is passive
    if any(kid.pos == "PRON" and kid.i < verb.i for kid in reflexive):
        return False
    if parse.kid(verb, "aux:pass") or parse.kid(verb, "nsubj:pass"):
        return True
    participle = verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") == "Past"
    if not participle or parse.kid(verb, "aux") or any(kid.dep == "nsubj" for kid in parse.kids(verb, "nsubj")):
        return False
    # «soutenue par Oslo mais refusée par Reykjavik»; a bare "accused" at the root is a simple past.
    agent = any(kid.dep == "obl:agent" for kid in parse.kids(verb, "obl"))
    return (verb.rel in {"acl", "amod"} and not _only_verb(parse, verb)) or (verb.rel in {"conj", "root"} and agent)


def _only_verb(parse: Parse, verb: Token) -> bool:
    """"The panel advised against a vote", read as a noun with a participle: a sentence without another finite verb."""
    after_noun = verb.i > 0 and parse.tokens[verb.i - 1].i == verb.head
    finite = any(t.feats.get("VerbForm") == "Fin" for t in parse.words(parse.sentence_of(verb)))
    return after_noun and not finite and parse.tokens[verb.head].rel == "root"


def by_agent(parse: Parse, lexicon: Lexicon, verb: Token) -> Token | None:
    """The agent of a passive: «par Moscou», "by Moscow"."""
    for kid in parse.kids(verb, "obl", "nmod"):
        if kid.dep == "obl:agent" or (kid.i > verb.i and marker(parse, kid) in lexicon.grammar.agent):
            return kid
    return None


def agent_token(parse: Parse, lexicon: Lexicon, verb: Token, depth: int = 0) -> Token | None:
    """The word for who acts; None where the sentence tells none."""
    if is_passive(parse, verb):
        return by_agent(parse, lexicon, verb)
    own = subject(parse, verb)
    if own is not None:
        return own
    if depth > 6 or verb.head == verb.i:
        return None
    head = parse.tokens[verb.head]
    if verb.rel == "conj" and head.pos in {"VERB", "AUX", "ADJ", "NOUN"}:
        if is_passive(parse, head) and not is_passive(parse, verb):
            return parse.kid(head, "nsubj")
        return agent_token(parse, lexicon, head, depth + 1)
    if verb.rel in {"xcomp", "ccomp", "advcl", "parataxis", "obl", "dep"} and head.pos in {"VERB", "AUX", "ADJ"}:
        if verb.rel == "xcomp" and not _controls(lexicon, head):
            return None
        if is_passive(parse, head):
            return parse.kid(head, "nsubj")
        return agent_token(parse, lexicon, head, depth + 1)
    if verb.rel in {"amod", "compound"} and verb.i < head.i:
        return subject(parse, head)
    if verb.rel == "acl" and _only_verb(parse, verb):
        return head
    if verb.dep == "acl" and verb.feats.get("Tense") == "Pres" and head.pos in {"NOUN", "PROPN"}:
        return head
    return None


def _controls(lexicon: Lexicon, head: Token) -> bool:
    return lemma_of(head, lexicon) in lexicon.grammar.control or head.pos in {"ADJ", "AUX"}


def nearby_subject(parse: Parse, verb: Token, first: int) -> Token | None:
    """Where the tree has no subject: a noun phrase right before the verb («Washington et ses alliés accusent»)."""
    sentence = parse.sentence_of(verb)
    at = first - 1
    while at >= sentence.first and parse.tokens[at].pos in {"ADV", "AUX"}:
        at -= 1
    at = _over_apposition(parse, at, sentence.first)
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


def _fronted(parse: Parse, token: Token) -> bool:
    """"After the tour of the islands, Foreign Secretary Alan Prewett remarked": no apposition of what is fronted."""
    head = parse.tokens[token.head]
    between = parse.tokens[head.i : token.i]
    return parse.kid(head, "case") is not None and any(t.text == "," for t in between)


def _over_apposition(parse: Parse, at: int, first: int) -> int:
    """The word before what two commas set beside a noun: "Bolivia's minister, Edgar Mamani, reportedly offered"."""
    if at <= first + 2 or parse.tokens[at].text != ",":
        return at
    opening = next((i for i in range(at - 1, max(first, at - APPOSED), -1) if parse.tokens[i].text == ","), at)
    inner = parse.tokens[opening + 1 : at]
    named = opening < at and opening > first and all(t.pos in {*NOUNS, "DET", "ADJ", "ADP"} for t in inner)
    return opening - 1 if named and inner[0].pos in {*NOUNS, "DET"} and inner[-1].pos in NOUNS else at


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
    verb = parse.tokens[cue.i]
    token = _cited(resolver, verb) or agent_token(parse, lexicon, carried_on(resolver, verb) or verb)
    if token is not None and _adverbial(resolver, token, verb):
        token = None
    bare = verb.feats.get("VerbForm") == "Inf" and parse.kid(verb, "aux") is None  # "did not reject" is none
    beside = token is None and not is_passive(parse, verb) and not bare
    if beside:
        token = nearby_subject(parse, verb, cue.first) or _name_beside(resolver, cue.first)
    if token is None:
        return None, None
    if token.dep == "expl:subj" or _impersonal(resolver, verb, token):
        return None, token
    reference = resolver.resolve(token, thread, speech and verb.dep != "acl")
    if token.lemma in lexicon.grammar.document_nouns:
        # «le communiqué de Prague et de Bratislava demande»
        reference = possessor(resolver, token, thread) or reference
    if reference is not None and (beside or _paired(parse, reference.first)):
        reference = _with_coordinated(resolver, reference, thread)
    if reference is not None and subject(parse, verb) is None and reference.how in {How.NAMED, How.SURNAME}:
        reference = reference._replace(how=How.CONTROL) if verb.feats.get("VerbForm") != "Fin" else reference
    return reference, token


def _name_beside(resolver: Resolver, first: int) -> Token | None:
    """"Riga rejects the plan": a state right before the verb acts, whatever word the tagger takes its name for."""
    parse, at = resolver.parse, first - 1
    mention = resolver.cast.names.get(at)
    if mention is None or mention.last != at or mention.kind not in {NameKind.STATE, NameKind.CAPITAL}:
        return None
    before = parse.tokens[mention.first - 1] if mention.first else None
    opens = before is None or before.sent != parse.tokens[at].sent or before.pos in {"PUNCT", "CCONJ", "SCONJ"}
    return parse.tokens[at] if opens and parse.tokens[first].sent == parse.tokens[at].sent else None


def _paired(parse: Parse, first: int) -> bool:
    """"both Malawi and | Zambia rejected": the first of a pair that the tree has hung elsewhere."""
    before = parse.tokens[max(0, first - 3) : first]
    return len(before) == 3 and before[0].dep == "cc:preconj" and before[2].pos == "CCONJ"


def _adverbial(resolver: Resolver, token: Token, verb: Token) -> bool:
    """"At the session in Georgetown, Guyana did not reject": what a preposition opens before a comma is nobody."""
    parse = resolver.parse
    case = parse.kid(token, "case")
    if case is None or case.pos != "ADP" or case.i > token.i or token.i > verb.i:
        return False
    plural = case.lower in resolver.lexicon.grammar.indefinite  # «des sources, proches du dossier, ont dit»
    return not plural and any(t.text == "," for t in parse.tokens[token.i : verb.i])


def _cited(resolver: Resolver, verb: Token) -> Token | None:
    """"The newspaper cited the envoy as saying that…": whom an active verb of relaying has right before its gerund."""
    parse = resolver.parse
    head, mark = parse.tokens[verb.head], parse.kid(verb, "mark", "case")
    relayed = head.i < verb.i and head.lemma in resolver.lexicon.scope.relay_verbs and is_nonfinite(parse, verb)
    if not relayed or mark is None or is_passive(parse, head) or mark.i - 1 <= head.i:
        return None
    before = parse.tokens[mark.i - 1]
    if before.i in resolver.cast.person_at:
        return before
    return next((kid for kid in parse.kids(head, "obj") if kid.i < verb.i), None)


def carried_on(resolver: Resolver, verb: Token) -> Token | None:
    """The verb of saying that a participle with a clause goes on from, where the tree hangs it on what was said.

    "Anja Rask said the tunnel was dry, adding that the pumps would stay": no tunnel adds. Where somebody acts in what
    was said ("said Bern had left, claiming that…"), only a verb that goes on tells whose the participle is.
    """
    parse, grammar = resolver.parse, resolver.lexicon.grammar
    tokens, head = parse.tokens, parse.tokens[verb.head]
    outer = tokens[head.head]
    if head.rel != "ccomp" or not outer.i < head.i < verb.i or not is_nonfinite(parse, verb) or verb.pos != "VERB":
        return None
    that = verb.i + 1 < len(tokens) and tokens[verb.i + 1].lower.replace("’", "'") in grammar.that
    said = cue_at(parse, resolver.lexicon, outer)
    if tokens[verb.i - 1].text != "," or not that or said is None or not any(e.neutral for e in said.entries):
        return None
    inner = subject(parse, head)
    acting = inner is not None and resolver.resolve(inner, None, False) is not None
    return None if acting and lemma_of(verb, resolver.lexicon) not in grammar.continuation else outer


def _with_coordinated(resolver: Resolver, reference: Reference, thread: Reference | None) -> Reference:
    """«— Washington et ses alliés accusent»: names joined by a conjunction that the tree has parted."""
    tokens = resolver.parse.tokens
    at = reference.first - 1
    if at < 1 or tokens[at].pos != "CCONJ" or tokens[at - 1].sent != tokens[at].sent:
        return reference
    other = resolver.resolve(tokens[at - 1], thread, False) if tokens[at - 1].pos in {"NOUN", "PROPN"} else None
    if other is None:
        return reference
    ids = tuple(dict.fromkeys((*other.ids, *reference.ids)))
    parties = tuple(dict.fromkeys((*other.parties, *reference.parties)))
    return Reference(ids, parties, other.how, other.first, reference.last)


def _impersonal(resolver: Resolver, verb: Token, token: Token) -> bool:
    """«il faut», «il s'agit»: the pronoun is nobody."""
    grammar, scope = resolver.lexicon.grammar, resolver.lexicon.scope
    return token.lower in grammar.impersonal and lemma_of(verb, resolver.lexicon) in scope.impersonal


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
        if kid.rel == "acl" and is_passive(parse, kid):
            by = by_agent(parse, lexicon, kid)
            found = resolver.resolve(by, thread, False) if by is not None else None
            if found:
                return found
        if kid.dep == "nmod:poss" or mark in grammar.agent or mark in _genitives(lexicon):
            found = resolver.resolve(kid, thread, False)
            if found is not None:
                return found._replace(how=How.POSSESSIVE if kid.pos == "PRON" else found.how)
    return None


def _named_owner(resolver: Resolver, noun: Token) -> Token | None:
    """"Minister Beatriz Amaral's insistence": a name with its genitive mark that the tree reads as a compound."""
    parse, grammar = resolver.parse, resolver.lexicon.grammar
    for kid in parse.kids(noun, "compound", "flat", "dep"):
        between = parse.tokens[kid.i + 1 : noun.i]
        if kid.i in resolver.cast.person_at and any(t.lower in grammar.name_genitive for t in between):
            return kid
    return None


def _genitives(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(form for word in lexicon.grammar.genitive for form in markers(lexicon, word))
