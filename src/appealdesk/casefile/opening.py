"""How a case file is opened: is it one, whose is it, how old is it, does the password fit.

Nothing in here ever deletes, truncates or recreates a user's file.
"""

import os
import shutil
import tempfile
import threading
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import apsw

from appealdesk.case.values import Case
from appealdesk.casefile import lock, rows, schema
from appealdesk.casefile.errors import (
    CaseDamaged,
    CaseFileError,
    CaseNotFound,
    NotACase,
    PasswordNeeded,
    PasswordWrong,
)
from appealdesk.casefile.lock import Lock

_HEAD = b"SQLite format 3\0"
_JOURNAL = bytes.fromhex("d9d505f920a163d7")
_PAGES = schema.PAGE_SIZE.to_bytes(2, "big") + b"\1\1"  # page size, rollback journal
_FRACTIONS = bytes((64, 32, 32))  # the same in every SQLite file
_QUICK = 64 << 20  # bytes up to which the whole file is checked when it is opened


@dataclass(slots=True)
class Opened:
    """An open connection with its case; ``folder`` is a private copy to remove at the end.

    ``is_protected`` is kept here because nobody may look at the open file itself: closing a second
    handle of it would drop SQLite's lock (POSIX).
    """

    db: apsw.Connection
    case: Case
    lock: Lock | None = None
    why_read_only: str = ""
    folder: tempfile.TemporaryDirectory[str] | None = None
    is_protected: bool = False


def open_case(
    path: Path,
    password: str | None,
    *,
    read_only: bool,
    take_over: bool,
    migrations: Mapping[int, schema.Migration],
) -> Opened:
    """Open a case for writing, or for reading when that is asked or nothing else is right."""
    if not path.exists():
        raise CaseNotFound(
            f"There is no file \u201c{path.name}\u201d at that place.",
            "Check the name, or whether it was moved.",
        )
    if path.is_dir():
        raise NotACase(f"\u201c{path.name}\u201d is a folder.", "Choose a file ending in .appeal.")
    if read_only:
        return _snapshot(path, password, migrations, "It was opened for reading.")
    if not os.access(path, os.W_OK):
        return _snapshot(path, password, migrations, "This file may only be read.")
    try:
        held = lock.take(path, take_over=take_over)
    except OSError:
        return _snapshot(path, password, migrations, "The folder of this file may only be read.")
    try:
        return _for_writing(path, password, migrations, held)
    except BaseException:
        held.release()
        raise


def connect(path: Path, password: str | None, flags: int) -> apsw.Connection:
    """A connection with its password set; nothing is read yet."""
    db = apsw.Connection(str(path.absolute()), flags=flags)  # "file:x" alone would be a URI
    if password:
        set_key(db, password)
    return db


def set_key(db: apsw.Connection, password: str) -> None:
    """Tell a fresh connection the password."""
    db.pragma("cipher", schema.CIPHER)
    db.pragma("key", normal(password))


def change_key(db: apsw.Connection, password: str | None) -> None:
    """Write the whole file anew with another password, or without one (None)."""
    db.pragma("cipher", schema.CIPHER)
    db.pragma("rekey", normal(password) if password else "")


def normal(password: str) -> str:
    """A password as it is used: the same accents from every keyboard."""
    return unicodedata.normalize("NFC", password)


@contextmanager
def _closed_on_error(db: apsw.Connection, path: Path, *, is_plain: bool) -> Iterator[None]:
    """Close the connection when opening fails, and say in a sentence what SQLite found."""
    try:
        yield
    except apsw.NotADBError as error:
        db.close()
        raise (_damaged(path, error) if is_plain else _wrong(path)) from None
    except (apsw.CorruptError, apsw.IOError) as error:
        db.close()
        raise _damaged(path, error) from error
    except BaseException:
        db.close()
        raise


def _for_writing(
    path: Path, password: str | None, migrations: Mapping[int, schema.Migration], held: Lock
) -> Opened:
    is_plain = _sniff(path, password, _journal_of(path))
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI
    db = connect(path, None if is_plain else password, flags)
    with _closed_on_error(db, path, is_plain=is_plain):
        db.pragma("locking_mode", "exclusive")
        try:
            db.execute("BEGIN IMMEDIATE")  # takes the exclusive lock, and heals a hot journal
            db.execute("COMMIT")
        except apsw.BusyError:
            raise lock.in_use(path, None) from None
        major = _checked_major(db, path)
        if major > schema.SCHEMA_MAJOR:
            db.close()
            held.release()
            return _snapshot(
                path, password, migrations,
                "This case was made by a newer AppealDesk, so it can only be read here.",
            )  # fmt: skip
        schema.prepare(db)
        if major < schema.SCHEMA_MAJOR:
            steps = _steps(path, major, migrations)
            _back_up(db, path, major)
            schema.migrate(db, steps)
        schema.add_what_is_new(db)
        return Opened(db, _read(db, path), held, is_protected=not is_plain)


def _snapshot(
    path: Path, password: str | None, migrations: Mapping[int, schema.Migration], why: str
) -> Opened:
    """Open a private copy for reading: it can never show a torn state, whoever writes meanwhile."""
    holder = lock.holder_of(path)
    if holder is not None and lock.is_mine(holder):  # closing a second handle drops POSIX locks
        raise lock.in_use(path, holder)
    folder = tempfile.TemporaryDirectory(prefix=f"appealdesk-{os.getpid()}-")
    copy = Path(folder.name) / "case.appeal"
    try:
        _copy_whole(path, copy)
        is_plain = _sniff(copy, password, _journal_of(copy), path.name)
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI
        db = connect(copy, None if is_plain else password, flags)
        with _closed_on_error(db, path, is_plain=is_plain):
            major = _checked_major(db, path)
            if major < schema.SCHEMA_MAJOR:
                schema.migrate(db, _steps(path, major, migrations))
            schema.add_what_is_new(db)
            return Opened(db, _read(db, path), None, why, folder, is_protected=not is_plain)
    except BaseException:
        folder.cleanup()
        raise


