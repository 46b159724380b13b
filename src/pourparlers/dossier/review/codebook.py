"""The codebook: what persons name issues, and which are part of which; as entries and as YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

import msgspec
import yaml

from pourparlers.dossier.merging.issues import CODE, form_of, is_code
from pourparlers.dossier.review.decisions import Code
from pourparlers.dossier.store.rows import SEPARATOR
from pourparlers.lexicon.world import fold
from pourparlers.model import DossierError

# A codebook of so many characters is none.
LONGEST = 5_000_000
_LONGEST_NAME = 300
_ID = re.compile(r"[^\W_]+(-[^\W_]+)*")
_FORM = "An entry is: - {id: fishing, label: Fishing rights, aliases: [quotas, licences], parent: sea}."


def from_yaml(text: str, where: str = "") -> tuple[Code, ...]:
    """The entries of a codebook.

    Args:
        text: YAML, a list of mappings with `id`, `label` and, where there are any, `aliases` and `parent`.
        where: the name of its file, for errors.

    Raises:
        DossierError: it is no YAML, or no codebook; it tells which entry and why.
    """
    if len(text) > LONGEST:
        raise DossierError("the file is too long to be a codebook.", where=where, hint=_FORM)
    try:
        told = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        first = " ".join(str(error).split())[:200]
        raise DossierError(f"the file is no YAML: {first}", where=where, hint=_FORM) from error
    if not isinstance(told, list):
        raise DossierError("the file holds no list of entries.", where=where, hint=_FORM)
    return checked((_entry(one, n, where) for n, one in enumerate(told, 1)), where)


def _entry(told: Any, n: int, where: str) -> Code:
    if not isinstance(told, dict):
        raise DossierError(f"entry {n} is no mapping.", where=where, hint=_FORM)
    if unknown := [str(one) for one in told if one not in Code.__struct_fields__]:
        raise DossierError(f"entry {n} has an unknown key {unknown[0]!r}.", where=where, hint=_FORM)
    try:
        return msgspec.convert({**told, "aliases": told.get("aliases") or ()}, Code)
    except msgspec.ValidationError as error:
        raise DossierError(f"entry {n} is not well formed: {error}.", where=where, hint=_FORM) from error


def to_yaml(codes: Iterable[Code]) -> str:
    """The entries as `from_yaml` takes them."""
    told = [{name: value for name, value in msgspec.to_builtins(one).items() if value} for one in codes]
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=120) if told else "[]\n"


def checked(codes: Iterable[Code], where: str = "") -> tuple[Code, ...]:
    """Entries by id, their aliases each once.

    Raises:
        DossierError: an id or a name is not well formed or stands twice, a parent is not there, or parents go round.
    """
    book: dict[str, Code] = {}
    names: dict[str, str] = {}
    for one in codes:
        if one.id in book:
            raise DossierError(f"two entries have the id {one.id!r}.", where=where, hint="Give each its own.")
        book[one.id] = _clean(one, where)
        for name in (book[one.id].label, *book[one.id].aliases):
            if names.setdefault(fold(name), one.id) != one.id:
                what = f"{name!r} is a name of two entries, {names[fold(name)]!r} and {one.id!r}."
                raise DossierError(what, where=where, hint="Take it out of one.")
    for one in book.values():
        _line(one, book, where)
    return tuple(book[id_] for id_ in sorted(book))


def _clean(one: Code, where: str) -> Code:
    if len(one.id) > _LONGEST_NAME or not _ID.fullmatch(one.id):
        hint = "An id is a word of letters, digits and hyphens."
        raise DossierError(f"{one.id!r} is no id of an entry.", where=where, hint=hint)
    label, *aliases = (name_of(name, where) for name in (one.label, *one.aliases))
    return Code(id=one.id, label=label, aliases=tuple(sorted(set(aliases) - {label})), parent=one.parent or None)


def name_of(told: str, where: str = "") -> str:
    """A label or an alias on one line.

    Raises:
        DossierError: it is empty, too long, or holds what parts names from one another.
    """
    name = " ".join(told.split())
    if not fold(name) or len(name) > _LONGEST_NAME or name.startswith(CODE) or SEPARATOR.strip() in name:
        what = f"{told[:50]!r} cannot name an issue."
        hint = f"A name has 1 to {_LONGEST_NAME} characters, does not begin with {CODE} and has no {SEPARATOR.strip()}."
        raise DossierError(what, where=where, hint=hint)
    return name


def _line(one: Code, book: Mapping[str, Code], where: str) -> None:
    """Go up from an entry to the widest."""
    line, at = [one.id], one
    while at.parent is not None:
        if at.parent not in book:
            hint = "Add it, or take the parent out."
            raise DossierError(f"{at.id!r} is part of {at.parent!r}, which is not there.", where=where, hint=hint)
        at = book[at.parent]
        if at.id in line:
            what = f"the parents go round: {' → '.join([*line[line.index(at.id) :], at.id])}."
            raise DossierError(what, where=where, hint="Take one of these parents out.")
        line.append(at.id)


def entry_of(group: Sequence[str], label: str, book: Mapping[str, Code]) -> Code:
    """The entry of an issue, a new one where it has none.

    Args:
        group: its nodes.
        label: what a new one is called.
        book: the codebook.

    Raises:
        DossierError: `label` cannot name an issue.
    """
    own = next((book[node.removeprefix(CODE)] for node in group if is_code(node)), None)
    if own is not None:
        return own
    names = sorted({form_of(node).label for node in group if not is_code(node)})
    free = [name for name in (label, *filter(_names, names)) if fold(name) not in names_in(book)]
    if not free:
        what = f"{label!r} is what the entry {names_in(book)[fold(label)]!r} is called."
        raise DossierError(what, hint="Merge the two, or give another label.")
    return Code(id=_fresh(free[0], book), label=name_of(free[0]), aliases=tuple(sorted(set(free) - {free[0]})))


def _names(told: str) -> bool:
    """Whether a label of articles can stand in a codebook."""
    try:
        return name_of(told) == told
    except DossierError:
        return False


def names_in(book: Mapping[str, Code]) -> dict[str, str]:
    """The entries that all labels and aliases are of, without regard to capitals and accents."""
    return {fold(name): one.id for one in book.values() for name in (one.label, *one.aliases)}


def _fresh(label: str, book: Mapping[str, Code]) -> str:
    """An id that no entry has, from the words of its label."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(label)).strip("-")[:60].strip("-")
    words = words or f"i-{blake2b(label.encode(), digest_size=4).hexdigest()}"
    return next(one for n in range(1, len(book) + 2) if (one := words if n == 1 else f"{words}-{n}") not in book)
