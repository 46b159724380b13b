"""Addresses of pages, served and as files."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.web.addresses import Files, address, file_of


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    party: str | None = None
    acts: tuple[str, ...] = ()
    page: int = 1


def test_what_is_as_by_default_is_left_out() -> None:
    assert address("/timeline", Asked()) == "/timeline"
    assert address("/timeline", Asked(party="SN", page=3), page=None) == "/timeline?party=SN"
    assert address("/timeline", Asked(acts=("say", "deny"))) == "/timeline?acts=say&acts=deny"


def test_an_address_leads_to_a_part_of_a_page() -> None:
    assert address("/article/{id}", id="a-3f9c", at="s1") == "/article/a-3f9c#s1"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_id_comes_back_from_its_address(id_: str) -> None:
    assert parse_qs(urlsplit(address("/actor", id=id_)).query, keep_blank_values=True) == {"id": [id_]}
    assert unquote(urlsplit(address("/statement/{id}", id=id_)).path.removeprefix("/statement/")) == id_


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_page_has_a_file_of_a_plain_name_within_the_folder(id_: str) -> None:
    file = file_of(address("/actor", id=id_))
    assert file.isascii() and ".." not in file and not file.startswith("/") and ":" not in file
    assert file.endswith(".html") and len(file) < 100


def test_files_name_each_other_from_where_they_are_and_gather_what_is_to_be_written() -> None:
    named: list[str] = []
    to = Files({"/timeline": frozenset({"page"}), "/article/{id}": frozenset()}.get, named.append)
    assert to("/timeline") == "index.html"
    to.here = file_of("/article/a-3f9c")
    assert to("/timeline") == "../../index.html"
    assert to("/article/{id}", id="a-3f9c", at="s1") == "a-3f9c.html#s1"
    assert named == ["/timeline", "/timeline", "/article/a-3f9c"]


def test_what_is_not_written_has_no_address() -> None:
    to = Files({"/timeline": frozenset({"page"})}.get, lambda _: None)
    assert to("/review") == ""
    assert to("/timeline", {"party": "SN"}) == ""
    assert to("/timeline", page=2) != ""
