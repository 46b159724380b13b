"""Attribution by a preposition: «selon Kiev», «pour la cheffe de la délégation», "according to the envoy"."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.language.tree import Parse, Token
from pourparlers.model import How
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.cues.drafts import Chars, Draft, form_of, snap, trim
from pourparlers.reading.cues.find import CueMatch, cue_at
from pourparlers.reading.statements.agents import possessor
from pourparlers.reading.statements.documents import gathered_by, is_paper, issued_by
from pourparlers.reading.statements.tails import Tail
from pourparlers.reading.text.phrases import is_finite, noun_phrase, subject
from pourparlers.reading.text.quotes import Quote, near

EDGES = {",", ".", "«", "»", "”", "“", "(", ")", ":", ";", "—", "–", '"'}


def read_marker(
    resolver: Resolver, quotes: Sequence[Quote], marker: CueMatch, thread: Reference | None
) -> Draft | None:
    """The statement that an attribution marker makes of its sentence, or None."""
    parse = resolver.parse
    before = cue_at(parse, resolver.lexicon, parse.tokens[marker.first - 1]) if marker.first else None
    if before is not None and before.kind == "verb" and before.last >= marker.first:
        return None  # "stands by | its account"
    if marker.last > marker.i and parse.tokens[marker.last].lower in resolver.lexicon.grammar.relative:
        return _by_relative(resolver, quotes, marker, thread)
    source = _within(resolver, marker) or _source(parse, marker)
    if source is None:
        return None
    author = _author(resolver, source, thread)
    speaker = author or resolver.resolve(source, thread, placed=False)
    if speaker is None:
        return None
    first, last = marker.first, _last_of_source(resolver, marker, source, speaker)
    body = _is_body(resolver, marker, source) and _set_off(parse, first, last)
    if not (author or body or _may_speak(resolver, marker, speaker, source)) or not _at_edge(parse, first, last):
        return None
    if _inverted_after(resolver, last):
        return None
    spans, head = _around(resolver, marker, first, last)
    # «Pour leur délégué, la société « viendra chercher la neige »»: words in quotation marks are somebody's
    told = any(near(quotes, *span) for span in spans) or _opinion(resolver, marker, last, source)
    if marker.entry.strict and not (_set_off(parse, first, last) and told):
        return None
    return _draft(resolver, quotes, marker, speaker, spans, head)


def _draft(
    resolver: Resolver,
    quotes: Sequence[Quote],
    marker: CueMatch,
    speaker: Reference,
    spans: list[Chars],
    head: int,
) -> Draft | None:
    parse = resolver.parse
    spans = [snap(parse.text, trim(parse.text, *span), quotes) for span in spans]
    spans = [span for span in spans if span[1] - span[0] > 2]
    if not spans:
        return None
    return Draft(
        act=marker.entry.act,
        form=form_of(parse.text, spans, quotes, True, is_finite(parse, parse.tokens[head])),
        content=spans,
        rule=marker.entry.id,
        speaker=speaker,
        cue=(parse.tokens[marker.first].start, parse.tokens[marker.last].end),
        cue_word=marker.i,
        neutral=True,
        content_heads=[head],
    )


def _inverted_after(resolver: Resolver, last: int) -> bool:
    """«Aux yeux des touristes | s'offrent les toits»: no clause of the source's begins with a reflexive pronoun."""
    tokens = resolver.parse.tokens
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    return after is not None and after.sent == tokens[last].sent and after.plain in resolver.lexicon.grammar.reflexive


def _last_of_source(resolver: Resolver, marker: CueMatch, source: Token, speaker: Reference) -> int:
    """The last word of the source: «le syndic suisse Reto Caminada», without the comma that the tree hangs on it."""
    tokens = resolver.parse.tokens
    last = max(marker.last, speaker.last, source.right if _short(source) else speaker.last)
    if speaker.last < last and tokens[speaker.last + 1].text == "," and not _closed(tokens, last):
        last = speaker.last  # «Pour leur délégué, Igor Hlavaty, | Rivex « viendra…»: on the source in the tree
    while last > speaker.last and last > marker.last and tokens[last].pos == "PUNCT":
        last -= 1
    while last + 1 < len(tokens) and last + 1 in resolver.cast.person_at:
        last += 1
    # «…, tuant 40 malades selon l'Organisation mondiale de la Santé | (OMS).»
    ahead = [token.text for token in tokens[last + 1 : last + 4]]
    if ahead[:1] == [")"]:
        return last + 1
    return last + 3 if ahead[:1] == ["("] and ahead[2:] == [")"] else last


def _closed(tokens: Sequence[Token], last: int) -> bool:
    """Whether a mark or the end of its sentence stands after a word, or the word is one."""
    ends = last + 1 >= len(tokens) or tokens[last + 1].sent != tokens[last].sent
    return ends or tokens[last].pos == "PUNCT" or tokens[last + 1].text in {",", ".", ";", ":"}


def _by_relative(
    resolver: Resolver, quotes: Sequence[Quote], marker: CueMatch, thread: Reference | None
) -> Draft | None:
    """«Varsovie, pour qui la digue relève d'un chantier commun, a versé sa part»: the antecedent holds it."""
    tokens = resolver.parse.tokens
    after = tokens[marker.last + 1] if marker.last + 1 < len(tokens) else None
    if marker.first < 2 or tokens[marker.first - 1].text != "," or after is None or after.sent != tokens[marker.i].sent:
        return None
    named = tokens[marker.first - 2]
    if named.pos == "ADJ" and named.head < named.i:
        named = tokens[named.head]  # «son homologue mexicaine, pour qui…»
    speaker = resolver.resolve(named, thread, False, placed=False)
    limit = resolver.parse.sentence_of(tokens[marker.i]).last
    words = range(marker.last + 1, limit + 1)
    verb = next((tokens[i] for i in words if tokens[i].feats.get("VerbForm") == "Fin"), None)
    if speaker is None or verb is None:
        return None
    # «peste Ana Lund, pour qui la ministre « a menti »»: words in quotation marks are somebody's
    quoted = any(near(quotes, after.start, tokens[limit].end))
    if marker.entry.strict and not (quoted or _finite_assesses(verb)):
        return None
    end = next((i for i in range(verb.i, limit) if tokens[i].text == ","), limit)
    head = verb.head if verb.rel == "cop" else verb.i
    return _draft(resolver, quotes, marker, speaker, [(after.start, tokens[end].start)], head)


