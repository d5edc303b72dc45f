"""The package is built and used: the short form of `make test-package`, without a system of its own.

The .deb is unpacked into a folder, the desktop's own tools are told of it, and a person double-clicks a
case in the file manager.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from e2e.test_person import _missing

ROOT = Path(__file__).resolve().parents[2]
PERSON = ROOT / "tests" / "e2e" / "person.py"
NEEDED = (
    "dpkg-deb", "readelf", "objdump", "strip", "update-desktop-database", "update-mime-database",
)  # fmt: skip


def _cannot() -> str:
    if sys.platform != "linux":
        return "a package for Debian"
    missing = [name for name in NEEDED if shutil.which(name) is None] + _missing()
    if (
        not missing
        and subprocess.run(
            ["/usr/bin/python3", "-c", "import ensurepip"], capture_output=True
        ).returncode
    ):
        missing = ["python3-venv"]
    return f"missing: {', '.join(missing)}" if missing else ""


pytestmark = [
    pytest.mark.e2e,
    pytest.mark.slow,
    pytest.mark.timeout(400),
    pytest.mark.skipif(bool(_cannot()), reason=_cannot() or "all there"),
]


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The package's files in a folder, known to the desktop tools."""
    out = tmp_path_factory.mktemp("dist")
    built = subprocess.run(
        [sys.executable, ROOT / "tools" / "package.py", "--fast", "--out", out],
        capture_output=True, text=True,
    )  # fmt: skip
    assert built.returncode == 0, built.stdout[-3000:] + built.stderr[-3000:]
    (deb,) = out.glob("*.deb")
    root = tmp_path_factory.mktemp("root")
    subprocess.run(["dpkg-deb", "-x", deb, root], check=True)
    for tool, folder in (
        ("update-desktop-database", "applications"), ("update-mime-database", "mime"),
    ):  # fmt: skip
        subprocess.run([tool, root / "usr" / "share" / folder], check=True, capture_output=True)
    return root / "usr"


@pytest.fixture
def surroundings(installed, monkeypatch) -> Path:
    """The environment of somebody at whose computer the package is installed."""
    monkeypatch.setenv("PATH", f"{installed / 'bin'}:/usr/bin:/bin")
    shares = f"{installed / 'share'}:/usr/local/share:/usr/share"
    monkeypatch.setenv("XDG_DATA_DIRS", shares)
    for name in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"):
        monkeypatch.delenv(name, raising=False)
    return installed


def test_the_packed_program_makes_a_packet_without_any_python(surroundings, tmp_path):
    app = surroundings / "bin" / "appealdesk"
    case, packet = tmp_path / "s.appeal", tmp_path / "p.pdf"
    for words in (("sample", case), ("export", case, "-o", packet), ("verify", packet)):
        told = subprocess.run([app, *words], capture_output=True, text=True)
        assert told.returncode == 0, told.stderr
    subprocess.run(["qpdf", "--check", packet], check=True, capture_output=True)


def test_a_case_is_told_by_its_name_and_by_its_bytes(surroundings, tmp_path):
    if shutil.which("gio") is None:
        pytest.skip("gio is not here")
    case = tmp_path / "s.appeal"
    subprocess.run([surroundings / "bin" / "appealdesk", "new", case], check=True)
    shutil.copy(case, tmp_path / "no-ending")
    for path in (case, tmp_path / "no-ending"):
        told = subprocess.run(
            ["gio", "info", "-a", "standard::content-type", path],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert "application/vnd.appealdesk.case" in told.stdout


def test_a_double_click_opens_a_case_and_a_second_one_brings_its_window_to_the_front(
    surroundings, tmp_path
):
    inbox = tmp_path / "cases"
    inbox.mkdir()
    app = surroundings / "bin" / "appealdesk"
    subprocess.run([app, "sample", inbox / "Example.appeal"], check=True, capture_output=True)
    (tmp_path / "work").mkdir()
    told = subprocess.run(
        ["/usr/bin/python3", PERSON, "double-click", "--app", app, "--inbox", inbox,
         "--work", tmp_path / "work", "--report", tmp_path / "report"],
        capture_output=True, text=True, timeout=150, env=os.environ.copy(),
    )  # fmt: skip
    assert told.returncode == 0, told.stderr[-4000:]
    assert json.loads(told.stdout.splitlines()[-1])["scenario"] == "double-click"
