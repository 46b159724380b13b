"""Statements: cue first, then its content and its speaker.

Quotations are linked to what introduces them before anything else, since characters tell more surely than trees where
they begin and end. Then each sentence is read for its cues in the order of the text, so that pronouns and floating
quotations can take up who spoke before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from pourparlers.language.tree import Sentence, Token
from pourparlers.lexicon import ActEntry
from pourparlers.model import Act, Form, How
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.speakers import Resolver
from pourparlers.reading.actors.threads import Thread
from pourparlers.reading.cues.drafts import Chars, Draft, covered, snap, trim
from pourparlers.reading.cues.find import CueMatch, cue_at, preposition_at
from pourparlers.reading.cues.frames import fill
from pourparlers.reading.cues.quotations import Link, Quotation, is_clause, link_quotes, starts_sentence
from pourparlers.reading.cues.scope import is_hedged, is_negated
from pourparlers.reading.cues.speech_verbs import clitic_subject, incise_cue, incise_verb
from pourparlers.reading.statements.addressees import addressed
from pourparlers.reading.statements.agents import possessor
from pourparlers.reading.statements.comment_clauses import comment_clause
from pourparlers.reading.statements.incise_subjects import incise_speaker, named_before
from pourparlers.reading.statements.incises import Incise, free_incise
from pourparlers.reading.statements.joined_clauses import said_apart
from pourparlers.reading.statements.markers import read_marker
from pourparlers.reading.statements.narrated import read_cue
from pourparlers.reading.statements.taken_up import by_pronoun, left_open
from pourparlers.reading.text.layout import Block, BlockKind
from pourparlers.reading.text.quotes import Quote, near
from pourparlers.reading.text.spans import SpanIndex

# Characters from a colon to the quotation that it introduces.
COLON = 4
SENTENCE_END = re.compile(r"[.!?…]\s")
# Words that may stand between a verb and its that-clause («a établi à ce sujet que»).
OPEN_REACH = 5
# "Oman pledged to dredge the port, a minister said": acts before an incise that may stand in what it comments on.
RECENT = 6


class Page(NamedTuple):
    """A text ready for attribution."""

    resolver: Resolver
    blocks: Sequence[Block]
    quotes: Sequence[Quote]


def find_statements(page: Page) -> list[Draft]:
    """The statements of a text outside its turns of speech, in order of their content."""
    reading = _Reading(page)
    for sentence in page.resolver.parse.sentences:
        if page.blocks[sentence.block].kind not in {BlockKind.TURN, BlockKind.DATELINE}:
            reading.sentence(sentence)
    return reading.drafts


class _Reading:
    """One pass over a text: what was found, and who spoke last."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.resolver = page.resolver
        self.parse = page.resolver.parse
        self.lexicon = page.resolver.lexicon
        self.thread = Thread(self.parse)
        self.drafts: list[Draft] = []
        self.entered = 0
        self.told: SpanIndex[Chars] = SpanIndex()
        self.by_cue: dict[int | None, list[Draft]] = {}
        self.quotations = link_quotes(self.parse, self.lexicon, page.quotes)
        self.by_word: dict[int, list[Quotation]] = {}
        self.by_first: dict[int, Quotation] = {}
        self.last_quoted: tuple[Draft, int] | None = None
        for quotation in self.quotations:
            if quotation.link in {Link.AFTER, Link.AMID, Link.BEFORE} and quotation.word is not None:
                self.by_word.setdefault(quotation.word, []).append(quotation)
            elif quotation.link in {Link.FLOATING, Link.NAME}:
                self.by_first[quotation.first] = quotation
        self.done: set[int] = set()

    def sentence(self, sentence: Sentence) -> None:
        for token in self.parse.words(sentence):
            if token.i in self.by_word:
                self._quoted(token)
            elif token.i in self.by_first:
                self._floating(self.by_first[token.i])
            else:
                self._word(token)

    # Quotations.

    def _quoted(self, verb: Token) -> None:
        quotations = self.by_word[verb.i]
        cue = incise_cue(self.parse, self.lexicon, verb)
        thread = self.thread.at(verb.i)
        said = [*(span for q in quotations for span in q.spans), *self._quoted_near(verb.i)]
        speaker = incise_speaker(self.resolver, cue, thread, said, quotations) or self._continued(verb, thread)
        unsure = speaker is None or (speaker.how is How.UNNAMED and quotations[0].link is Link.BEFORE)
        if cue.entry.id.endswith(".speech") and unsure:
            # «on y lit le slogan : «…»»: a verb that is none of saying, and nobody who speaks
            named = named_before(self.resolver, cue)
            if named is None and clitic_subject(self.parse, self.lexicon, verb) is None:
                return
            speaker = self.resolver.resolve(named, thread) if named is not None else speaker
        draft = self._draft(quotations[0], cue, speaker)
        if quotations[0].quote.goes_on:
            self._with_paragraphs_before(draft)
        for quotation in quotations[1:]:
            if quotation.link is quotations[0].link:
                draft.content.extend(quotation.spans)
            else:
                draft = self._draft(quotation, cue, speaker)
        self.last_quoted = (draft, quotations[-1].quote.end)
        self.thread.say(speaker, verb.i)
        self.done.add(verb.i)
        ahead = [q.quote.start for q in quotations if q.link is Link.BEFORE]
        if ahead or not self.lexicon.grammar.subject_after:
            # «« A », s'est réjoui Jane Doe, à sa sortie du ministère»: after its subject an incise governs nothing
            self._more(cue, min(ahead, default=None))

    def _with_paragraphs_before(self, draft: Draft) -> None:
        """A quotation of several paragraphs with its verb in the last: what stood alone before is part of it."""
        before = self.last_quoted[0] if self.last_quoted is not None else None
        if before is None or before.cue is not None or before not in self.drafts:
            return
        draft.content[:0] = before.content
        self._enter()
        self.drafts.remove(before)
        self.entered = len(self.drafts)

    def _quoted_near(self, word: int) -> list[Chars]:
        """The quotations said by somebody in the sentences before a word: whom they name hardly says them."""
        at = bisect_left(self.quotations, word, key=lambda q: q.first)
        return [span for q in self.quotations[max(0, at - 6) : at] if q.link is not Link.INSIDE for span in q.spans]

    def _continued(self, verb: Token, thread: Reference | None) -> Reference | None:
        """«…, poursuit-on»: no speaker told, the verb says that the same goes on."""
        if verb.lemma in self.lexicon.grammar.continuation and thread is not None:
            return thread._replace(how=How.THREAD)
        return None

    def _draft(self, quotation: Quotation, cue: CueMatch, speaker: Reference | None) -> Draft:
        verb = self.parse.tokens[cue.i]
        entry = next((e for e in cue.entries if e.incise or e.neutral), cue.entry)
        target = self._addressed(cue, entry.target, quotation)
        addressee = self._addressed(cue, entry.addressee, quotation)
        draft = Draft(
            act=entry.act,
            form=self._quoted_form(quotation),
            content=list(quotation.spans),
            rule=f"{entry.id}/{quotation.link}",
            speaker=speaker,
            cue=self._cue_chars(cue),
            cue_word=cue.i,
            neutral=entry.neutral,
            target=target.ids[0] if target else None,
            addressees=addressee.ids if addressee and addressee.how is not How.UNNAMED else (),
            hedged=is_hedged(self.parse, self.lexicon, verb),
            negated=False,
            content_heads=[self._root(quotation.first, quotation.last)],
        )
        self.drafts.append(draft)
        return draft

    def _quoted_form(self, quotation: Quotation) -> Form:
        """«Enfin un port où l'on dort», a souri le maire: what stands alone is direct, with a verb or without."""
        alone = quotation.link is not Link.AFTER or starts_sentence(self.parse, quotation.quote)
        return Form.DIRECT if alone or is_clause(self.parse, quotation.first, quotation.last) else Form.MIXED

    def _addressed(self, cue: CueMatch, roles: tuple[str, ...], quotation: Quotation) -> Reference | None:
        """«…?», a demandé le maire à la négociatrice: to whom the verb says it."""
        found = fill(self.parse, self.lexicon, cue, roles)
        if found is None or quotation.first <= found.head <= quotation.last:
            return None
        return addressed(self.resolver, cue, found)

    def _cue_chars(self, cue: CueMatch) -> Chars:
        return self.parse.tokens[cue.first].start, self.parse.tokens[cue.last].end

    def _root(self, first: int, last: int) -> int:
        for i in range(first, last + 1):
            head = self.parse.tokens[i].head
            if self.parse.tokens[i].pos != "PUNCT" and (head == i or not first <= head <= last):
                return i
        return first

    def _floating(self, quotation: Quotation) -> None:
        if self._joined(quotation):
            return
        if quotation.link is Link.NAME and quotation.word is not None:
            speaker = self._before_colon(quotation.word)
        else:
            thread = self.thread.at(quotation.first)
            speaker = thread._replace(how=How.THREAD) if thread else None
        if speaker is None and quotation.link is Link.NAME and not self._heads(quotation.first):
            return
        draft = Draft(
            act=Act.SAY,
            form=Form.DIRECT,
            content=list(quotation.spans),
            rule=f"{self.lexicon.language}.quote/{quotation.link}",
            speaker=speaker,
            neutral=True,
            content_heads=[self._root(quotation.first, quotation.last)],
        )
        self.drafts.append(draft)
        self.last_quoted = (draft, quotation.quote.end)
        self.thread.say(speaker, quotation.first)

    def _heads(self, word: int) -> bool:
        """Whether a word stands in a title: «Méthane : « Le lac suffit à deux »» quotes somebody told below."""
        block = self.page.blocks[self.parse.sentence_of(self.parse.tokens[word]).block]
        return block.kind in {BlockKind.TITLE, BlockKind.HEADING}

    def _joined(self, quotation: Quotation) -> bool:
        """«A», a dit X. «B»: what follows the incise at once is the same utterance; so is a quotation that goes on."""
        if self.last_quoted is None or quotation.link is not Link.FLOATING:
            return False
        draft, end = self.last_quoted
        cue_after = draft.cue is not None and draft.cue[0] >= end
        tail = self.parse.text[draft.cue[1] : quotation.quote.start] if draft.cue is not None and cue_after else ""
        at_once = cue_after and tail.count(".") + tail.count("!") <= 2 and len(tail) < 160
        if "\n" in tail:
            # "…," Jane Poe said. | "…": a paragraph that is a quotation goes on with what ended the one before
            at_once = at_once and SENTENCE_END.search(tail.rstrip()[:-1]) is None
        if not (at_once or quotation.quote.goes_on):
            return False
        self._enter()
        draft.content.extend(quotation.spans)
        for span in quotation.spans:
            self.told.add(*span, span)
        self.last_quoted = (draft, quotation.quote.end)
        return True

    def _before_colon(self, word: int) -> Reference | None:
        """«Ilan Perets : «…»», «Réaction du porte-parole : «…»»: the last actor before the colon.

        «Réponse de la négociatrice aux armateurs : «…»»: of a noun of saying, who says it.
        """
        sentence = self.parse.sentence_of(self.parse.tokens[word])
        head = self.parse.tokens[sentence.first]
        said = cue_at(self.parse, self.lexicon, head)
        if said is not None and said.kind == "noun":
            speaker = possessor(self.resolver, head, self.thread.at(word))
            if speaker is not None:
                return speaker
        for i in range(word, max(sentence.first, word - 12) - 1, -1):
            token = self.parse.tokens[i]
            if token.i in self.resolver.cast.person_at or token.i in self.resolver.cast.role_at:
                return self.resolver.resolve(token, self.thread.at(word))
        found = self.parse.tokens[word]
        return self.resolver.resolve(found, self.thread.at(word), False) if found.pos in {"NOUN", "PROPN"} else None

    # Words of the reporter.

    def _word(self, token: Token) -> None:
        if token.i in self.done:
            return
        marker = preposition_at(self.parse, self.lexicon, token)
        if marker is not None:
            draft = read_marker(self.page.resolver, self.page.quotes, marker, self.thread.at(token.i))
            # «…», dit-elle, selon le journal: the journal only passes on what the incise tells
            relayed = draft is not None and draft.content_heads[0] in self.by_word
            if draft is not None and not relayed and min(map(self._covered, draft.content)) < 0.5:
                self.drafts.append(draft)
                self.thread.say(draft.speaker, token.i)
                # «De source proche du dossier, on assure que…»: the verb has no content of its own
                words = self.parse.tokens[marker.last + 1 : draft.content_heads[0]]
                self.done.update(t.i for t in words if t.pos == "VERB" and t.end < draft.content[0][0])
            return
        cue = cue_at(self.parse, self.lexicon, token)
        if incise_verb(self.parse, self.lexicon, token):
            said = incise_cue(self.parse, self.lexicon, token)
            incise = comment_clause(self.resolver, said) or free_incise(self.resolver, said)
            if incise is not None and self._incise(said, incise):
                return
        if cue is None and token.pos == "VERB":
            cue = self._open_cue(token)
        if cue is not None:
            self._more(cue)

    def _incise_form(self, cue: CueMatch, content: list[Chars]) -> Form:
        """«— Oui, à condition que l'eau soit analysée, répond Josefina Aldao.»: a dash opens a turn of speech."""
        sentence = self.parse.sentence_of(self.parse.tokens[cue.i])
        block = self.page.blocks[sentence.block]
        opens = self.parse.tokens[sentence.first].start <= block.start + 3
        if opens and self.parse.text[block.start : block.start + 1] in {"—", "–"}:
            return Form.DIRECT
        quoted = any(q.inner_start < s[1] and q.inner_end > s[0] for s in content for q in near(self.page.quotes, *s))
        return Form.MIXED if quoted else Form.INDIRECT

    def _one_says(self, cue: CueMatch) -> bool:
        """«…, glisse-t-on dans l'entourage»: somebody says it, though nobody is told."""
        clitic = clitic_subject(self.parse, self.lexicon, self.parse.tokens[cue.i])
        return clitic is not None and clitic.lower in self.resolver.indefinite

    def _enter(self) -> None:
        """Enter new statements where they are found by their characters and their cue."""
        for draft in self.drafts[self.entered :]:
            self.by_cue.setdefault(draft.cue_word, []).append(draft)
            for span in draft.content:
                self.told.add(*span, span)
        self.entered = len(self.drafts)

    def _covered(self, span: Chars, apart: int = 0) -> float:
        """The share of a span that is said already; `apart`: how many acts told within it count for nothing."""
        self._enter()
        within = [d for d in self.drafts[-apart:] if apart and d.cue is not None and span[0] <= d.cue[0] < span[1]]
        inner = {told for draft in within for told in draft.content}
        return covered(span, [told for told in self.told.touching(*span) if told not in inner])

    def _open_cue(self, token: Token) -> CueMatch | None:
        """A verb that no list holds, with a clause: «a fait miroiter que…», «a établi à ce sujet que…»."""
        cue = incise_cue(self.parse, self.lexicon, token)
        listed = any(k.dep == "aux:caus" and cue_at(self.parse, self.lexicon, k) for k in self.parse.kids(token, "aux"))
        if token.lemma in self.lexicon.grammar.waiting:
            return None
        if listed or not any(self._that_clause(cue, kid) for kid in self.parse.kids(token, "ccomp")):
            return None  # «a fait savoir que»: the cue is «fait»
        open_entry = ActEntry(
            id=f"{self.lexicon.language}.open", act=Act.SAY, verb=token.lemma, neutral=True, content=("ccomp",)
        )
        return cue._replace(entries=(open_entry,))

    def _that_clause(self, cue: CueMatch, clause: Token) -> bool:
        """Whether a clause opens with its conjunction, near the verb; not «un pas que l'on n'attendait plus»."""
        opens = self.parse.tokens[clause.left]
        between = self.parse.tokens[cue.last + 1 : opens.i]
        near = 0 <= opens.i - cue.last - 1 <= OPEN_REACH and not any(self._parts(t) for t in between)
        relative = any(kid.i == opens.i - 1 for kid in self.parse.kids(self.parse.tokens[cue.i], "obj"))
        return near and not relative and opens.plain in self.lexicon.grammar.that

    def _parts(self, word: Token) -> bool:
        """«l'a visé | alors qu'il rentrait»: what begins another clause."""
        grammar = self.lexicon.grammar
        return word.pos in {"PUNCT", "VERB", "AUX"} or word.plain in (*grammar.outside, *grammar.outside_nouns)

    def _incise(self, cue: CueMatch, incise: Incise) -> bool:
        thread = self.thread.at(cue.i)
        speaker = incise_speaker(self.resolver, cue, thread, [*incise.spans, *self._quoted_near(cue.i)])
        if speaker is None and not self._one_says(cue):
            return False
        spans = [snap(self.parse.text, trim(self.parse.text, *span), self.page.quotes) for span in incise.spans]
        spans = [span for span in spans if span[1] > span[0]]
        if not spans or self._covered(spans[0], RECENT if len(spans) == 1 else 0) > 0.8:
            return False
        entry = next((e for e in cue.entries if e.incise or e.neutral), cue.entry)
        self.drafts.extend(
            Draft(
                act=entry.act,
                form=self._incise_form(cue, content),
                content=content,
                rule=f"{entry.id}/incise",
                speaker=speaker,
                cue=self._cue_chars(cue),
                cue_word=cue.i,
                neutral=entry.neutral,
                hedged=is_hedged(self.parse, self.lexicon, self.parse.tokens[cue.i]),
                negated=is_negated(self.parse, self.lexicon, self.parse.tokens[cue.i]),
                content_heads=[head],
                rule_role=incise.role,
            )
            for content, head in said_apart(self.resolver, incise, spans)
        )
        self.thread.say(speaker, cue.i)
        self.done.add(cue.i)
        return True

    def _more(self, cue: CueMatch, quoted: int | None = None) -> None:
        """What a cue governs in the tree; before a quotation that it introduces, what a colon parts from that.

        «A exclu d'y envoyer un représentant : « J'irai moi-même »».
        """
        thread = self.thread.at(cue.i)
        found = by_pronoun(self.resolver, self.drafts, cue, thread)
        found = found or read_cue(self.resolver, self.page.quotes, cue, thread)
        found = found or left_open(self.resolver, self.drafts, cue, thread)
        if quoted is not None:
            colon = self.parse.text.rfind(":", 0, quoted)
            found = [d for d in found if d.content[-1][1] <= colon] if quoted - colon <= COLON else []
        nested = self._nested(cue)
        taken = [span for d in self.by_cue.get(cue.i, ()) for span in d.content]
        for draft in found:
            if covered(draft.content[0], taken) < 0.5:
                self.drafts.append(draft)
        if found and found[0].speaker is not None and cue.kind == "verb" and not nested:
            self.thread.say(found[0].speaker, cue.i)

    def _nested(self, cue: CueMatch) -> bool:
        """«Il a répété que Dakar refusait…»: whoever is reported inside another's words does not go on speaking.

        Nor does the agent of a participle before its clause: «Accusée par la presse de céder, elle a réfuté…».
        """
        verb = self.parse.tokens[cue.i]
        return (verb.rel == "advcl" and verb.i < verb.head) or self._covered(self._cue_chars(cue)) > 0.5
