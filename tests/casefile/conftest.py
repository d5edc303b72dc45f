"""What the tests of the case file share: a rich case, a fresh file, and another process."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from appealdesk.case.edits import Edit
from appealdesk.case.values import Case, new_case
from appealdesk.casefile.store import CaseFile

Do = Callable[[CaseFile, Edit], Case]
Elsewhere = Callable[..., str]


@pytest.fixture
def do() -> Do:
    return lambda file, edit: file.apply(edit.label, edit.change)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.appeal"


@pytest.fixture
def file(path: Path) -> Iterator[CaseFile]:
    with CaseFile.create(path, new_case()) as made:
        yield made


@pytest.fixture
def made(path: Path) -> Path:
    """A closed case file."""
    CaseFile.create(path, new_case()).close()
    return path


@pytest.fixture
def elsewhere() -> Elsewhere:
    """Run Python in another process; gives what it printed. ``sys.argv`` has the arguments."""

    def run(code: str, *arguments: object) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code, *map(str, arguments)],
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run
