"""Nothing leaves the machine: the program runs where asking for a network socket is death."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

GUARD = Path(__file__).resolve().parents[1] / "support" / "no_network.py"
APP = Path(sys.executable).with_name("appealdesk")

pytestmark = [
    pytest.mark.skipif(
        sys.platform != "linux" or os.uname().machine not in {"x86_64", "aarch64"},
        reason="the guard is a filter of the Linux kernel",
    ),
    pytest.mark.slow,
]

WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from appealdesk import app, ui
from appealdesk.ui.window import Window

seen = []

def look():
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Window))
    if window.bench is not None and not seen:
        seen.append(window.bench.case.details.patient_name)
        QTimer.singleShot(2500, window.close)

class Watched(Window):
    def __init__(self, *args, **named):
        super().__init__(*args, **named)
        self.watch = QTimer(self, interval=100)
        self.watch.timeout.connect(look)
        self.watch.start()

app.Window = Watched
code = app.main(["--settings", sys.argv[2], "--home", sys.argv[3], sys.argv[1]])
print("SEEN", seen)
sys.exit(code if seen else 9)
"""


def guarded(*words: object, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, GUARD, *map(str, words)],
        capture_output=True, text=True, timeout=110, env=os.environ | env, check=False,
    )  # fmt: skip


def test_the_guard_kills_who_asks_for_the_network():
    for family in ("AF_INET", "AF_INET6"):
        told = guarded(sys.executable, "-c", f"import socket; socket.socket(socket.{family})")
        assert told.returncode == -signal.SIGSYS
    fine = "import socket; socket.socket(socket.AF_UNIX); print('local')"
    assert guarded(sys.executable, "-c", fine).stdout == "local\n"


def test_a_packet_is_made_and_a_window_works_without_any_network(tmp_path):
    case, packet = tmp_path / "sample.appeal", tmp_path / "packet.pdf"
    for words in (
        ("sample", case), ("check", case), ("export", case, "-o", packet), ("verify", packet),
    ):  # fmt: skip
        told = guarded(APP, *words)
        assert told.returncode == 0, told.stderr
    script = tmp_path / "window.py"
    script.write_text(WINDOW, encoding="utf-8")
    told = guarded(
        sys.executable, script, case, tmp_path / "settings.json", tmp_path / "home",
        QT_QPA_PLATFORM="offscreen",
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert "SEEN ['" in told.stdout
