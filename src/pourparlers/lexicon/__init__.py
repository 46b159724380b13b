"""What is known of languages and of the world, as data, and its loader."""

from pourparlers.lexicon.entries import ActEntry, ContentEntry, EncounterEntry, RoleEntry
from pourparlers.lexicon.loader import Cue, Lexicon, languages, load_lexicon
from pourparlers.lexicon.world import NameKind, Thing, World, WorldName, fold, load_world, name_words

__all__ = [
    "ActEntry",
    "ContentEntry",
    "Cue",
    "EncounterEntry",
    "Lexicon",
    "NameKind",
    "RoleEntry",
    "Thing",
    "World",
    "WorldName",
    "fold",
    "languages",
    "load_lexicon",
    "load_world",
    "name_words",
]
