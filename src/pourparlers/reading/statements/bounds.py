"""Where a content ends: what follows is the reporter's own, or belongs to it though the tree hung it elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.language.tree import Token
from pourparlers.model import Act
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.actors.things import is_thing
from pourparlers.reading.cues.clauses import clause, opens_by_which
from pourparlers.reading.cues.drafts import ANSWERS, Chars, trim
from pourparlers.reading.cues.find import CueMatch, cue_at
from pourparlers.reading.cues.frames import Filler
from pourparlers.reading.cues.labels import is_label
from pourparlers.reading.statements.continued import at_once, carried_on
from pourparlers.reading.text.phrases import is_finite, marker, markers, noun_phrase
from pourparlers.reading.text.quotes import Quote, near

CLOSING = {"»", "”", '"', "’"}
# Words of a participle that two commas set aside.
ASIDE = 12
OPENING = {"«", "“", '"', "‘", "'"}


def inside(resolver: Resolver, first: int, last: int, clause: bool) -> int:
    """The last word before what is the reporter's own («malgré de multiples démentis»).

    Args:
        resolver: of the text.
        first, last: the words of the content, both included.
        clause: whether it is a finite clause, which has times and circumstances of its own («le pont ouvrira après la
            régate»), so that only what a comma parts from it is the reporter's («…, alors que la régate approche»).
    """
    lexicon, tokens = resolver.lexicon, resolver.parse.tokens
    for i in range(first + 2, last + 1):
        token = tokens[i]
        if token.text == ":" and i < last and tokens[i + 1].text in OPENING:
            # «a exclu d'y envoyer un représentant : « J'irai moi-même »»: a quotation of its own
            return i - 1
        if token.text == "," and any(own(resolver, i, last) for own in (_answered, _occasion, _withheld)):
            return i - 1
        if token.text == "," and not clause and _without_doing(resolver, i, last):
            return i - 1
        noun = tokens[min(i + 1, last)]
        # "said the levy was not | in retaliation": after a copula it is what is said
        said = noun.lower in lexicon.grammar.outside_nouns and resolver.parse.kid(noun, "cop") is not None
        if token.pos == "ADP" and i < last and noun.lower in lexicon.grammar.outside_nouns and not said:
            return i - 1
        if token.lower in lexicon.grammar.agent and _of_vote(resolver, i, last):
            return i - 1
        word = token.plain
        if word not in lexicon.grammar.outside or token.pos not in {"ADP", "SCONJ", "VERB", "ADV"}:
            continue
        if clause and word not in lexicon.prepositions and not _parted(resolver, i, last):
            continue
        if _of_participle(resolver, token, first) or (clause and _by_what(resolver, token, last)):
            continue
        # "for both towns | , which according to him has its price": the relative clause is left with what follows
        end = i - 1 - (tokens[i - 1].feats.get("PronType") == "Rel")
        return end - 1 if tokens[end].text == "," and end > first else end
    return last


def _answered(resolver: Resolver, comma: int, last: int) -> bool:
    """«Alger exige que les contrôles se fassent à la frontière | , ce que Tunis refuse»: another's answer to it."""
    tokens, lexicon = resolver.parse.tokens, resolver.lexicon
    if comma + 2 > last or tokens[comma + 1].lower not in lexicon.grammar.clause_antecedents:
        return False
    verb = next((t for t in tokens[comma + 2 : last + 1] if t.pos == "VERB"), None)
    cue = cue_at(resolver.parse, lexicon, verb) if verb is not None else None
    return cue is not None and any(entry.act in ANSWERS for entry in cue.entries)


def _occasion(resolver: Resolver, comma: int, last: int) -> bool:
    """«a accusé Oslo de vider le lac | , à la veille d'une session technique»: when it was said, not what."""
    tokens = resolver.parse.tokens
    if comma + 2 > last or tokens[comma + 1].pos != "ADP":
        return False
    noun = tokens[comma + 2 + (tokens[comma + 2].pos == "DET")]
    return noun.lower in resolver.lexicon.grammar.occasions and _parted(resolver, comma + 1, last)


def _of_vote(resolver: Resolver, by: int, last: int) -> bool:
    """«a approuvé le plafond | par huit voix contre sept»: how it was voted."""
    tokens, grammar = resolver.parse.tokens, resolver.lexicon.grammar
    return by + 1 < last and tokens[by + 1].pos == "NUM" and tokens[by + 2].lower in grammar.votes


