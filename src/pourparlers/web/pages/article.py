"""An article, every fact marked where it stands, and the facts beside it."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from pourparlers.dossier.review.decisions import Decision
from pourparlers.dossier.review.seen import last
from pourparlers.dossier.standing.across.article_list import Place, Wanted, place
from pourparlers.dossier.standing.across.one_article import OneArticle, Standing, one_article
from pourparlers.model import Act, Encounter, PourparlersError, Statement
from pourparlers.views.marking import Passage, passages
from pourparlers.views.outline import Outline, Paragraphs, outline
from pourparlers.web.addresses import address
from pourparlers.web.answer import Page, See
from pourparlers.web.call import Call
from pourparlers.web.deciding import decide, last_made
from pourparlers.web.errors import AskedError, MissingError
from pourparlers.web.faults import Fault, fault_of
from pourparlers.web.pages.articles import PER_PAGE
from pourparlers.web.routes import Get, Post

# A headline in the text is no longer than this, in characters.
_HEADLINE = 300
# How facts are shown, in the order of the legend.
STYLES = ("encounter", *(act.value for act in Act))


class Asked(Wanted, frozen=True, kw_only=True):
    """What is asked of the page; and of the list of articles that one comes from, if from any."""

    listed: Annotated[bool, Meta(description="Whether one comes from a list of articles.")] = False
    hide: Annotated[tuple[str, ...], Meta(description="Acts that are not shown; `encounter`: no encounters.")] = ()
    names: Annotated[bool, Meta(description="Whether actors are marked too.")] = False
    days: Annotated[bool, Meta(description="Whether dates and lengths are marked too.")] = False
    by: Annotated[Literal["text", "kind"], Meta(description="The order of the facts.")] = "text"
    done: Annotated[str | None, Meta(description="The decision that was just made.")] = None


class Fact(msgspec.Struct, frozen=True):
    """A fact as the page shows it.

    Attributes:
        n: its number in the order of the text.
        fact: itself.
        style: its act, or "encounter".
        standing: where it stands across sources.
        paragraph: that in which it begins.
    """

    n: int
    fact: Encounter | Statement
    style: str
    standing: Standing | None
    paragraph: int


class Shown(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What the page shows."""

    asked: Annotated[Asked, Meta(description="What was asked for.")]
    article: Annotated[OneArticle, Meta(description="The article with its facts.")]
    seen: Annotated[int, Meta(description="The number of the last decision of the dossier.")]
    place: Annotated[Place | None, Meta(description="Where it stands in the list of articles that one comes from.")]
    done: Annotated[Decision | None, Meta(description="The decision that was just made, where it can be undone.")]
    amiss: Annotated[Fault | None, Meta(description="Why something was not decided.")] = None

    @property
    def chosen(self) -> Wanted:
        """The list of articles that one comes from; all of them where one comes from none."""
        return Wanted(**{name: getattr(self.asked, name) for name in Wanted.__struct_fields__})

    @property
    def page(self) -> int | None:
        """The page of the list on which the article stands; None for the first."""
        n = (self.place.n - 1) // PER_PAGE + 1 if self.place else 1
        return n if n > 1 else None

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All facts in order of the text."""
        record = self.article.record
        paragraphs = Paragraphs(record.article.text)
        told: list[Encounter | Statement] = [*record.encounters, *record.statements]
        told.sort(key=lambda fact: (begins(fact), fact.id))
        return tuple(
            Fact(n, fact, style_of(fact), self.article.standing.get(fact.id), paragraphs.number(begins(fact)))
            for n, fact in enumerate(told, 1)
        )

    @cached_property
    def numbered(self) -> dict[str, Fact]:
        """The facts that are shown, by their ids."""
        return {one.fact.id: one for one in self.facts if one.style not in self.asked.hide}

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many facts there are of each style that there is."""
        styles = [one.style for one in self.facts]
        return {style: styles.count(style) for style in STYLES if style in styles}

    @cached_property
    def outline(self) -> Outline:
        """The facts by what they are."""
        return outline(self.article.record)

    @cached_property
    def marks(self) -> tuple[Passage, ...]:
        """The passages that are marked."""
        kept = {"actor": self.asked.names, "time": self.asked.days}
        return tuple(one for one in passages(self.article.record) if kept.get(one.style, one.fact in self.numbered))

    @cached_property
    def headline(self) -> int:
        """Where the text below its headline begins; 0 where it does not begin with one."""
        article = self.article.record.article
        first, _, rest = article.text.lstrip().partition("\n")
        title = article.title
        if not rest.strip() or len(first) > _HEADLINE or (title and _plain(title) != _plain(first)):
            return 0
        return len(article.text) - len(rest.lstrip())

    def toggled(self, style: str) -> tuple[str, ...]:
        """What is hidden once a style is hidden, or shown again."""
        hidden = set(self.asked.hide)
        return tuple(one for one in STYLES if one in hidden ^ {style})