def _opinion(resolver: Resolver, marker: CueMatch, last: int, source: Token) -> bool:
    """Whether the clause holds an opinion: «Pour Kiev, l'offre est un recul», not «Pour Oslo, le bateau est parti».

    «Ce n'était pas faute, pour la maire, d'y mettre du sien»: what a preposition opens is no clause. What a person
    foretells is an opinion («Pour le ministre letton, la digue coûtera dix emplois»).
    """
    parse = resolver.parse
    follows = parse.tokens[last + 2] if last + 2 < len(parse.tokens) else None
    if follows is not None and follows.sent == parse.tokens[marker.i].sent and follows.pos == "ADP":
        return False
    root = _clause_head(parse, marker)
    verbs = (root, *parse.kids(root, "aux", "cop"))
    finite = next((t for t in verbs if t.feats.get("VerbForm") == "Fin"), None)
    person = {source.i, marker.last + 1} & {*resolver.cast.person_at, *resolver.cast.role_at}
    foretells = finite is root and root.pos == "VERB" and root.feats.get("Tense") == "Fut"
    return finite is not None and (_finite_assesses(finite) or (bool(person) and foretells))


def _finite_assesses(finite: Token) -> bool:
    """A copula, or a verb in the present or conditional that is no auxiliary of another tense."""
    if finite.rel == "cop":
        return finite.feats.get("Tense") != "Fut"
    return finite.pos == "VERB" and (finite.feats.get("Tense") == "Pres" or finite.feats.get("Mood") == "Cnd")


def _short(source: Token) -> bool:
    return source.right - source.i < 12


def _within(resolver: Resolver, marker: CueMatch) -> Token | None:
    """The source amid the marker's own words: «de source diplomatique», "in Lima's view"."""
    parse, last = resolver.parse, resolver.parse.tokens[marker.last]
    if last.i > marker.i and last.lemma in resolver.lexicon.scope.source_nouns:
        return last
    clitic = next((t for t in parse.tokens[marker.i + 1 : last.i] if t.feats.get("PronType") == "Prs"), None)
    if "iobj" in marker.entry.speaker and clitic is not None:
        return clitic  # «À l'en croire, …»
    if "nmod:poss" not in marker.entry.speaker:
        return None
    return parse.kid(last, "nmod:poss") or parse.kid(parse.tokens[last.head], "nmod:poss")