def _withheld(resolver: Resolver, comma: int, last: int) -> bool:
    """«a indiqué que le bac rouvrirait | , sans plus de précision»: what was not told."""
    tokens, scope = resolver.parse.tokens, resolver.lexicon.scope
    if tokens[comma + 1].lower not in scope.without or resolver.cast.quoted[comma]:
        return False
    words = tokens[comma + 2 : min(comma + 4, last + 1)]
    return any(t.lemma in scope.withheld or t.lower in scope.withheld for t in words)


def _without_doing(resolver: Resolver, comma: int, last: int) -> bool:
    """«a condamné les propos de Riga | , sans même attendre la fin du débat»: how it was done is the reporter's."""
    tokens = resolver.parse.tokens
    if tokens[comma + 1].lower not in resolver.lexicon.scope.without or resolver.cast.quoted[comma]:
        return False
    ahead = (t for t in tokens[comma + 2 : min(comma + 5, last + 1)] if t.pos not in {"ADV", "PRON"})
    verb = next(ahead, None)
    return verb is not None and verb.feats.get("VerbForm") == "Inf" and _parted(resolver, comma + 1, last)


def _by_what(resolver: Resolver, token: Token, last: int) -> bool:
    """«a révélé que le permis a été délivré selon une autre procédure»: a thing is what it goes by, no source."""
    noun = resolver.parse.tokens[token.head]
    if token.rel != "case" or token.plain not in resolver.lexicon.prepositions or not token.i < noun.i <= last:
        return False
    named = {*resolver.cast.names, *resolver.cast.person_at} & {*range(token.i, noun.right + 1)}
    return is_thing(resolver.lexicon, noun) and not named


def _parted(resolver: Resolver, i: int, last: int) -> bool:
    """Whether a comma parts a phrase from the clause for good; «fixé, après consultation, à deux tonnes» goes on."""
    tokens = resolver.parse.tokens
    if tokens[i - 1].text != ",":
        return False
    closing = next((j for j in range(i + 1, last) if tokens[j].text == ","), None)
    return closing is None or any(t.feats.get("VerbForm") == "Fin" for t in tokens[i:closing])


def _of_participle(resolver: Resolver, token: Token, first: int) -> bool:
    """«les violences commises | lors du défilé»: the phrase tells when what the content names was done."""
    tokens = resolver.parse.tokens
    head = tokens[token.head] if token.rel in {"case", "mark"} else token
    verb = tokens[head.head]
    return verb.rel == "acl" and first <= verb.i < token.i and verb.i == token.i - 1


def without_channel(resolver: Resolver, head: Token, last: int, clause: bool) -> int:
    """«a annoncé leur ratification | dans un communiqué commun»: what the words came through is no part of them.

    At the end of a clause only with an indefinite article: «le chiffre figure dans le rapport» tells of a known one.
    """
    parse, lexicon = resolver.parse, resolver.lexicon
    for token in parse.tokens[head.i + 2 : last + 1]:
        if token.pos != "NOUN" or not is_channel(resolver, token):
            continue
        new = any(kid.lower in lexicon.grammar.indefinite for kid in parse.kids(token, "det"))
        if clause and not (new and token.right >= last):
            continue
        case = next((kid for kid in parse.kids(token, "case") if kid.i < token.i), None)
        if case is not None and case.i - 1 > head.i and parse.tokens[case.i - 1].lower in lexicon.grammar.channel:
            case = parse.tokens[case.i - 1]  # «lors | d'une conférence»
        if case is not None and case.lower in lexicon.grammar.channel and case.i > head.i:
            return case.i - 1
    return last


def is_channel(resolver: Resolver, noun: Token) -> bool:
    """«communiqué», «conférence de presse»: whether words come through what a noun names."""
    if noun.lemma in resolver.lexicon.scope.channel_nouns:
        return True
    ahead = f"{noun.lemma}{resolver.parse.text[noun.end : noun.end + 20].lower()} "
    return any(" " in one and ahead.startswith(one) for one in resolver.lexicon.scope.channel_nouns)