def style_of(fact: Encounter | Statement) -> str:
    """How a fact is marked."""
    return fact.act.value if isinstance(fact, Statement) else "encounter"


def begins(fact: Encounter | Statement) -> int:
    """Where the words of a fact begin; the verb that tells a statement may stand anywhere."""
    spans = fact.content if isinstance(fact, Statement) else fact.evidence
    return min((span.start for span in spans), default=0)


def _plain(line: str) -> str:
    return " ".join(line.casefold().split())


def show(call: Call) -> Page:
    """An article.

    Raises:
        MissingError: there is none of this id.
    """
    return _page(call, call.asked(Asked))


def _page(call: Call, asked: Asked, amiss: Fault | None = None) -> Page:
    with call.reading() as connection:
        found = one_article(connection, call.params["id"])
        if found is None:
            raise MissingError("there is no such article.", where=call.params["id"])
        seen = last(connection)
        done = last_made(connection, asked.done)
        stands = place(connection, asked, found.record.article.id) if asked.listed else None
    shown = Shown(asked=asked, article=found, seen=seen, place=stands, done=done, amiss=amiss)
    return Page(template="article.html", shown=shown, status=amiss.status if amiss else 200)


def again(call: Call, error: PourparlersError) -> Page:
    """The article as it stands now, with why something was not decided."""
    return _page(call, call.asked(Asked), fault_of(error))


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """What is judged of an article's facts: one of them is named."""

    accept: Annotated[str | None, Meta(description="The id of the fact that is as it was read.")] = None
    reject: Annotated[str | None, Meta(description="The id of the fact that there is not.")] = None
    why: Annotated[str | None, Meta(description="For what reason.")] = None
    seen: Annotated[int | None, Meta(description="`seen` of the page; not checked where null.")] = None


def judge(call: Call) -> See:
    """Accept or reject what an article reports.

    Raises:
        ConflictError: somebody has decided on the article since the page was drawn.
        AskedError: no fact is named.
    """
    sent, id_ = call.sent(Judged), call.params["id"]
    fact = sent.accept or sent.reject
    if not fact:
        raise AskedError("no fact is named.", where=id_, hint="Name one in `accept` or in `reject`.")
    name = f"{id_}:{fact}"
    verb = "accept" if sent.accept else "reject"
    made = decide(call, sent.seen, lambda it: getattr(it, verb)(name, report=True, who=call.who, why=sent.why))
    at = f"f-{fact}" if sent.accept else ""
    return See(address=address("/article/{id}", call.asked(Asked), id=id_, done=made.id, at=at), done=made)


class Undone(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that is undone."""

    decision: Annotated[str, Meta(description="Its id.")]


def undo(call: Call) -> See:
    """Undo a decision on an article's facts."""
    made = call.dossier.undo(call.sent(Undone).decision, who=call.who)
    return See(address=address("/article/{id}", call.asked(Asked), id=call.params["id"], done=None), done=made)


ROUTES = (
    Get("/article/{id}", show, Asked, frozenset(), gives=Shown),
    Post("/article/{id}/judge", judge, Judged, amiss=again),
    Post("/article/{id}/undo", undo, Undone, amiss=again),
)
