"""Stretches of capitalised words, in which names stand."""

from __future__ import annotations

from collections.abc import Iterable

from pourparlers.language.tree import Parse, Token
from pourparlers.lexicon import Lexicon

# Ages that a newsroom tells.
AGES = (4, 110)
NOT_NAMES = {"DET", "PRON", "ADP", "AUX", "SCONJ", "CCONJ", "PUNCT", "NUM"}


def capitalised(token: Token) -> bool:
    """A capital, or an Arabic article before one («al-Assad»)."""
    text = token.text
    if text[0].isupper():
        return True
    head, hyphen, tail = text.partition("-")
    return bool(hyphen) and len(head) <= 3 and head.islower() and tail[:1].isupper()


def runs(parse: Parse, lexicon: Lexicon) -> Iterable[tuple[int, int]]:
    """Stretches of capitalised words of one sentence, with particles and hyphens; "When Agnieszka" opens with none."""
    particles = set(lexicon.grammar.particles)
    for sentence in parse.sentences:
        at = sentence.first
        while at <= sentence.last:
            # A word of letters is no mark, whatever the tagger says («Solange Mba-Ndong»).
            # "Regarding Kowal's offer": a preposition that looks like a verb
            adverb = at == sentence.first < sentence.last and (
                parse.tokens[at].pos == "ADV" or parse.tokens[at].rel == "case" and parse.tokens[at].pos == "VERB"
            )
            opens = adverb and capitalised(parse.tokens[at + 1])
            small = not capitalised(parse.tokens[at]) or parse.tokens[at].pos in NOT_NAMES - {"NUM", "PUNCT"}
            if opens or small or _sided(parse.tokens, at, lexicon):
                at += 1
                continue
            end = at
            while end < sentence.last:
                step = _step(parse.tokens, end, sentence.last, particles)
                if not step:
                    break
                end += step
            yield at, end
            at = end + 1


def joined_from(parse: Parse, first: int) -> int:
    """"The ministers, Boun Sisou and | Ekka Wong": where the list begins that a name ends; else itself."""
    tokens, at = parse.tokens, first - 1
    if at < 2 or tokens[at].pos != "CCONJ":
        return first
    while at > 1 and (capitalised(tokens[at - 1]) or tokens[at - 1].text in "-‐‑") and tokens[at - 1].pos != "DET":
        at -= 1
    return at if at < first - 1 and tokens[at - 1].text == "," else first


def told_body(parse: Parse, lexicon: Lexicon, last: int) -> bool:
    """"said Maiya Rai of the group Free Ganga": a noun for a body after a name tells whose one its bearer is."""
    tokens, grammar, at = parse.tokens, lexicon.grammar, last + 1
    if at + 3 >= len(tokens) or tokens[at].plain not in {*grammar.genitive, *grammar.employer}:
        return False
    at += 1 + (tokens[at + 1].plain in grammar.definite)
    common = tokens[at].text[0].islower() and tokens[at].lemma in lexicon.scope.bloc_nouns
    return common and tokens[at + 1].text[0].isupper()


def told_human(parse: Parse, lexicon: Lexicon, last: int) -> bool:
    """ "Zoran Kovelj, who heads the port users' league,": such a relative takes up nobody but a person."""
    after = parse.tokens[last + 1 : last + 4]
    relative = len(after) > 2 and after[0].text == "," and after[1].lower in lexicon.grammar.human_relative
    return relative and parse.tokens[last].pos == "PROPN" and parse.tokens[last].feats.get("Number") != "Plur"


def _step(tokens: list[Token], end: int, limit: int, particles: set[str]) -> int:
    """How many words further the name goes: one capital, or a particle or hyphen with the capital after it."""
    nxt = tokens[end + 1]
    if nxt.start - tokens[end].end > 1:
        return 0
    # «Kim Jong Un», «Bruno Le Roux»: a tagger takes the short word for an article.
    after_name = nxt.pos in {"DET", "NUM", "ADP"} and tokens[end].pos == "PROPN"
    if capitalised(nxt) and (nxt.pos not in NOT_NAMES - {"PUNCT"} or after_name):
        return 1
    joined = end + 3 <= limit and tokens[end + 2].text in "-‐‑'’" and tokens[end + 2].start == nxt.end
    if nxt.lower in particles and joined:
        return 3 if capitalised(tokens[end + 3]) else 0
    if nxt.text in "-‐‑" and nxt.start == tokens[end].end and end + 2 <= limit and tokens[end + 2].start == nxt.end:
        return 2
    ahead = 1
    while end + ahead < limit and ahead < 3 and tokens[end + ahead].plain in particles:
        ahead += 1
    if ahead > 1 and capitalised(tokens[end + ahead]):
        return ahead
    return 0


def _sided(tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """"anti-Vasseur protesters": a name after such a prefix tells what somebody thinks of him."""
    return at > 1 and tokens[at - 1].text == "-" and tokens[at - 2].lower in lexicon.grammar.siding


def told_age(parse: Parse, lexicon: Lexicon, last: int) -> bool:
    """"said Senad, 51", "Yusuf, a 34-year-old farmer", «raconte Ahmed, 34 ans»: a name with an age is a person's."""
    tokens, grammar = parse.tokens, lexicon.grammar
    if tokens[last].pos != "PROPN" or last + 4 >= len(tokens) or tokens[last + 1].text != ",":
        return False
    at = last + 2 + (tokens[last + 2].pos == "DET")
    after = [t.lower for t in tokens[at + 1 : at + 5]]
    told = any(word in grammar.aged for word in after) or after[0] in grammar.years
    age = int(tokens[at].text) if tokens[at].text.isdecimal() else 0
    return AGES[0] <= age <= AGES[1] and (told or at == last + 2 and after[0] in {",", "."})
