"""What a document of the Rich Text Format says to who reads it: its paragraphs, title and author."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from pourparlers.articles.markup import normalised
from pourparlers.model import ArticleError, LengthError

# Word goes no deeper than some dozen groups.
_DEEPEST = 5_000
_MOST_TOKENS = 3_000_000
# A hundred of the longest articles.
_MOST_CHARACTERS = 40_000_000
_TOKEN = re.compile(
    r"\\(?:'(?P<hex>[0-9a-fA-F]{2})|(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|(?P<sign>[^a-zA-Z]))"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
)
_CODE_PAGES = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_DEFAULTS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_CHARACTERS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "\u2014", "endash": "\u2013", "bullet": "\u2022",
    "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c", "rdblquote": "\u201d", "emspace": " ",
    "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SIGNS = {"~": "\u00a0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\", "\t": "\t"}
# Of fonts of signs, what Word and LibreOffice begin items of lists with: a point, a square, an arrow, a tick.
_SIGN_FONT = 2
_BULLETS = {0xB7, 0xA7, 0xD8, 0xFC}
_BULLET = "\u2022"
_ENDS = {"par", "sect", "page", "cell", "nestcell", "\n", "\r"}
# Groups that hold no text of the document; those that begin with \* and are not known either.
_UNSEEN = {
    "colortbl", "stylesheet", "info", "pict", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr",
    "footerf", "object", "nonshppict", "shprslt", "xe", "tc", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "atnid",
    "annotation", "fldinst", "filetbl", "revtbl", "listtable", "listoverridetable", "private", "upr", "bkmkstart",
    "NeXTGraphic",
}  # fmt: skip
# Within such groups, those that do hold it: text boxes, results of objects, and the second form of `upr`.
_SEEN = {"shptxt", "result", "ud"}


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph, or a cell of a table.

    Attributes:
        bold: whether all of it is in bold.
    """

    text: str
    bold: bool = False


class RichText(msgspec.Struct, frozen=True):
    """What a document holds; footnotes stand behind its text."""

    paragraphs: tuple[Paragraph, ...] = ()
    title: str = ""
    author: str = ""


class _State(msgspec.Struct, frozen=True):
    """What holds within a group.

    Attributes:
        sink: what its text belongs to: "text", "notes", "title", "author", "fonts"; nothing where it is empty.
        skip: how many characters stand behind \\u for programs that know no Unicode.
    """

    sink: str = "text"
    bold: bool = False
    hidden: bool = False
    font: int = -1
    skip: int = 1


class _Line:
    """A paragraph in the making."""

    def __init__(self) -> None:
        self.done: list[Paragraph] = []
        self._pieces: list[str] = []
        self._bold = True

    def add(self, text: str, bold: bool) -> None:
        self._pieces.append(text)
        self._bold &= bold or not text.strip()

    def end(self) -> None:
        text = _whole("".join(self._pieces))
        text = "\n".join(line.strip(" \t") for line in text.split("\n")).strip()
        if text:
            self.done.append(Paragraph(text, self._bold))
        self._pieces, self._bold = [], True


