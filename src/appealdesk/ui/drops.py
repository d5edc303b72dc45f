"""What comes from outside by drag and drop or over the clipboard: files, pictures, words.

Programs hand over very different things that all look like "a file" to the person who drags them.
What can be taken is taken; for the rest there is a plain sentence that says the way out.
"""

import json
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMimeData,
    QObject,
    QPoint,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import QDragLeaveEvent, QDragMoveEvent, QDropEvent, QImage, QWindow
from PySide6.QtWidgets import QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENTS_MIME = "application/x-appealdesk-documents"
"""Our own papers, sections or reasons on the way: JSON, see ``Own``."""

TAKES_FILES = "takesFiles"
"""Dynamic property of a widget that answers drops of files itself."""

_VIRTUAL = ("filegroupdescriptor", "filecontents", "promise")  # Outlook; macOS Mail, Photos


@dataclass(frozen=True, slots=True)
class Drop:
    """What was handed over.

    ``refused`` says in plain words what of it could not be taken and what to do; empty when all
    could. ``text`` is filled only when there is nothing better.
    """

    paths: tuple[Path, ...] = ()
    images: tuple[QImage, ...] = ()
    text: str = ""
    refused: str = ""

    @property
    def has_papers(self) -> bool:
        """Whether there is something to bring in."""
        return bool(self.paths or self.images)


@dataclass(frozen=True, slots=True)
class Own:
    """Parts of an appeal on the way. ``kind`` is the value of their ``SpotKind``."""

    case_path: str
    kind: str
    ids: tuple[int, ...]
    is_cut: bool = False


def own_mime(own: Own) -> QMimeData:
    """Our own parts as they travel by drag and drop or over the clipboard."""
    words = {"case": own.case_path, "kind": own.kind, "ids": own.ids, "cut": own.is_cut}
    mime = QMimeData()
    mime.setData(DOCUMENTS_MIME, json.dumps(words).encode())
    return mime


def read_own(mime: QMimeData) -> Own | None:
    """Our own parts, if there are some; None also for what only looks like them."""
    if not mime.hasFormat(DOCUMENTS_MIME):
        return None
    try:
        told = json.loads(bytes(mime.data(DOCUMENTS_MIME).data()))
        ids = tuple(int(one) for one in told["ids"])
        return Own(str(told["case"]), str(told["kind"]), ids, bool(told["cut"]))
    except (ValueError, KeyError, TypeError):  # another program may use our name for its own things
        return None


def offers_papers(mime: QMimeData) -> bool:
    """Whether a drag brings something that is to be answered as papers, also with a refusal."""
    return not mime.hasFormat(DOCUMENTS_MIME) and (
        mime.hasUrls() or mime.hasImage() or _is_virtual(mime)
    )


def read_drop(mime: QMimeData) -> Drop:
    """Read what is handed over. Files come first: their makers offer words and pictures as well."""
    urls = mime.urls() if mime.hasUrls() else []
    paths = tuple(path for url in urls if (path := _local_path(url)) is not None)
    away = [url for url in urls if _local_path(url) is None]
    if paths:
        return Drop(paths=paths, refused=_why_refused(away))
    if mime.hasImage():
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return Drop(images=(image,))
    if _is_virtual(mime):
        return Drop(
            refused=_tr(
                "The other program does not hand over a real file. Save the attachment to a "
                "folder first, then drag it from there or use Add files."
            )
        )
    if away:
        return Drop(refused=_why_refused(away))
    return Drop(text=mime.text() if mime.hasText() else "")


def force_copy(event: QDropEvent) -> None:
    """Answer "copied" whatever was asked for.

    A Shift-drag asks for a move; a source that hears "moved" may delete the person's original.
    """
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


class FileDropFilter(QObject):
    """Takes files dropped anywhere on a window, wherever no part of it answers them itself.

    Words still reach text editors; files dropped on one do not become text. Parts that place files
    themselves say so with the property ``TAKES_FILES``.

    Args:
        window: a top level widget. The filter belongs to it.
    """

    dropped = Signal(object)
    """A ``Drop``."""
    hovering = Signal(bool)
    """Files that would be taken here are over the window, or have left it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._is_over = False
        self._handle: QWindow | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self._watch_handle()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window:
            if kind in {QEvent.Type.Show, QEvent.Type.WinIdChange}:
                self._watch_handle()
        elif isinstance(event, QDropEvent):  # entering and moving are drops to Qt
            return self._take(watched, event)
        elif kind == QEvent.Type.DragLeave:
            self._set_over(is_over=False)
        return super().eventFilter(watched, event)

    def _watch_handle(self) -> None:
        """Drags reach the native window before Qt looks which widget is under the pointer."""
        handle = cast("QWindow | None", self._window.windowHandle())  # None until it is shown
        if handle is not None and handle is not self._handle:
            self._handle = handle
            handle.installEventFilter(self)

    def _take(self, watched: QObject, event: QDropEvent) -> bool:
        """Answer instead of the widget under the pointer; Qt never hears of what is taken here."""
        mime, place = event.mimeData(), event.position().toPoint()
        if not offers_papers(mime) or self._is_taken(place):
            self._set_over(is_over=False)
            return False
        if not self._is_over:
            QCoreApplication.sendEvent(watched, QDragLeaveEvent())  # for whom it was over
        is_drop = not isinstance(event, QDragMoveEvent)
        self._set_over(is_over=not is_drop)
        force_copy(event)
        if is_drop:
            self.dropped.emit(read_drop(mime))
        return True

    def _is_taken(self, place: QPoint) -> bool:
        """Whether the part at this place of the window answers drops of files itself."""
        widget = self._window.childAt(place)
        while widget is not None and widget is not self._window:
            if widget.property(TAKES_FILES):
                return True
            widget = widget.parentWidget()
        return False

    def _set_over(self, *, is_over: bool) -> None:
        if is_over != self._is_over:
            self._is_over = is_over
            self.hovering.emit(is_over)


def _local_path(url: QUrl) -> Path | None:
    """The path that a URL means on this computer; None when it means something elsewhere."""
    if not url.isLocalFile():
        return None
    here = QUrl(url)
    if url.host().lower() in {"localhost", socket.gethostname().lower()}:
        here.setHost("")
    if here.host() and sys.platform != "win32":  # \\server\share is a path on Windows alone
        return None
    return Path(here.toLocalFile())


def _is_virtual(mime: QMimeData) -> bool:
    return any(word in name.lower() for name in mime.formats() for word in _VIRTUAL)


def _why_refused(urls: Sequence[QUrl]) -> str:
    """One sentence for each sort of address that is no file on this computer."""
    return " ".join(dict.fromkeys(_sentences(urls)))


def _sentences(urls: Sequence[QUrl]) -> "Iterator[str]":
    for url in urls:
        match url.scheme():
            case "http" | "https" | "ftp":
                yield _tr(
                    "That is an address on the web, not a file. Download it first, then drag "
                    "it from your Downloads folder or use Add files."
                )
            case "trash":
                yield _tr(
                    "That file is in the trash. Take it out of the trash first, then drag it "
                    "from its folder."
                )
            case _:
                yield _tr(
                    "That file is on another computer or device. Copy it to a folder on this "
                    "computer first, then drag it from there or use Add files."
                )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Drops", text)
