"""Digests of mailing lists as plain text: messages one after the other, lines of dashes between them (RFC 1153)."""

from __future__ import annotations

import re

_OPENS = re.compile(r"^-{70}\n\n", re.MULTILINE)
_PARTS = re.compile(r"^-{30}\n\n", re.MULTILINE)
_RULE = "-" * 30 + "\n\n"
# "Message: 2", in the language of the list, before the fields of the message.
_NUMBER = re.compile(r"[^\W\d]{1,20}\s?: \d{1,6}\n")
_FIELD = re.compile(r"([A-Za-z-]{1,40}): .{0,998}(?:\n[ \t].{0,998})*\n")
_LEAST = {"from", "date"}
_ENDS = re.compile(r"\*{10,}\s*\Z")


def parted(text: str) -> tuple[str, list[str]]:
    """What a digest says of itself, before and behind its messages, and the messages, each with its fields.

    Of a text that is no digest, all of it and none.

    Args:
        text: the text of a message.
    """
    opens = _OPENS.search(text)
    parts = _PARTS.split(text[opens.end() :]) if opens else []
    if opens is None or not _is_letter(parts[0]):
        return text, []
    last = max(at for at, part in enumerate(parts) if _is_letter(part))
    # A line of dashes may also stand within a message; the last part is the digest's own.
    behind = parts[last + 1 :] if _ENDS.search(parts[-1]) else []
    letters: list[str] = []
    for part in parts[: len(parts) - len(behind)]:
        if _is_letter(part):
            letters.append(part)
        else:
            letters[-1] += _RULE + part
    frame = "\n\n".join(told for one in (text[: opens.start()], *behind) if (told := one.strip("\n")))
    return frame, [_message(letter) for letter in letters]


def _is_letter(part: str) -> bool:
    return {name.lower() for name, _ in _fields(part)[0]} >= _LEAST


def _fields(part: str) -> tuple[list[tuple[str, str]], int]:
    """The fields that a part begins with, and where they end."""
    number = _NUMBER.match(part)
    at = number.end() if number else 0
    out: list[tuple[str, str]] = []
    while field := _FIELD.match(part, at):
        out.append((field[1], field[0]))
        at = field.end()
    return out, at


def _message(letter: str) -> str:
    """A message as it would be sent by itself: its text has been decoded together with the digest's."""
    fields, end = _fields(letter)
    own = "".join(line for name, line in fields if not name.lower().startswith("content-"))
    return f"{own}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{letter[end:].strip()}\n"
