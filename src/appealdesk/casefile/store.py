"""An open case file: every edit is one transaction, on disk when ``apply`` returns.

The history is kept as SQLite changesets, one for each edit, in the same transaction as the edit.
So undo and redo are exact, also after closing and opening again.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self
from urllib.parse import quote

import apsw

from appealdesk.case.values import Case
from appealdesk.casefile import blobs, rows, schema
from appealdesk.casefile.errors import CaseFileError, CaseGone, ReadOnlyCase
from appealdesk.casefile.opening import Opened, change_key, normal, open_case, set_key
from appealdesk.casefile.placing import identity, placed
from appealdesk.casefile.records import ExportRecord, HistoryEntry
from appealdesk.casefile.turns import alone


class CaseFile:
    """One open ``.appeal`` file; make one with ``create`` or ``open``.

    Any thread may call any method; they take turns. Hold ``lock`` to do several things as one.
    """

    def __init__(self, path: Path, opened: Opened) -> None:
        self.lock = threading.RLock()
        self.path = path
        self._opened = opened
        self._db, self._case = opened.db, opened.case
        self._identity = identity(path)
        self.is_closed = False

    @classmethod
    def create(cls, path: Path, case: Case, *, password: str | None = None) -> Self:
        """Make a new case file and open it.

        Raises:
            CaseFileError: something of that name is there already, or the place cannot be written.
        """
        with placed(path) as part:
            db = apsw.Connection(str(part))
            try:
                if password:
                    set_key(db, password)
                db.pragma("page_size", schema.PAGE_SIZE)
                schema.prepare(db)
                db.execute("BEGIN IMMEDIATE")
                schema.make_tables(db)
                rows.write(db, rows.difference(None, case))
                db.execute("COMMIT")
            finally:
                db.close()
        return cls.open(path, password=password)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        password: str | None = None,
        read_only: bool = False,
        take_over: bool = False,
        migrations: Mapping[int, schema.Migration] = schema.MIGRATIONS,
    ) -> Self:
        """Open a case file.

        Args:
            path: the file.
            password: needed when the file is protected.
            read_only: read a copy of it as it is now, also while somebody else has it open.
            take_over: take a case from another computer that did not let go of it.
            migrations: steps from older versions.

        Raises:
            CaseFileError: one of the errors of ``casefile.errors``; the file is unchanged.
        """
        try:
            opened = open_case(
                path, password, read_only=read_only, take_over=take_over, migrations=migrations
            )
        except (OSError, UnicodeError, apsw.Error) as error:
            why = getattr(error, "strerror", None) or error
            raise CaseFileError(
                f"\u201c{path.name}\u201d could not be opened ({why}).",
                "Check that you may read it and that the disk is all right.",
            ) from error
        return cls(path, opened)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @property
    def case(self) -> Case:
        """The case as it is on disk."""
        return self._case

    @property
    def is_read_only(self) -> bool:
        """Whether edits are refused."""
        return self._opened.lock is None

    @property
    def why_read_only(self) -> str:
        """A sentence for the user; empty when the case may be edited."""
        return self._opened.why_read_only

    @property
    def is_protected(self) -> bool:
        """Whether a password is needed to open the file."""
        return self._opened.is_protected

    @alone
    def apply(self, label: str, change: Callable[[Case], Case]) -> Case:
        """Change the case; on disk with its history entry when this returns.

        Raises:
            CaseFileError: it could not be written; the case is as before.
        """
        self._must_write()
        after = change(self._case)
        if after is self._case:
            return after
        with self._transaction():
            session = apsw.Session(self._db, "main")
            for table in schema.RECORDED:
                session.attach(table)
            count = rows.write(self._db, rows.difference(self._case, after))
            changeset = session.changeset() if count else b""
            session.close()
            if changeset:
                done = self._done()
                self._db.execute("DELETE FROM history WHERE seq > ?", (done,))
                self._db.execute(
                    "INSERT INTO history VALUES (?, ?, ?, ?)", (done + 1, label, _now(), changeset)
                )
                self._set_done(done + 1)
        self._case = after
        return after

    @alone
    def undo(self) -> str | None:
        """Take back the last edit; gives its label, or None when there is none."""
        return self._step(is_undo=True)

    @alone
    def redo(self) -> str | None:
        """Do the edit again that was undone last; gives its label, or None."""
        return self._step(is_undo=False)

    @property
    @alone
    def undo_label(self) -> str | None:
        """What undo would take back."""
        return self._label(self._done())

    @property
    @alone
    def redo_label(self) -> str | None:
        """What redo would do again."""
        return self._label(self._done() + 1)

    @alone
    def history(self) -> tuple[HistoryEntry, ...]:
        """Every edit, oldest first."""
        done = self._done()
        found = self._db.execute("SELECT seq, label, at FROM history ORDER BY seq")
        return tuple(HistoryEntry(seq, label, at, seq <= done) for seq, label, at in found)

    @alone
    def add_blob(self, path: Path) -> str:
        """Take in a file's bytes; gives their SHA-256. The same bytes are kept once.

        Raises:
            OSError: the file cannot be read.
            CaseFileError: the case cannot be written, or the file changed meanwhile.
        """
        self._must_write()
        if path.exists() and path.samefile(self.path):
            # Closing a second handle of the file would drop SQLite's lock on it (POSIX).
            raise CaseFileError("A case cannot be put into itself.", "Choose another file.")
        try:
            return blobs.add(self._db, path)
        except apsw.Error as error:
            raise self._cannot_write(error) from error

    @alone
    def has_blob(self, sha: str) -> bool:
        """Whether these bytes are in the case."""
        return blobs.find(self._db, sha) is not None

    @alone
    def blob_size(self, sha: str) -> int:
        """How many bytes; 0 when they are not in the case."""
        found = blobs.find(self._db, sha)
        return 0 if found is None else found[1]

    @alone
    def read_blob(self, sha: str) -> bytes:
        """The bytes, all at once."""
        return b"".join(blobs.read(self._db, sha))

    @alone
    def copy_blob_to(self, sha: str, path: Path) -> None:
        """Write the bytes to a file.

        Raises:
            CaseFileError: the bytes are missing (then nothing is written) or damaged.
            OSError: the file cannot be written.
        """
        blobs.must_find(self._db, sha)
        with path.open("wb") as file:
            for piece in blobs.read(self._db, sha):
                file.write(piece)

    @alone
    def set_page_texts(self, clean: str, texts: tuple[str, ...]) -> None:
        """Keep the text of every page of a clean PDF."""
        self._must_write()
        with self._transaction():
            self._db.execute("DELETE FROM page_text WHERE sha256 = ?", (clean,))
            self._db.executemany(
                "INSERT INTO page_text VALUES (?, ?, ?)",
                ((clean, index, text) for index, text in enumerate(texts)),
            )

    @alone
    def page_texts(self, clean: str) -> tuple[str, ...]:
        """The text of every page of a clean PDF; empty when none was kept."""
        found = self._db.execute(
            "SELECT text FROM page_text WHERE sha256 = ? ORDER BY source_index", (clean,)
        )
        return tuple(text for (text,) in found)

    @alone
    def set_import_facts(self, clean: str, facts: bytes) -> None:
        """Keep what the import found out about a clean PDF."""
        self._must_write()
        with self._transaction():
            self._db.execute("INSERT OR REPLACE INTO import_facts VALUES (?, ?)", (clean, facts))

    @alone
    def import_facts(self, clean: str) -> bytes | None:
        """What the import found out, or None."""
        row = self._db.execute(
            "SELECT facts FROM import_facts WHERE sha256 = ?", (clean,)
        ).fetchone()
        return None if row is None else bytes(row[0])

    @alone
    def add_export(self, record: ExportRecord) -> None:
        """Remember a packet that was written."""
        self._must_write()
        with self._transaction():
            self._db.execute(
                "INSERT INTO export (at, file_name, sha256, pages, size, delivery)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    record.at, record.file_name, record.sha256, record.pages, record.size,
                    record.delivery,
                ),
            )  # fmt: skip

    @alone
    def exports(self) -> tuple[ExportRecord, ...]:
        """Every packet that was written, oldest first."""
        found = self._db.execute(
            "SELECT at, file_name, sha256, pages, size, delivery FROM export ORDER BY id"
        )
        return tuple(ExportRecord(*row) for row in found)

    @alone
    def save_copy(self, path: Path, *, password: str | None = None) -> None:
        """Write a whole, compact copy: without a password, or with this one.

        Raises:
            CaseFileError: the copy would overwrite a file, or cannot be written.
        """
        key = quote(normal(password), safe="") if password else ""
        with placed(path) as part:
            cipher = f"cipher={schema.CIPHER}&" if password else ""
            uri = f"file:{quote(str(part))}?{cipher}key={key}"
            try:
                self._db.execute("VACUUM INTO ?", (uri,))
            except apsw.Error as error:
                raise CaseFileError(
                    f"The copy \u201c{path.name}\u201d could not be written.",
                    "Check that there is room on the disk.",
                ) from error

    @alone
    def set_password(self, password: str | None) -> None:
        """Protect the file with this password, or take the password off (None), in place.

        Every page is written anew in one transaction, so a kill leaves the old file or the new one.

        Raises:
            CaseFileError: the case cannot be written; it is as before.
        """
        self._must_write()
        try:
            change_key(self._db, password)
        except apsw.Error as error:
            raise self._cannot_write(error) from error
        self._opened.is_protected = bool(password)

    @alone
    def close(self) -> None:
        """Let go of the file; closing twice does no harm."""
        self.is_closed = True
        self._db.close()
        if self._opened.lock is not None:
            self._opened.lock.release()
        if self._opened.folder is not None:
            self._opened.folder.cleanup()

    def _step(self, *, is_undo: bool) -> str | None:
        self._must_write()
        done = self._done()
        seq = done if is_undo else done + 1
        row = self._db.execute(
            "SELECT label, changeset FROM history WHERE seq = ?", (seq,)
        ).fetchone()
        if row is None:
            return None
        label, changeset = row
        changes = apsw.Changeset.invert(changeset) if is_undo else changeset
        with self._transaction():
            assert isinstance(changes, bytes)  # noqa: S101  bytes in give bytes out
            apsw.Changeset.apply(changes, self._db, conflict=_never)
            self._set_done(done - 1 if is_undo else done + 1)
            fresh = rows.read(self._db)
        self._case = rows.sharing(fresh, self._case)
        return str(label)

    def _label(self, seq: int) -> str | None:
        row = self._db.execute("SELECT label FROM history WHERE seq = ?", (seq,)).fetchone()
        return None if row is None else str(row[0])

    def _done(self) -> int:
        row = self._db.execute("SELECT value FROM state WHERE key = 'done'").fetchone()
        return 0 if row is None else int(row[0])

    def _set_done(self, seq: int) -> None:
        self._db.execute("UPDATE state SET value = ? WHERE key = 'done'", (seq,))

    def _must_write(self) -> None:
        if self.is_read_only:
            raise ReadOnlyCase(
                "This case is open for reading only.", self.why_read_only or "Make a copy of it."
            )
        # SQLite looks only when it opens its journal, and with the exclusive lock that is once. A
        # deleted or replaced file would then take every further edit and lose them all.
        if identity(self.path) != self._identity:
            raise CaseGone(
                f"\u201c{self.path.name}\u201d was moved, deleted or replaced by another program.",
                "Nothing was changed. Put it back, or save a copy to keep what you see.",
            )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
        except apsw.Error as error:
            raise self._cannot_write(error) from error

    def _cannot_write(self, error: apsw.Error) -> CaseFileError:
        if isinstance(error, apsw.FullError):
            return CaseFileError(
                "The disk is full, so the change was not made.", "Make room, and do it again."
            )
        return CaseFileError(
            f"The change could not be written to \u201c{self.path.name}\u201d ({error}).",
            "Check that the disk is still there and may be written. Nothing was lost.",
        )


def _never(_reason: int, _change: apsw.TableChange) -> int:
    """No conflict is ever right: the history belongs to exactly this state."""
    return apsw.SQLITE_CHANGESET_ABORT


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
