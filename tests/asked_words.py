"""Which words of the interface templates and code ask for: read from their syntax, without a page being drawn."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

from jinja2 import nodes

import pourparlers.web
from pourparlers.web.rendering import FOLDER, environment

# Where something stands that only a drawn page tells: "acts.\0" for `t('acts.' ~ one.act)`.
GAP = "\0"
# Of a file and a word of it at least: «network.» alone would be all of a file.
_PATH = re.compile(r"\w+(\.[\w-]+)+\.?")
_WORD = r"[\w-]+"


def leaves(words: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """The paths of words; words of several numbers are of one."""
    for name, told in words.items():
        if isinstance(told, dict) and "other" not in told:
            yield from leaves(told, f"{before}{name}.")
        else:
            yield f"{before}{name}"


def asked() -> set[str]:
    """The paths that are asked for, with gaps."""
    return of_pages() | _of_code() | _handed()


def of_pages() -> set[str]:
    """Those that templates ask for; one that begins with a gap is told by what macros are handed."""
    told = {path for tree in _trees() for call in _calls(tree) for path in _spelt(call.args[0])}
    return {path for path in told if not path.startswith(GAP)}


def matching(path: str) -> re.Pattern[str]:
    """What matches a path, whatever stands in its gaps."""
    return re.compile(_WORD.join(re.escape(part) for part in path.split(GAP)))


def _trees() -> list[nodes.Template]:
    return [environment().parse(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.rglob("*.html"))]


def _calls(tree: nodes.Template) -> Iterator[nodes.Call]:
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "t" and call.args:
            yield call


def _spelt(node: nodes.Node) -> list[str]:
    if isinstance(node, nodes.Const):
        return [str(node.value)]
    if isinstance(node, nodes.Concat):
        return ["".join(parts) for parts in product(*map(_spelt, node.nodes))]
    if isinstance(node, nodes.CondExpr) and node.expr2 is not None:
        return _spelt(node.expr1) + _spelt(node.expr2)
    return [GAP]


def _handed() -> set[str]:
    """Paths that macros are handed as they are, and beginnings of such."""
    told = {str(one.value) for tree in _trees() for one in tree.find_all(nodes.Const) if isinstance(one.value, str)}
    return {path for one in told for path in _whole(one)}


def _of_code() -> set[str]:
    files = sorted(Path(pourparlers.web.__path__[0]).rglob("*.py"))
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    return {path for tree in trees for one in ast.walk(tree) for path in _strings(one)}


def _strings(one: ast.AST) -> Iterator[str]:
    if isinstance(one, ast.JoinedStr):
        told = "".join(str(part.value) if isinstance(part, ast.Constant) else GAP for part in one.values)
        yield from [told] if _PATH.match(told) else []
    elif isinstance(one, ast.Constant) and isinstance(one.value, str):
        yield from _whole(one.value)


def _whole(told: str) -> Iterator[str]:
    """A string as a path and as the beginning of one, if it looks like that."""
    if _PATH.fullmatch(told):
        yield told
        yield f"{told.rstrip('.')}.{GAP}"
