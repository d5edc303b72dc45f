"""Killed at any instant, a case loses nothing that was acknowledged."""

import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from appealdesk.case.values import new_case
from appealdesk.casefile.store import CaseFile

CHILD = Path(__file__).with_name("endless_edits.py")
TESTS = CHILD.parents[1]


def killed(case: Path, password: str, chance: random.Random) -> list[list[str]]:
    """Start the child, kill it at some instant, and give all that it said."""
    paths = os.pathsep.join(p for p in (str(TESTS), os.environ.get("PYTHONPATH")) if p)
    with subprocess.Popen(
        [sys.executable, CHILD, case, password, str(chance.random())],
        stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": paths},
    ) as child:  # fmt: skip
        said = [child.stdout.readline() for _ in range(chance.randint(1, 6))]
        try:
            child.wait(chance.random() * 0.02)
        except subprocess.TimeoutExpired:
            child.kill()
        rest = child.stdout.read()  # not communicate(): it passes over what is buffered here
    assert child.returncode == -9
    whole, _, _cut_off = "".join([*said, rest]).rpartition("\n")  # killed within a word: not said
    return [line.split() for line in whole.splitlines()]


def survives(case: Path, kills: int, password: str) -> int:
    """Kill again and again; gives how often a half-done transaction was found."""
    chance = random.Random(f"{kills} {password}")  # noqa: S311  repeatable, not secret
    CaseFile.create(case, new_case(), password=password or None).close()
    journal = case.with_name(case.name + "-journal")
    blobs: list[str] = []
    count = found_half = 0
    for _ in range(kills):
        for what, value in killed(case, password, chance):
            if what == "blob":
                blobs.append(value)
            else:
                count = int(value)
        if journal.exists():
            with journal.open("rb") as file:
                found_half += file.read(8) == bytes.fromhex("d9d505f920a163d7")
        if chance.random() < 0.3:  # a reader must see the same, before anybody heals the file
            with CaseFile.open(case, password=password or None, read_only=True) as read:
                assert int(read.case.details.member_id) in {count, count + 1}
        with CaseFile.open(case, password=password or None) as file:
            there = int(file.case.details.member_id or "0")
            assert there in {count, count + 1}
            count = there
            assert set(file.case.sections[0].body.split()) == {str(count)}
            assert [d.title for d in file.case.tray] == [str(n + 1) for n in range(count)]
            assert [entry.label for entry in file.history()] == [
                f"Edit {n + 1}" for n in range(count)
            ]
            assert file._db.pragma("integrity_check") == "ok"
            for sha in blobs[-12:]:
                assert hashlib.sha256(file.read_blob(sha)).hexdigest() == sha
            before = file.case
            assert file.undo() == f"Edit {count}"
            assert file.case.details.member_id == ("" if count == 1 else str(count - 1))
            assert file.redo() == f"Edit {count}"
            assert file.case == before
        assert not journal.exists()
    with CaseFile.open(case, password=password or None) as file:
        assert all(file.has_blob(sha) for sha in blobs)
    return found_half


@pytest.mark.parametrize("password", ["", "word"])
def test_killed_a_few_times(path: Path, password: str) -> None:
    survives(path, 6, password)


@pytest.mark.slow
@pytest.mark.parametrize(("kills", "password"), [(75, ""), (25, "word")])
def test_killed_a_hundred_times(path: Path, kills: int, password: str) -> None:
    assert survives(path, kills, password) > 0, "no kill hit a transaction, so nothing was tested"
