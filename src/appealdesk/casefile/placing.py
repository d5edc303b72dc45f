"""A new file that appears whole or not at all, and never in the place of another."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from appealdesk.casefile.errors import CaseFileError

_LONGEST = 240  # bytes; most systems take 255, and the lock and the journal add to the name


@contextmanager
def placed(path: Path) -> Iterator[Path]:
    """A name to write to beside ``path``; placed there in one step when all went well.

    Raises:
        CaseFileError: something is there already, or the place or the name cannot be used.
    """
    try:
        if len(path.name.encode()) > _LONGEST:
            raise CaseFileError("The name of the file is too long.", "Choose a shorter name.")
        _must_be_free(path)
        handle, name = tempfile.mkstemp(
            prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent
        )
        os.close(handle)
        part = Path(name)
        part.unlink()  # SQLite wants to make it; VACUUM INTO refuses a file with bytes in it
        try:
            yield part
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            _must_be_free(path)
            _place(part, path)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, UnicodeError, apsw.CantOpenError) as error:
        raise CaseFileError(
            f"\u201c{path.name}\u201d could not be made here.",
            "Check that the folder exists and that you may write there.",
        ) from error


def _place(part: Path, path: Path) -> None:
    try:
        os.link(part, path)  # unlike replace, this never takes another file's place
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links: reserve the name, then replace our own file
        path.open("xb").close()
        part.replace(path)
    if sys.platform != "win32":  # there the name is on the disk with the file
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _must_be_free(path: Path) -> None:
    if path.exists():
        raise CaseFileError(
            f"\u201c{path.name}\u201d is there already.",
            "Choose another name; nothing was changed.",
        )


def identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another of the same name; None when it is not there."""
    try:
        told = path.stat()
    except OSError:
        return None
    # Windows keeps the name of an open file; some of its disks have no steady numbers.
    return (0, 0) if sys.platform == "win32" else (told.st_dev, told.st_ino)
