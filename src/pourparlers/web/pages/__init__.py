"""The pages of the reading room, a module for each screen with its `ROUTES`; one more tells what they answer."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from pourparlers.web.openapi import description
from pourparlers.web.routes import Route

_MODULES = sorted(module.name for module in iter_modules(__path__))
_SCREENS: tuple[Route, ...] = tuple(route for name in _MODULES for route in import_module(f"{__name__}.{name}").ROUTES)
ROUTES: tuple[Route, ...] = (*_SCREENS, description(_SCREENS))
