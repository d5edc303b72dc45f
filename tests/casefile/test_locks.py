"""One case, one writer: who is told what, and when a lock may be taken over."""

import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from appealdesk.case import edits
from appealdesk.casefile import lock
from appealdesk.casefile.errors import CaseInUse
from appealdesk.casefile.store import CaseFile

OPEN = """
import sys
from pathlib import Path
from appealdesk.casefile.errors import CaseInUse
from appealdesk.casefile.store import CaseFile
try:
    with CaseFile.open(Path(sys.argv[1]), take_over=len(sys.argv) > 2) as file:
        print("opened")
except CaseInUse as told:
    print(told.owner, told.host, told.sentence, sep="|")
"""
READ = """
import sys
from pathlib import Path
from appealdesk.casefile.store import CaseFile
with CaseFile.open(Path(sys.argv[1]), read_only=True) as file:
    print(file.is_read_only, file.case.details.member_id)
"""
SQLITE = """
import sqlite3, sys
try:
    sqlite3.connect(sys.argv[1], timeout=0).execute("BEGIN IMMEDIATE")
    print("free")
except sqlite3.OperationalError as told:
    print(told)
"""
DIE = """
import os, sys
from pathlib import Path
from appealdesk.casefile.store import CaseFile
from appealdesk.case import edits
file = CaseFile.open(Path(sys.argv[1]))
file.apply("x", edits.set_detail("member_id", "dead").change)
print("in", flush=True)
sys.stdin.read()
"""


def leave_lock(case: Path, **changes: object) -> Path:
    left = lock.lock_path(case)
    left.write_bytes(msgspec.json.encode(replace(lock.present_owner(), **changes)))
    return left


def test_a_second_process_is_told_who_has_it(file: CaseFile, path: Path, elsewhere) -> None:
    owner, host, sentence = elsewhere(OPEN, path).split("|")
    assert owner == lock.present_owner().owner
    assert host == socket.gethostname()
    assert owner in sentence
    assert sentence.endswith(".")
    assert elsewhere(OPEN, path, "take over").split("|")[0] == owner  # alive: never taken over
    assert lock.lock_path(path).exists()
    file.apply("x", edits.set_detail("member_id", "1").change)
    file.close()
    assert not lock.lock_path(path).exists()
    assert elsewhere(OPEN, path) == "opened"


def test_a_second_process_may_read_at_any_time(file: CaseFile, path: Path, elsewhere) -> None:
    assert elsewhere(READ, path) == "True"
    for value in ("one", "two"):
        file.apply("x", edits.set_detail("member_id", value).change)
        assert elsewhere(READ, path) == f"True {value}"


def test_a_reader_in_the_middle_of_an_edit_sees_a_whole_case(file: CaseFile, path: Path) -> None:
    file.apply("x", edits.set_detail("member_id", "old").change)
    file._db.execute("BEGIN IMMEDIATE")
    file._db.execute("UPDATE detail SET value = 'half'")
    file._db.cache_flush()
    with subprocess.Popen([sys.executable, "-c", READ, path], stdout=subprocess.PIPE) as reader:
        with pytest.raises(subprocess.TimeoutExpired):
            reader.wait(0.8)  # it waits for the edit to end
        file._db.execute("ROLLBACK")
        assert reader.communicate(timeout=20)[0].split() == [b"True", b"old"]


def test_the_same_process_is_refused_and_the_first_keeps_its_lock(
    file: CaseFile, path: Path, elsewhere, monkeypatch
) -> None:
    file.apply("x", edits.set_detail("member_id", "1").change)
    # a later second: the lock file holds an older time than the one who asks
    later = replace(lock.present_owner(), since="2099-01-01T00:00:00+00:00")
    monkeypatch.setattr(lock, "present_owner", lambda: later)
    for how in ({}, {"take_over": True}, {"read_only": True}):
        with pytest.raises(CaseInUse):
            CaseFile.open(path, **how)
        assert "locked" in elsewhere(SQLITE, path), how
        assert lock.lock_path(path).exists()
    file.apply("x", edits.set_detail("member_id", "2").change)
    file.save_copy(path.with_name("copy.appeal"))
    assert "locked" in elsewhere(SQLITE, path)
    file.close()
    with CaseFile.open(path) as again:
        assert again.case.details.member_id == "2"


def test_sqlite_guards_even_without_the_lock_file(file: CaseFile, path: Path, elsewhere) -> None:
    file.apply("x", edits.set_detail("member_id", "1").change)
    lock.lock_path(path).unlink()
    assert "open in another program" in elsewhere(OPEN, path)
    file.apply("x", edits.set_detail("member_id", "2").change)


def test_the_lock_of_a_killed_process_is_taken_over(made: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", DIE, made], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with child:
        assert child.stdout.readline() == b"in\n"
        with pytest.raises(CaseInUse):
            CaseFile.open(made)
        child.kill()
    assert lock.lock_path(made).exists()
    with CaseFile.open(made, read_only=True) as file:
        assert file.case.details.member_id == "dead"
    with CaseFile.open(made) as file:
        assert not file.is_read_only
        assert file.undo() == "x"
    assert [p.name for p in made.parent.iterdir()] == [made.name]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="start times are told by /proc")
def test_a_later_process_with_the_same_number_is_not_the_owner(made: Path) -> None:
    leave_lock(made, pid=os.getppid(), birth="1")
    CaseFile.open(made).close()


@pytest.mark.parametrize("junk", [b"", b"{", b"\xff\0"])
def test_a_lock_file_that_cannot_be_read_is_replaced(made: Path, junk: bytes) -> None:
    lock.lock_path(made).write_bytes(junk)
    CaseFile.open(made).close()
    assert not lock.lock_path(made).exists()


def test_a_lock_from_another_computer_needs_a_decision(made: Path) -> None:
    left = leave_lock(made, host="elsewhere", owner="ana", pid=1, birth="")
    before = left.read_bytes()
    with pytest.raises(CaseInUse, match="may be taken over") as told:
        CaseFile.open(made)
    assert (told.value.owner, told.value.host) == ("ana", "elsewhere")
    assert "elsewhere" in told.value.sentence
    assert left.read_bytes() == before
    with CaseFile.open(made, read_only=True) as file:
        assert file.is_read_only
    with CaseFile.open(made, take_over=True) as file:
        assert not file.is_read_only
    assert not left.exists()


def test_a_lock_taken_by_somebody_else_is_not_removed(file: CaseFile, path: Path) -> None:
    left = leave_lock(path, host="elsewhere")
    file.close()
    assert left.exists()


def test_a_failed_opening_leaves_no_lock(path: Path) -> None:
    path.write_bytes(b"foreign")
    for _ in range(2):
        with pytest.raises(Exception, match="not an AppealDesk case"):
            CaseFile.open(path)
    assert not lock.lock_path(path).exists()