def attached(resolver: Resolver, cue: CueMatch, filler: Filler, first: int, last: int) -> int:
    """Widen by phrases right after that parsers hang on the verb: "checks | at Naushki station"; never by a time.

    Or on the noun of the act: «le rejet par Oslo de la taxe | sur les hamacs».
    """
    parse = resolver.parse
    verb = parse.tokens[parse.tokens[filler.head].head]
    act = parse.kids(parse.tokens[cue.i], "nmod") if cue.kind == "noun" and cue.i != verb.i else ()
    for kid in (*parse.kids(verb, "obl", "nmod"), *act):
        if kid.left != _next(resolver, last) or marker(parse, kid) is None:
            continue
        if kid.i in resolver.time_words and not _deadline(resolver, cue, kid):
            continue
        word = marker(parse, kid)
        recipients = [form for one in told_to(cue) for form in markers(resolver.lexicon, one)]
        if word in recipients and resolver.resolve(kid, None, False) is not None:
            continue  # "offered forty snow ploughs | to its southern neighbour", «attribue ce tir | au régime»
        # "promised a bridge | by June": of a time "by" tells no agent
        agent = word in resolver.lexicon.grammar.agent and kid.i not in resolver.time_words
        if word in resolver.lexicon.grammar.outside or agent:
            continue
        if kid.lower in resolver.lexicon.grammar.outside_nouns:
            continue  # «a rejeté la plainte | au motif que le délai était passé»
        named = kid.i in resolver.cast.names and word not in resolver.lexicon.grammar.regions
        if named or kid.i in resolver.cast.person_at or kid.pos == "PRON":
            continue
        last = _tied(resolver, noun_phrase(parse, kid)[1])
    # "calls for the deposit | to be paid into a fund": what is demanded of it
    demanded = cue.entry.act is Act.DEMAND and (filler.role.startswith("obl:") or _to_an_end(resolver, cue, filler))
    if parse.tokens[filler.head].lemma in resolver.lexicon.nouns or demanded:
        # "rejected a proposal | to count seabirds": what an act noun proposes belongs to it, whatever it hangs on
        for kid in parse.kids(verb, "advcl", "xcomp", "acl"):
            # «salue l'accord | en appelant au calme»
            gerund = kid.feats.get("Tense") == "Pres" and kid.feats.get("VerbForm") == "Part"
            mark = marker(parse, kid)  # «dénonce l'accord | , sans le lire»
            goes_on = mark is not None and mark not in resolver.lexicon.scope.without
            if kid.left == last + 1 and goes_on and not is_finite(parse, kid) and not gerund:
                commas = (i - 1 for i in range(kid.i, kid.right + 1) if parse.tokens[i].text == ",")
                return next(commas, clause(parse, resolver.lexicon, kid)[1])
    return last


def _to_an_end(resolver: Resolver, cue: CueMatch, filler: Filler) -> bool:
    """"requested ten days | to consult her cabinet": what a thing is wanted for; "requested the council to" asks it."""
    noun = resolver.parse.tokens[filler.head]
    thing = filler.role == "obj" and noun.pos == "NOUN" and not resolver.lexicon.grammar.subject_after
    return thing and resolver.resolve(noun, None, False) is None


def _tied(resolver: Resolver, last: int) -> int:
    """«accepte la visite à condition | que la presse y soit»: the clause of the condition that a noun opens."""
    parse, grammar = resolver.parse, resolver.lexicon.grammar
    words = parse.tokens[max(0, last - 1) : last + 2]
    told = len(words) == 3 and " ".join(token.plain for token in words) in grammar.provided
    head = parse.tokens[words[-1].head]
    return clause(parse, resolver.lexicon, head)[1] if told and head.i > last else last


def _deadline(resolver: Resolver, cue: CueMatch, time: Token) -> bool:
    """«réclame un accord | avant l'automne», «exige la tenue | avant juin d'une conférence»: by when it shall be."""
    ahead = cue.entry.act in {Act.DEMAND, Act.PROPOSE, Act.PROMISE}
    return ahead and time.i > cue.i and marker(resolver.parse, time) in resolver.lexicon.grammar.deadline


def told_to(cue: CueMatch) -> set[str]:
    """The prepositions before whom a verb addresses."""
    return {role.partition(":")[2] for e in cue.entries for role in e.addressee if role.startswith("obl:")}


def without_recipient(resolver: Resolver, cue: CueMatch, head: Token, last: int) -> int:
    """'promised "a market without fences" | to the growers': whom the verb addresses is no part of what is promised."""
    parse, wanted = resolver.parse, told_to(cue)
    for kid in parse.kids(head, "nmod", "obl"):
        if not head.i < kid.left <= last or marker(parse, kid) not in wanted:
            continue
        closed = parse.tokens[kid.left - 1].text in CLOSING
        actor = resolver.resolve(kid, None, False) if kid.i in resolver.cast.names or closed else None
        if actor is not None or closed:
            return kid.left - 1 - closed
    return last


