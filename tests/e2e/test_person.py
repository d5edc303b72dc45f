"""A person before the real window: from an empty start to the packet, by mouse, by keyboard alone, at 200 percent."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import papers
import pytest

from support.papers import page_texts

ROOT = Path(__file__).resolve().parents[2]
APP = Path(sys.executable).with_name("appealdesk")
PATIENCE = 110  # seconds for one scenario on a slow machine

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.timeout(PATIENCE + 20)]


def _missing() -> list[str]:
    """What this computer lacks to put a person before a window."""
    tools = (
        "/usr/bin/python3",
        "Xvfb",
        "xdotool",
        "thunar",
        "openbox",
        "dbus-daemon",
        "/usr/libexec/at-spi-bus-launcher",
    )
    found = [tool for tool in tools if shutil.which(tool) is None]
    if not found:
        look = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
        if subprocess.run(["/usr/bin/python3", "-c", look], capture_output=True).returncode:
            found.append("python3-gi with gir1.2-atspi-2.0")
    return found


@pytest.fixture(scope="module", autouse=True)
def tools():
    missing = _missing()
    if missing and os.environ.get("CI"):
        pytest.fail(
            f"a person needs these programs: {', '.join(missing)} (tools/setup.sh dev installs them)"
        )
    if missing:
        pytest.skip(f"a person needs these programs: {', '.join(missing)}")


@pytest.fixture
def play(tmp_path):
    """Play a scenario; gives what it made."""

    def started(scenario: str, inbox: Path, *more: str, report: str = "") -> dict:
        report_folder = ROOT / "build" / "e2e" / (report or scenario)
        process = subprocess.Popen(
            ["/usr/bin/python3", Path(__file__).with_name("person.py"), scenario, "--app", APP, "--inbox", inbox,
             "--work", tmp_path / "work", "--report", report_folder, *more],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            out, err = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGTERM)  # it ends what it started
            try:
                _, err = process.communicate(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()  # the kernel ends the rest with it
                _, err = process.communicate()
            pytest.fail(f"{scenario} took over {PATIENCE} s. {err[-3000:]}")
        told = f"{err[-6000:]}\nPictures and the tree in words: {report_folder}"
        assert process.returncode == 0, told
        made = json.loads(out.splitlines()[-1])
        log = (report_folder / "appealdesk.log").read_text(errors="replace")
        assert "Traceback" not in log, log
        return made

    (tmp_path / "work").mkdir()
    return started


def _pages(packet: Path) -> list[str]:
    """The pages of the packet in words, after another program found no fault in its bytes."""
    check = subprocess.run(["qpdf", "--check", packet], capture_output=True, text=True)
    assert check.returncode == 0, check.stdout + check.stderr
    return page_texts(packet)


def _bookmarks(packet: Path) -> list[str]:
    told = subprocess.run(
        ["qpdf", "--json", "--json-key=outlines", packet], capture_output=True, check=True
    )

    def below(entries: list) -> list[str]:
        return [title for entry in entries for title in (entry["title"], *below(entry["kids"]))]

    return below(json.loads(told.stdout)["outlines"])


def _case(path: Path) -> dict:
    """The case as the command line tells it, after the window let go of it."""
    told = subprocess.run([APP, "show", path, "--json"], capture_output=True, check=True)
    return json.loads(told.stdout)


def _sums(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def _is_numbered(pages: list[str]) -> bool:
    return all(
        re.search(rf"Page {n} of {len(pages)}\b", words) for n, words in enumerate(pages, start=1)
    )