def _source(parse: Parse, marker: CueMatch) -> Token | None:
    """The head of the phrase that follows the marker."""
    at = marker.last + 1
    limit = parse.sentence_of(parse.tokens[marker.i]).last
    while at <= limit and parse.tokens[at].pos in {"DET", "ADJ", "NUM", "ADP"}:
        at += 1
    if at > limit or parse.tokens[at].pos not in {"NOUN", "PROPN", "PRON", "X"}:
        return None
    token = parse.tokens[at]
    parts = {"flat", "compound", "amod", "det", "nmod"}
    while token.rel in parts and token.head > max(marker.last, token.i) and token.head - at < 5:
        if any(t.text == "," for t in parse.tokens[token.i + 1 : token.head]):
            break  # "According to the Omani envoy, | unlike Chad, Mali has signed"
        token = parse.tokens[token.head]
    # «Selon ce qu'a indiqué un responsable, …»: who has said it
    told = parse.kid(token, "acl") if token.feats.get("PronType") == "Dem" else None
    return (subject(parse, told) if told is not None and told.pos == "VERB" else None) or token


def _author(resolver: Resolver, source: Token, thread: Reference | None) -> Reference | None:
    """«Selon un décompte de la capitainerie», "according to a statement by the envoy": whose paper it is."""
    paper = source.lemma in resolver.lexicon.grammar.document_nouns or is_paper(resolver, source)
    if not paper and not _is_account(resolver, source):
        return None
    author = possessor(resolver, source, thread) or gathered_by(resolver, source) or issued_by(resolver, source)
    return author._replace(first=min(author.first, source.i), last=max(author.last, source.i)) if author else None


def _is_account(resolver: Resolver, source: Token) -> bool:
    """«…, selon les chiffres de l'ONU»: after a mark; «La taxe est fixée selon les données de l'ONU» tells how."""
    parse, accounts = resolver.parse, resolver.lexicon.grammar.accounts
    if source.lemma not in accounts and source.lower not in accounts:
        return False
    if source.lemma in resolver.lexicon.scope.source_nouns and parse.kid(source, "nmod") is None:
        return False  # «selon une source slovène»: somebody, not Slovenia
    case = next((kid for kid in parse.kids(source, "case") if kid.i < source.i), source)
    return case.i == parse.sentence_of(case).first or parse.tokens[case.i - 1].text in EDGES


def _may_speak(resolver: Resolver, marker: CueMatch, speaker: Reference, source: Token) -> bool:
    """Known actors, and unnamed people: «selon un participant»; not «selon le calendrier», «selon nos informations»."""
    if any(not id_.startswith("group:") for id_ in speaker.ids):
        return True
    if _is_ground(resolver, source):
        return False
    scope = resolver.lexicon.scope
    people = {*scope.source_nouns, *scope.collective_nouns, *scope.media_nouns}
    if source.i in resolver.cast.role_at or speaker.how is How.PRONOUN:
        return True  # «Un diplomate a dénoncé l'arrêt. Ce ne serait, selon lui, qu'un prétexte.»
    return not marker.entry.strict and (source.lemma in people or source.lower in people)


def _is_body(resolver: Resolver, marker: CueMatch, source: Token) -> bool:
    """"According to the growers' union, …": a body that acts; "The toll varies according to the port" tells of none."""
    scope = resolver.lexicon.scope
    acting = source.pos == "NOUN" and source.lemma in {*scope.acting_nouns, *scope.bloc_nouns}
    return acting and not marker.entry.strict and not _is_ground(resolver, source)


def _is_ground(resolver: Resolver, source: Token) -> bool:
    """«Selon la région, les prix varient»: a bare noun of place tells on what it depends."""
    words = resolver.lexicon
    places = {*words.encounter_words.capital, *words.grammar.state_nouns}
    return source.lemma in places and noun_phrase(resolver.parse, source)[1] == source.i


def _at_edge(parse: Parse, first: int, last: int) -> bool:
    """Whether the phrase stands at a clause edge; «une remise selon le volume» attributes nothing."""
    before = parse.tokens[first - 1] if first else None
    starts = before is None or before.sent != parse.tokens[first].sent
    starts = starts or before is None or before.text in EDGES or before.pos in {"SCONJ", "CCONJ"}
    after = parse.tokens[last + 1] if last + 1 < len(parse.tokens) else None
    ends = after is None or after.sent != parse.tokens[last].sent or after.pos == "PUNCT"
    return starts or (ends and after is not None and after.text in {",", "."} and before is not None)