def _copy_whole(path: Path, copy: Path) -> None:
    """Copy a file at an instant when nobody writes in it, with its journal if one was left."""
    journal = _journal_of(path)
    pause = threading.Event()
    for _ in range(100):
        before = _stamp(path), _hot(journal)
        shutil.copyfile(path, copy)
        left = _journal_of(copy)
        left.unlink(missing_ok=True)
        is_live = lock.holder_of(path) is not None
        if before[1] is not None and not is_live:
            shutil.copyfile(journal, left)  # after a crash the journal is part of the case
        after = _stamp(path), _hot(journal)
        if before == after and (before[1] is None or not is_live):
            return
        pause.wait(0.02)
    raise CaseFileError(
        f"\u201c{path.name}\u201d is being written all the time.", "Try again in a moment."
    )


def _stamp(path: Path) -> tuple[int, int, bytes] | None:
    """Size, time and change counter of a file; None when it is not there or empty."""
    try:
        told = path.stat()
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        return None
    return (told.st_size, told.st_mtime_ns, head[24:28]) if told.st_size else None


def _journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _hot(journal: Path) -> tuple[int, int, bytes] | None:
    """The stamp of a journal with work in it; None for none, or one that is done with.

    With the exclusive lock SQLite keeps the file between transactions and only wipes its head.
    """
    try:
        with journal.open("rb") as file:
            if file.read(len(_JOURNAL)) != _JOURNAL:
                return None
    except FileNotFoundError:
        return None
    return _stamp(journal)


def _sniff(path: Path, password: str | None, journal: Path, name: str = "") -> bool:
    """Whether the file is a case without a password; raises when it can be no case at all."""
    name = name or path.name
    with path.open("rb") as file:
        head = file.read(100)
    size = path.stat().st_size
    if size == 0:
        raise NotACase(f"\u201c{name}\u201d is empty.", "Choose another file, or a copy of it.")
    if head.startswith(_HEAD):
        if int.from_bytes(head[68:72], "big") != schema.APPLICATION_ID:
            raise NotACase(
                f"\u201c{name}\u201d belongs to another program.",
                "Choose a file ending in .appeal.",
            )
        return True
    is_whole = size % schema.PAGE_SIZE == 0 or _hot(journal) is not None
    # SQLite3MC leaves these bytes of the header as they are, so that noise can be told from a case.
    is_protected = head[16:20] == _PAGES and head[21:24] == _FRACTIONS
    if size < schema.PAGE_SIZE or not is_whole or not is_protected:
        raise NotACase(
            f"\u201c{name}\u201d is not an AppealDesk case, or it is damaged.",
            "It was left as it is. Choose another file, or a copy of it.",
        )
    if not password:
        raise PasswordNeeded(
            f"\u201c{name}\u201d is protected by a password.", "Give its password to open it."
        )
    return False


def _checked_major(db: apsw.Connection, path: Path) -> int:
    if db.pragma("application_id") != schema.APPLICATION_ID:
        raise NotACase(
            f"\u201c{path.name}\u201d belongs to another program.",
            "Choose a file ending in .appeal.",
        )
    # SQLite fills up a last page that was cut off with zeros and asks no more.
    pages, page_size = db.execute("SELECT * FROM pragma_page_count, pragma_page_size").get
    if Path(db.filename).stat().st_size < pages * page_size:
        raise _damaged(path, None)
    # A whole check of 1 GB takes a second. Above the limit SQLite's own checks while reading, and
    # the SHA-256 of every original, have to do.
    if path.stat().st_size <= _QUICK and db.pragma("quick_check") != "ok":
        raise _damaged(path, None)
    return int(db.pragma("user_version")) // 1000  # type: ignore[call-overload, no-any-return, unused-ignore]


def _read(db: apsw.Connection, path: Path) -> Case:
    try:
        return rows.read(db)
    except (ValueError, KeyError, TypeError, apsw.SQLError) as error:
        raise _damaged(path, error) from error


def _steps(
    path: Path, major: int, migrations: Mapping[int, schema.Migration]
) -> tuple[schema.Migration, ...]:
    try:
        return schema.steps(major, migrations)
    except KeyError as error:
        raise CaseFileError(
            f"\u201c{path.name}\u201d was made by a version of AppealDesk that is too old.",
            "Open it with a version in between first. It was left as it is.",
        ) from error


def _back_up(db: apsw.Connection, path: Path, major: int) -> None:
    """Keep the older file beside the new one before anything in it changes."""
    now = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = path.with_name(f"{path.stem} (backup of version {major}, {now}).appeal")
    if target.exists():
        raise CaseFileError(f"\u201c{target.name}\u201d is in the way.", "Move it elsewhere first.")
    db.execute("VACUUM INTO ?", (str(target.absolute()),))  # with the same password


def _wrong(path: Path) -> PasswordWrong:
    return PasswordWrong(
        f"This password does not open \u201c{path.name}\u201d, or the file is damaged.",
        "Check capital letters and the keyboard language, and try again.",
    )


def _damaged(path: Path, error: Exception | None) -> CaseDamaged:
    detail = f" ({error})" if error else ""
    return CaseDamaged(
        f"\u201c{path.name}\u201d is damaged{detail}.",
        "It was left as it is. Open a copy or a backup of it, if you have one.",
    )
