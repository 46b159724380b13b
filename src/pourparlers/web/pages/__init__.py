"""The pages of the reading room, a module for each screen."""

from __future__ import annotations

from pourparlers.web.pages import add, article, articles, home, search
from pourparlers.web.routes import Route

# A line for each module, by name.
ROUTES: tuple[Route, ...] = (
    *add.ROUTES,
    *article.ROUTES,
    *articles.ROUTES,
    *home.ROUTES,
    *search.ROUTES,
)
