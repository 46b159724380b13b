"""The pages of the reading room, a module for each screen with its `ROUTES`."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from pourparlers.web.routes import Route

_MODULES = sorted(module.name for module in iter_modules(__path__))
ROUTES: tuple[Route, ...] = tuple(route for name in _MODULES for route in import_module(f"{__name__}.{name}").ROUTES)
