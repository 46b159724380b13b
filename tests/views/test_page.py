import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pourparlers.model import Record
from pourparlers.views.html import fragment, page
from records import record_of_file

GOLD = Path(__file__).parents[1] / "scoring" / "gold" / "coire-fromages-2023-03.yaml"
VOID = {"meta", "br", "img", "link", "hr", "input"}


class Balance(HTMLParser):
    """Fails where tags cross; gathers ids and links."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def record() -> Record:
    return record_of_file(GOLD)


def test_tags_are_balanced_and_links_lead_somewhere(record: Record) -> None:
    parsed = Balance()
    parsed.feed(page([record, record], "fr"))
    assert parsed.open == []
    assert len(parsed.ids) == len(set(parsed.ids))
    assert {link[1:] for link in parsed.links if link.startswith("#")} <= set(parsed.ids)


def test_the_policy_allows_its_own_style_and_script_and_nothing_else(record: Record) -> None:
    html = page([record], "en")
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1])  # type: ignore[index]
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.search(r'\s(?:src|style|on\w+)="', html)


def test_every_fact_stands_beside_the_text(record: Record) -> None:
    html = page([record], "fr")
    for fact in (*record.statements, *record.encounters, *record.times):
        assert f'data-fact="1-{fact.id}"' in html
        assert f'<span id="1-{fact.id}"></span><mark' in html or f'id="1-{fact.id}"' in html


def test_the_language_of_the_interface_is_that_asked_for(record: Record) -> None:
    assert "<h2>Rencontres</h2>" in page([record], "fr")
    assert "<h2>Encounters</h2>" in page([record], "en")


def test_a_fragment_for_a_notebook_has_no_script_and_stays_small(record: Record) -> None:
    html = fragment(record)
    assert "<script" not in html
    assert "<mark" in html
    assert "<mark" not in fragment(record, longest=10)
