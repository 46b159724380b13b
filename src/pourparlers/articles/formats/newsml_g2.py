"""NewsML-G2: messages of agencies with one or several items, the text in NITF, XHTML or letters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pourparlers.articles.file import File
from pourparlers.articles.formats import nitf
from pourparlers.articles.formats.wire import (
    attribute,
    author,
    body_text,
    children,
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

_ITEMS = ("newsitem", "packageitem", "conceptitem", "knowledgeitem", "planningitem", "catalogitem")
_ROOTS = {"newsMessage", "newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"}
_WITHDRAWN = {"canceled", "cancelled", "withheld"}
# Vocabularies of what an article is about; subjects of other ones are persons, companies and products.
_SUBJECTS = ("medtop:", "subj:", "cat:")


def fits(file: File) -> bool:
    """Whether a file is NewsML-G2, told by its root element (`NewsItem` with a capital is NewsML 1)."""
    return root_name(file.start) in _ROOTS


def read(file: File, how: How) -> Iterator[Source | Problem]:
    """The articles of a message, in its order.

    Raises:
        ArticleError: it is not well formed, or holds no item.
    """
    root = parsed(file)
    alone = local(root) in _ITEMS
    items = [root] if alone else [item for part in find(root, "itemset") for item in children(part, *_ITEMS)]
    if not items:
        raise ArticleError("the message holds no news item.", where=file.name, hint="Look whether it is cut off.")
    articles = sum(1 for item in items if local(item) == "newsitem")
    gone = {guid: _status(item) for item in items if _status(item) in _WITHDRAWN and (guid := attribute(item, "guid"))}
    for number, item in enumerate(items, 1):
        # A package beside the items that it lists says nothing that they do not.
        if local(item) == "newsitem" or not articles:
            yield _read(item, file.name, None if alone else f"item {number}", gone)


def _read(item: Any, name: str, place: str | None, gone: dict[str, str]) -> Source | Problem:
    where = within(name, place)
    try:
        _check(item, gone, where)
        return _source(item, where, place)
    except ArticleError as error:
        return Problem(where=where, error=error)


def _source(item: Any, where: str, place: str | None) -> Source:
    guid = attribute(item, "guid")
    content = next((one for one in _contents(item) if body_text(one)), None)
    if content is None:
        raise _no_text(item, where)
    meta = next(children(item, "contentmeta"), item)
    document = next(children(content, "nitf"), item)
    version = attribute(item, "version")
    return Source(
        text=with_dateline(body_text(content), told(meta, "dateline")),
        published=_published(item, meta),
        language=_language(item, meta, content),
        title=_headline(meta) or told(item, "itemmeta", "title") or nitf.headline(document),
        outlet=_outlet(item, meta),
        author=author(told(meta, "by")) or nitf.by(document),
        section=_section(meta),
        identifier=f"{guid}:{version}" if guid and version else guid,
        place=place,
    )


def _check(item: Any, gone: dict[str, str], where: str) -> None:
    """Raises ArticleError where the item is none to read: withdrawn, or no article at all."""
    kind, guid = local(item), attribute(item, "guid") or ""
    if kind == "packageitem":
        what = "the package only lists other items."
        raise ArticleError(what, where=where, hint="Give the files of the items that it lists.")
    if kind != "newsitem":
        raise ArticleError(f"the item is a {kind}, not an article.", where=where, hint="Give news items.")
    status = gone.get(guid, _status(item))
    if status in _WITHDRAWN:
        what = f"the agency has marked the item as {status}: {guid[:200] or 'it has no identifier'}."
        raise ArticleError(what, where=where, hint="Do not use it, nor earlier versions of it.")


def _status(item: Any) -> str:
    path = ("itemmeta", "pubstatus")
    return _code(attribute(item, "qcode", *path) or attribute(item, "uri", *path))


def _code(written: str | None) -> str:
    """The code after its vocabulary: "canceled" of "stat:canceled" and of "http://…/pubstatusg2/canceled"."""
    return (written or "").replace("/", ":").rpartition(":")[2].lower()


def _contents(item: Any) -> Iterator[Any]:
    """What may hold the text: the parts of a content set are the same in several forms."""
    for one in find(item, "contentset"):
        for part in children(one, "inlinexml", "inlinedata"):
            kind = (attribute(part, "contenttype") or "text/").lower()
            if attribute(part, "encoding") is None and not kind.startswith(("image/", "video/", "audio/")):
                yield part


def _no_text(item: Any, where: str) -> ArticleError:
    kind = _code(attribute(item, "qcode", "itemmeta", "itemclass")) or "item"
    named = "the item" if kind in {"text", "item"} else f"the item is of class {kind[:40]!r} and"
    hint = "Texts are read, and what is said of pictures, sound and results in tables is not."
    return ArticleError(f"{named} holds no text.", where=where, hint=hint)


def _published(item: Any, meta: Any) -> str | None:
    # Archives that are sent again have a version of today with a content of its own day.
    return day(
        told(meta, "contentmodified"),
        told(item, "itemmeta", "versioncreated"),
        told(meta, "contentcreated"),
        told(item, "itemmeta", "firstcreated"),
    )


def _language(item: Any, meta: Any, content: Any) -> str | None:
    tags = {tag for one in children(meta, "language") if (tag := attribute(one, "tag"))}
    return attribute(content, "lang") or (tags.pop() if len(tags) == 1 else None) or attribute(item, "lang")


def _headline(meta: Any) -> str | None:
    """The headline that is not a second one: agencies mark those with `role="hld:subHeadline"`."""
    lines = list(children(meta, "headline"))
    main = [one for one in lines if "sub" not in (attribute(one, "role") or "").lower()]
    return next((line for one in (*main, *lines) if (line := told(one))), None)


def _outlet(item: Any, meta: Any) -> str | None:
    path = ("itemmeta", "provider")
    named = told(item, *path, "name") or attribute(item, "literal", *path)
    return named or told(meta, "creditline") or _named(item, path)


def _named(item: Any, path: tuple[str, ...]) -> str | None:
    """The agency by IPTC's list of providers, whose codes are their names: "AFP" of "nprov:AFP"."""
    code = attribute(item, "qcode", *path) or ""
    return code.removeprefix("nprov:") if code.startswith("nprov:") else None


def _section(meta: Any) -> str | None:
    for one in children(meta, "subject"):
        code, kind = attribute(one, "qcode") or "", attribute(one, "type") or ""
        name = told(one, "name") or attribute(one, "literal")
        if name and (code.startswith(_SUBJECTS) or kind.endswith(":cat")):
            return name
    return None
