"""Statements in the reporter's syntax: a cue with its frame, coordinated contents apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import ActEntry, Lexicon
from pourparlers.model import Act, Form, How
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.antecedents import agrees, before_clause, object_relative
from pourparlers.reading.cues.clauses import extent
from pourparlers.reading.cues.drafts import Chars, Draft, form_of, snap, with_marks, words_span
from pourparlers.reading.cues.find import CueMatch, cue_at, lemma_of, verb_group
from pourparlers.reading.cues.frames import Filler, fill, short_of_cue
from pourparlers.reading.cues.predicates import joined_predicates, wanted_done
from pourparlers.reading.cues.scope import has_condition, is_hedged, is_negated, is_supposed
from pourparlers.reading.cues.speech_verbs import incise_cue
from pourparlers.reading.cues.undone import is_undone
from pourparlers.reading.statements.addressees import addressed
from pourparlers.reading.statements.agents import by_agent, by_people, copular, is_passive, possessor, speaker_of
from pourparlers.reading.statements.blamed import blamed_for
from pourparlers.reading.statements.bounds import (
    attached,
    inside,
    with_condition,
    with_own_clause,
    with_quoted_gloss,
    with_quoted_relative,
    with_restriction,
    without_channel,
    without_gloss,
    without_own_act,
    without_recipient,
    without_tail,
)
from pourparlers.reading.statements.chosen_frames import choose
from pourparlers.reading.statements.coordination import CLAUSES, coordinated, with_joined
from pourparlers.reading.statements.documents import only_relays
from pourparlers.reading.statements.far_owners import owner_within, short_of_owner
from pourparlers.reading.statements.half_quoted import with_predicate
from pourparlers.reading.statements.listed import listed, listed_by_participle
from pourparlers.reading.statements.quoted_frames import QUOTED, by_marks, called, other_quotes, partly_quoted
from pourparlers.reading.statements.trailing import without_beside, without_manner, without_trailing
from pourparlers.reading.statements.undergone import undergoes
from pourparlers.reading.statements.untold import put_to, untold
from pourparlers.reading.text.phrases import is_finite, is_mandative, is_nonfinite, marker, noun_phrase
from pourparlers.reading.text.quotes import Quote

# The speaker of a noun that tells why something is done.
GOVERNOR = ("governor",)


def read_cue(resolver: Resolver, quotes: Sequence[Quote], cue: CueMatch, thread: Reference | None) -> list[Draft]:
    """The statements that a cue makes with its frame; none where it has no speaker or no content."""
    parse, lexicon = resolver.parse, resolver.lexicon
    token = parse.tokens[cue.i]
    if is_supposed(parse, lexicon, token) or _asked(parse, token) or is_undone(parse, lexicon, cue):
        return []
    marked, quotes = quotes, other_quotes(resolver, quotes, token)
    owner = possessor(resolver, token, thread) if cue.kind == "noun" else None
    owner = owner or (owner_within(resolver, token, thread) if cue.kind == "noun" else None)
    barred = (owner.first, owner.last) if owner else None
    chosen = choose(resolver, cue, barred)
    if chosen is None and cue.shorter:
        # «réaffirmer * engagement» unfilled: the plain verb may still have its frame
        cue = cue._replace(entries=cue.shorter, shorter=(), last=verb_group(parse, token)[1])
        chosen = choose(resolver, cue, barred)
    if chosen is None and owner is not None:
        chosen = listed(resolver, cue) or listed_by_participle(resolver, cue)
    chosen, cue = by_marks(resolver, quotes, cue, chosen)
    if chosen is None:
        return []
    entry, filler = chosen
    if put_to(parse, lexicon, token, entry):
        return []
    owner = _parted(resolver, owner, filler)
    if _unsaid(resolver, token, filler) or only_relays(resolver, cue, filler):
        return []
    speaker = owner or speaker_for(resolver, cue, entry, thread, filler.role)
    if speaker is None and not untold(resolver, cue, entry, filler.role):
        return []
    if speaker is not None and filler.first <= speaker.first <= filler.last and cue.kind == "verb":
        return []
    before = blamed_for(resolver, token, entry, filler)
    spans = [before] if before else [s for s in _contents(resolver, cue, filler, quotes, marked) if s[0]]
    spans = [(short_of_owner(parse, owner, filler.head, content), heads) for content, heads in spans]
    drafts = [_draft(resolver, cue, entry, speaker, filler, heads, content, quotes) for content, heads in spans]
    for draft in drafts:
        claim = filler.role not in lexicon.grammar.addressed  # «s'oppose à toute implication de l'armée» denies none
        if draft.act is Act.REJECT and claim and _is_claim(parse, lexicon, parse.tokens[draft.content_heads[0]]):
            draft.act = Act.DENY
        draft.settle_negation()
        draft.form = Form.MIXED if partly_quoted(resolver, marked, token, draft) else draft.form
        if speaker is not None and draft.target in speaker.ids:
            draft.target = None
    return drafts


def _is_claim(parse: Parse, lexicon: Lexicon, head: Token) -> bool:
    """"dismissed talk of a rift" denies, "ruled out talks" refuses: encounters in the plural are no claims.

    Nor is "a suggestion that the statues be loaned".
    """
    met = head.feats.get("Number") == "Plur" and head.lemma in lexicon.encounter_nouns
    wished = any(is_mandative(parse, kid) for kid in parse.kids(head, "acl", "ccomp"))
    if head.lemma in lexicon.grammar.facts:
        beside = [kid for kid in parse.kids(parse.tokens[head.head], "ccomp") if kid.i > head.i]
        return any(_of_fact(parse, kid) for kid in (*parse.kids(head, "acl", "acl:relcl", "ccomp"), *beside))
    # "ruled out linking the two"
    return head.pos != "VERB" and head.lemma in lexicon.grammar.claims and not met and not wished


def _of_fact(parse: Parse, verb: Token) -> bool:
    """A clause of what was or is: "rejected the idea that the pier | was unsafe", not "that it should close"."""
    first = min((verb, *parse.kids(verb, "aux", "cop")), key=lambda form: form.i)
    return first.feats.get("Mood") == "Ind" and marker(parse, verb) is not None


def _parted(resolver: Resolver, owner: Reference | None, filler: Filler) -> Reference | None:
    """An actor without the content that the tree hangs on it («l'alerte de l'agence | sur la baisse du lac»)."""
    if owner is None or not owner.first < filler.first <= owner.last:
        return owner
    last = filler.first - 1
    while last > owner.first and resolver.parse.tokens[last].pos in {"ADP", "SCONJ", "DET", "PUNCT"}:
        last -= 1
    if owner.how is not How.UNNAMED:
        return owner._replace(last=last)
    return resolver.collectives.group(owner.first, last, owner.parties[0] if owner.parties else None)


def _unsaid(resolver: Resolver, verb: Token, filler: Filler) -> bool:
    """Whether a verb and what it governs, or what governs it ("refused to say who"), tell that nothing was said."""
    tokens = resolver.parse.tokens
    inner = tokens[filler.head]
    inner = tokens[inner.head] if inner.rel == "aux" else inner  # "declined to | be named"
    if filler.role.startswith(("xcomp", "obj", "obl")) and _blocked(resolver, verb, inner):
        return True
    before = tokens[verb.i - 1]
    if before.rel == "xcomp" and is_nonfinite(resolver.parse, verb) and _blocked(resolver, tokens[before.head], before):
        return True  # "declined to be named | criticising an ally"
    return verb.rel == "xcomp" and _blocked(resolver, tokens[verb.head], verb)


def _blocked(resolver: Resolver, verb: Token, inner: Token) -> bool:
    """«n'a pas souhaité commenter», «ne veut pas être cité», «a requis l'anonymat»: nothing was said on the matter."""
    lexicon = resolver.lexicon
    mark = marker(resolver.parse, inner) or ""
    outer, own = lemma_of(verb, lexicon), lemma_of(inner, lexicon)
    passive = [f"{kid.lemma} {inner.lower}" for kid in resolver.parse.kids(inner, "aux") if kid.dep == "aux:pass"]
    reflexive = (f"{word}{own}" if word.endswith("'") else f"{word} {own}" for word in lexicon.grammar.reflexive)
    owns = [own, *passive, *reflexive]
    forms = [f"{start} {word}" for word in owns for start in (outer, f"{outer} {mark}")]
    return any(form in lexicon.scope.speech_blockers for form in forms)


def _asked(parse: Parse, token: Token) -> bool:
    """A question of the reporter's («Moscou acceptera-t-il l'offre ?») reports nothing."""
    sentence = parse.sentence_of(token)
    return parse.tokens[sentence.last].text == "?"


def speaker_for(
    resolver: Resolver, cue: CueMatch, entry: ActEntry, thread: Reference | None, role: str = "ccomp"
) -> Reference | None:
    """Who does the act of a cue, or has it in the passive; None where the text tells nobody who can."""
    if cue.kind == "noun" and entry.speaker == GOVERNOR:
        return _doer_above(resolver, cue, thread)
    if cue.kind == "noun":
        # «Lima est en faveur d'un partage»
        noun = resolver.parse.tokens[cue.i]
        placed = resolver.parse.kid(noun, "case") is not None
        own = noun.lemma not in resolver.lexicon.grammar.undergone
        return copular(resolver, cue, thread) if placed and own else None
    if cue.kind == "adjective":
        return copular(resolver, cue, thread)
    if entry.speaker:
        # «le projet s'est heurté à un refus d'Andorre», "drew criticism from Riga": no place
        found = fill(resolver.parse, resolver.lexicon, cue, entry.speaker)
        said = resolver.parse.tokens[found.head] if found is not None else None
        return resolver.resolve(said, thread, False, placed=False) if said is not None else None
    if undergoes(resolver, cue, entry, role):
        by = by_agent(resolver.parse, resolver.lexicon, resolver.parse.tokens[cue.i])
        return resolver.resolve(by, thread) if by is not None else None
    # With a clause any noun may be said to speak; with less («la salle propose deux cents places») only who can act.
    clause = role.startswith("ccomp") or (role.startswith("xcomp") and (entry.neutral or entry.act is Act.DENY))
    speech = (entry.neutral or bool(entry.incise) or entry.act is Act.DEMAND) and clause
    reference, token = speaker_of(resolver, cue, thread, speech and not entry.id.endswith(".open"))
    if reference is None and token is None and role in {"pred", "pred:de"}:
        return _judge_above(resolver, cue, thread)
    if reference is None and token is not None and by_people(resolver, cue, entry.act, token):
        return resolver.resolve(token, thread)
    if entry.act is Act.DEMAND and reference and token and reference.how is How.UNNAMED:
        # «la recette exige que la pâte repose»: in the present a thing may demand; «des mareyeuses demandent que…»
        people = token.feats.get("Number") == "Plur" or _happened(resolver.parse, resolver.parse.tokens[cue.i])
        people = people or reference.last < token.i  # "The growers' chairman wrote a letter | asking for a truce"
        return reference if people else resolver.resolve(token, thread, False)
    return reference


def _doer_above(resolver: Resolver, cue: CueMatch, thread: Reference | None) -> Reference | None:
    """«L'offre a été déclinée par Riga au motif que le temps presse»: who does what a reason is given for."""
    parse = resolver.parse
    noun = parse.tokens[cue.i]
    verb = next((one for one in parse.ancestors(noun) if one.pos == "VERB" and is_finite(parse, one)), None)
    if verb is None or parse.kid(noun, "case") is None:
        return None
    return speaker_of(resolver, incise_cue(parse, resolver.lexicon, verb), thread, False)[0]


