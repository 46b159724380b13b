"""The thread of speakers through a text: who spoke last, and where."""

from __future__ import annotations

from pourparlers.language.tree import Parse
from pourparlers.reading.actors.coreference import Reference


class Thread:
    """Who spoke last. A floating quotation takes up the speaker of its paragraph, or of the one before."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.reference: Reference | None = None
        self.sentence = -1
        self.block = -1

    def say(self, reference: Reference | None, word: int) -> None:
        """Note that somebody spoke at a word."""
        if reference is None:
            return
        sentence = self.parse.tokens[word].sent
        self.reference, self.sentence, self.block = reference, sentence, self.parse.sentences[sentence].block

    def at(self, word: int, blocks: int = 1) -> Reference | None:
        """Who spoke last, no further back than `blocks` paragraphs."""
        if self.reference is None:
            return None
        block = self.parse.sentence_of(self.parse.tokens[word]).block
        return self.reference if block - self.block <= blocks else None
