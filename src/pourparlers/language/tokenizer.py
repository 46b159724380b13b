"""Words of press text, with their offsets.

The same words are used to train the pipelines and to read with them. What is particular to a language stands in
`lexicon/<language>/tokens.yaml`; here is only what every alphabetic script shares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from pourparlers.language.lists import ListWords
from pourparlers.language.verbs import VerbWords

APOSTROPHES = "'’ʼ"
LEXICON = Path(__file__).parent.parent / "lexicon"


def _loose(words: Sequence[str]) -> str:
    """An alternation of `words`, longest first, in which any apostrophe stands for every apostrophe."""
    escaped = (re.escape(word).replace("'", f"[{APOSTROPHES}]") for word in sorted(words, key=len, reverse=True))
    return "|".join(escaped) or r"(?!)"


class PressTokenizer:
    """Splits text into words; serves as the tokenizer of a spaCy pipeline.

    Args:
        vocab: the pipeline's vocabulary.
        rules: the content of a `tokens.yaml`.
    """

    def __init__(self, vocab: Vocab, rules: dict[str, Any]) -> None:
        self.vocab = vocab
        inner = f"[{APOSTROPHES}·]" if rules["split_hyphens"] else f"[-‐‑{APOSTROPHES}·]"
        elided = _loose([f"{word}'" for word in rules["elided"]])
        self._enclitic = re.compile(f"(?i:{_loose(rules['enclitics'])})$")
        self._contraction = re.compile(f"(?i:{_loose(rules['contractions'])})$")
        self._has_enclitics = bool(rules["enclitics"])
        self._has_contractions = bool(rules["contractions"])
        self.past_like_participle = bool(rules["past_like_participle"])
        self.endings: dict[str, list[str]] = rules["endings"]
        self.verbs = VerbWords(**rules["verbs"])
        self.lists = ListWords(**{name: tuple(words) for name, words in rules["lists"].items()})
        self.claims = frozenset(rules["claims"])
        self.going_on = frozenset(rules["going_on"])
        self.gerunds: dict[str, str] = rules["gerunds"]
        self.fixed_adverbs = tuple(rules["fixed_adverbs"])
        self.openers = frozenset(rules["openers"])
        self.naming = frozenset(rules["naming"])
        self._whole = {word.replace("’", "'") for word in rules["whole"]}
        self._scan = re.compile(
            rf"(?P<link>(?:https?://|www\.)[^\s<>«»“”\"]*[^\s<>«»“”\".,;:!?)\]])"
            rf"|(?P<mail>[\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{1,4}})"
            rf"|(?P<abbreviation>(?<![^\W\d_])(?:{_loose(rules['abbreviations'])})(?!\w))"
            rf"|(?P<initials>(?<!\w)(?:[^\W\d_a-z]\.-?){{2,}}|(?<!\w)[^\W\d_a-z]\.(?=[\s\u00a0]?[^\W\d_a-z][\w.]))"
            rf"|(?P<whole>(?<!\w)(?i:{_loose(rules['whole'])})(?!\w))"
            rf"|(?P<elided>(?<!\w)(?i:{elided}))"
            rf"|(?P<number>\d+(?:[.,:/-]\d+)+(?!\w)|\d+)(?=[^\w]|$|[^\W\d_]{{1,3}}(?!\w))(?P<unit>[hH](?:\d\d?)?(?!\w)|[^\W\d_]{{1,3}}(?!\w))?"
            rf"|(?P<word>[^\W_]+(?:{inner}[^\W_]+)*)"
            # A rule of the same mark («* * * * * * * *») is one word, however long.
            rf"|(?P<rule>(?P<same>[^\w\s])(?:[ \u00a0]?(?P=same)){{7,}})"
            rf"|(?P<dots>\.{{2,}}|-{{2,3}}|_+)|(?P<mark>\S)"
        )

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the half-open offsets of each word of `text`, in code points; white space belongs to none."""
        for match in self._scan.finditer(text):
            start, end = match.span()
            if match.lastgroup == "word":
                yield from self._parts(text, start, end)
            else:
                yield start, end

    def _parts(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        cut = end
        if self._has_enclitics and end - start < 40 and text[start:end].lower() not in self._whole:
            found = self._enclitic.search(text, start + 1, end)
            cut = found.start() if found else end
        elif self._has_contractions and end - start < 40:
            found = self._contraction.search(text, start + 1, end)
            cut = found.start() if found else end
        yield start, cut
        if cut < end:
            yield cut, end

    def __call__(self, text: str) -> Doc:
        """Make a Doc of `text`; `doc.user_data["offsets"]` holds the (start, end) of each word."""
        return self.make(text, list(self.spans(text)))

    def make(self, text: str, offsets: list[tuple[int, int]], sent_starts: Sequence[bool | None] | None = None) -> Doc:
        """Make a Doc of `text` whose words stand at `offsets`; `sent_starts` tells what begins no sentence (False)."""
        words = [text[start:end] for start, end in offsets]
        after = [start for start, _ in offsets[1:]] + [len(text)]
        spaces = [begin > end for (_, end), begin in zip(offsets, after, strict=True)]
        starts: list[bool | int | None] | None = None if sent_starts is None else list(sent_starts)
        doc = Doc(self.vocab, words=words, spaces=spaces, sent_starts=starts)
        doc.user_data["offsets"] = offsets
        return doc

    def pipe(self, texts: Sequence[str], batch_size: int = 1000) -> Iterator[Doc]:
        return map(self, texts)

    # The rules live in the lexicon, not in the saved pipeline: nothing to write, nothing to read.
    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> PressTokenizer:
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        return None

    def from_disk(self, _path: Any, **_: Any) -> PressTokenizer:
        return self


@registry.tokenizers("pourparlers.press.v1")  # type: ignore[untyped-decorator]
def make_tokenizer(language: str) -> Any:
    """Return a function that makes the tokenizer of `language` for a pipeline."""
    rules = yaml.safe_load((LEXICON / language / "tokens.yaml").read_text(encoding="utf-8"))
    return lambda nlp: PressTokenizer(nlp.vocab, rules)
