import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.articles import Problem, load
from pourparlers.articles.formats.markdown import is_marked_up, plain
from pourparlers.model import Article

TEXT = """---
date: 2023-03-17
outlet: Le Courrier
author: Corinne Vuadens
---
# Fromages : *Berne* dit non

La Suisse et l'Italie se sont retrouvées **mardi** à
[Coire](https://courrier.example/coire "Plan") pour parler d'un label\\
commun.

> « Un fromage porte le nom de sa vallée »,
> a déclaré la négociatrice.

- l'Italie attend ;
* la Suisse & l'Autriche refusent.

## La suite

| Vallée | Label |
|---|---|
| Aoste | non |

```
a = 1
b = 2
```
Les <b>experts</b> se revoient le 4 mai.<script>alert(1)</script>
![une carte](carte.png)
"""
PLAIN = (
    "Fromages : Berne dit non\n\nLa Suisse et l'Italie se sont retrouvées mardi à Coire pour parler d'un label\ncommun.\n\n"
    "« Un fromage porte le nom de sa vallée », a déclaré la négociatrice.\n\nl'Italie attend ;\n\nla Suisse & l'Autriche refusent.\n\n"
    "La suite\n\nVallée\n\nLabel\n\nAoste\n\nnon\n\na = 1\nb = 2\n\nLes experts se revoient le 4 mai."
)


def test_markdown_reads_as_its_reader_sees_it() -> None:
    (found,) = load(TEXT.encode(), name="a.md")
    assert isinstance(found, Article)
    assert found.text == PLAIN
    assert (found.title, found.published, found.outlet) == ("Fromages : Berne dit non", "2023-03-17", "Le Courrier")


def test_the_title_of_the_front_matter_comes_before_the_heading() -> None:
    (found,) = load(TEXT.replace("outlet:", "title: Le label\noutlet:").encode(), name="a.markdown")
    assert isinstance(found, Article)
    assert found.title == "Le label"
    assert found.text == PLAIN


@pytest.mark.parametrize(
    "text",
    [
        "# Le label\n\nVoir [Coire](https://courrier.example/).",
        "# Le label\n\nLa Suisse dit **non**.",
        "# Le label\n\nDu texte.\n\n## La suite\n",
    ],
)
def test_clear_marks_tell_markdown_whatever_its_name(text: str) -> None:
    assert is_marked_up(text)


@pytest.mark.parametrize(
    "text",
    [
        "#label #vallée : Berne dit non.",
        "# 1 des ventes en mars, le fontal ** recule ** en avril.",
        "Un texte avec **une** étoile.",
        "* premier point\n* second point\n",
        "Le 3 * 4 = 12.\n---\nUne ligne_avec_tirets.\n",
        "- Oui ? - Non.\n> ligne\n",
    ],
)
def test_plain_text_is_left_as_it_stands(text: str) -> None:
    assert not is_marked_up(text)
    (found,) = load(text.encode(), name="a.txt", language="fr")
    assert isinstance(found, Article)
    assert found.text == text


@pytest.mark.parametrize(
    "hostile",
    ["[" * 50_000, "*a_" * 30_000, "> " * 20_000 + "a", "`" * 50_000, "![](" * 20_000, "<div>" * 20_000, "- " * 20_000, "[a](<b" * 20_000, "&" * 50_000, "| a " * 20_000 + "\n" + "|-" * 20_000, "***" * 30_000, "**a" * 30_000, "~~a" * 30_000, "<!--" * 20_000, "<a " * 20_000],
    ids=range(15),
)  # fmt: skip
def test_marks_without_end_take_no_time(hostile: str) -> None:
    begun = time.monotonic()
    (found,) = load(("# Le label\n\n" + hostile).encode(), name="a.md", language="fr")
    assert time.monotonic() - begun < 10
    assert isinstance(found, Article | Problem)


@given(st.text(alphabet="#*_[](){}<>`~-+!|&;:\\ \n\tabé1.\0\ufeff"))
def test_any_text_reads_without_error(text: str) -> None:
    told, title = plain(text)
    assert "\r" not in told
    assert title is None or title.strip()


@given(
    st.lists(
        st.text(alphabet="abcdéèà ,;«»’", min_size=1)
        .map(str.strip)
        .filter(lambda line: line and not line.startswith(("    ", "+")))
    )
)
def test_prose_without_marks_stays(lines: list[str]) -> None:
    words = [word for line in lines for word in line.split()]
    assert plain("\n\n".join(lines))[0].split() == words


def test_no_text_is_a_problem() -> None:
    for data in (b"", b"---\ntitle: x\n---\n", b"![](a.png)\n"):
        (found,) = load(data, name="a.md")
        assert isinstance(found, Problem)


def test_links_between_notes_are_read_as_they_are_shown() -> None:
    text = "Les délégations se voient à [[Coire]], chez [[gens/Roth|Ines Roth]].\n\n![[port.png]]\n\nElles parlent de `[1]` et [[]]."
    assert plain(text)[0] == "Les délégations se voient à Coire, chez Ines Roth.\n\nElles parlent de [1] et [[]]."
