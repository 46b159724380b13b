"""NewsML 1: items of agencies whose components hold headlines, and texts in NITF, XHTML or letters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pourparlers.articles.file import File
from pourparlers.articles.formats import nitf
from pourparlers.articles.formats.wire import (
    attribute,
    author,
    body_text,
    day,
    find,
    parsed,
    root_name,
    told,
    with_dateline,
)
from pourparlers.articles.markup import local
from pourparlers.articles.source import How, Problem, Source, within
from pourparlers.model import ArticleError

_WITHDRAWN = {"canceled", "cancelled", "withheld", "killed"}
_KILLS = {"kill", "delete", "cancel", "withdraw"}
# Components whose texts are not the article's: its headline once more, and what belongs to pictures.
_ASIDE = {
    "title", "headline", "caption", "photo", "picture", "image", "graphic", "thumbnail", "quicklook", "video", "audio",
    "keywords",
}  # fmt: skip
_NO_TEXT = {"photo", "picture", "image", "graphic", "video", "audio", "animation"}


def fits(file: File) -> bool:
    """Whether a file is NewsML 1, told by its root element."""
    return root_name(file.start) in {"NewsML", "NewsItem"}


def read(file: File, how: How) -> Iterator[Source | Problem]:
    """The articles of the items of a document, in their order.

    Raises:
        ArticleError: it is not well formed, or holds no item.
    """
    root = parsed(file)
    items = [one for one in root.iter() if local(one) == "newsitem"]
    if not items:
        raise ArticleError("the NewsML holds no news item.", where=file.name, hint="Look whether it is cut off.")
    for number, item in enumerate(items, 1):
        yield from _read(item, root, file.name, f"item {number}" if len(items) > 1 else None)


def _read(item: Any, root: Any, name: str, place: str | None) -> Iterator[Source | Problem]:
    where = within(name, place)
    if withdrawn := _withdrawn(item):
        what = f"the agency has marked the item as {withdrawn}: {(identifier(item) or 'it has no identifier')[:200]}."
        error = ArticleError(what, where=where, hint="Do not use it, nor earlier versions of it.")
        yield Problem(where=where, error=error)
        return
    stories = _stories(item)
    if not stories:
        hint = "Texts are read; what is said of pictures, and orders to change another item, are not."
        yield Problem(where=where, error=ArticleError("the item holds no text.", where=where, hint=hint))
    for number, contents in enumerate(stories.values(), 1):
        part = f"article {number}" if len(stories) > 1 else None
        yield _source(contents, item, root, ", ".join(one for one in (place, part) if one) or None)


def _withdrawn(item: Any) -> str | None:
    status = (attribute(item, "formalname", "newsmanagement", "status") or "").lower()
    if status in _WITHDRAWN:
        return status
    orders = [attribute(item, "formalname", "newsmanagement", name) or "" for name in ("instruction", "newsitemtype")]
    return next((order.lower() for order in orders if order.lower() in _KILLS), None)


def _stories(item: Any) -> dict[Any, list[Any]]:
    """Contents with text by the component whose headline is theirs, in order."""
    stories: dict[Any, list[Any]] = {}
    for content in _contents(item):
        above = _above(content, item)
        head = next((one for one in above if told(one, "newslines", "headline")), above[-1] if above else item)
        known = stories.setdefault(head, [])
        if not any(_equivalent(other, content, item) for other in known):
            known.append(content)
    return stories


def _contents(item: Any) -> Iterator[Any]:
    """The texts of an item without those of items within it; without recursion, for components nest."""
    stack = list(reversed(list(item)))
    while stack:
        element = stack.pop()
        name = local(element)
        if name == "newscomponent" and (_role(element) in _ASIDE):
            continue
        if name == "contentitem" and _has_text(element):
            yield element
        elif name not in {"newsitem", "contentitem"}:
            stack.extend(reversed(list(element)))


def _role(component: Any) -> str:
    return (attribute(component, "formalname", "role") or "").lower()


def _has_text(content: Any) -> bool:
    kind = (attribute(content, "formalname", "mediatype") or "").lower()
    return kind not in _NO_TEXT and attribute(content, "formalname", "encoding") is None and bool(_text(content))


def _text(content: Any) -> str:
    return next((text for one in find(content, "datacontent") if (text := body_text(one))), "")


def _above(content: Any, item: Any) -> list[Any]:
    """The components around a content, the nearest first."""
    out = []
    for one in content.iterancestors():
        if one is item:
            break
        if local(one) == "newscomponent":
            out.append(one)
    return out


def _equivalent(one: Any, other: Any, item: Any) -> bool:
    """Whether two contents are the same in two forms, as the component around both says."""
    around = set(_above(one, item))
    shared = next((component for component in _above(other, item) if component in around), None)
    return shared is not None and attribute(shared, "equivalentslist") == "yes"


def _source(contents: list[Any], item: Any, root: Any, place: str | None) -> Source:
    around = [*_above(contents[0], item), item]
    text = "\n\n".join(_text(one) for one in contents)
    document = next((one for content in contents for one in find(content, "datacontent", "nitf")), item)
    return Source(
        text=with_dateline(text, _first(around, "newslines", "dateline")),
        published=day(
            told(item, "newsmanagement", "thisrevisioncreated"),
            told(item, "identification", "newsidentifier", "dateid"),
            told(item, "newsmanagement", "firstcreated"),
            told(root, "newsenvelope", "dateandtime"),
        ),
        language=_language(around, root),
        title=_first(around, "newslines", "headline") or nitf.headline(document),
        outlet=_outlet(around),
        author=author(_first(around, "newslines", "byline")) or nitf.by(document),
        identifier=identifier(item),
        place=place,
    )


def _first(around: list[Any], *path: str) -> str | None:
    return next((line for one in around if (line := told(one, *path))), None)


def _value(around: list[Any], name: str, *path: str) -> str | None:
    return next((line for one in around if (line := attribute(one, name, *path))), None)


def _language(around: list[Any], root: Any) -> str | None:
    return (
        _value(around[:-1], "lang")
        or _value(around, "formalname", "descriptivemetadata", "language")
        or _value([around[-1], root], "lang")
    )


def _outlet(around: list[Any]) -> str | None:
    return (
        _value(around, "formalname", "administrativemetadata", "provider", "party")
        or _value(around, "formalname", "administrativemetadata", "source", "party")
        or _first(around, "newslines", "creditline")
        or told(around[-1], "identification", "newsidentifier", "providerid")
    )


def identifier(item: Any) -> str | None:
    """What an item is called: its public identifier, else what such a one is made of."""
    path = ("identification", "newsidentifier")
    if public := told(item, *path, "publicidentifier"):
        return public
    parts = [told(item, *path, name) for name in ("providerid", "dateid", "newsitemid", "revisionid")]
    return "urn:newsml:" + ":".join(part for part in parts if part) if parts[2] else None