def _judge_above(resolver: Resolver, cue: CueMatch, thread: Reference | None) -> Reference | None:
    """«Ottawa a rejeté l'offre danoise, jugée « trop tardive »»: who does the act judges what it is done to."""
    parse = resolver.parse
    participle = parse.tokens[cue.i]
    noun, verb = parse.tokens[participle.head], parse.tokens[parse.tokens[participle.head].head]
    beside = participle.dep == "acl" and is_passive(parse, participle) and parse.tokens[cue.first - 1].text == ","
    placed = noun.rel in {"obj", "obl"} and verb.i < noun.i < participle.i and verb.pos == "VERB"
    if not beside or not placed or not agrees(participle, noun):
        return None
    above = cue_at(parse, resolver.lexicon, verb)
    return speaker_of(resolver, above, thread, False)[0] if above is not None and above.kind == "verb" else None


def _happened(parse: Parse, verb: Token) -> bool:
    """Whether a verb tells what was done once («a exigé», "demanded"), not what holds («exige», «exigeait»)."""
    return verb.feats.get("Tense") == "Past" or parse.kid(verb, "aux") is not None


def _contents(
    resolver: Resolver, cue: CueMatch, filler: Filler, quotes: Sequence[Quote], marked: Sequence[Quote]
) -> Iterator[tuple[list[Chars], list[int]]]:
    """The spans of each statement: coordinated points are statements of their own, outside any marks (`marked`)."""
    parse, lexicon = resolver.parse, resolver.lexicon
    head = parse.tokens[filler.head]
    said_of = called(resolver, cue, filler)
    if said_of is not None or filler.role.startswith(("pred", "obl:as")):
        yield _with_object(resolver, cue, said_of or filler, quotes), [filler.head]
        return
    if filler.role == QUOTED:
        span = words_span(parse, filler.first, attached(resolver, cue, filler, filler.first, filler.last))
        yield [snap(parse.text, span, quotes)], [filler.head]
        return
    relation = filler.role.partition(":")[0]
    parts = coordinated(parse, lexicon, cue, filler, marked)
    for point in parts:
        first, last = extent(parse, lexicon, point, relation)
        if point.i == head.i and relation == "xcomp":
            first, last = filler.first, filler.last
        if point.i == head.i and (relation == "ccomp" or (relation == "obj" and point.i > cue.last)):
            # "brushed aside | calls": the tree may hang a particle of the cue on its object
            first = filler.first if relation == "ccomp" else max(first, filler.first)
        if point.i == head.i and len(parts) > 1:
            # «un sursaut contre la faim | et à l'unité»: what the next point hangs on in the tree is the first's
            last = parts[1].left - 1 if parts[1].head > head.i else min(last, parts[1].left - 1)
        if point.i < cue.i:
            last = before_clause(parse, parse.tokens[cue.i], first, last)
        told = relation in CLAUSES and is_finite(parse, point)
        last = inside(resolver, first, without_tail(resolver, first, last), told)
        last = without_own_act(resolver, point, without_gloss(resolver, first, last)) if told else last
        last = without_beside(resolver, first, last) if told else without_trailing(resolver, first, last)
        if relation != "xcomp":
            last = without_channel(resolver, point, last, relation in CLAUSES)
        if relation in {"obj", "obl", "nmod", "iobj"} and point.i == parts[-1].i:
            last = attached(resolver, cue, filler, first, without_recipient(resolver, cue, point, last))
            last = with_joined(parse, point, parts, short_of_cue(parse, cue, point, last))
            last = with_quoted_relative(resolver, point, last)
            last = with_own_clause(resolver, cue, point, last)
            last = with_restriction(resolver, point, without_manner(resolver, first, last))
        if relation == "obj" and point.i == head.i and len(parts) > 1:
            # «demande un droit de regard | sur les horaires et l'abandon du projet»: on the verb in the tree
            last = min(attached(resolver, cue, filler, first, last), parts[1].left - 1)
        last = with_condition(resolver, with_predicate(resolver, last) if told else last)
        span = snap(parse.text, words_span(parse, first, last), quotes)
        span = with_quoted_gloss(parse.text, span, quotes)
        lone = all(t.pos == "PRON" or t.lemma in lexicon.grammar.pro_verbs for t in parse.tokens[first : last + 1])
        if span[1] - span[0] > 1 and not lone and not _bare_pronoun(resolver, point):
            yield [span], [point.i]


