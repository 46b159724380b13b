"""The sentences of errors, as the source holds them: what stands between their words is `{}`."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

# What an error, or a function that makes one, is told by: its first argument, `what` and `hint`.
_MAKERS = ("Error", "Problem")
_TOLD = ("what", "hint")


def sentences(folders: Iterable[Path]) -> dict[str, str]:
    """Each sentence of an error in the modules of some folders, with the place where it stands."""
    out: dict[str, str] = {}
    for path in sorted(path for folder in folders for path in ([folder] if folder.is_file() else folder.rglob("*.py"))):
        for text, line in _of_module(ast.parse(path.read_text(encoding="utf-8"))):
            out.setdefault(text, f"{path.name}:{line}")
    return out


def _of_module(tree: ast.Module) -> Iterator[tuple[str, int]]:
    scopes = [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))]
    known = {id(scope): _assigned(scope) for scope in scopes}
    outer = known[id(tree)]
    for scope in scopes:
        own = {**outer, **known[id(scope)]}
        for node in _inner(scope):
            for told in _told(node):
                yield from ((text, told.lineno) for text in _texts(told, own) if " " in text)


def _inner(scope: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, ast.FunctionDef):
            yield child
            yield from _inner(child)


def _told(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions that tell what went wrong and the way out, where a node makes an error."""
    if not isinstance(node, ast.Call):
        return
    name = ast.unparse(node.func)
    if name.rsplit(".", 1)[-1].endswith(_MAKERS):
        yield from (one for one in node.args[:1] if not isinstance(one, ast.Starred))
    yield from (one.value for one in node.keywords if one.arg in _TOLD)


def _assigned(scope: ast.AST) -> dict[str, list[ast.expr]]:
    """What names stand for within a function or a module."""
    out: dict[str, list[ast.expr]] = {}
    for node in _inner(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                _bind(target, node.value, out)
        elif isinstance(node, ast.FunctionDef):
            continue
    for node in ast.iter_child_nodes(scope):
        if isinstance(node, ast.FunctionDef):
            out.setdefault(f"{node.name}()", []).extend(
                one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value is not None
            )
    return out


def _bind(target: ast.expr, value: ast.expr, out: dict[str, list[ast.expr]]) -> None:
    if isinstance(target, ast.Name):
        out.setdefault(target.id, []).append(value)
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, other in zip(target.elts, value.elts, strict=False):
            _bind(one, other, out)


def _texts(node: ast.expr, known: dict[str, list[ast.expr]], depth: int = 0) -> Iterator[str]:
    if depth > 4:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from map("".join, product(*(_parts(one) for one in node.values)))
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body, known, depth + 1)
        yield from _texts(node.orelse, known, depth + 1)
    elif isinstance(node, ast.BoolOp):
        for one in node.values:
            yield from _texts(one, known, depth + 1)
    elif isinstance(node, ast.Name):
        for one in known.get(node.id, ()):
            yield from _texts(one, known, depth + 1)
    elif isinstance(node, ast.Call):
        for one in known.get(f"{ast.unparse(node.func)}()", ()):
            yield from _texts(one, known, depth + 1)


def _parts(node: ast.expr) -> list[str]:
    """What may stand at a place of a sentence: its own words, one of two that it chooses from, or a value."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    chosen = node.value if isinstance(node, ast.FormattedValue) else node
    if isinstance(chosen, ast.IfExp):
        return list(dict.fromkeys(_parts(chosen.body) + _parts(chosen.orelse)))
    return ["{}"]
