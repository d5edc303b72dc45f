"""Starts the window: makes the parts and gives them to each other."""

import argparse
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QFileOpenEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from appealdesk import __version__
from appealdesk.desk.crash import crash_report, forget_reports, keep_report, last_report
from appealdesk.desk.settings import SettingsFile
from appealdesk.ui.garbage import Garbage
from appealdesk.ui.icons import app_icon
from appealdesk.ui.theme import Theme
from appealdesk.ui.window import Window
from appealdesk.worker.client import Worker


class Application(QApplication):
    """The application; it hears of files that macOS asks it to open."""

    file_asked = Signal(str)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_asked.emit(event.file())
            return True
        return super().event(event)


class Crashes(QObject):
    """Shows what must not happen: an error that nobody expected. The case is already saved."""

    happened = Signal(object)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._is_showing = False
        self.happened.connect(self._show)
        window.jobs.crashed.connect(self._show)

    def hook(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """For ``sys.excepthook``."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        sys.__excepthook__(kind, error, trace)
        self.happened.emit(error)

    def thread_hook(self, told: threading.ExceptHookArgs) -> None:
        """For ``threading.excepthook``."""
        if told.exc_value is not None:
            self.happened.emit(told.exc_value)

    def _show(self, error: BaseException) -> None:
        report = crash_report(error)
        keep_report(report)
        if self._is_showing:
            return  # one box is enough; the report of each is kept
        from appealdesk.ui.dialogs.crash import CrashDialog  # noqa: PLC0415

        self._is_showing = True
        dialog = CrashDialog(self._window.kit, report, self._window)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self, _result: int) -> None:
        self._is_showing = False
        forget_reports()  # it was seen


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, with a case or files if they are named.

    Returns:
        The exit code.
    """
    told = _asked(sys.argv[1:] if arguments is None else arguments)
    # Work beside the interface gives way five times sooner than Python lets it by itself.
    sys.setswitchinterval(0.001)
    app = Application([sys.argv[0]])
    app.setApplicationName("AppealDesk")
    app.setApplicationDisplayName("AppealDesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("org.appealdesk.AppealDesk")
    app.setWindowIcon(app_icon())
    cases = [p for p in told.files if p.suffix.lower() == ".appeal"]
    if cases and is_in_front(cases[0]):
        return 0
    settings = SettingsFile(told.settings)
    theme = Theme(app, settings.now.theme, settings.now.text_scale)
    with Worker() as hands, Worker() as eyes:
        window = Window(settings, theme, hands, eyes, home=told.home)
        crashes = Crashes(window)
        sys.excepthook = crashes.hook
        threading.excepthook = crashes.thread_hook
        app.file_asked.connect(lambda name: window.open_path(Path(name)))
        window.show()
        if told.sample:
            window.opener.sample()
        elif told.files:
            if cases:
                window.open_path(cases[0])
            else:
                window.add_files(tuple(told.files))
        _tell_of_crash(window)
        garbage = Garbage(app)
        code = app.exec()
        garbage.stop()
        _leave_clipboard()
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
    return code


def is_in_front(case: Path) -> bool:
    """Whether a window of another start has this case, and came to the front for it."""
    from appealdesk.ui.summons import summon  # noqa: PLC0415

    return summon(case)


def _tell_of_crash(window: Window) -> None:
    """After a crash the next start says that all is there, and keeps the report at hand."""
    report = last_report()
    if report is None:
        return
    forget_reports()

    def show() -> None:
        from appealdesk.ui.dialogs.crash import CrashDialog  # noqa: PLC0415

        CrashDialog(window.kit, report, window).open()

    window.kit.notices.tell(
        window.tr("AppealDesk met a fault of its own last time. Your appeals are all there."),
        action=window.tr("Show the report"),
        on_action=show,
    )


def _leave_clipboard() -> None:
    """Leave plain words on the clipboard: what was made in Python must not outlive it.

    Qt asks the clipboard's data for its formats when it ends, which is after Python (PySide 6.11).
    """
    board = QGuiApplication.clipboard()
    mime: QMimeData | None = board.mimeData()
    if board.ownsClipboard() and mime is not None and mime.formats():
        board.setText(mime.text())


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="appealdesk",
        description="Open the window. With the name of a command, work from the terminal instead: "
        "see appealdesk --help.",
    )
    parser.add_argument("files", nargs="*", type=Path, help="an appeal, or files to add")
    parser.add_argument("--sample", action="store_true", help="open the finished example")
    parser.add_argument("--settings", type=Path, help="another settings file")
    parser.add_argument("--home", type=Path, help="another folder for new appeals")
    return parser.parse_args(arguments)
