"""Articles of Europresse's oldest layout, in which no element holds the text: it is given one, as later ones have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pourparlers.articles.databases import labels
from pourparlers.articles.markup import local, text_of

_BODY = "docOcurrContainer"
# Who wrote it stands by itself on the line below the title: "Ana Bel-Ferrer".
_MOST_NAMES = 5


def held(root: Any) -> Any:
    """The same page, in which what follows the title as far as the document's number is in an element of its own.

    Args:
        root: of the mark-up of one article; it is changed.
    """
    title = _of_class(root, "titrearticlevisu")
    later = _of_class(root, "dococurrcontainer", "doctext") is not None or root.find(".//section") is not None
    if title is None or later:
        return root
    body = title.makeelement("div", {"class": _BODY})
    body.text, title.tail = title.tail, None
    for one in list(title.itersiblings()):
        if _ends(text_of(one)):
            break
        last = _ends(one.tail or "")
        if last:
            one.tail = None
        body.append(one)
        if last:
            break
    _without_rights(body)
    title.addnext(body)
    for author in _byline(body):
        title.addnext(author)
    if above := _above(title):
        first = body.makeelement("p", {})
        first.text, first.tail, body.text = above, body.text, None
        body.insert(0, first)
    return root


def _above(title: Any) -> str:
    """The line between the header and the title: <span class="DocHeader">, p. 3</span><br><br>Un marais rouvre<br>"""
    told = []
    for one in title.itersiblings(preceding=True):
        told.append((one.tail or "").strip())
        if one.get("class"):
            break
        told.append(text_of(one))
    return " ".join(line for line in reversed(told) if line)


def _of_class(root: Any, *names: str) -> Any:
    found = (one for one in root.iter() if local(one) and {*(one.get("class") or "").casefold().split()} & {*names})
    return next(found, None)


def _ends(text: str) -> bool:
    """Whether a text is the line with the document's number, or the certificate below it."""
    return labels("europresse", "number").match(text.strip()) is not None


def _without_rights(body: Any) -> None:
    """Take the line of rights off the end: <b><i>© 2012 La Gazette. Tous droits réservés.</i></b>"""
    for one in reversed(list(body)):
        if text_of(one).startswith("\u00a9"):
            if not (one.tail or "").strip():
                body.remove(one)
            return
        if text_of(one) or (one.tail or "").strip():
            return


def _byline(body: Any) -> Iterator[Any]:
    """The line below the title as an element of its own, where it is the names of who wrote the article."""
    breaks = [one for one in body if local(one) == "br"][:2]
    line = breaks[-1].tail if len(breaks) == 2 and not (body.text or "").strip() else None
    following = breaks[-1].getnext() if line else None
    if line is None or following is None or local(following) not in {"br", "p"} or not _are_names(line.strip()):
        return
    breaks[-1].tail = None
    author = body.makeelement("div", {"class": "docAuthors"})
    author.text = line
    yield author


def _are_names(line: str) -> bool:
    words = re.split(r"[\s,;]+", line)
    capital = words[0][:1].isupper() and words[-1][:1].isupper()
    return 2 <= len(words) <= _MOST_NAMES and capital and not re.search(r"[\d.!?:»\"]", line)
