"""Nothing lies about in what pages are drawn with: each macro is called, each one that is taken in is used."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from jinja2 import nodes

from pourparlers.web.rendering import FOLDER, environment
from pourparlers.web.static_files import FOLDER as STATIC

TEMPLATES = {
    path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in sorted(FOLDER.rglob("*.html"))
}
SCRIPTS = "\n".join(path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.js")))
STYLES = sorted(path.name for path in STATIC.glob("*.css"))
# Those of others: of htmx while it waits, of Cytoscape's box, and the numbers that `layers.html` puts behind "lane-".
_OTHERS = re.compile(r"htmx-request|_+cytoscape_container|lane-[123]")


def _named(tree: nodes.Template) -> set[str]:
    """What a template calls, or hands on."""
    return {one.name for one in tree.find_all(nodes.Name) if one.ctx == "load"}


def _taken_in(tree: nodes.Template) -> Iterator[tuple[str, str]]:
    """What a template takes in: its name there, and here."""
    for taken in tree.find_all(nodes.FromImport):
        yield from (name if isinstance(name, tuple) else (name, name) for name in taken.names)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_uses_what_it_takes_in(name: str) -> None:
    tree = environment().parse(TEMPLATES[name])
    assert [here for _, here in _taken_in(tree) if here not in _named(tree)] == []


def test_each_macro_is_named() -> None:
    trees = {name: environment().parse(text) for name, text in TEMPLATES.items()}
    used = {there for tree in trees.values() for there, _ in _taken_in(tree)}
    assert [
        f"{name}: {macro.name}"
        for name, tree in trees.items()
        for macro in tree.find_all(nodes.Macro)
        if macro.name not in used | _named(tree)
    ] == []


@pytest.mark.parametrize("name", STYLES)
def test_each_class_that_has_a_style_is_on_a_page(name: str) -> None:
    text = re.sub(r"(?s)/\*.*?\*/", "", (STATIC / name).read_text(encoding="utf-8"))
    selectors = " ".join(re.findall(r"([^{};]+)\{", text))
    classes = set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", selectors))
    drawn = "\n".join([SCRIPTS, *TEMPLATES.values(), *_styles_of_code()])
    unused = [one for one in sorted(classes) if not re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", drawn)]
    assert [one for one in unused if not _OTHERS.fullmatch(one)] == []


def _styles_of_code() -> Iterator[str]:
    """What code names that becomes a class: acts, kinds, roles of words."""
    for part in ("model", "views", "web", "dossier/standing"):
        for path in sorted((FOLDER.parents[1] / part).rglob("*.py")):
            yield path.read_text(encoding="utf-8")
