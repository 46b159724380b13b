"""Makes documents of the Rich Text Format as Word and the press databases write them."""

from collections.abc import Iterable, Sequence

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0\uc1{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fswiss\fcharset238 Arial CE;}}"
    r"{\colortbl;\red0\green0\blue255;}{\stylesheet{\s0 Normal;}{\s1 heading 1;}}"
)


def escaped(text: str) -> str:
    """A text as RTF writes it: "é" as \\'e9, what Windows-1252 has not as \\u."""
    out = []
    for ch in text:
        if ch in "\\{}":
            out.append("\\" + ch)
        elif ch == "\n":
            out.append("\\line ")
        elif ch == "\t":
            out.append("\\tab ")
        elif ch < "\x80":
            out.append(ch)
        else:
            units = ch.encode("utf-16-le")
            try:
                out.append(f"\\'{ch.encode('cp1252')[0]:02x}")
            except UnicodeEncodeError:
                numbers = (int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2))
                out.append("".join(f"\\u{n - 65_536 if n > 32_767 else n}?" for n in numbers))
    return "".join(out)


def rich(paragraphs: Iterable[str], info: str = "", bold: Sequence[str] = ()) -> bytes:
    """A document of some paragraphs, those of `bold` in bold print."""
    told = "".join(
        rf"\pard\plain {{\b {escaped(one)}}}\par" + "\n" if one in bold else rf"\pard\plain {escaped(one)}\par" + "\n"
        for one in paragraphs
    )
    return f"{HEAD}{info}\n{told}}}".encode("ascii")


def table(rows: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Rows of two cells, the second with some paragraphs, as RTF to stand in a document."""
    out = []
    for code, told in rows:
        cells = r"\par ".join(map(escaped, told))
        out.append(rf"\trowd\cellx900\cellx9000\pard\intbl {{\b {code}}}\cell\pard\intbl {cells}\cell\row" + "\n")
    return "".join(out)