def _set_off(parse: Parse, first: int, last: int) -> bool:
    """«Pour Berne, l'offre est un recul», «…, pour Berne.»: commas or the sentence's ends on both sides."""
    before = parse.tokens[first - 1] if first else None
    opens = before is None or before.sent != parse.tokens[first].sent or before.text in {",", "«", "“", '"', "—", "–"}
    after = parse.tokens[last + 1] if last + 1 < len(parse.tokens) else None
    closes = after is None or after.sent != parse.tokens[last].sent or after.text in {",", "."}
    return opens and closes


def _around(resolver: Resolver, marker: CueMatch, first: int, last: int) -> tuple[list[Chars], int]:
    """The clause that the phrase comments on: what follows it, or what stands around it."""
    parse = resolver.parse
    sentence = parse.sentence_of(parse.tokens[marker.i])
    relative = _relative(resolver, marker)
    if relative is not None:
        return _in_relative(parse, relative, first, last), relative.i
    root = _first_joined(parse, _clause_head(parse, marker), first)
    edges = _clause_edges(parse, root, sentence.first, sentence.last)
    begin, end = _between_stops(resolver, first, last, *edges)
    out: list[Chars] = []
    if begin < first:
        stop = first - 1 if parse.tokens[first - 1].text in EDGES else first
        if stop > begin:
            out.append((parse.tokens[begin].start, parse.tokens[max(begin, stop - 1)].end))
    start = _after_one_says(resolver, _after_source(resolver, marker.first, last, sentence.last, not out))
    if start <= end:
        out.append((parse.tokens[start].start, parse.tokens[end].end))
    return out, root.i


def _between_stops(resolver: Resolver, first: int, last: int, begin: int, end: int) -> tuple[int, int]:
    """«Lima étudie l'offre; selon un diplomate, | Quito hésite»: what a semicolon parts from the comment is no part.

    "Lima offers ten years, according to Quito; Quito wants twelve": nor what follows, where the comment closes.
    """
    tokens, quoted = resolver.parse.tokens, resolver.cast.quoted
    stops = [i for i in range(begin, end + 1) if tokens[i].text == ";" and not quoted[i]]
    begin = max((i + 1 for i in stops if i < first), default=begin)
    closes = begin < first and tokens[min(last + 1, end)].text == ";"
    return begin, last if closes else end


def _relative(resolver: Resolver, marker: CueMatch) -> Token | None:
    """«une mesure qui, selon elle, ruinera les ports»: the verb of the relative clause that holds a marker."""
    parse = resolver.parse
    above = next((t for t in parse.ancestors(parse.tokens[marker.i]) if t.pos in {"VERB", "AUX", "ADJ"}), None)
    if above is None or above.dep != "acl:relcl" or not above.left < marker.first < above.right:
        return None
    if parse.tokens[above.head].pos not in {"NOUN", "PROPN"}:
        return None  # «c'est lui qui, selon l'opposition, …»
    opens = next(t for t in parse.tokens[above.left : above.i + 1] if t.pos != "PUNCT")
    return above if opens.plain in resolver.lexicon.grammar.relative else None


def _in_relative(parse: Parse, verb: Token, first: int, last: int) -> list[Chars]:
    """The antecedent and the relative clause without its pronoun, what a marker and its commas take up left out."""
    noun = parse.tokens[verb.head]
    tokens, begin = parse.tokens, noun_phrase(parse, noun)[0]
    opens = next(t.i for t in tokens[verb.left : verb.i + 1] if t.pos != "PUNCT")
    parts = ((begin, opens - 1), (opens + 1, first - 1), (last + 1, verb.right))
    return [(tokens[a].start, tokens[b].end) for a, b in parts if a <= b]