def _next(resolver: Resolver, last: int) -> int:
    """The word after another, over a closing mark («un « droit de regard » | sur les horaires»)."""
    tokens = resolver.parse.tokens
    return last + 2 if last + 2 < len(tokens) and tokens[last + 1].text in CLOSING else last + 1


def without_tail(resolver: Resolver, first: int, last: int) -> int:
    """"said the tunnel was dry | , adding that the pumps would stay": what the speaker went on to say is told apart."""
    tails = (t for t in resolver.parse.tokens[first + 2 : last + 1] if carried_on(resolver, t) is not None)
    end = next(((at_once(resolver, t) or t.i - 1) - 1 for t in tails), last)
    loose = end < last and (resolver.parse.tokens[end].text == "," or resolver.parse.tokens[end].pos == "CCONJ")
    return end - 1 if loose else end


def without_gloss(resolver: Resolver, first: int, last: int) -> int:
    """«le camion sera fouillé | , mesure que Lomé dénonce», "it would leave | , a threat which Oslo described as…".

    What a comma sets beside the end of a clause, with a relative clause of its own, is the reporter's.
    """
    tokens, grammar = resolver.parse.tokens, resolver.lexicon.grammar
    for i in range(first + 3, last - 2):
        if tokens[i].text != "," or resolver.cast.quoted[i]:
            continue
        if _goes_on_to_call(resolver, i, last):
            return i - 1
        article = tokens[i + 1].pos == "DET" and tokens[i + 1].lower in grammar.indefinite
        noun = next((t for t in tokens[i + 1 + article : i + 4] if t.pos != "ADJ"), None)
        if noun is None or noun.pos != "NOUN" or any(t.text == "," for t in tokens[noun.i : last + 1]):
            continue
        after = next((t for t in tokens[noun.i + 1 : noun.i + 4] if t.pos not in {"ADJ", "ADP"}), noun)
        named = is_label(resolver.parse, resolver.lexicon, i) is not None and noun.i < last
        if (after.plain in grammar.relative and after.i < last) or named:
            return i - 1
    return last


def _goes_on_to_call(resolver: Resolver, comma: int, last: int) -> bool:
    """'rejects the report | , which he described as "fiction"': what the speaker says of it has a cue of its own."""
    tokens, lexicon = resolver.parse.tokens, resolver.lexicon
    if comma + 4 > last or tokens[comma + 1].lower not in lexicon.grammar.relative:
        return False
    own = tokens[comma + 2].pos == "PRON" and resolver.candidates.is_personal(tokens[comma + 2].lower)
    if not own or any(t.text == "," and not resolver.cast.quoted[t.i] for t in tokens[comma + 1 : last + 1]):
        return False
    verb = next((t for t in tokens[comma + 3 : comma + 6] if t.pos == "VERB"), None)
    cue = cue_at(resolver.parse, lexicon, verb) if verb is not None else None
    return cue is not None and cue.kind == "verb"


def without_own_act(resolver: Resolver, head: Token, last: int) -> int:
    """"said he regretted the delay | and promised a reply": an act that the speaker goes on to is told apart."""
    parse, tokens = resolver.parse, resolver.parse.tokens
    doer = parse.kid(head, "nsubj")
    if doer is None or not resolver.candidates.is_personal(doer.lower):
        return last
    for kid in parse.kids(head, "conj"):
        joint = parse.kid(kid, "cc")
        cue = cue_at(parse, resolver.lexicon, kid) if kid.pos == "VERB" and joint is not None else None
        if cue is None or joint is None or cue.entry.act is Act.SAY or parse.kid(kid, "nsubj", "mark") is not None:
            continue
        if is_finite(parse, kid) and not resolver.cast.quoted[kid.i] and head.i + 1 < joint.i <= last:
            return joint.i - 1 - (tokens[joint.i - 1].text == ",")
    return last


def with_condition(resolver: Resolver, last: int) -> int:
    """A condition stays in the content: «une phase pilote, à condition que les dégâts soient indemnisés»."""
    parse = resolver.parse
    limit = parse.sentence_of(parse.tokens[last]).last
    at = last + 2 if last + 1 < limit and parse.tokens[last + 1].text == "," else last + 1
    if at + 2 > limit:
        return last
    at = _over_participle(resolver, at, limit)
    if any(t.lower in resolver.lexicon.grammar.otherwise for t in parse.tokens[at : at + 4]):
        return last  # «exige un audit, faute de quoi Riga quittera le pacte»: what else will come
    ahead = parse.slice(at, min(at + 4, limit)).lower().replace("’", "'")
    for words in resolver.lexicon.scope.condition_markers:
        if ahead.startswith(words) and (len(ahead) == len(words) or not ahead[len(words)].isalpha()):
            head = parse.tokens[parse.tokens[at].head]
            end = head.right if head.i > at else at
            while end < limit and parse.tokens[end + 1].pos != "PUNCT" and parse.tokens[end + 1].text not in {"»", "”"}:
                end += 1
            return min(end, limit)
    return last


