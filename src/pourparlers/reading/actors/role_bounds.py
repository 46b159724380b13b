"""What stands around a role noun: the name that it is part of, the marks that doubt the office."""

from __future__ import annotations

from pourparlers.language.tree import Token
from pourparlers.lexicon import NameKind, World
from pourparlers.reading.actors.gazetteer import Mention

MARKS = {('"', '"'), ("«", "»"), ("“", "”")}


def in_name(world: World, mention: Mention | None, at: int) -> bool:
    """«les rebelles houthis», "Houthi rebels", "Nur-Sultan": a role noun inside a known name is no role.

    Nor is «générale» of «l'Assemblée générale des Nations unies».
    """
    if mention is None or mention.last == mention.first:
        return False
    if mention.kind is NameKind.CAPITAL:
        return True
    if mention.kind is NameKind.BODY:
        return at > mention.first
    return mention.kind is NameKind.ORGANISATION and mention.id in world.things


def in_marks(tokens: list[Token], start: int, end: int) -> bool:
    """«le "ministre" abkhaze de l'Économie»: marks around an office that nobody acknowledges part it from nothing."""
    inside = start > 0 and end + 1 < len(tokens) and tokens[start - 1].sent == tokens[end + 1].sent
    return inside and (tokens[start - 1].text, tokens[end + 1].text) in MARKS
