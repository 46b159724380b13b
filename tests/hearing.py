"""The pages of a room one after the other, as they are heard: what is hidden from those who hear is left out."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from lxml import html
from starlette.testclient import TestClient

LISTS = (
    "timeline", "positions", "proposals", "accusations", "actors", "issues", "network", "contradictions", "articles",
    "search", "search?words=ferry", "search?words=e*", "review", "decisions", "add", "export", "keys", "openapi",
)  # fmt: skip


def walk(room: TestClient, ui: str = "fr", each: int = 3) -> Iterator[tuple[str, html.HtmlElement]]:
    """The address and the page of each screen, and of the first few things that the lists lead to."""
    for path in (*LISTS, *_things(room, each)):
        answer = room.get(f"/{path.lstrip('/')}", headers={"accept-language": ui})
        assert answer.status_code == 200, path
        yield path, html.fromstring(answer.text)


def _things(room: TestClient, each: int) -> Iterator[str]:
    """The pages of things: of each kind so many, those that several articles tell first."""
    for path, kind, named in (
        ("articles", "articles", "article"), ("actors", "actors", "actor?id="), ("issues", "issues", "issue?id="),
    ):  # fmt: skip
        for one in room.get(f"/{path}.json").json()[kind][:each]:
            yield f"{named}{'' if named.endswith('=') else '/'}{_quoted(one['id'])}"
            if named == "actor?id=" and one["articles"]:
                yield f"actor/merge?id={_quoted(one['id'])}"
                yield f"actor/outlets?id={_quoted(one['id'])}"
            if named == "issue?id=":
                yield f"issue/choose?id={_quoted(one['id'])}"
    lines = room.get("/timeline.json").json()["lines"]
    for kind in ("statement", "encounter"):
        told = sorted((one[kind] for one in lines if one[kind]), key=lambda one: -len(one["reports"]))
        yield from (f"{kind}/{one['id']}" for one in told[:each])
    for one in room.get("/contradictions.json").json()["disputes"][:each]:
        yield f"contradiction?id={_quoted(one['contradiction']['id'])}"
    for tie in room.get("/network.json").json().get("network", {}).get("ties", [])[:each]:
        yield f"network?tie={tie['kind']}&source={_quoted(tie['source'])}&target={_quoted(tie['target'])}"


def _quoted(id_: str) -> str:
    return quote(id_, safe="")


def heard(element: html.HtmlElement) -> str:
    """What an element is called by those who hear the page: its `aria-label`, or its words without hidden signs."""
    told = element.get("aria-label") or "".join(_spoken(element))
    return " ".join(told.split())


def _spoken(element: html.HtmlElement) -> Iterator[str]:
    if element.get("aria-hidden") == "true" or not isinstance(element.tag, str):
        return
    if element.tag in {"img", "svg"}:
        yield element.get("aria-label") or ""
        return
    yield element.text or ""
    for child in element:
        yield from _spoken(child)
        yield child.tail or ""
