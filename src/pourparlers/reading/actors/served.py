"""Who serves whom: "a spokesman for UN chief Ann Lee", "Harkness's spokesman"."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.reading.actors.bearers import of_another
from pourparlers.reading.actors.cast import Cast
from pourparlers.reading.actors.persons import PersonName
from pourparlers.reading.actors.roles import RolePhrase

# No noun phrase before a name has more words after its head.
PHRASE = 8


def serving_role(cast: Cast, token: Token) -> RolePhrase | None:
    """The role of who serves, where the tree takes the name of whom they serve for the subject."""
    name = cast.name_at[token.i]
    if token.rel != "nsubj":
        return None
    before = cast.roles_within(max(0, name.first - PHRASE), name.first - 1)
    outer = next((r for r in before if r.last == name.first - 1 and of_another(cast, r)), None)
    after = cast.role_at.get(name.last + 2)
    return outer or (after if after is not None and owner_name(cast, after) == name else None)


def owner_name(cast: Cast, role: RolePhrase) -> PersonName | None:
    """ "Harkness's spokesman": the name of whom one serves, before the genitive."""
    tokens, genitive = cast.context.parse.tokens, cast.context.lexicon.grammar.name_genitive
    if role.first < 2 or tokens[role.first - 1].text not in genitive or role.number != "s":
        return None
    return cast.name_at.get(role.first - 2)
