"""Whose a paper is that tells it only by its place: "UN data", and "the report" of a report told before."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.model import Act, How
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.antecedents import relative_antecedent
from pourparlers.reading.cues.find import CueMatch, cue_at
from pourparlers.reading.cues.frames import Filler
from pourparlers.reading.text.phrases import genitives, is_nonfinite, marker, subject

# Sentences back to which "the report" may point.
AGAIN = 8


def gathered_by(resolver: Resolver, paper: Token) -> Reference | None:
    """"according to UN data", "local media reports": the actor right before a paper, in one compound with it."""
    if paper.lemma not in resolver.lexicon.grammar.document_nouns and not is_paper(resolver, paper):
        return None
    for kid in resolver.parse.kids(paper, "compound"):
        found = resolver.resolve(kid, None, False) if kid.i == paper.i - 1 else None
        if found is not None and found.how is How.UNNAMED:
            first = kid.i
            while first > 0 and resolver.parse.tokens[first - 1].pos == "ADJ":
                first -= 1
            return resolver.collectives.group(first, kid.i, found.parties[0] if found.parties else None)
        if found is not None:
            return found
    return None


def is_paper(resolver: Resolver, token: Token) -> bool:
    """Whether a word is one for what somebody has written."""
    papers = resolver.lexicon.grammar.papers
    return token.pos == "NOUN" and (token.lemma in papers or token.lower in papers)


def issued_by(resolver: Resolver, paper: Token, verb: Token | None = None) -> Reference | None:
    """"The ministry denied it in a statement. The statement said…": whoever has made the paper told last.

    "Peru sent a letter | demanding a fresh survey": of a participle on the paper whoever makes or sends it there.
    """
    parse, grammar = resolver.parse, resolver.lexicon.grammar
    if verb is not None and verb.rel == "acl" and verb.head == paper.i:
        author = _author(resolver, paper)
        return resolver.resolve(author, None, True) if author is not None else None
    definite = any(det.lower in grammar.definite for det in parse.kids(paper, "det"))
    if not definite or not is_paper(resolver, paper) or parse.kid(paper, "nmod") is not None:
        return None
    first = parse.sentences[max(0, paper.sent - AGAIN)].first
    for told in reversed(parse.tokens[first : parse.sentence_of(paper).first]):
        same = told.lemma == paper.lemma or (paper.lemma in grammar.any_paper and is_paper(resolver, told))
        author = _author(resolver, told) if same else None
        found = resolver.resolve(author, None, False) if author is not None else None
        if found is not None:
            return found._replace(how=How.ROLE, first=paper.i, last=paper.i)
    return None


def paper_before(resolver: Resolver, pronoun: Token) -> Reference | None:
    """«Oslo a publié un communiqué qui dénonce les tirs», «une note du ministère qui…»: a relative pronoun's paper."""
    parse, lexicon = resolver.parse, resolver.lexicon
    paper = relative_antecedent(parse, lexicon, pronoun)
    if paper is None or not (paper.lemma in lexicon.grammar.document_nouns or is_paper(resolver, paper)):
        return None
    whose = (kid for kid in parse.kids(paper, "nmod") if marker(parse, kid) in genitives(lexicon))
    author = next((kid for kid in whose if kid.i in resolver.cast.names), None) or _author(resolver, paper)
    found = resolver.resolve(author, None, False) if author is not None else None
    return found._replace(how=How.ROLE, first=pronoun.i, last=pronoun.i) if found is not None else None


def only_relays(resolver: Resolver, cue: CueMatch, filler: Filler) -> bool:
    """"The radio, citing two pilots, reported…", "citing court records": whose words one has, not what one says."""
    lexicon, token = resolver.lexicon, resolver.parse.tokens[filler.head]
    if filler.role != "obj" or resolver.parse.tokens[cue.i].lemma not in lexicon.scope.relay_verbs:
        return False
    if cue.entry.act is not Act.SAY or not is_nonfinite(resolver.parse, resolver.parse.tokens[cue.i]):
        return False
    source = token.lemma in (*lexicon.scope.source_nouns, *lexicon.scope.media_nouns, *lexicon.grammar.document_nouns)
    return source or is_paper(resolver, token) or token.i in resolver.cast.person_at or token.i in resolver.cast.names


def _author(resolver: Resolver, paper: Token) -> Token | None:
    """Who is told to have made a paper: "in a report by the council", "issued a statement", "said in a letter"."""
    parse, lexicon = resolver.parse, resolver.lexicon
    grammar = lexicon.grammar
    for kid in parse.kids(paper, "nmod"):
        if kid.dep == "nmod:poss" or marker(parse, kid) in {*grammar.agent, *grammar.origin}:
            return kid
    verb = parse.tokens[paper.head]
    mark = marker(parse, paper) or ""
    through = paper.rel == "obl" and (mark in grammar.channel or mark in lexicon.prepositions)
    new = any(det.lower in grammar.indefinite for det in parse.kids(paper, "det"))
    if paper.rel == "nmod" and new and mark in grammar.channel:
        verb, through = parse.tokens[verb.head], True  # "denied the claim in a statement": on the object in the tree
    issued = paper.rel == "obj" and verb.lemma in grammar.issuing
    told = issued or (through and verb.pos == "VERB" and cue_at(parse, lexicon, verb) is not None)
    return subject(parse, verb) if told else None