def _bare_pronoun(resolver: Resolver, point: Token) -> bool:
    """"Quito denied it within the hour": a pronoun tells nothing, whatever the tree hangs on it."""
    if point.pos == "ADJ" and point.feats.get("NumType") == "Ord" and not point.right > point.i:
        return True  # "promised the first but would not commit to | the second"
    if point.pos != "PRON" or resolver.parse.kid(point, "acl", "cop", "nsubj") is not None:
        return False
    return resolver.candidates.is_personal(point.lower) or point.feats.get("PronType") == "Dem"


def _with_object(resolver: Resolver, cue: CueMatch, filler: Filler, quotes: Sequence[Quote]) -> list[Chars]:
    """«juge “conforme” le principe»: the predicate and what it is said of, in the order of the text."""
    parse = resolver.parse
    verb = parse.tokens[cue.i]
    wanted = wanted_done(parse, resolver.lexicon, cue, parse.tokens[filler.head])
    if wanted is not None:
        return [snap(parse.text, words_span(parse, *wanted), quotes)]
    # "rejected as unfounded claims | that its ships had left"
    last = with_own_clause(resolver, cue, parse.tokens[filler.head], filler.last)
    for kid in parse.kids(verb, "obl"):
        # «s'est dit « encouragé » | par l'esprit des deux camps»: on the verb in the tree
        beside = parse.kid(verb, "expl") is not None and 0 < kid.left - last < 3
        if beside and marker(parse, kid) in resolver.lexicon.grammar.agent:
            last = noun_phrase(parse, kid)[1]
    last = joined_predicates(parse, verb, parse.tokens[filler.head], last)
    spans = [snap(parse.text, words_span(parse, filler.first, last), quotes)]
    for kid in (*parse.kids(verb, "obj", "nsubj:pass"), *_antecedent(resolver, verb)):
        if kid.pos != "PRON" and kid.lower not in resolver.lexicon.grammar.relative:
            first, last = extent(parse, resolver.lexicon, kid, "obj")
            if kid.i == verb.head:
                last = min(last, verb.left - 1)  # the antecedent without its relative clause
            if first <= kid.i < filler.head <= last:
                last = _case_before(parse, parse.tokens[filler.head]) - 1
            last = with_own_clause(resolver, cue, kid, last)
            if not first <= filler.head <= last:
                spans.append(snap(parse.text, words_span(parse, first, last), quotes))
    return with_marks(sorted(s for s in spans if s[1] > s[0]), quotes)


