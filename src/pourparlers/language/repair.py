"""Trees mended where surface evidence is surer than the parser."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from pourparlers.language.active_pasts import find_pasts
from pourparlers.language.bare_claims import find_claims
from pourparlers.language.bare_passives import find_passives
from pourparlers.language.beside import find_labels
from pourparlers.language.beside_subjects import mend_subjects
from pourparlers.language.clause_marks import find_marks
from pourparlers.language.going_on import find_speakers
from pourparlers.language.governors import regovern
from pourparlers.language.lists import ListWords, mend_lists
from pourparlers.language.measures import find_measured
from pourparlers.language.over_relatives import join_infinitives
from pourparlers.language.same_preposition import join_complements
from pourparlers.language.series import join_series
from pourparlers.language.told_between import part_subjects
from pourparlers.language.tree import Parse, Sentence, Token, link
from pourparlers.language.two_holders import join_holders
from pourparlers.language.verbs import VerbWords, find_verbs

VERBAL = {"VERB", "AUX"}
# Mood and tense by the name of their endings; a participle has no mood.
_FINITE = {"future": ("Ind", "Fut"), "conditional": ("Cnd", "Pres"), "imperfect": ("Ind", "Imp")}
_PARTICIPLE = {"VerbForm": "Part", "Tense": "Past", "Gender": "Fem"}
# No longer is what stands for a noun beside an article: «le plus», «le moins».
SHORT = 5
NAMES_ARE = {"nsubj", "obj", "obl", "nmod", "appos", "flat", "compound", "conj", "iobj"}


def mend(
    parse: Parse,
    past_like_participle: bool = False,
    endings: Mapping[str, Iterable[str]] | None = None,
    verbs: VerbWords | None = None,
    lists: ListWords | None = None,
    claims: Collection[str] = (),
    going_on: Collection[str] = (),
) -> Parse:
    """Mend the trees of a parse in place, and return it.

    Args:
        parse: the trees.
        past_like_participle: whether the simple past has the form of the participle ("praised"), so that a tagger takes
            one for the other.
        endings: of finite verbs, which nothing but the future («tiendront»), the conditional («recevrait») or the
            imperfect has.
        verbs: words that tell a verb which the parser took for another word.
        lists: words that tell where a list of names stands.
        claims: nouns of claiming that may have a clause without a conjunction.
        going_on: participles by which whoever speaks says more.
    """
    for token in parse.tokens:
        _retag(parse, token)
        if endings and token.pos in VERBAL and token.feats.get("VerbForm") not in {"Inf", "Part"}:
            _told_by_ending(token, endings)
    for sentence in parse.sentences:
        if past_like_participle:
            _find_verb(parse, sentence)
            _find_participles(parse, sentence, lists.by if lists is not None else ())
            _join_headline(parse, sentence)
            part_subjects(parse, sentence)
            find_pasts(parse, sentence)
            find_measured(parse, sentence)
            mend_subjects(parse, sentence)
            join_infinitives(parse, sentence)
        if going_on:
            find_speakers(parse, sentence, going_on)
        if claims:
            find_claims(parse, sentence, claims)
        if verbs is not None:
            find_verbs(parse, sentence, verbs)
            find_marks(parse, sentence, verbs.that)
        find_passives(parse, sentence)
        moved = [token for token in parse.words(sentence) if _belongs_above(parse, sentence, token)]
        for token in moved:
            token.head = parse.tokens[parse.tokens[token.head].head].i
        moved += _regoverned(parse, sentence, verbs)
        relabelled = _relabel(parse, sentence)
        relabelled |= verbs is not None and find_labels(parse, sentence, verbs.auxiliaries)
        torn = lists is not None and mend_lists(parse, sentence, lists)
        torn |= lists is not None and join_complements(parse, sentence, lists.of)
        torn |= join_holders(parse, sentence)
        if moved or relabelled or torn:
            link(parse.tokens, sentence.first, sentence.last)
    return parse


def _regoverned(parse: Parse, sentence: Sentence, verbs: VerbWords | None) -> list[Token]:
    """What hung on the wrong word in a language whose auxiliaries tell the tense."""
    if verbs is None or not verbs.auxiliaries:
        return []
    join_series(parse, sentence)
    return [token for token in parse.words(sentence) if regovern(parse, token, verbs.auxiliaries)]


def _retag(parse: Parse, token: Token) -> None:
    """Give a word the part of speech that its place tells."""
    if token.pos == "AUX" and token.rel in NAMES_ARE and token.text[0].isupper():
        # "Haavardsholm denied the charge": what has a subject's place and a capital is a name, no auxiliary
        token.pos = "PROPN"
    if token.pos == "ADV" and token.rel in NAMES_ARE and len(token.text) > SHORT and _has_article(parse, token):
        # «dément tout ralliement», «le campement»: what has an article and a noun's place is no adverb in -ment
        token.pos = "NOUN"
    if token.pos == "ADP" and token.rel == "case" and _plural_article(parse, token):
        token.pos, token.dep, token.rel = "DET", "det", "det"


def _plural_article(parse: Parse, token: Token) -> bool:
    """«ont annoncé jeudi | des diplomates norvégiens»: a subject has an article that looks like «de» with one."""
    noun = parse.tokens[token.head]
    return token.feats.get("PronType") == "Art" and noun.dep.startswith("nsubj") and noun.left == token.i


def _has_article(parse: Parse, token: Token) -> bool:
    before = parse.tokens[token.i - 1] if token.i else None
    return before is not None and before.pos == "DET" and before.head == token.i


def _relabel(parse: Parse, sentence: Sentence) -> bool:
    """Give words the relation that what stands around them tells; whether there were any.

    A verb comes before what it makes an object.
    """
    tests = {"conj": (_set_beside_again, "appos"), "parataxis:insert": (_goes_on_list, "conj")}
    tests["nsubj"] = (_object_of_joined, "obj")
    found = False
    for token in parse.words(sentence):
        holds, relation = tests.get(token.dep, (None, ""))
        if holds is not None and holds(parse, token):
            token.dep = token.rel = relation
            found = True
    return found


def _told_by_ending(token: Token, endings: Mapping[str, Iterable[str]]) -> None:
    """«tiendront» is a future and «recevrait» a conditional, whatever a tagger that has not met them takes them for.

    So is «accusée» a participle («La Hongrie accusée de bloquer l'aide»).
    """
    for name, told in endings.items():
        if not token.lower.endswith(tuple(told)):
            continue
        if name == "participle":
            number = "Plur" if token.lower.endswith("s") else "Sing"
            token.feats = {**_PARTICIPLE, "Number": number}
        else:
            mood, tense_ = _FINITE[name]
            token.feats = {**token.feats, "VerbForm": "Fin", "Mood": mood, "Tense": tense_}


def _object_of_joined(parse: Parse, token: Token) -> bool:
    """«Oulan-Bator s'indigne du projet, réclame | une étude et menace…»: a joined verb has the subject of the first."""
    verb = parse.tokens[token.head]
    first = parse.tokens[verb.head]
    if token.dep != "nsubj" or token.pos != "NOUN" or verb.rel != "conj" or first.pos != "VERB" or verb.pos != "VERB":
        return False
    after = verb.i < token.left and token.left - verb.i <= 2 and parse.kid(verb, "obj", "ccomp", "mark") is None
    return after and any(kid.i < first.i for kid in parse.kids(first, "nsubj"))


def _set_beside_again(parse: Parse, noun: Token) -> bool:
    """«une enquête sur les sargasses, | ces algues qui étouffent les plages»: nothing joins it, «ces» takes them up."""
    if noun.dep != "conj" or noun.pos != "NOUN" or parse.kid(noun, "cc", "conj", "case") is not None:
        return False
    taken_up = any(kid.feats.get("PronType") == "Dem" for kid in parse.kids(noun, "det"))
    told = any(kid.dep == "acl:relcl" for kid in parse.kids(noun, "acl"))
    alone = len(list(parse.kids(parse.tokens[noun.head], "conj"))) == 1
    return taken_up and told and alone and any(t.text == "," for t in parse.tokens[max(0, noun.left - 1) : noun.i])


def _goes_on_list(parse: Parse, verb: Token) -> bool:
    """«Les signataires saluent l'offre, | condamnent la pêche au feu et invitent Rome à…»: an act more, no incise.

    What stands after the verb does not agree with it, or a third verb is joined to it: it is no subject.
    """
    first = parse.tokens[verb.head]
    if verb.dep != "parataxis:insert" or verb.pos != "VERB" or first.pos != "VERB" or first.i > verb.i:
        return False
    if parse.tokens[verb.i - 1].text != "," or verb.feats.get("VerbForm") != "Fin":
        return False
    after = parse.kid(verb, "nsubj", "obj")
    if after is None or after.pos != "NOUN" or not verb.i < after.left <= verb.i + 2:
        return False
    same = all(verb.feats.get(name) == first.feats.get(name) for name in ("Number", "Tense", "Mood"))
    owned = any(kid.i < first.i for kid in parse.kids(first, "nsubj"))
    lone = after.feats.get("Number") == "Sing" and parse.kid(after, "conj") is None
    parted = verb.feats.get("Number") == "Plur" and lone
    listed = any(kid.pos == "VERB" and parse.kid(kid, "cc", "nsubj") is not None for kid in parse.kids(verb, "conj"))
    return same and owned and (parted or listed)


def _belongs_above(parse: Parse, sentence: Sentence, token: Token) -> bool:
    """«Rome a dit que l'accord prévoyait un quota et a émis l'espoir que…»: what follows «et» goes on the main clause.

    The coordinated verb has no subject and no conjunction of its own, and the tense of the main verb, not the clause's.
    """
    if token.dep == "acl:relcl":
        return _on_participle(parse, parse.tokens[token.head])
    if token.rel != "conj" or token.pos not in VERBAL:
        return False
    clause = parse.tokens[token.head]
    main = parse.tokens[clause.head]
    if clause.rel != "ccomp" or main.pos not in VERBAL or main.i == clause.i:
        return False
    if parse.kid(token, "nsubj") or parse.kid(token, "mark") or not parse.kid(clause, "nsubj"):
        return False
    own, inner, outer = tense(parse, token), tense(parse, clause), tense(parse, main)
    return own is not None and own == outer and own != inner


def _on_participle(parse: Parse, head: Token) -> bool:
    """«une note du ministère publiée lundi | qui promet un pont»: no participle has a relative clause, its noun has."""
    participle = head.rel == "acl" and head.feats.get("VerbForm") == "Part"
    return participle and parse.tokens[head.head].pos in {"NOUN", "PROPN"}


def tense(parse: Parse, verb: Token) -> tuple[str, ...] | None:
    """Mood and tense of a finite verb or of its auxiliary, with the auxiliary's lemma; None where it has none."""
    for aux in parse.kids(verb, "aux", "cop"):
        if aux.feats.get("VerbForm") == "Fin":
            return aux.lemma, aux.feats.get("Mood", ""), aux.feats.get("Tense", "")
    if verb.feats.get("VerbForm") == "Fin":
        return "", verb.feats.get("Mood", ""), verb.feats.get("Tense", "")
    return None


def _find_participles(parse: Parse, sentence: Sentence, by: Collection[str]) -> None:
    """ "Would sail if the ban was lifted, a condition | ruled out by Ghana": a noun set beside, with its participle."""
    for verb in parse.words(sentence):
        if _on_its_noun(parse, verb, by):
            verb.feats = {"VerbForm": "Part", "Tense": "Past"}
    found = [(verb, noun) for verb in parse.words(sentence) if (noun := _set_beside(parse, verb)) is not None]
    for verb, noun in found:
        noun.head, noun.dep, noun.rel = verb.head, "parataxis", "parataxis"
        verb.head, verb.dep, verb.rel = noun.i, "acl", "acl"
        verb.feats = {"VerbForm": "Part", "Tense": "Past"}
    if found:
        link(parse.tokens, sentence.first, sentence.last)


def _on_its_noun(parse: Parse, verb: Token, by: Collection[str]) -> bool:
    """ "The dates | put forward by the EU": no past without a subject or object stands on the noun before it."""
    past = verb.dep == "acl" and verb.feats.get("VerbForm") == "Fin" and verb.feats.get("Tense") == "Past"
    noun = parse.tokens[verb.head]
    beside = past and noun.i == verb.i - 1 and noun.pos in {"NOUN", "PROPN"}
    cases = (parse.kid(kid, "case") for kid in parse.kids(verb, "obl") if kid.i > verb.i)
    agent = any(case is not None and case.lower in by for case in cases)
    return beside and agent and parse.kid(verb, "nsubj", "obj", "aux", "cop", "mark") is None


def _set_beside(parse: Parse, verb: Token) -> Token | None:
    """The noun right before a past with an agent, where a comma and an article set it off; no past has an agent."""
    noun = parse.kid(verb, "nsubj")
    if verb.pos != "VERB" or verb.feats.get("Tense") != "Past" or verb.rel == "root" or noun is None:
        return None
    beside = noun.pos == "NOUN" and noun.right == verb.i - 1 and parse.tokens[noun.left - 1].text == ","
    new = any(det.feats.get("Definite") == "Ind" for det in parse.kids(noun, "det"))
    agent = any(kid.dep == "obl:agent" and kid.i > verb.i for kid in parse.kids(verb, "obl"))
    return noun if beside and new and agent and parse.kid(verb, "aux", "obj", "cop", "mark", "cc") is None else None


def _join_headline(parse: Parse, sentence: Sentence) -> None:
    """ "Kosovo shuts crossing, | rejects ultimatum": a verb without a subject has that of the one before the comma."""
    verb = parse.tokens[sentence.root]
    if verb.pos != "VERB" or parse.tokens[verb.i - 1].text != "," or parse.tokens[sentence.last].text in STOPS:
        return
    first = next((kid for kid in parse.kids(verb, "ccomp") if kid.i < verb.i), None)
    subjects = parse.kid(verb, "nsubj", "expl", "aux") is not None
    if first is None or subjects or parse.kid(first, "nsubj") is None or parse.kid(first, "cop", "mark") is not None:
        return
    first.head, first.dep, first.rel = first.i, "root", "root"
    verb.head, verb.dep, verb.rel = first.i, "conj", "conj"
    sentence.root = first.i
    link(parse.tokens, sentence.first, sentence.last)


STOPS = {".", "!", "?", "…", '"', "”", "»", ":"}
NOMINAL = {"NOUN", "PROPN", "PRON"}
AFTER = {"DET", "PRON", "ADJ", "NOUN", "PROPN", "ADP", "SCONJ", "NUM", "PART"}


def _find_verb(parse: Parse, sentence: Sentence) -> None:
    """ "The chancellor praised Bern's efforts", read as «praised efforts of the chancellor»: make the verb the root.

    Only in a sentence without a finite verb, where a participle stands between a noun and what may be its object.
    """
    words = parse.words(sentence)
    root = parse.tokens[sentence.root]
    if root.pos not in NOMINAL or any(t.feats.get("VerbForm") == "Fin" or t.pos == "AUX" for t in words):
        return
    for verb in words[1:-1]:
        before, after = parse.tokens[verb.i - 1], parse.tokens[verb.i + 1]
        participle = verb.pos == "VERB" and verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") == "Past"
        if participle and before.pos in NOMINAL and after.pos in AFTER and verb.rel in {"amod", "acl", "compound"}:
            _uproot(parse, sentence, root, verb)
            return


def _uproot(parse: Parse, sentence: Sentence, root: Token, verb: Token) -> None:
    verb.head, verb.dep = verb.i, "root"
    verb.feats = {**verb.feats, "VerbForm": "Fin", "Mood": "Ind"}
    sentence.root = verb.i
    subject = next((t for t in reversed(parse.words(sentence)) if t.i < verb.i and _tops(parse, t, verb)), None)
    for token in parse.words(sentence):
        if token.i == verb.i or (token.head != root.i and token.i != root.i):
            continue
        if token is subject:
            token.head, token.dep = verb.i, "nsubj"
        elif token.i == root.i:
            token.head, token.dep = verb.i, "obj" if token.i > verb.i else "nsubj"
        elif (token.i < verb.i) != (root.i < verb.i):
            token.head = subject.i if subject is not None and token.i < verb.i else verb.i
            token.dep = token.dep if token.i < verb.i else ("obl" if parse.kid(token, "case") else "obj")
    link(parse.tokens, sentence.first, sentence.last)


def _tops(parse: Parse, token: Token, verb: Token) -> bool:
    """Whether a noun heads the phrase before the verb."""
    return token.pos in NOMINAL and (token.head >= verb.i or token.head == token.i)
