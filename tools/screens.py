"""Take pictures of every view and dialog for docs/images: `make screens`.

The real window on the sample case, offscreen: light and dark, 1280 x 800 and 1920 x 1080, and with
text at 200 percent. Pictures are for people to look at; no test compares them.
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from io import BytesIO

from PIL import Image
from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from appealdesk.app import Application
from appealdesk.case.values import Kind
from appealdesk.desk.crash import crash_report
from appealdesk.desk.settings import SettingsFile
from appealdesk.ui.dialogs.crash import CrashDialog
from appealdesk.ui.guidebook.window import GuidebookWindow
from appealdesk.ui.reasons.kind_dialog import KindDialog
from appealdesk.ui.reasons.new_reason import ask_for_reason
from appealdesk.ui.reasons.reason_view import ReasonView
from appealdesk.ui.spot import PACKET, TRACKER, TRAY, Spot, SpotKind
from appealdesk.ui.theme import Theme
from appealdesk.ui.window import Window
from appealdesk.worker.client import Worker


@dataclass(frozen=True, slots=True)
class Look:
    """One way to show everything."""

    name: str
    theme: str
    width: int
    height: int
    text: int = 100


LOOKS = (
    Look("light", "light", 1280, 800),
    Look("dark", "dark", 1280, 800),
    Look("light-large", "light", 1920, 1080),
    Look("dark-large", "dark", 1920, 1080),
    Look("light-text-200", "light", 1280, 800, 200),
    Look("dark-text-200", "dark", 1280, 800, 200),
)


class Photographer:
    """Walks through the window and keeps what it sees."""

    def __init__(self, app: Application, window: Window, theme: Theme, folder: Path) -> None:
        self.app, self.window, self.theme, self.folder = app, window, theme, folder
        self.look = LOOKS[0]

    def until(self, is_so: Callable[[], bool], most: int = 60_000) -> None:
        """Let the window run until something is so."""
        loop, timer, end = QEventLoop(), QTimer(interval=25), QTimer(singleShot=True)
        timer.timeout.connect(lambda: loop.quit() if is_so() else None)
        end.timeout.connect(loop.quit)
        timer.start()
        end.start(most)
        loop.exec()
        timer.stop()
        if not is_so():
            raise SystemExit("The window did not come to rest.")

    def rest(self, milliseconds: int = 900) -> None:
        """Let pictures and layouts come to rest."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
        self.until(lambda: not any(j.title == "page" for j in self.window.jobs.running))

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Keep a picture, with few colours so that it stays small."""
        self.rest()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        (widget or self.window).grab().save(buffer, "PNG")
        picture = Image.open(BytesIO(bytes(buffer.data().data()))).convert("RGB")
        small = picture.quantize(200, dither=Image.Dither.NONE)
        target = self.folder / self.look.name
        target.mkdir(parents=True, exist_ok=True)
        small.save(target / f"{name}.png", optimize=True)

    def dialog(self, name: str, action: str) -> QDialog:
        """Open a dialog by its action and keep its picture."""
        self.window.commands.do(action)
        found = self.open_dialog()
        self.take(name, found)
        return found

    def open_dialog(self) -> QDialog:
        """The dialog that is open."""
        self.rest(200)
        dialogs = [w for w in self.app.topLevelWidgets() if isinstance(w, QDialog)]
        return next(d for d in reversed(dialogs) if d.isVisible())

    def all(self, look: Look) -> None:
        """Everything in one look."""
        self.look = look
        self.theme.set(look.theme, look.text)
        self.window.resize(look.width, look.height)
        for name in self._views():
            self.take(name)
        self._dialogs()

    def _views(self) -> Iterator[str]:
        bench, desk = self.window.bench, self.window.case_desk
        assert bench is not None  # noqa: S101
        assert desk is not None  # noqa: S101
        case = bench.case
        show_tab = desk.guide.show_tab if self.look.text == 100 else lambda _tab: None
        bench.show(PACKET)
        self.rest(2500)
        self.until(lambda: not self.window.jobs.shown)
        yield "packet"
        bench.show(Spot(SpotKind.SECTION, case.sections[1].id))
        show_tab("todo")
        yield "section"
        bench.show(Spot(SpotKind.SECTION, case.sections[3].id))
        show_tab("help")
        yield "direct-response"
        bench.show(Spot(SpotKind.REASON, case.reasons[0].id))
        show_tab("todo")
        yield "reason"
        if isinstance(desk.view, ReasonView):
            desk.view.focus_part("table")
            yield "reason-table"
        show_tab("deadline")
        yield "deadline"
        chart = next(d for d in case.documents() if d.kind is Kind.PROVIDER_NOTE)
        bench.show(Spot(SpotKind.DOCUMENT, chart.id))
        show_tab("details")
        yield "pages"
        bench.show(Spot(SpotKind.DOCUMENT, chart.id, chart.pages[1].id))
        yield "reader"
        refused = next((d for d in case.documents() if d.problem is not None), None)
        if refused is not None:
            bench.show(Spot(SpotKind.DOCUMENT, refused.id))
            yield "refused"
        bench.show(TRAY)
        yield "tray"
        bench.show(TRACKER)
        show_tab("todo")
        yield "tracker"

    def _dialogs(self) -> None:
        window, desk, bench = self.window, self.window.case_desk, self.window.bench
        assert desk is not None  # noqa: S101
        assert bench is not None  # noqa: S101
        for name in ("export", "history", "shortcuts", "about", "password", "find"):
            found = self.dialog(f"dialog-{name}", name)
            found.close()
            self.rest(100)
        papers = self.dialog("dialog-papers", "papers")
        papers.close()
        self.rest(100)
        self.dialog("dialog-next-level", "next-level").close()
        window.commands.do("guidebook")
        self.rest(400)
        guide = next(w for w in self.app.topLevelWidgets() if isinstance(w, GuidebookWindow))
        guide.show_page("example")
        self.take("guide-to-read", guide)
        guide.close()
        bench.show(Spot(SpotKind.REASON, bench.case.reasons[0].id))
        desk.pick_evidence()
        picker = self.open_dialog()
        self.take("dialog-evidence", picker)
        picker.close()
        self.rest(100)
        desk.add_reason()
        new = self.open_dialog()
        self.take("dialog-reasons-of-the-letter", new)
        new.close()
        self.rest(100)
        ask_for_reason(window.kit, lambda *_told: None, window)
        new = self.open_dialog()
        self.take("dialog-new-reason", new)
        new.close()
        self.rest(100)
        kind = KindDialog(window.kit, window, kind=bench.case.reasons[0].kind)
        kind.open()
        self.take("dialog-kind-of-reason", kind)
        kind.close()
        try:
            raise ValueError("what must not happen")  # noqa: TRY301
        except ValueError as error:
            report = re.sub("System: .*", "System: Linux x86_64", crash_report(error))
            crash = CrashDialog(window.kit, report, window)
        crash.open()
        self.take("dialog-crash", crash)
        crash.close()
        self.rest(100)


def main() -> None:
    """Take them all."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--look", help="only this one: " + ", ".join(look.name for look in LOOKS))
    told = ask.parse_args()
    app = Application([])
    place = Path(tempfile.gettempdir()) / "Documents"  # as plain as a user's own
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    settings = SettingsFile(place / "settings.json")
    settings.set(replace(settings.now, export_folder=str(place)))
    theme = Theme(app, "light")
    with Worker() as hands, Worker() as eyes:
        window = Window(settings, theme, hands, eyes, home=Path("Documents/Appeals"))
        window.opener._home = place / "Appeals"  # noqa: SLF001  no path of this machine shows
        window.show()
        camera = Photographer(app, window, theme, told.folder)
        looks = [look for look in LOOKS if told.look in {None, look.name}]
        for look in looks:
            camera.look = look
            theme.set(look.theme, look.text)
            window.resize(look.width, look.height)
            camera.take("welcome")
        window.opener.sample()
        camera.until(lambda: window.bench is not None)
        _add_a_bad_file(camera, place)
        settings.set(replace(settings.now, recent=()))
        for look in looks:
            camera.all(look)
        window.close()
        camera.until(lambda: not window.isVisible())
    shutil.rmtree(place)
    QApplication.quit()


def _add_a_bad_file(camera: Photographer, place: Path) -> None:
    bad = place / "letter from the plan.pdf"
    bad.write_bytes(b"this was a PDF once")
    bench = camera.window.bench
    assert bench is not None  # noqa: S101
    count = len(list(bench.case.documents()))
    bench.add_files([bad])
    camera.until(lambda: len(list(bench.case.documents())) > count)
    camera.window.bar.clear()


if __name__ == "__main__":
    sys.exit(main())
