"""Gold files made of what people coded: `pourparlers score` measures in them what was coded, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from pourparlers.coding.coded import CodedText, Fact, FactKind, Range
from pourparlers.model import Article, ExchangeError

# Under which key of a gold file the words of a fact stand.
_WORDS = {FactKind.TIME: "at", FactKind.ENCOUNTER: "at", FactKind.STATEMENT: "content"}


def write_gold(folder: Path, texts: Iterable[tuple[CodedText, Article]]) -> list[Path]:
    """Write a gold file for each text in which something was coded, named by the id of its article.

    Raises:
        ExchangeError: the folder cannot be written to.
    """
    out = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one, article in texts:
            if one.coded:
                path = folder / f"{article.id}.yaml"
                path.write_text(gold_of(one, article), encoding="utf-8")
                out.append(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ExchangeError(
            f"gold cannot be written: {reason}.", where=str(folder), hint="Check the folder."
        ) from error
    return out


def gold_of(one: CodedText, article: Article) -> str:
    """The gold file of a text: `coded` in it tells what is to be measured.

    Args:
        one: what was coded.
        article: that the text is; spans of the text stand in it.
    """
    head = {name: getattr(article, name) for name in ("id", "language", "published", "outlet", "title")}
    coded = {str(kind): list(fields) for kind, fields in one.coded.items()}
    how = {"exhaustive": [str(kind) for kind in one.exhaustive], "exact": one.exact}
    facts = {str(kind): [_fact(fact, article.text) for fact in one.facts if fact.kind is kind] for kind in one.coded}
    whole = {**head, "coded": coded, **how, "text": article.text, **facts}
    return yaml.dump(whole, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


class _Dumper(yaml.SafeDumper):
    """Writes lists of names and spans on one line, as gold files have them."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> yaml.SequenceNode:
        flat = all(not isinstance(one, dict) or set(one) == {"text", "nth"} for one in sequence)
        return super().represent_sequence(tag, sequence, flow_style=flat)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    """A text of many lines as a block, where it has no characters that YAML would have to escape."""
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def _fact(fact: Fact, text: str) -> dict[str, Any]:
    told: Mapping[str, Any] = {name: _plain(value) for name, value in fact.fields.items()}
    words = _WORDS.get(fact.kind)
    return {**told, words: [_placed(span, text) for span in fact.spans]} if words and fact.spans else dict(told)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value


def _placed(span: Range, text: str) -> str | dict[str, Any]:
    """The words of a span; with how many times they stand in the text up to it, where they stand there before."""
    words = text[span[0] : span[1]]
    nth, at = 1, text.find(words)
    while 0 <= at < span[0]:
        nth, at = nth + 1, text.find(words, at + 1)
    return words if nth == 1 else {"text": words, "nth": nth}
