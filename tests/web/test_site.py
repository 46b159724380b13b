"""The reading room as files."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from exporting import exported
from pourparlers import Dossier
from rooms import client


@pytest.fixture(scope="module", params=["talks", "hostile", "empty"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("site") / "site"
    with Dossier(request.getfixturevalue(request.param)) as dossier:
        exported(dossier, "site", where, ui="fr")
    return where


def links(page: Path) -> list[str]:
    return re.findall(r'(?:href|src)="([^"]*)"', page.read_text(encoding="utf-8"))


def test_every_link_leads_to_a_file_of_the_site_and_to_a_part_that_is_there(site: Path) -> None:
    for page in site.rglob("*.html"):
        for link in links(page):
            told, part = urldefrag(link.replace("&amp;", "&"))
            if told.startswith(("http://", "https://")):
                continue
            target = (page.parent / unquote(told)).resolve() if told else page
            assert target.is_file() and target.is_relative_to(site.resolve()), f"{page}: {link}"
            if part and part != "main":
                assert f'id="{unquote(part)}"' in target.read_text(encoding="utf-8"), f"{page}: {link}"


def test_nothing_can_be_sent_from_it(site: Path) -> None:
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert '<form method="post"' not in html and 'name="secret"' not in html
        assert "hx-" not in html and "htmx" not in html


def test_the_first_page_is_there(site: Path) -> None:
    assert (site / "index.html").is_file()
    assert (site / "static" / "room.css").is_file()


def test_it_is_the_same_each_time(talks: Path, tmp_path: Path) -> None:
    with Dossier(talks) as dossier:
        for name in ("one", "two"):
            exported(dossier, "site", tmp_path / name, ui="en")
    one, two = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("one", "two")
    )
    assert one == two


def test_it_holds_a_page_for_each_article(talks: Path, tmp_path: Path) -> None:
    with Dossier(talks) as dossier:
        exported(dossier, "site", tmp_path / "site", ui="en")
        ids = [one["id"] for one in client(dossier).get("/articles.json").json()["articles"]]
    assert ids and all(list((tmp_path / "site" / "article").rglob(f"{id_}.html")) for id_ in ids)
