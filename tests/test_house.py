"""The house itself: arrows point down, and the rules that say so bite when one is broken."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import appealdesk

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path(appealdesk.__file__).parent
LINES = 400  # a longer file needs a reason, written here
LONGER_WITH_REASON: dict[str, str] = {}

PLANTED = {
    "layers": ("case/values.py", "import appealdesk.desk.session"),
    "engine-only-in-child": ("desk/session.py", "import appealdesk.engine.intake"),
    "child-is-a-process": ("worker/client.py", "import appealdesk.worker.child"),
    "engine-looks-down": ("engine/intake.py", "import appealdesk.audit"),
    "pdf-only-in-engine": ("desk/session.py", "import pypdf"),
    "sqlite-only-in-casefile": ("desk/session.py", "import apsw"),
    "terminal-only-in-cli": ("desk/session.py", "import rich"),
    "no-window-below-ui": ("desk/session.py", "import PySide6"),
    "no-numpy": ("ui/jobs.py", "import numpy"),
}


def _lint(root: Path, *extra: str) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [tool, "--no-cache", "--config", ROOT / "pyproject.toml", *extra],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy_of_the_house(tmp_path):
    shutil.copytree(
        PACKAGE, tmp_path / "appealdesk", ignore=shutil.ignore_patterns("__pycache__", "resources")
    )
    return tmp_path


def test_the_house_stands(copy_of_the_house):
    result = _lint(copy_of_the_house)
    assert result.returncode == 0, result.stdout
    assert f"{len(PLANTED)} kept, 0 broken" in result.stdout


@pytest.mark.parametrize("contract", PLANTED)
def test_each_contract_bites(copy_of_the_house, contract):
    name, line = PLANTED[contract]
    file = copy_of_the_house / "appealdesk" / name
    file.write_text(file.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    result = _lint(copy_of_the_house, "--contract", contract)
    assert result.returncode == 1, result.stdout
    assert "0 kept, 1 broken" in result.stdout


def test_a_new_room_must_find_its_place(copy_of_the_house):
    room = copy_of_the_house / "appealdesk" / "manager"
    room.mkdir()
    (room / "__init__.py").write_text("", encoding="utf-8")
    result = _lint(copy_of_the_house, "--contract", "layers")
    assert result.returncode == 1
    assert "manager" in result.stdout


_IMPORT_ALL = """
import importlib, pkgutil, sys

class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "numpy"}:
            raise ModuleNotFoundError(f"{name} must not be needed", name=name)

sys.meta_path.insert(0, Wall())
import appealdesk
count = 0
for found in pkgutil.walk_packages(appealdesk.__path__, "appealdesk."):
    room = found.name.split(".")[1]
    if room not in {"__main__", "app", "ui"}:
        importlib.import_module(found.name)
        count += 1
print(count)
"""


def _python(code: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(PACKAGE.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_every_room_below_the_window_is_entered_without_qt_and_numpy():
    assert int(_python(_IMPORT_ALL)) > 40


def test_the_command_line_never_loads_what_parses_foreign_bytes():
    loaded = _python("import appealdesk.cli, sys; print('\\n'.join(sys.modules))").split()
    heavy = {"pypdf", "pikepdf", "pypdfium2", "PIL", "reportlab", "lxml"}
    assert not heavy & {name.partition(".")[0] for name in loaded}
    assert not any(name.startswith("appealdesk.engine") for name in loaded)


def test_files_stay_readable_in_one_sitting():
    long = {
        str(path.relative_to(PACKAGE)): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LINES
    }
    assert set(long) == set(LONGER_WITH_REASON), long


def test_locks_say_what_and_never_where_from():
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index" not in text
        assert "--find-links" not in text
        for block in text.replace("\\\n", " ").splitlines():
            if block.strip() and not block.startswith("#"):
                assert "==" in block, block
                assert "--hash=sha256:" in block, block
