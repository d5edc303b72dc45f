"""Protected cases, and copies with, without and with another password."""

from pathlib import Path

import pytest

from appealdesk.case import edits
from appealdesk.case.values import new_case
from appealdesk.casefile.errors import CaseFileError, PasswordNeeded, PasswordWrong
from appealdesk.casefile.store import CaseFile

MARK = "Nobody-may-read-this-4711"
WORD = "pä\"ss'%&=#+ wörd?"


@pytest.fixture
def protected(path: Path, tmp_path: Path) -> Path:
    with CaseFile.create(path, new_case(), password=WORD) as file:
        file.apply("x", edits.set_section_text(1, MARK * 3).change)
        source = tmp_path / "in.bin"
        source.write_bytes(MARK.encode() * 5000)
        file.add_blob(source)
        file.set_page_texts("a" * 64, (MARK,))
        source.unlink()
    return path


def test_nothing_can_be_read_without_the_password(protected: Path) -> None:
    bytes_ = protected.read_bytes()
    for telling in (MARK.encode(), MARK.encode("utf-16-le"), b"SQLite format", b"CREATE TABLE"):
        assert telling not in bytes_
    with pytest.raises(PasswordNeeded):
        CaseFile.open(protected)
    with pytest.raises(PasswordWrong):
        CaseFile.open(protected, password="wrong")
    with pytest.raises(PasswordWrong):
        CaseFile.open(protected, password="wrong", read_only=True)
    assert protected.read_bytes() == bytes_
    assert [p.name for p in protected.parent.iterdir()] == [protected.name]
    with CaseFile.open(protected, password=WORD) as file:
        assert file.case.sections[0].body == MARK * 3


def test_the_journal_of_a_protected_case_tells_nothing(protected: Path) -> None:
    with CaseFile.open(protected, password=WORD) as file:
        file._db.pragma("cache_size", 5)  # pages must go to the disk in the middle
        file._db.execute("BEGIN IMMEDIATE")
        file._db.execute("UPDATE blob SET data = zeroblob(100)")
        file._db.execute("UPDATE section SET body = body || 'x'")
        journal = protected.with_name(protected.name + "-journal")
        file._db.cache_flush()
        assert journal.stat().st_size > 50_000
        assert MARK.encode() not in journal.read_bytes()
        file._db.execute("ROLLBACK")


def test_the_same_accents_from_every_keyboard(path: Path) -> None:
    CaseFile.create(path, new_case(), password="e\u0301").close()
    CaseFile.open(path, password="\u00e9").close()


@pytest.mark.parametrize("first", [None, WORD])
@pytest.mark.parametrize("second", [None, WORD, "another"])
def test_copies(path: Path, tmp_path: Path, first: str | None, second: str | None) -> None:
    target = tmp_path / "copy %41#.appeal"
    with CaseFile.create(path, new_case(), password=first) as file:
        file.apply("Text", edits.set_section_text(1, MARK).change)
        file.save_copy(target, password=second)
        file.apply("More", edits.set_section_text(2, "later").change)
    assert (MARK.encode() in target.read_bytes()) is (second is None)
    with CaseFile.open(target, password=second) as copy:
        assert not copy.is_read_only
        assert copy.case.sections[0].body == MARK
        assert copy.case.sections[1].body == ""
        assert copy.undo() == "Text"
    if second:
        with pytest.raises(PasswordNeeded):
            CaseFile.open(target)
    assert {p.name for p in tmp_path.iterdir()} == {path.name, target.name}


def test_a_copy_overwrites_nothing(file: CaseFile, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.appeal"
    other.write_bytes(b"dear")
    for target in (other, path, tmp_path / "none" / "x.appeal"):
        with pytest.raises(CaseFileError):
            file.save_copy(target)
    assert other.read_bytes() == b"dear"
    file.apply("x", edits.set_detail("member_id", "1").change)


def test_a_password_is_set_changed_and_taken_off_in_place(tmp_path):
    path = tmp_path / "case.appeal"
    with CaseFile.create(path, new_case()) as file:
        file.apply("Name", edits.set_detail("patient_name", "Mo Reyes").change)
        assert not file.is_protected
        file.set_password("first")
        assert file.is_protected
        file.apply("Plan", edits.set_detail("plan_name", "Gold").change)
        file.set_password("second")
    assert b"Mo Reyes" not in path.read_bytes()
    with pytest.raises(PasswordWrong):
        CaseFile.open(path, password="first")
    with CaseFile.open(path, password="second") as file:
        assert file.case.details.plan_name == "Gold"
        assert file.is_protected
        file.set_password(None)
        assert not file.is_protected
    with CaseFile.open(path) as file:
        assert file.case.details.patient_name == "Mo Reyes"
    assert path.read_bytes().startswith(b"SQLite format 3\0")


def test_without_a_password_the_file_may_get_one_while_it_has_a_history(tmp_path):
    path = tmp_path / "case.appeal"
    with CaseFile.create(path, new_case()) as file:
        file.apply("Name", edits.set_detail("patient_name", "Mo Reyes").change)
        file.set_password("late")
        assert file.undo() == "Name"
    with CaseFile.open(path, password="late") as file:
        assert file.case.details.patient_name == ""
        assert file.redo() == "Name"
