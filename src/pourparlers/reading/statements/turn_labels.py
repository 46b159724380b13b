"""Labels of turns of speech: who speaks («Mme Karam :», «E. B. M. :»), and which of them puts the questions."""

from __future__ import annotations

from pourparlers.lexicon import fold
from pourparlers.model import How
from pourparlers.reading.actors.coreference import Reference
from pourparlers.reading.actors.persons import Person
from pourparlers.reading.statements.attribution import Page
from pourparlers.reading.text.layout import Block, BlockKind


class Labels:
    """The labels of a text's turns. After full names interviews go on with initials, which are the same label."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.turns = [block for block in page.blocks if block.kind is BlockKind.TURN and block.label is not None]
        self.written: dict[str, str] = {}
        for block in self.turns:
            label, key = self._label(block), _initials(self._words(block))
            self.written[key] = max(self.written.get(key, ""), label, key=len)
        self.askers = {key for key in self.written if self._puts_questions(key)}

    def asks(self, block: Block) -> bool:
        """Whether a turn is a questioner's: by its label, or since this label's turns are questions."""
        grammar = self.page.resolver.lexicon.grammar
        words = self._words(block)
        named = any(word in (*grammar.question_labels, *grammar.reporter_labels) for word in words)
        return named or _initials(words) in self.askers

    def asker(self, block: Block) -> str:
        """The id of a questioner: the label in its longest form."""
        return f"group:{self.written[_initials(self._words(block))]}"

    def speaker(self, block: Block) -> Reference | None:
        """Who answers: the person whose surname or initials the label holds, else the interviewee."""
        words = self._words(block)
        person = self._person(words)
        if person is not None:
            return self._reference(person)
        return self.interviewee() if words and words[0] in self.page.resolver.lexicon.grammar.answer_labels else None

    def interviewee(self) -> Reference | None:
        """The person named in full first before the turns: whom an interview presents."""
        first = next(b.start for b in self.page.blocks if b.kind is BlockKind.TURN)
        tokens = self.page.resolver.parse.tokens
        for person in self.page.resolver.cast.persons:
            if any(tokens[n.first].start < first for n in person.names):
                return self._reference(person)
        return None

    def _label(self, block: Block) -> str:
        start, end = block.label or (0, 0)
        return self.page.resolver.parse.text[start:end]

    def _words(self, block: Block) -> list[str]:
        return fold(self._label(block)).replace(".", " ").split()

    def _person(self, words: list[str]) -> Person | None:
        persons = self.page.resolver.cast.persons
        spelt = " ".join(words).replace("-", " ").split()
        named = (p for p in persons if p.words[-1].split("-")[-1] in spelt)
        lettered = len(words) > 1 and all(len(word) == 1 for word in words)
        initialled = (p for p in persons if lettered and _initials(list(p.words)) == _initials(words))
        return next(named, None) or next(initialled, None)

    def _puts_questions(self, key: str) -> bool:
        """«Le Large : Que demandez-vous ?»: a label that names nobody, with a question in half of its turns or more."""
        own = [block for block in self.turns if _initials(self._words(block)) == key]
        if any(self._person(self._words(block)) for block in own):
            return False
        text = self.page.resolver.parse.text
        return 2 * sum(text[block.end - 1] == "?" for block in own) >= len(own) > 1

    def _reference(self, person: Person) -> Reference:
        name = person.names[0]
        parties = (person.party,) if person.party and person.speaks else ()
        return Reference((person.id,), parties, How.TURN, name.first, name.last)


def _initials(words: list[str]) -> str:
    """«E. B. M.», «Espérance Bahati-Mugisho»: the first letters; of a hyphenated word both."""
    return "".join(part[0] for word in words for part in word.split("-") if part)
