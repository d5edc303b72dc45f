"""The file under an open case is moved, deleted or replaced; bytes that are planted in a case."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from appealdesk.case import edits
from appealdesk.case.values import new_case
from appealdesk.casefile.errors import CaseFileError, CaseGone
from appealdesk.casefile.store import CaseFile


def _name(file: CaseFile, name: str) -> None:
    edit = edits.set_detail("patient_name", name)
    file.apply(edit.label, edit.change)


def _delete(path: Path) -> None:
    path.unlink()


def _rename(path: Path) -> None:
    path.rename(path.with_name("elsewhere.appeal"))


def _replace(path: Path) -> None:
    other = path.with_name("other.appeal")
    CaseFile.create(other, new_case()).close()
    os.replace(other, path)


@pytest.mark.parametrize("take_away", [_delete, _rename, _replace])
def test_an_edit_is_refused_when_the_file_is_not_in_its_place(
    tmp_path: Path, take_away: Callable[[Path], None]
) -> None:
    path = tmp_path / "case.appeal"
    with CaseFile.create(path, new_case()) as file:
        _name(file, "one")  # from here on SQLite itself does not look any more
        take_away(path)
        for attempt in (
            lambda: _name(file, "two"),
            file.undo,
            lambda: file.add_blob(Path(__file__)),
            lambda: file.set_page_texts("a" * 64, ("text",)),
        ):
            with pytest.raises(CaseGone):
                attempt()
        assert file.case.details.patient_name == "one"
        file.save_copy(tmp_path / "kept.appeal")
    with CaseFile.open(tmp_path / "kept.appeal") as kept:
        assert kept.case.details.patient_name == "one"


_OTHER_PROGRAM = """
import sys, apsw
try:
    apsw.Connection(sys.argv[1]).execute("SELECT * FROM section").fetchall()
except apsw.BusyError:
    print("locked")
"""


def test_a_case_is_not_put_into_itself_and_keeps_its_lock(tmp_path: Path) -> None:
    path = tmp_path / "case.appeal"
    with CaseFile.create(path, new_case()) as file:
        with pytest.raises(CaseFileError):
            file.add_blob(path)
        other = [sys.executable, "-c", _OTHER_PROGRAM, path]
        told = subprocess.run(other, capture_output=True, text=True, check=True)
        assert told.stdout == "locked\n"


def test_a_trigger_planted_in_a_case_does_not_run(tmp_path: Path) -> None:
    path = tmp_path / "case.appeal"
    CaseFile.create(path, new_case()).close()
    with closing(apsw.Connection(str(path))) as db:
        db.execute(
            "CREATE TRIGGER planted AFTER INSERT ON history BEGIN"
            " UPDATE section SET body = 'changed by somebody'; END"
        )
    with CaseFile.open(path) as file:
        _name(file, "Ana")
    with CaseFile.open(path) as again:
        assert again.case.details.patient_name == "Ana"
        assert {section.body for section in again.case.sections} == {""}


def test_a_file_that_appears_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.appeal"
    link = os.link

    def late(made: Path, place: Path) -> None:
        place.write_bytes(b"somebody else's")
        link(made, place)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(CaseFileError):
        CaseFile.create(path, new_case())
    assert path.read_bytes() == b"somebody else's"
    assert list(tmp_path.iterdir()) == [path]


def test_a_case_is_made_on_a_disk_without_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_made: Path, _place: Path) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refused)
    path = tmp_path / "case.appeal"
    CaseFile.create(path, new_case()).close()
    with CaseFile.open(path) as file:
        assert file.case == new_case()
    assert list(tmp_path.iterdir()) == [path]