def _after_source(resolver: Resolver, first: int, last: int, limit: int, opening: bool) -> int:
    """Where the content goes on after the source and what the reporter tells of it: «d'après Helsinki, qui attend…»."""
    parse = resolver.parse
    if last + 1 >= limit or parse.tokens[last + 1].text != ",":
        return _over_participle(parse, last, limit) if opening else last + 1
    begin = parse.sentence_of(parse.tokens[first]).first
    complete = not opening and any(t.feats.get("VerbForm") == "Fin" for t in parse.tokens[begin:first])
    mark = Tail(resolver, limit, complete, opening).end(last + 1, first)
    if mark >= limit:
        return last + 2 if opening else limit + 1
    return mark + 1


def _over_participle(parse: Parse, last: int, limit: int) -> int:
    """«Selon des témoins | s'exprimant à la radio, | le bac a coulé»: what the source does is the reporter's."""
    tokens = parse.tokens
    verb = next((t for t in tokens[last + 1 : last + 3] if t.pos != "PRON"), tokens[last])
    if verb.pos != "VERB" or verb.feats.get("VerbForm") != "Part" or verb.feats.get("Tense") != "Pres":
        return last + 1
    comma = next((i for i in range(verb.i, limit - 1) if tokens[i].text == ","), last)
    return comma + 1


def _after_one_says(resolver: Resolver, start: int) -> int:
    """«De source proche du dossier, | on assure que | la ligne rouvrira»: the source is who says it."""
    parse, lexicon = resolver.parse, resolver.lexicon
    opens = parse.tokens[start : start + 4]
    if len(opens) < 4 or opens[0].lower not in resolver.indefinite or not opens[0].rel.startswith("nsubj"):
        return start
    cue = cue_at(parse, lexicon, parse.tokens[opens[0].head])
    if cue is None or cue.kind != "verb" or not any(entry.neutral for entry in cue.entries) or cue.last > start + 4:
        return start
    return cue.last + 2 if parse.tokens[cue.last + 1].plain in lexicon.grammar.that else start


def _clause_head(parse: Parse, marker: CueMatch) -> Token:
    """The nearest finite clause above the marker."""
    token = parse.tokens[marker.i]
    for above in parse.ancestors(token):
        # «La menace ne serait, selon lui, qu'un moyen de pression»: the clause is the predicate's
        head = parse.tokens[above.head] if above.rel in {"aux", "cop"} else above
        if above.pos in {"VERB", "AUX"} and is_finite(parse, above) and head.dep != "acl:relcl":
            return _over_clause(parse, head, marker)
    return parse.tokens[parse.sentence_of(token).root]


def _over_clause(parse: Parse, verb: Token, marker: CueMatch) -> Token:
    """«Dix rebelles ont été pris, sans qu'aucun soldat ne soit tué, selon le ministre»: he tells the whole sentence."""
    above = parse.tokens[verb.head]
    last = parse.sentence_of(verb).last
    ends = all(t.feats.get("VerbForm") is None for t in parse.tokens[marker.last + 1 : last + 1])
    after = verb.rel == "advcl" and above.i < verb.left and verb.i < marker.first and ends
    return above if after and above.rel == "root" and is_finite(parse, above) else verb


def _first_joined(parse: Parse, verb: Token, first: int) -> Token:
    """«Riga n'a pas rejeté l'offre mais la juge fade, selon un délégué»: verbs with one subject are one content."""
    head = parse.tokens[verb.head]
    shared = parse.kid(verb, "nsubj", "expl", "mark") is None or _without_comma(parse, verb, first)
    shared = shared and verb.rel == "conj" and verb.i < first
    owned = parse.kid(head, "nsubj") is not None and head.rel == "root" and is_finite(parse, head)
    return head if shared and owned and parse.kid(verb, "cc") is not None else verb


def _without_comma(parse: Parse, verb: Token, first: int) -> bool:
    """ "Nine died and forty were hurt, according to the police": nothing parts them before the mark of the comment."""
    joins = parse.kid(verb, "cc")
    marked = parse.tokens[first - 1].text == "," and parse.kid(verb, "mark") is None
    between = parse.tokens[verb.head : verb.i]
    return marked and joins is not None and not any(t.text in EDGES for t in between)


def _clause_edges(parse: Parse, root: Token, first: int, last: int) -> tuple[int, int]:
    begin, end = max(root.left, first), min(root.right, last)
    if root.dep == "root":
        return begin, end
    begin += parse.tokens[begin].text == ","  # "The mill is shut | , and Kenya will pay, according to the envoy"
    for kid in parse.kids(root, "mark", "cc"):
        if kid.i == begin:
            begin += 1
    return begin, end