class _Reader:
    """Goes through a document once."""

    def __init__(self, where: str) -> None:
        self.lines = {sink: _Line() for sink in ("text", "notes", "title", "author")}
        self._where = where
        self._state = _State()
        self._stack: list[_State] = []
        self._starred = False
        self._skipped = 0
        self._pictured = False
        self._bytes = b""
        self._characters = 0
        self._default = "cp1252"
        self._fonts: dict[int, str] = {}
        self._of_signs: set[int] = set()

    def read(self, written: str) -> None:
        at, count, end = 0, 0, len(written)
        while at < end:
            match = _TOKEN.match(written, at)
            at = match.end() if match else at + 1
            if match is None:
                continue
            count += 1
            if count > _MOST_TOKENS or self._characters > _MOST_CHARACTERS:
                raise LengthError("the document is too long.", where=self._where, hint="Export fewer articles.")
            if match["word"] == "bin":
                # What follows are bytes of a picture, whatever they look like.
                at += max(0, int(match["number"] or 0))
            else:
                self._token(match)
        self._flush()
        for line in self.lines.values():
            line.end()

    def _token(self, match: re.Match[str]) -> None:
        if match["hex"]:
            self._byte(bytes.fromhex(match["hex"]))
        elif match["text"]:
            self._raw(match["text"])
        else:
            self._flush()
            if match["brace"]:
                self._group(match["brace"])
            elif match["word"]:
                self._word(match["word"], match["number"])
            else:
                self._sign(match["sign"])

    def _byte(self, byte: bytes) -> None:
        pictured, self._pictured = self._pictured, False
        if self._skipped:
            self._skipped -= 1
        elif not pictured or byte != b"\xac":
            self._bytes += byte
            if len(self._bytes) > 4000:
                self._flush()

    def _raw(self, text: str) -> None:
        cut = min(self._skipped, len(text))
        self._skipped -= cut
        text = text[cut:]
        self._flush()
        # What one piece has beyond the bound is not looked at: the next ends with the error.
        text = text[: _MOST_CHARACTERS + 1]
        self._characters += len(text)
        if text and self._state.sink:
            self._put(_raw(text, self._code_page))

    def _flush(self) -> None:
        """Put what came as bytes to the text, in the code page of its font."""
        data, self._bytes = self._bytes, b""
        if data and self._state.sink:
            bullet = len(data) == 1 and data[0] in _BULLETS and self._state.font in self._of_signs
            self._put(_BULLET if bullet else data.decode(self._code_page, "replace"))

    @property
    def _code_page(self) -> str:
        return self._fonts.get(self._state.font, self._default)

    def _put(self, text: str) -> None:
        line = self.lines.get(self._state.sink)
        if line is not None and not self._state.hidden:
            line.add(text, self._state.bold)

    def _group(self, brace: str) -> None:
        self._starred, self._skipped = False, 0
        if brace == "{":
            if len(self._stack) >= _DEEPEST:
                what = f"its groups are nested more than {_DEEPEST:,} deep."
                raise ArticleError(what, where=self._where, hint="Export or save it again.")
            self._stack.append(self._state)
        elif self._stack:
            if self._state.sink == "notes" and self._stack[-1].sink != "notes":
                self.lines["notes"].end()
            self._state = self._stack.pop()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._starred = True
        elif self._skipped and sign not in _ENDS:
            self._skipped -= 1
        elif sign in _ENDS:
            self._end()
        elif sign in _SIGNS:
            self._put(_SIGNS[sign])

    def _word(self, word: str, number: str | None) -> None:
        starred, self._starred = self._starred, False
        value = int(number) if number else None
        if word == "u" and value is not None:
            self._skipped = self._state.skip
            # Signs of such fonts are written from U+F000 on, where Unicode has none of its own.
            bullet = value % 65_536 - 0xF000 in _BULLETS
            self._put(_BULLET if bullet else chr(value % 65_536))
            return
        self._skipped = 0
        if word in _ENDS:
            self._end()
        elif word in _CHARACTERS:
            self._put(_CHARACTERS[word])
        elif not self._enters(word, starred):
            self._format(word, value)

    def _end(self) -> None:
        line = self.lines.get(self._state.sink)
        if line is not None:
            line.end()

    def _enters(self, word: str, starred: bool) -> bool:
        """Whether the word tells what its group holds."""
        sink = self._state.sink
        if word == "fonttbl":
            to = "fonts"
        elif word in {"title", "author"} and sink == "info":
            to = word
        elif word == "footnote":
            to = "notes" if sink == "text" else sink
        elif word in _SEEN:
            to = "text" if sink == "" else sink
        elif starred or word in _UNSEEN:
            # TextEdit puts a mark behind a picture: {{\NeXTGraphic pont.png }\'ac}
            self._pictured = word == "NeXTGraphic"
            to = "info" if word == "info" else "" if sink != "info" else "none"
        elif sink == "info":
            to = "none"
        else:
            return False
        self._state = msgspec.structs.replace(self._state, sink=to)
        return True

    def _format(self, word: str, value: int | None) -> None:
        state, on = self._state, value != 0
        if word == "b":
            self._state = msgspec.structs.replace(state, bold=on)
        elif word in {"v", "deleted"}:
            self._state = msgspec.structs.replace(state, hidden=on)
        elif word == "plain":
            self._state = msgspec.structs.replace(state, bold=False, hidden=False)
        elif word == "f" and value is not None:
            self._state = msgspec.structs.replace(state, font=value)
        elif word == "uc" and value is not None:
            self._state = msgspec.structs.replace(state, skip=min(max(value, 0), 100))
        elif word == "fcharset" and state.sink == "fonts" and value == _SIGN_FONT:
            self._of_signs.add(state.font)
        elif word == "fcharset" and state.sink == "fonts" and value in _CODE_PAGES:
            self._fonts[state.font] = _CODE_PAGES[value]
        elif word in _DEFAULTS:
            self._default = _DEFAULTS[word]
        elif word == "ansicpg" and value:
            self._default = _known(value)


def is_rich_text(head: bytes) -> bool:
    """Whether a file is RTF, told by its first bytes."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf")


def read_rich_text(data: bytes, where: str = "") -> RichText:
    """The text of a document as its reader sees it: without what is deleted or hidden, headers and pictures.

    Args:
        data: the document, whole or cut off.
        where: its file, for errors.

    Raises:
        ArticleError: it is nested deeper than any document is.
        LengthError: it is longer.
    """
    reader = _Reader(where)
    reader.read(data.decode("latin-1"))
    lines = reader.lines
    return RichText(
        paragraphs=(*lines["text"].done, *lines["notes"].done),
        title=" ".join(one.text for one in lines["title"].done),
        author=" ".join(one.text for one in lines["author"].done),
    )


def _raw(text: str, code_page: str) -> str:
    """Text that stands there unescaped: ASCII as a rule, but some programs write UTF-8 or their code page."""
    if text.isascii():
        return text
    data = text.encode("latin-1")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(code_page, "replace")


def _known(code_page: int) -> str:
    try:
        return "".encode(f"cp{code_page}").decode() or f"cp{code_page}"
    except LookupError:
        return "utf-8" if code_page == 65_001 else "cp1252"


def _whole(text: str) -> str:
    """The text with halves of surrogate pairs put together, as \\u writes what is beyond 16 bits."""
    if text.isascii() and text.isprintable():
        return text
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return normalised("".join(_seen(joined)))


def _seen(text: str) -> Iterator[str]:
    """Its characters but for controls, which nobody sees."""
    return (ch for ch in text if ch >= " " or ch in "\t\n")
