"""What other programs hand over, and what the person is told when it is no file."""

import socket
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from appealdesk.ui import drops
from appealdesk.ui.drops import (
    TAKES_FILES,
    FileDropFilter,
    Own,
    offers_papers,
    own_mime,
    read_drop,
    read_own,
)

BOTH = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
SHIFT = Qt.KeyboardModifier.ShiftModifier


def urls(*addresses):
    mime = QMimeData()
    mime.setUrls([QUrl(address) for address in addresses])
    return mime


def test_local_files_and_folders_come_first_with_their_odd_names(tmp_path):
    name = tmp_path / "Ñ 100% – #1.pdf"
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(name)), QUrl.fromLocalFile(str(tmp_path) + "/")])
    mime.setText("what the file manager offers as well")
    mime.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    drop = read_drop(mime)
    assert drop.paths == (name, tmp_path)
    assert (drop.images, drop.text, drop.refused) == ((), "", "")


def test_a_host_that_is_this_computer_is_this_computer():
    drop = read_drop(urls(f"file://{socket.gethostname()}/tmp/a.pdf", "file://localhost/tmp/b.pdf"))
    assert drop.paths == (Path("/tmp/a.pdf"), Path("/tmp/b.pdf"))


def test_a_server_share_is_a_path_on_windows(monkeypatch):
    monkeypatch.setattr(drops.sys, "platform", "win32")
    assert read_drop(urls("file://nas/scans/a.pdf")).paths == (Path("//nas/scans/a.pdf"),)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("file://otherhost/x.pdf", "on another computer"),
        ("smb://nas/x.pdf", "on another computer"),
        ("mtp://phone/x.jpg", "on another computer or device"),
        ("https://portal.example/x.pdf", "Download it first"),
        ("trash:///x.pdf", "in the trash"),
    ],
)
def test_what_is_no_file_here_is_told_with_the_way_out(address, says):
    drop = read_drop(urls(address))
    assert not drop.has_papers
    assert says in drop.refused


def test_what_can_be_taken_is_taken_and_the_rest_told_once():
    drop = read_drop(urls("file:///tmp/a.pdf", "smb://nas/x.pdf", "smb://nas/y.pdf"))
    assert drop.paths == (Path("/tmp/a.pdf"),)
    assert drop.refused.count("another computer") == 1


@pytest.mark.parametrize(
    "form",
    [
        'application/x-qt-windows-mime;value="FileGroupDescriptorW"',
        'application/x-qt-windows-mime;value="FileContents"',
        "com.apple.pasteboard.promised-file-url",
        "com.apple.NSFilePromiseItemMetaData",
    ],
)
def test_attachments_that_are_no_files_are_told_with_the_way_out(form):
    mime = QMimeData()
    mime.setData(form, b"")
    mime.setText("Lab results.pdf")
    assert offers_papers(mime)
    assert "Save the attachment to a folder first" in read_drop(mime).refused


def test_a_picture_of_a_web_page_is_a_picture():
    mime = urls("https://portal.example/scan.png")
    mime.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    drop = read_drop(mime)
    assert [image.width() for image in drop.images] == [4]
    assert drop.refused == ""


def test_words_alone_are_words():
    mime = QMimeData()
    mime.setText("not medically necessary")
    assert read_drop(mime).text == "not medically necessary"
    assert not offers_papers(mime)


def test_our_own_parts_travel_whole():
    own = Own("/home/a/ana.appeal", "document", (7, 3), is_cut=True)
    assert read_own(own_mime(own)) == own
    assert not offers_papers(own_mime(own))


@pytest.mark.parametrize("junk", [b"", b"{", b"[]", b'{"case": "x"}', b'{"ids": ["x"]}', b"\xff"])
def test_what_only_looks_like_ours_is_nothing(junk):
    mime = QMimeData()
    mime.setData(drops.DOCUMENTS_MIME, junk)
    assert read_own(mime) is None


@pytest.fixture
def window(qtbot):
    """A window with a text editor, a label, and a part that takes files itself."""
    made = QWidget()
    made.editor, made.words, made.own = QPlainTextEdit(), QLabel("words"), _Own()
    layout = QVBoxLayout(made)
    for part in (made.editor, made.words, made.own):
        layout.addWidget(part)
    made.filter = FileDropFilter(made)
    made.resize(400, 400)
    made.seen = []
    made.filter.dropped.connect(made.seen.append)
    made.overs = []
    made.filter.hovering.connect(made.overs.append)
    qtbot.addWidget(made)
    made.show()
    return made


class _Own(QWidget):
    def __init__(self):
        super().__init__()
        self.setAcceptDrops(True)
        self.setMinimumHeight(60)
        self.setProperty(TAKES_FILES, True)
        self.heard = []

    def dragEnterEvent(self, event):  # noqa: N802
        self.heard.append("enter")
        event.accept()

    def dragLeaveEvent(self, event):  # noqa: N802
        self.heard.append("leave")

    def dropEvent(self, event):  # noqa: N802
        self.heard.append("drop")
        event.accept()


def drag(window, part, mime, kind):
    """One step of a drag from outside, as the system sends it to the native window."""
    place = QPointF(part.mapTo(window, QPoint(20, 10)))
    event = kind(
        place if kind is QDropEvent else place.toPoint(),
        BOTH,
        mime,
        Qt.MouseButton.LeftButton,
        SHIFT,
    )
    event.setDropAction(Qt.DropAction.MoveAction)
    event.ignore()
    QApplication.sendEvent(window.windowHandle(), event)
    return event


def test_a_file_dropped_anywhere_is_taken_and_answered_with_copy(window):
    mime = urls("file:///tmp/a.pdf")
    for part in (window.editor, window.words):
        for kind in (QDragEnterEvent, QDragMoveEvent, QDropEvent):
            event = drag(window, part, mime, kind)
            assert event.isAccepted()
            assert event.dropAction() == Qt.DropAction.CopyAction
    assert [drop.paths for drop in window.seen] == [(Path("/tmp/a.pdf"),)] * 2
    assert window.editor.toPlainText() == ""
    assert window.overs == [True, False] * 2


def test_words_dropped_on_a_text_still_get_there(window):
    mime = QMimeData()
    mime.setText("in the insurer's words")
    for kind in (QDragEnterEvent, QDragMoveEvent, QDropEvent):
        drag(window, window.editor, mime, kind)
    assert window.editor.toPlainText() == "in the insurer's words"
    assert window.seen == []


def test_a_part_that_places_files_itself_is_left_alone(window):
    mime = urls("file:///tmp/a.pdf")
    drag(window, window.own, mime, QDragEnterEvent)
    drag(window, window.own, mime, QDropEvent)
    assert window.own.heard == ["enter", "drop"]
    assert window.seen == []


def test_such_a_part_hears_that_the_drag_has_left_it(window):
    mime = urls("file:///tmp/a.pdf")
    drag(window, window.own, mime, QDragEnterEvent)
    drag(window, window.words, mime, QDragMoveEvent)
    assert window.own.heard == ["enter", "leave"]
    drag(window, window.own, mime, QDragMoveEvent)
    assert window.own.heard == ["enter", "leave", "enter"]
    assert window.overs == [True, False]


def test_a_drag_that_leaves_the_window_is_over(window):
    drag(window, window.words, urls("file:///tmp/a.pdf"), QDragEnterEvent)
    QApplication.sendEvent(window.windowHandle(), QDragLeaveEvent())
    assert window.overs == [True, False]
    assert window.seen == []