def _antecedent(resolver: Resolver, verb: Token) -> list[Token]:
    """"a gesture that the assembly brushed aside as “crumbs”": what a relative clause's predicate is said of.

    Or a participle's: «une séance qualifiée de « laborieuse » par la médiatrice».
    """
    head = resolver.parse.tokens[verb.head]
    if any(kid.lower in resolver.lexicon.grammar.free_relative for kid in resolver.parse.kids(verb, "obj")):
        return []  # "The minister, in what he called “a gesture”, agreed"
    participle = verb.dep == "acl" and is_passive(resolver.parse, verb) and head.pos in {"NOUN", "PROPN"}
    return [head] if participle or object_relative(resolver.parse, resolver.lexicon, verb) else []


def _case_before(parse: Parse, head: Token) -> int:
    """The place of a phrase's preposition, or of its first word."""
    return next((kid.i for kid in parse.kids(head, "case", "mark") if kid.i < head.i), head.left)


def _draft(
    resolver: Resolver,
    cue: CueMatch,
    entry: ActEntry,
    speaker: Reference | None,
    filler: Filler,
    heads: list[int],
    content: list[Chars],
    quotes: Sequence[Quote],
) -> Draft:
    parse, lexicon = resolver.parse, resolver.lexicon
    token = parse.tokens[cue.i]
    head = parse.tokens[heads[0]]
    relation = filler.role.partition(":")[0]
    finite = is_finite(parse, head)
    saying = relation == "ccomp" or (relation == "xcomp" and entry.neutral) or (relation == "acl" and finite)
    first, last = (cue.first, cue.last) if cue.kind != "adjective" else verb_group(parse, token)
    return Draft(
        act=entry.act,
        form=form_of(parse.text, content, quotes, saying, finite),
        content=content,
        rule=entry.id,
        speaker=speaker,
        cue=(parse.tokens[first].start, parse.tokens[last].end),
        cue_word=cue.i,
        neutral=entry.neutral,
        target=_target(resolver, cue, entry, filler),
        addressees=_addressees(resolver, cue, entry, filler),
        negated=is_negated(parse, lexicon, token, cue.last, entry.written),
        hedged=is_hedged(parse, lexicon, token),
        conditional=has_condition(parse, lexicon, content[0][0], content[-1][1]),
        content_heads=heads,
        rule_role=filler.role,
    )


