"""The bytes of files inside the case file, under their SHA-256, in and out by the piece."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import apsw

from appealdesk.casefile.errors import CaseDamaged, CaseFileError

_CHUNK = 1 << 20  # bytes
_LARGEST = 1_000_000_000 - 4096  # SQLite's own limit for one value


def add(db: apsw.Connection, path: Path) -> str:
    """Take a file's bytes in; bytes that are there already are not kept twice.

    Raises:
        OSError: the file cannot be read.
        CaseFileError: it is too large, or it changed while it was read.
    """
    sha, size = _digest(path)
    if find(db, sha) is not None:
        return sha
    if size > _LARGEST:
        raise CaseFileError(
            f"\u201c{path.name}\u201d is too large ({size / 1e9:.1f} GB).",
            "Split it into parts of less than 1 GB, and add those.",
        )
    db.execute("BEGIN IMMEDIATE")
    try:
        db.execute("INSERT INTO blob (sha256, size, data) VALUES (?, ?, ?)",
                   (sha, size, apsw.zeroblob(size)))  # fmt: skip
        again = hashlib.sha256()
        if size:
            with db.blob_open("main", "blob", "data", db.last_insert_rowid(), True) as blob:
                written = 0
                for chunk in _chunks(path):
                    written += len(chunk)
                    if written > size:
                        break
                    again.update(chunk)
                    blob.write(chunk)
        if again.hexdigest() != sha:
            raise CaseFileError(  # noqa: TRY301  the transaction is rolled back below
                f"\u201c{path.name}\u201d changed while it was read.",
                "Wait until the other program has saved it, and add it again.",
            )
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
    return sha


def find(db: apsw.Connection, sha: str) -> tuple[int, int] | None:
    """Row id and size of a blob, or None."""
    row = db.execute("SELECT id, size FROM blob WHERE sha256 = ?", (sha,)).fetchone()
    return None if row is None else (row[0], row[1])


def read(db: apsw.Connection, sha: str) -> Iterator[bytes]:
    """The bytes of a blob by the piece.

    Raises:
        CaseFileError: there is no such blob.
        CaseDamaged: the bytes are not those that came in; told after the last piece.
    """
    number, size = must_find(db, sha)
    told = hashlib.sha256()
    try:
        if size:
            with db.blob_open("main", "blob", "data", number, False) as blob:
                while piece := blob.read(_CHUNK):
                    told.update(piece)
                    yield piece
    except apsw.Error as error:
        raise _damaged() from error
    if told.hexdigest() != sha:  # SQLite does not check what lies inside a value
        raise _damaged()


def must_find(db: apsw.Connection, sha: str) -> tuple[int, int]:
    """Row id and size of a blob.

    Raises:
        CaseFileError: there is no such blob.
    """
    found = find(db, sha)
    if found is None:
        raise CaseFileError(
            "The bytes of a document are missing in this case file.",
            "Add the document again from where you have it.",
        )
    return found


def _damaged() -> CaseDamaged:
    return CaseDamaged(
        "The bytes of a document are damaged in this case file.",
        "Take an older copy of the case, or add the document again from where you have it.",
    )


def _digest(path: Path) -> tuple[str, int]:
    sha, size = hashlib.sha256(), 0
    for chunk in _chunks(path):
        sha.update(chunk)
        size += len(chunk)
    return sha.hexdigest(), size


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
