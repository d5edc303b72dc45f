"""What is opened, what is refused, and that a file that is refused is not touched."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import apsw
import pytest

from appealdesk.case import edits
from appealdesk.case.situation import Situation
from appealdesk.case.values import new_case
from appealdesk.casefile import schema
from appealdesk.casefile.errors import (
    CaseDamaged,
    CaseFileError,
    CaseNotFound,
    NotACase,
    PasswordWrong,
    ReadOnlyCase,
)
from appealdesk.casefile.store import CaseFile
from support.cases import filed


def everything(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@contextmanager
def refused(folder: Path, error: type[CaseFileError]) -> Iterator[None]:
    before = everything(folder)
    with pytest.raises(error) as told:
        yield
    assert told.type is error
    assert told.value.sentence.endswith(".")
    assert told.value.hint.endswith(".")
    assert everything(folder) == before


def set_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {version}")


@pytest.fixture
def full(path: Path) -> Path:
    """A closed case with an edit in it."""
    with CaseFile.create(path, new_case()) as file:
        edit = filed(1, "a", 200)
        file.apply(edit.label, edit.change)
    return path


@pytest.mark.parametrize("read_only", [False, True])
class TestForeign:
    def test_missing(self, path: Path, read_only: bool) -> None:
        with refused(path.parent, CaseNotFound):
            CaseFile.open(path, read_only=read_only)

    def test_folder(self, tmp_path: Path, read_only: bool) -> None:
        with refused(tmp_path, NotACase):
            CaseFile.open(tmp_path, read_only=read_only)

    @pytest.mark.parametrize(
        "data", [b"", b"x", b"%PDF-1.7\n" + b"x" * 70_000, b"SQLite format 3\0"]
    )
    @pytest.mark.parametrize("password", [None, "word"])
    def test_foreign_bytes(
        self, path: Path, read_only: bool, data: bytes, password: str | None
    ) -> None:
        path.write_bytes(data)
        with refused(path.parent, NotACase):
            CaseFile.open(path, read_only=read_only, password=password)

    @pytest.mark.parametrize(
        "head",
        [b"", b"\xff\xd8\xff\xe0", b"%PDF-1.7", bytes(100)],
        ids=["noise", "jpeg", "pdf", "zeros"],
    )
    @pytest.mark.parametrize("password", [None, "word"])
    def test_noise_is_not_taken_for_a_protected_case(
        self, path: Path, read_only: bool, head: bytes, password: str | None
    ) -> None:
        path.write_bytes(head + os.urandom(4 * schema.PAGE_SIZE - len(head)))
        with refused(path.parent, NotACase):
            CaseFile.open(path, read_only=read_only, password=password)

    def test_database_of_another_program(self, path: Path, read_only: bool) -> None:
        with closing(sqlite3.connect(path)) as db:
            db.execute("CREATE TABLE section (id)")
        with refused(path.parent, NotACase):
            CaseFile.open(path, read_only=read_only)

    @pytest.mark.parametrize("keep", [100, 5000, schema.PAGE_SIZE, -1, -schema.PAGE_SIZE])
    def test_truncated(self, full: Path, read_only: bool, keep: int) -> None:
        full.write_bytes(full.read_bytes()[:keep])
        with refused(full.parent, CaseDamaged):
            CaseFile.open(full, read_only=read_only)

    @pytest.mark.parametrize("place", [16, 18, 100, 103, 105, 16_384, 16_390])
    def test_damaged(self, full: Path, read_only: bool, place: int) -> None:
        data = bytearray(full.read_bytes())
        data[place : place + 3] = b"\xee\xee\xee"
        full.write_bytes(data)
        with refused(full.parent, CaseDamaged):
            CaseFile.open(full, read_only=read_only)

    @pytest.mark.parametrize(
        "harm",
        ["DROP TABLE reason", "DELETE FROM setting", "UPDATE document SET kind = 'nonsense'",
         "UPDATE document SET notes = '{'", "ALTER TABLE page DROP COLUMN rotation"],
    )  # fmt: skip
    def test_rows_that_are_no_case(self, full: Path, read_only: bool, harm: str) -> None:
        with closing(sqlite3.connect(full, isolation_level=None)) as db:
            db.execute(harm)
        with refused(full.parent, CaseDamaged):
            CaseFile.open(full, read_only=read_only)

    def test_damaged_protected(self, path: Path, read_only: bool) -> None:
        CaseFile.create(path, new_case(), password="word").close()
        data = bytearray(path.read_bytes())
        data[-3000] ^= 1
        path.write_bytes(data)
        before = everything(path.parent)
        with pytest.raises((CaseDamaged, PasswordWrong)):
            CaseFile.open(path, read_only=read_only, password="word")
        assert everything(path.parent) == before


def test_a_newer_major_is_only_read(full: Path) -> None:
    set_version(full, schema.version_of(schema.SCHEMA_MAJOR + 1, 0))
    before = everything(full.parent)
    with CaseFile.open(full) as file:
        assert file.is_read_only
        assert "newer" in file.why_read_only
        assert file.why_read_only.endswith(".")
        assert len(file.case.sections[0].documents[0].pages) == 200
        for attempt in (
            lambda: file.apply("x", lambda case: case), file.undo, file.redo,
            lambda: file.add_blob(full), lambda: file.set_page_texts("a", ()),
        ):  # fmt: skip
            with pytest.raises(ReadOnlyCase) as told:
                attempt()
            assert told.value.sentence.endswith(".")
        assert everything(full.parent) == before
    assert everything(full.parent) == before


def test_a_newer_minor_is_edited_and_its_additions_stay(full: Path) -> None:
    with closing(sqlite3.connect(full, isolation_level=None)) as db:
        db.execute("CREATE TABLE novelty (id INTEGER PRIMARY KEY, words TEXT)")
        db.execute("INSERT INTO novelty VALUES (1, 'kept')")
        db.execute("ALTER TABLE document ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'")
        db.execute("UPDATE document SET colour = 'red'")
        db.execute("INSERT INTO detail VALUES ('new_detail', 'kept')")
    version = schema.version_of(schema.SCHEMA_MAJOR, schema.SCHEMA_MINOR + 1)
    set_version(full, version)
    with CaseFile.open(full) as file:
        assert not file.is_read_only
        file.apply("x", edits.rename_document(6, "new name").change)
        after = file.apply("y", filed(2, "b", 1).change)
        file.undo()
        file.redo()
        assert file.case == after
    with closing(sqlite3.connect(full)) as db:
        assert db.execute("SELECT * FROM novelty").fetchall() == [(1, "kept")]
        assert db.execute("SELECT title, colour FROM document ORDER BY id").fetchall() == [
            ("new name", "red"), ("b", "grey"),
        ]  # fmt: skip
        assert db.execute("SELECT value FROM detail WHERE key = 'new_detail'").fetchall() == [
            ("kept",)
        ]
        assert db.execute("PRAGMA user_version").fetchone() == (version,)
    with CaseFile.open(full) as file:  # also what was done by an older form of the table
        file.undo()
        file.undo()
        assert file.undo() == "Add “a”"
        assert file.case == new_case()


def test_an_older_minor_gets_what_is_new_and_keeps_its_history(full: Path) -> None:
    with closing(sqlite3.connect(full, isolation_level=None)) as db:
        for table in ("situation", "document_fact", "reason_fact", "answer", "stage"):
            db.execute(f"DROP TABLE {table}")
    set_version(full, schema.version_of(schema.SCHEMA_MAJOR, 0))
    with CaseFile.open(full, read_only=True) as file:
        before = file.case
        assert before.situation == Situation()
    with CaseFile.open(full) as file:
        assert file.case == before
        after = file.apply("x", edits.set_situation("coverage", "chip").change)
    with CaseFile.open(full) as file:
        assert file.case == after
        assert file.undo() == "x"
        assert file.case == before
        assert file.undo() == "Add “a”"


def older(path: Path, password: str | None) -> None:
    """Make the case look as if version 0 called reasons "grounds"."""
    CaseFile.create(path, new_case(), password=password).close()
    with CaseFile.open(path, password=password) as file:
        file.apply("x", edits.add_reason("MARKED").change)
        file._db.execute("ALTER TABLE reason RENAME TO grounds")
        file._db.pragma("user_version", schema.version_of(schema.SCHEMA_MAJOR - 1, 7))


def step(db: apsw.Connection) -> None:
    db.execute("ALTER TABLE grounds RENAME TO reason")


@pytest.mark.parametrize("password", [None, "word"])
def test_an_older_major_is_backed_up_and_brought_up_to_date(
    path: Path, password: str | None
) -> None:
    older(path, password)
    with CaseFile.open(path, password=password, migrations={schema.SCHEMA_MAJOR - 1: step}) as file:
        assert not file.is_read_only
        assert file.case.reasons[0].title == "MARKED"
        file.undo()
    with CaseFile.open(path, password=password) as file:
        assert file.case.reasons == ()
    (backup,) = (p for p in path.parent.iterdir() if p != path)
    assert "backup" in backup.name
    assert (b"MARKED" in backup.read_bytes()) is (password is None)
    with CaseFile.open(
        backup, password=password, read_only=True, migrations={schema.SCHEMA_MAJOR - 1: step}
    ) as file:
        assert file.case.reasons[0].title == "MARKED"


def test_reading_an_older_major_changes_nothing(path: Path) -> None:
    older(path, None)
    before = everything(path.parent)
    with CaseFile.open(path, read_only=True, migrations={schema.SCHEMA_MAJOR - 1: step}) as file:
        assert file.case.reasons[0].title == "MARKED"
    assert everything(path.parent) == before


def test_without_a_way_up_nothing_changes(path: Path) -> None:
    older(path, None)
    for read_only in (False, True):
        with refused(path.parent, CaseFileError):
            CaseFile.open(path, migrations={}, read_only=read_only)


def test_a_step_that_fails_leaves_the_case_as_it_was(path: Path) -> None:
    older(path, None)
    before = path.read_bytes()

    def failing(db: apsw.Connection) -> None:
        step(db)
        db.execute("INSERT INTO nowhere VALUES (1)")

    with pytest.raises(CaseFileError) as told:
        CaseFile.open(path, migrations={schema.SCHEMA_MAJOR - 1: failing})
    assert told.value.sentence.endswith(".")
    assert path.read_bytes() == before
    with CaseFile.open(path, migrations={schema.SCHEMA_MAJOR - 1: step}, read_only=True) as file:
        assert file.case.reasons[0].title == "MARKED"


def test_a_file_that_may_only_be_read(full: Path, monkeypatch) -> None:
    # Root may write everywhere, so the system's answer is played as well as asked.
    full.chmod(0o444)
    if os.geteuid() == 0:
        monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    before = everything(full.parent)
    with CaseFile.open(full) as file:
        assert file.is_read_only
        assert file.why_read_only.endswith(".")
        assert len(file.case.sections[0].documents) == 1
    assert everything(full.parent) == before


def test_a_folder_that_may_only_be_read(full: Path, monkeypatch) -> None:
    full.parent.chmod(0o555)
    if os.geteuid() == 0:
        real = os.open

        def no_new_files(path, flags, *more, **rest):
            if flags & os.O_CREAT and Path(path).parent == full.parent:
                raise PermissionError(path)
            return real(path, flags, *more, **rest)

        monkeypatch.setattr(os, "open", no_new_files)
    try:
        with CaseFile.open(full) as file:
            assert file.is_read_only
            assert "folder" in file.why_read_only
            assert len(file.case.sections[0].documents) == 1
    finally:
        full.parent.chmod(0o755)
