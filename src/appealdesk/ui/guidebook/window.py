"""The window of the guide: its pages on the left, what they say on the right."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import platformdirs
from PySide6.QtCore import QRect, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QKeySequence, QResizeEvent, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QWidget,
)
from typing_extensions import override

from appealdesk.desk.guidebook import FILE_NAME, find_pages, write_guide
from appealdesk.desk.notices import FileKinds, Tone
from appealdesk.guidance.guidebook import GuidePage, Picture, guide_page, guide_pages
from appealdesk.ui.dialogs.base import Dialog, foot
from appealdesk.ui.guidebook.pages import SCHEME, html_of, picture_of, style_of
from appealdesk.ui.jobs import Lane, Report
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import button, column, label, line, row
from appealdesk.worker.client import Worker

_LIST, _SIZE = 260, (1020, 740)  # pixels at 100% text
_COLUMN, _PICTURE = 680, 520  # widest text and picture
_ID = Qt.ItemDataRole.UserRole
_ENDING = ".pdf"


class GuidebookWindow(Dialog):
    """Shows the guide. It stands beside the window, so that one can read and work.

    Args:
        kit: what every part may use.
        parent: the window it belongs to.
    """

    def __init__(self, kit: Kit, parent: QWidget | None) -> None:
        super().__init__(kit, parent, title="", name="guidebook", size=_SIZE)
        self.setWindowTitle(self.tr("Guide to appeals"))
        self.setAccessibleName(self.tr("Guide to appeals"))
        self.setModal(False)
        self._page: GuidePage = guide_pages()[0]
        self._trail: list[str] = []
        self._drawn = 0  # width for which the pictures were drawn
        self.words = QLineEdit()
        self.words.setObjectName("guidebookSearch")
        self.words.setPlaceholderText(self.tr("Search the guide"))
        self.words.setAccessibleName(self.tr("Search the guide"))
        self.words.setClearButtonEnabled(True)
        self.list = _Titles()
        self.list.setObjectName("guidebookPages")
        self.list.setAccessibleName(self.tr("Pages of the guide"))
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.none = label(self.tr("No page has these words. Try one word alone."), "quiet")
        self.none.setVisible(False)
        self.text = _Browser(self._load)
        self._buttons()
        self._resized = QTimer(self, interval=120, singleShot=True)
        self._resized.timeout.connect(self._fit_pictures)
        self._build()
        self._connect()
        self._fill()
        self.draw()

    @property
    def page(self) -> GuidePage:
        """The page that shows."""
        return self._page

    def show_page(self, page_id: str) -> None:
        """Show a page; one that is not there changes nothing."""
        found = guide_page(page_id)
        if found is None or found == self._page:
            return
        self._trail.append(self._page.id)
        self._go(found)

    def go_back(self) -> None:
        """Show the page that was read before."""
        if self._trail:
            found = guide_page(self._trail.pop())
            if found is not None:
                self._go(found)

    @override
    def draw(self) -> None:
        for shown, icon in (
            (self.back, "arrow-left"),
            (self.previous, "chevron-left"),
            (self.next, "chevron-right"),
            (self.save, "download"),
        ):
            shown.setIcon(self.kit.icons.get(icon))
        self.list.fit()
        self._show(keeps_place=True)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized.start()

    # ---- building

    def _buttons(self) -> None:
        self.back = button(self.tr("Back"), self.go_back, name="guidebookBack")
        self.previous = button(
            self.tr("Previous"), partial(self._step, -1), name="guidebookPrevious"
        )
        self.next = button(self.tr("Next"), partial(self._step, 1), name="guidebookNext")
        self.save = button(self.tr("Save as PDF..."), self._choose_target, name="guidebookSave")
        self.close_button = button(self.tr("Close"), self.close, name="guidebookClose")

    def _build(self) -> None:
        left = QWidget()
        left.setLayout(column(self.words, self.none, self.list, space=8, margin=12))
        steps = row(self.back, self.previous, self.next)
        steps.addStretch(1)
        steps.setContentsMargins(12, 10, 12, 8)
        right = QWidget()
        right.setLayout(column(steps, line(), self.text, space=0))
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setObjectName("guidebookPanes")
        panes.setChildrenCollapsible(False)
        panes.addWidget(left)
        panes.addWidget(right)
        panes.setStretchFactor(1, 1)
        width = self.kit.theme.pixels(_LIST)
        panes.setSizes([width, 3 * width])
        left.setMinimumWidth(150)
        self.put(panes, foot=foot(self.save, None, self.close_button))

    def _connect(self) -> None:
        self.words.textChanged.connect(self._fill)
        self.list.currentItemChanged.connect(self._chosen)
        self.text.anchorClicked.connect(self._follow)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self, self.go_back)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.words.setFocus)

    # ---- what shows

    def _go(self, page: GuidePage) -> None:
        self._page = page
        self._show()
        self._choose_row()

    def _fill(self) -> None:
        """List the pages in which the words stand."""
        found = find_pages(self.words.text())
        self.list.blockSignals(True)
        self.list.clear()
        for page in found:
            item = QListWidgetItem(self.tr(page.title))
            item.setData(_ID, page.id)
            item.setToolTip(self.tr(page.summary))
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.fit()
        self.none.setVisible(not found)
        self._choose_row()
        if self.words.text().strip() and found and self._page not in found:
            self._trail.append(self._page.id)
            self._go(found[0])
        self._mark_words()

    def _choose_row(self) -> None:
        self.list.blockSignals(True)
        for number in range(self.list.count()):
            if self.list.item(number).data(_ID) == self._page.id:
                self.list.setCurrentRow(number)
        self.list.blockSignals(False)

    def _chosen(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.show_page(str(item.data(_ID)))

    def _step(self, way: int) -> None:
        pages = guide_pages()
        number = pages.index(self._page) + way
        if 0 <= number < len(pages):
            self.show_page(pages[number].id)

    def _show(self, *, keeps_place: bool = False) -> None:
        bar = self.text.verticalScrollBar()
        place = bar.value()
        self._drawn = self._picture_width()
        theme = self.kit.theme
        self.text.document().setDefaultStyleSheet(style_of(theme))
        self.text.setHtml(html_of(self._page, self._drawn))
        self._set_margins()
        bar.setValue(place if keeps_place else 0)
        number, pages = guide_pages().index(self._page), guide_pages()
        self.previous.setEnabled(number > 0)
        self.next.setEnabled(number + 1 < len(pages))
        self.back.setEnabled(bool(self._trail))
        self.text.setAccessibleName(self.tr(self._page.title))
        self._mark_words()

    def _set_margins(self) -> None:
        """A column that is not too wide to read, in the middle."""
        theme, room = self.kit.theme, self.text.viewport().width()
        side = max(theme.pixels(16), (room - theme.pixels(_COLUMN)) // 2)
        frame = self.text.document().rootFrame()
        shape = frame.frameFormat()
        shape.setLeftMargin(side)
        shape.setRightMargin(side)
        shape.setTopMargin(theme.pixels(14))
        shape.setBottomMargin(theme.pixels(24))
        frame.setFrameFormat(shape)

    def _picture_width(self) -> int:
        theme, room = self.kit.theme, self.text.viewport().width()
        return max(160, min(theme.pixels(_PICTURE), room - 2 * theme.pixels(20)))

    def _fit_pictures(self) -> None:
        has_pictures = any(isinstance(part, Picture) for part in self._page.parts)
        if has_pictures and self._picture_width() != self._drawn:
            self._show(keeps_place=True)
        else:
            self._set_margins()

    def _load(self, name: str) -> object:
        """A picture of the page that shows, drawn when it is wanted."""
        for part in self._page.parts:
            if isinstance(part, Picture) and part.id == name:
                return picture_of(part, self._drawn, self.devicePixelRatio(), self.kit.theme)
        return None

    def _mark_words(self) -> None:
        """Show where the words stand that are searched for."""
        marks: list[QTextEdit.ExtraSelection] = []
        for word in self.words.text().split():
            found = self.text.document().find(word)
            while not found.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = found
                mark.format.setBackground(QColor(self.kit.theme.colors.chosen))
                marks.append(mark)
                found = self.text.document().find(word, QTextCursor(found))
        self.text.setExtraSelections(marks)

    def _follow(self, link: QUrl) -> None:
        scheme, _, name = link.toString().partition(":")
        if scheme == "guide":
            self.show_page(name)
        elif scheme == "do":
            action = self.kit.actions[name]
            if action.isEnabled():
                action.trigger()
            else:
                self.kit.notices.tell(
                    self.tr("Open an appeal first."),
                    self.tr("Then this link leads to its place in the window."),
                    Tone.INFO,
                )

    # ---- the guide as a PDF

    def _choose_target(self) -> None:
        kinds = FileKinds(self.tr("PDF"), (_ENDING,))
        suggested = Path(platformdirs.user_documents_dir()) / FILE_NAME
        self.kit.notices.choose_target(
            self.tr("Save the guide as PDF"), suggested, kinds, self.alive(self._write)
        )

    def _write(self, path: Path) -> None:
        if path.suffix.lower() != _ENDING:
            path = path.with_name(path.name + _ENDING)
        kit = self.kit
        kit.jobs.start(
            Lane.BESIDE,
            self.tr("Saving the guide"),
            partial(_write, path),
            done=self.alive(partial(self._written, path)),
            failed=kit.notices.error,
            is_shown=True,
        )

    def _written(self, path: Path, _pages: int) -> None:
        self.kit.notices.tell(
            self.tr("The guide was saved in \u201c%1\u201d.").replace("%1", path.name),
            "",
            Tone.DONE,
            action=self.tr("Open it"),
            on_action=partial(self.kit.notices.open_outside, path),
        )


class _Titles(QListWidget):
    """Titles of pages. Qt's own guess of their heights cuts off long ones in a narrow list."""

    _AROUND = 8  # pixels beside and above the words

    def fit(self) -> None:
        """Give every title the height of its words."""
        bar, around = self.verticalScrollBar().sizeHint().width(), 2 * self._AROUND
        width = self.contentsRect().width() - bar - 2 * self.spacing()
        room = QRect(0, 0, max(40, width - around), 10_000)
        for number in range(self.count()):
            item = self.item(number)
            words = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
            item.setSizeHint(QSize(width, words.height() + self._AROUND))

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        if e.size().width() != e.oldSize().width():
            self.fit()


class _Browser(QTextBrowser):
    """Shows a page; it asks the window for pictures and leaves every link to it."""

    def __init__(self, load: Callable[[str], object]) -> None:
        super().__init__()
        self._load = load
        self.setObjectName("guidebookText")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setProperty("role", "reading")

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Only what the guide itself has is ever loaded."""
        asked = QUrl(name).toString()
        is_picture = QTextDocument.ResourceType.ImageResource.value == kind
        if is_picture and asked.startswith(SCHEME):
            return self._load(asked.removeprefix(SCHEME))
        return None

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)


def _write(path: Path, report: Report) -> int:
    with Worker() as worker:
        return write_guide(worker, path, report.cancel)
