"""Actors by the names that a reader knows them by."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pourparlers.model import Actor, LexiconError


class Names:
    """Names of actors in the language of the interface.

    Args:
        actors: their own names serve for persons and groups.
        language: of the interface; states and organisations are named in it.
    """

    def __init__(self, actors: Iterable[Actor], language: str) -> None:
        self._own = {actor.id: actor.name for actor in actors}
        self._world = _world_names(language)

    def __call__(self, actor: str) -> str:
        """The name of an actor, its id without its kind where there is no other."""
        return self._world.get(actor) or self._own.get(actor) or actor.partition(":")[2] or actor

    def all(self, actors: tuple[str, ...], mark: str = ", ") -> str:
        """The names of several."""
        return mark.join(self(actor) for actor in actors)


@cache
def _world_names(language: str) -> dict[str, str]:
    from pourparlers.lexicon import load_world

    try:
        things = load_world(language).things
    except (LexiconError, OSError):  # a view is worth having without the gazetteer
        return {}
    return {key: thing.names[language] for key, thing in things.items() if thing.names.get(language)}
