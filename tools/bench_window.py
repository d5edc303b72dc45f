"""The window, measured: `bench_window.py paint|empty|stalls OUT.json [FOLDER]`.

"paint" and "empty" tell the time from the start of the process to the first paint. "stalls" drops
500 files, scrolls 2,000 pages, types and exports, while a timer of 5 ms tells how long the window
did not come to its turn.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_TICK = 5  # ms
_SECONDS_MOST = 600


def _since_start() -> float:
    """Seconds since the kernel started this process."""
    fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[19]) / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks


def empty(out: Path, _folder: Path) -> None:
    """An empty PySide6 window."""
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415

    class Bare(QMainWindow):
        def paintEvent(self, _event: object) -> None:  # noqa: N802
            out.write_text(json.dumps(_since_start()))
            QApplication.quit()

    app = QApplication([])
    window = Bare()
    window.show()
    app.exec()


def paint(out: Path, folder: Path) -> None:
    """Our window with its first page."""
    from PySide6.QtCore import QEvent, QObject  # noqa: PLC0415

    from appealdesk import app as program  # noqa: PLC0415
    from appealdesk.ui.welcome import Welcome  # noqa: PLC0415

    class Timed(program.Application):
        def notify(self, target: QObject, event: QEvent) -> bool:
            told = super().notify(target, event)
            if event.type() == QEvent.Type.Paint and isinstance(target, Welcome):
                out.write_text(json.dumps(_since_start()))
                self.quit()
            return told

    program.Application = Timed  # type: ignore[misc]
    program.main(["--settings", str(folder / "settings.json"), "--home", str(folder)])


class Stalls:
    """The longest time in which the interface did not come to its turn, for each thing done."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415

        from appealdesk import app as program  # noqa: PLC0415
        from appealdesk.desk.settings import SettingsFile  # noqa: PLC0415
        from appealdesk.ui.garbage import Garbage  # noqa: PLC0415
        from appealdesk.ui.theme import Theme  # noqa: PLC0415
        from appealdesk.ui.window import Window  # noqa: PLC0415
        from appealdesk.worker.client import Worker  # noqa: PLC0415

        sys.setswitchinterval(0.001)  # as app.main does
        self.folder = folder
        self.app = program.Application([])
        self.workers = (Worker(), Worker())
        settings = SettingsFile(folder / "settings.json")
        self.window = Window(settings, Theme(self.app), *self.workers, home=folder / "home")
        self.garbage = Garbage(self.app)
        self.window.resize(1440, 900)
        self.window.show()
        self._loop, self._timer = QEventLoop, QTimer
        self._last = time.perf_counter()
        self.longest = 0.0
        self.over = 0
        self.clock = QTimer(interval=_TICK)
        self.clock.timeout.connect(self._tick)
        self.clock.start()
        self.told: dict[str, float] = {}

    def _tick(self) -> None:
        now = time.perf_counter()
        late = (now - self._last) * 1000 - _TICK
        self.longest = max(self.longest, late)
        self.over += late > 50
        self._last = now

    def until(self, is_done: Callable[[], bool]) -> None:
        """Let the interface run until something is so."""
        loop, look = self._loop(), self._timer(interval=20)
        end = time.perf_counter() + _SECONDS_MOST
        look.timeout.connect(
            lambda: loop.quit() if is_done() or time.perf_counter() > end else None
        )
        look.start()
        loop.exec()
        look.stop()
        if not is_done():
            raise SystemExit("It took too long.")

    def measured(self, name: str, begin: Callable[[], object], is_done: Callable[[], bool]) -> None:
        """Do one thing and keep its longest stall."""
        self._last, self.longest, self.over = time.perf_counter(), 0.0, 0
        started = self._last
        begin()
        self.until(is_done)
        self.told[f"{name}: longest stall, ms"] = round(self.longest, 1)
        self.told[f"{name}: stalls over 50 ms"] = self.over
        self.told[f"{name}: took, s"] = round(time.perf_counter() - started, 2)