def _target(resolver: Resolver, cue: CueMatch, entry: ActEntry, filler: Filler) -> str | None:
    found = fill(resolver.parse, resolver.lexicon, cue, entry.target)
    if entry.act is Act.ACCUSE and (found is None or found.head == filler.head):
        # «critique l'Union européenne»: who is blamed is the content itself.
        blamed = resolver.resolve(resolver.parse.tokens[filler.head], None, False)
        return blamed.ids[0] if blamed and blamed.how is How.NAMED else None
    if (found is None or found.head == filler.head) and entry.target and filler.role.startswith("xcomp"):
        # "wants Denmark to open the bridge": the parser makes the target the infinitive's subject
        inner = resolver.parse.kid(resolver.parse.tokens[filler.head], "nsubj")
        named = resolver.resolve(inner, None, False) if inner is not None else None
        return named.ids[0] if named else None
    if found is None or found.head == filler.head:
        return None
    reference = _parted(resolver, addressed(resolver, cue, found), filler)
    return reference.ids[0] if reference else None


def _addressees(resolver: Resolver, cue: CueMatch, entry: ActEntry, filler: Filler) -> tuple[str, ...]:
    found = fill(resolver.parse, resolver.lexicon, cue, entry.addressee)
    if found is None or found.head == filler.head:
        return ()
    reference = addressed(resolver, cue, found)
    return reference.ids if reference and reference.how is not How.UNNAMED else ()
