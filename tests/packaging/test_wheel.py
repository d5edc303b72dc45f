"""The wheel: `pip install` in a clean environment gives a program that works."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from appealdesk import __version__

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
         "--no-index", "--wheel-dir", out, ROOT],
        check=True, capture_output=True,
    )  # fmt: skip
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The program's start file in an environment that has its libraries, and no repository."""
    where = tmp_path_factory.mktemp("clean")
    venv.create(where, with_pip=False, symlinks=os.name != "nt")
    scripts = where / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    inside = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps",
         "--no-index", wheel],
        check=True, capture_output=True,
    )  # fmt: skip
    # The libraries are those of this environment. What stands in a .pth file there (an editable
    # install of ours) is not read: that is done for the first folder only.
    Path(inside, "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return scripts / ("appealdesk.exe" if os.name == "nt" else "appealdesk")


def run(*words: object, **env: str) -> str:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    told = subprocess.run(
        list(map(str, words)), capture_output=True, text=True, env=clean | env, check=False
    )
    assert told.returncode == 0, told.stderr
    return told.stdout


def test_it_has_the_program_its_resources_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"appealdesk", f"appealdesk-{__version__}.dist-info"}
    for wanted in (
        "guidance/coverage.toml",
        "desktop/org.appealdesk.AppealDesk.desktop",
        "style.qss",
    ):
        assert f"appealdesk/resources/{wanted}" in names
    assert not [n for n in names if "__pycache__" in n or n.endswith((".appeal", ".svg~"))]
    if shutil.which("check-wheel-contents"):
        subprocess.run(["check-wheel-contents", "--ignore", "W004", wheel], check=True)


@pytest.mark.skipif(os.name == "nt", reason="links to libraries need rights there")
def test_a_packet_is_made_with_it_alone(installed, tmp_path):
    case, packet = tmp_path / "s.appeal", tmp_path / "p.pdf"
    assert run(installed, "--version") == f"appealdesk {__version__}\n"
    run(installed, "sample", case)
    run(installed, "export", case, "-o", packet)
    run(installed, "verify", packet)
    where = run(
        installed.with_name("python"), "-c", "import appealdesk; print(appealdesk.__file__)"
    )
    assert not Path(where.strip()).is_relative_to(ROOT)


@pytest.mark.skipif(sys.platform != "linux", reason="start menus of Linux desktops")
def test_it_puts_itself_into_the_start_menu(installed, tmp_path):
    run(installed, "--install-desktop-entry", XDG_DATA_HOME=str(tmp_path))
    entry = tmp_path / "applications" / "org.appealdesk.AppealDesk.desktop"
    assert f'Exec="{installed}" %F' in entry.read_text(encoding="utf-8")