def stalls(out: Path, folder: Path) -> None:
    """Drop, scroll, type, export; then the memory after all that."""
    import shutil  # noqa: PLC0415

    from PySide6.QtWidgets import QTextEdit  # noqa: PLC0415

    from appealdesk.desk.exporting import export  # noqa: PLC0415
    from appealdesk.ui.jobs import Lane  # noqa: PLC0415
    from appealdesk.ui.spot import Spot, SpotKind  # noqa: PLC0415
    from bench_sets import big_pages, many_papers  # noqa: PLC0415

    shutil.rmtree(folder / "home", ignore_errors=True)
    papers, long = many_papers(folder / "papers", 500), big_pages(folder / "long.pdf", 2000)
    stage = Stalls(folder)
    window = stage.window
    window.opener.new()
    stage.until(lambda: window.case_desk is not None)
    bench = window.bench
    assert bench is not None and window.case_desk is not None  # noqa: S101, PT018
    stage.measured(
        "500 files come in",
        lambda: bench.add_files(papers, section=3),
        lambda: len(list(bench.case.documents())) == len(papers) and not window.jobs.shown,
    )
    bench.add_files([long], section=3)
    stage.until(lambda: len(list(bench.case.documents())) == len(papers) + 1)
    document = max(bench.case.documents(), key=lambda d: d.id)
    bench.show(Spot(SpotKind.DOCUMENT, document.id))
    stage.until(lambda: bench.is_settled)
    _scroll(stage, window.case_desk.view)
    bench.show(Spot(SpotKind.SECTION, 1))
    editor = window.case_desk.view.findChild(QTextEdit)
    words = "The denial says that the scan was not needed, and the record shows that it was. " * 25

    stage.measured("typing 2,000 letters", lambda: _in_steps(stage, editor, words), lambda: True)
    stage.until(lambda: bench.is_settled)
    for key, value in (("patient_name", "Ana"), ("insurer_name", "N"), ("claim_number", "1")):
        from appealdesk.case import edits  # noqa: PLC0415

        bench.apply(edits.set_detail(key, value))
    done: list[object] = []
    stage.until(lambda: bench.case.details.claim_number == "1")
    stage.measured(
        "export of 2,500 pages",
        lambda: window.jobs.start(
            Lane.HANDS,
            "export",
            lambda report: export(
                bench.session, bench.hands, folder / "packet.pdf", on_progress=report
            ),
            done=done.append,
            failed=done.append,
            is_shown=True,
        ),
        lambda: bool(done),
    )
    if isinstance(done[0], Exception):
        raise SystemExit(str(done[0]))
    status = Path("/proc/self/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]
    stage.told["memory of the window after all that, MB"] = round(int(peak) / 1000)
    window.close()
    stage.until(lambda: not window.isVisible())
    for worker in stage.workers:
        worker.close()
    out.write_text(json.dumps(stage.told))


def _in_steps(stage: Stalls, editor: object, words: str) -> None:
    """Type, letting the interface take its turn after each letter."""
    from PySide6.QtTest import QTest  # noqa: PLC0415

    editor.setFocus()  # type: ignore[attr-defined]
    left = list(words)

    def next_letter() -> None:
        if left:
            QTest.keyClick(editor, left.pop(0))

    timer = stage._timer(interval=8)  # noqa: SLF001
    timer.timeout.connect(next_letter)
    timer.start()
    stage.until(lambda: not left)
    timer.stop()


def _scroll(stage: Stalls, view: object) -> None:
    """Scroll through all pages of a document's grid in two hundred steps."""
    from PySide6.QtWidgets import QAbstractScrollArea  # noqa: PLC0415

    areas = view.findChildren(QAbstractScrollArea)  # type: ignore[attr-defined]
    area = max(areas, key=lambda a: a.verticalScrollBar().maximum())
    bar = area.verticalScrollBar()
    step = {"at": 0}

    def move() -> None:
        step["at"] += 1
        bar.setValue(bar.maximum() * step["at"] // 200)

    timer = stage._timer(interval=16)  # noqa: SLF001
    timer.timeout.connect(move)
    stage.measured("scrolling 2,000 pages", timer.start, lambda: step["at"] >= 200)
    timer.stop()


if __name__ == "__main__":
    RUN = {"paint": paint, "empty": empty, "stalls": stalls}[sys.argv[1]]
    FOLDER = Path(sys.argv[3]) if len(sys.argv) > 3 else Path()
    FOLDER.mkdir(parents=True, exist_ok=True)
    RUN(Path(sys.argv[2]), FOLDER)
