"""ZIP archives that a file may be, opened only where what they unpack to is of a size that a document has."""

from __future__ import annotations

import zipfile

from pourparlers.articles.file import LARGEST_EXPORT, File
from pourparlers.model import ArticleError, LengthError

MOST_MEMBERS = 20_000
# Those of office documents. Of the others the library unpacks all before it looks at the size that was told.
_WAYS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def open_zip(file: File) -> zipfile.ZipFile:
    """The archive that a file is; to be closed by the caller.

    What its members unpack to is bounded by the sizes that it tells of them: no more than that is ever read.

    Raises:
        ArticleError: it is no archive, or a damaged one.
        LengthError: it would unpack to more than a document has.
    """
    stream = file.packed()
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        stream.close()
        hint = "Save or export it again."
        raise ArticleError("the file is damaged or cut off.", where=file.name, hint=hint) from error
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > LARGEST_EXPORT:
        archive.close()
        what = f"it unpacks to more than {LARGEST_EXPORT // 1_000_000} MB or {MOST_MEMBERS:,} files."
        raise LengthError(what, where=file.name, hint="Save the text of the article as a plain file.")
    return archive


def member(archive: zipfile.ZipFile, name: str, where: str = "") -> bytes | None:
    """The content of a member; None where there is none of this name.

    Raises:
        ArticleError: it is damaged, or locked by a password.
    """
    try:
        if archive.getinfo(name).compress_type not in _WAYS:
            what = f"{name[:80]!r} in it is packed in a way that documents are not."
            raise ArticleError(what, where=where, hint="Save it again as DOCX.")
        return archive.read(name)
    except KeyError:
        return None
    except ArticleError:
        raise
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, EOFError) as error:
        hint = "Save it again, without a password."
        raise ArticleError(f"{name[:80]!r} in it cannot be unpacked.", where=where, hint=hint) from error
    except Exception as error:  # zlib and lzma have errors of their own
        raise ArticleError(f"{name[:80]!r} in it is damaged.", where=where, hint="Save it again.") from error
