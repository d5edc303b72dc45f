"""A person before the real window: from an empty start to the packet, by mouse, by keyboard alone, at 200 percent."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from e2e import papers
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
            pytest.fail(f"{scenario} took over {PATIENCE} s. {_ended(process)[-3000:]}")
        except BaseException:  # somebody stopped the tests
            _ended(process)
            raise
        told = f"{err[-6000:]}\nPictures and the tree in words: {report_folder}"
        assert process.returncode == 0, told
        made = json.loads(out.splitlines()[-1])
        log = (report_folder / "appealdesk.log").read_text(errors="replace")
        assert "Traceback" not in log, log
        return made

    (tmp_path / "work").mkdir()
    return started


def _ended(process: subprocess.Popen[str]) -> str:
    """End a person who is at work; gives what they said."""
    process.send_signal(signal.SIGTERM)  # the person ends what they started
    try:
        return process.communicate(timeout=15)[1]
    except subprocess.TimeoutExpired:
        process.kill()  # the kernel ends the rest with them
        return process.communicate()[1]


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


@pytest.fixture
def piles(tmp_path):
    """The folders of the person: three papers, and one that comes later."""
    papers.three_papers(tmp_path / "inbox")
    papers.one_more(tmp_path / "more")
    return tmp_path


LOOKS = {"plain": (), "dark-200": ("--screen", "2560x1600", "--scale", "2", "--dark")}


@pytest.mark.parametrize("look", LOOKS)
def test_with_the_mouse_from_the_file_manager_to_the_packet(play, piles, look):
    before = _sums(piles / "inbox") | _sums(piles / "more")
    made = play("mouse", piles / "inbox", *LOOKS[look], report=f"mouse-{look}")
    assert _sums(piles / "inbox") | _sums(piles / "more") == before, (
        "the person's own files are not as they were"
    )
    case = _case(Path(made["case"]))
    assert [(s["key"], [d["title"] for d in s["documents"]]) for s in case["sections"]] == [
        ("introduction", ["Denial letter #2"]),
        ("supporting-documentation", ["Dr. Muñoz office note", "MRI report, page 1"]),
        ("clinical-justification", ["Second opinion"]),
        ("direct-response", []),
        ("conclusion", []),
    ]
    assert case["sections"][0]["documents"][0]["kind"] == "denial-letter"
    assert case["tray"] == []
    _is_answered(case)
    pages = _pages(Path(made["packet"]))
    assert len(pages) == case["pages"] == 12
    _is_sendable(pages)
    assert "The knee locks twice a day and gives way on stairs." in pages[6]
    assert "Exhibit B, p. 1" in pages[6]
    marks = _bookmarks(Path(made["packet"]))
    for title in ("Introduction", "Supporting Documentation", "Clinical Justification"):
        assert title in marks
    assert [m for m in marks if m.startswith("Exhibit")] == [
        "Exhibit A: Denial letter #2", "Exhibit B: Dr. Muñoz office note", "Exhibit C: MRI report, page 1",
        "Exhibit D: Second opinion",
    ]  # fmt: skip


def test_with_the_keyboard_alone(play, tmp_path):
    inbox = papers.plain_papers(tmp_path / "inbox")
    made = play("keyboard", inbox)
    assert set(made["by_kind"]) == {"key", "text"}, "nothing but keys was used"
    case = _case(Path(made["case"]))
    assert [(s["key"], [d["title"] for d in s["documents"]]) for s in case["sections"]] == [
        ("introduction", ["denial letter"]),
        ("supporting-documentation", ["office note #1", "MRI photo"]),
        ("clinical-justification", []),
        ("direct-response", []),
        ("conclusion", []),
    ]
    _is_answered(case)
    pages = _pages(Path(made["packet"]))
    assert len(pages) == case["pages"]
    _is_sendable(pages)
    assert "26-118-4471" in Path(made["packet"]).name, (
        "what was typed last is in the name of the file"
    )


def test_a_newcomer_needs_few_actions(play, tmp_path):
    """From nothing to a packet of eight papers with two answered reasons, each with its page."""
    made = play("newcomer", papers.eight_papers(tmp_path / "inbox"))
    case = _case(Path(made["case"]))
    assert sum(len(s["documents"]) for s in case["sections"]) == 8
    assert [(r["title"], len(r["evidence"]), bool(r["response"])) for r in case["reasons"]] == [
        ("Not medically necessary", 1, True),
        ("There is no record of six weeks of physical therapy", 1, True),
    ]
    pages = _pages(Path(made["packet"]))
    _is_sendable(pages)
    print(json.dumps({key: made[key] for key in ("actions", "by_kind", "seconds", "steps")}))
    assert made["actions"] <= NEWCOMER_ACTIONS, "it takes a newcomer more actions than it did"


NEWCOMER_ACTIONS = 27


def _is_answered(case: dict) -> None:
    (reason,) = case["reasons"]
    assert reason["title"] == "Not medically necessary"
    assert reason["insurer_words"] == "The requested arthroscopy is not medically necessary."
    assert (
        reason["response"]
        == "The knee locks twice a day. Surgery is the standard of care for a locked knee."
    )
    (evidence,) = reason["evidence"]
    assert evidence["words"].endswith(", p. 1")
    assert not evidence["broken"]
    details = case["details"]
    assert (details["patient_name"], details["member_id"]) == ("Ana Diaz", "NF-20418876")
    assert (details["insurer_name"], details["claim_number"]) == (
        "Northfield Health Plan",
        "26-118-4471",
    )


def _is_sendable(pages: list[str]) -> None:
    """Every page says whose it is and which of how many; what was typed is printed."""
    assert _is_numbered(pages)
    for words in pages:
        assert "Ana Diaz" in words
        assert "26-118-4471" in words
    whole = "\n".join(pages)
    assert "Exhibit A, p. 1" in whole
    assert "The knee locks twice a day. Surgery is the standard of care" in " ".join(whole.split())