def _over_participle(resolver: Resolver, at: int, limit: int) -> int:
    """«régler un tiers de la facture, évaluée à dix millions, | à condition que…»: the word after the aside."""
    tokens = resolver.parse.tokens
    if tokens[at - 1].text != "," or tokens[at].feats.get("VerbForm") != "Part":
        return at
    comma = next((i for i in range(at + 1, min(at + ASIDE, limit - 2)) if tokens[i].text == ","), at - 1)
    return comma + 1 if not any(t.feats.get("VerbForm") == "Fin" for t in tokens[at:comma]) else at


def with_own_clause(resolver: Resolver, cue: CueMatch, noun: Token, last: int) -> int:
    """"shrugged off criticism from growers | that the checks were slow": what a noun of saying says, wherever it hangs.

    So «les rumeurs | selon lesquelles le port serait vendu».
    A clause that lacks its subject or object is relative, whatever the tree calls its first word.
    """
    parse, lexicon = resolver.parse, resolver.lexicon
    if last + 2 >= len(parse.tokens):
        return last
    by_which = opens_by_which(parse, lexicon, parse.tokens[last + 2])
    if not by_which and parse.tokens[last + 1].plain not in lexicon.grammar.that:
        return last
    known = {*lexicon.grammar.claims, *lexicon.grammar.labels}
    tells = any(role == "acl" for cue in lexicon.nouns.get(noun.lemma, ()) for role in cue.entry.content)
    opens = parse.tokens[last + 1 + by_which]
    verb = parse.tokens[opens.head]
    if not (tells or noun.lemma in known) or verb.i <= last + 1 or not (by_which or opens.rel in {"mark", "det"}):
        return last
    while verb.rel in {"nsubj", "det", "nmod", "compound", "amod", "aux", "cop"} and verb.head > last + 1:
        verb = parse.tokens[verb.head]
    owned = parse.kid(verb, "nsubj", "nsubj:pass", "expl") is not None and is_finite(parse, verb)
    end = clause(parse, lexicon, verb)[1]
    return max(last, end) if owned and verb.left >= last and not last < cue.i <= end else last


def with_restriction(resolver: Resolver, head: Token, last: int) -> int:
    """"ruled out any deal | that leaves out the hunters": after "any" a relative clause tells which."""
    parse, grammar = resolver.parse, resolver.lexicon.grammar
    if not any(det.lower in grammar.sweeping for det in parse.kids(head, "det")):
        return last
    kids = (kid for kid in parse.kids(head, "acl") if kid.dep == "acl:relcl" and kid.left == last + 1)
    return next((kid.right for kid in kids if parse.tokens[kid.left].text != ","), last)


def with_quoted_relative(resolver: Resolver, head: Token, last: int) -> int:
    """«un « acte odieux » | qui a frappé « des innocents »»: a relative clause that holds more of the quoted words."""
    parse = resolver.parse
    for kid in parse.kids(head, "acl"):
        words = parse.tokens[kid.left : kid.right + 1]
        quoted = any(t.text in OPENING for t in words) and words[0].rel == "nsubj"
        acts = any(cue_at(parse, resolver.lexicon, t) is not None for t in words)
        if kid.dep == "acl:relcl" and kid.left == _next(resolver, last) and quoted and not acts:
            return kid.right
    return last


def with_quoted_gloss(text: str, span: Chars, quotes: Sequence[Quote]) -> Chars:
    """«l'idée d'un audit, « une usine à gaz »»: quoted words set beside the object are the speaker's too."""
    for quote in near(quotes, span[1], span[1] + 4):
        if ":" in text[span[1] : quote.start] and text[quote.inner_start :].lstrip()[:1].isupper():
            continue  # «exclut de signer : « Nous avons le temps »» says something more
        if quote.depth == 0 and 0 < quote.start - span[1] <= 3 and text[span[1] : quote.start].strip(" \u00a0,:") == "":
            return trim(text, span[0], quote.end)
    return span
