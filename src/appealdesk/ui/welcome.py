"""The first page: a new appeal, the recent ones, another one, the sample. Files may be dropped."""

import datetime as dt
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from appealdesk.desk.settings import RecentCase
from appealdesk.ui.guide.deadline_words import day_of, left_role, recent_words
from appealdesk.ui.icons import app_icon
from appealdesk.ui.view import Kit, View
from appealdesk.ui.widgets import button, column, frame, icon_button, label, row


class Welcome(View):
    """What is shown while no case is open."""

    recent_chosen = Signal(str)
    """The path of a recent case."""
    recent_forgotten = Signal(str)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self._kit = kit
        self._page = page = QWidget()
        page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._start = self._starting()
        self._recents = QVBoxLayout()
        self._recents.setSpacing(4)
        page.setLayout(
            column(
                self._head(),
                self._start,
                self._steps(),
                label(self.tr("Appeals that you made before"), "title"),
                self._recents,
                self._foot(),
                space=16,
            )
        )
        outer = QWidget()
        centred = QHBoxLayout(outer)
        centred.setContentsMargins(24, 28, 24, 24)
        centred.addStretch(1)
        centred.addWidget(page, 12)
        centred.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(outer)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column(scroll))
        kit.theme.changed.connect(self._make_room)
        self.show_recents()

    @override
    def focus_work(self) -> None:
        self._new.setFocus()

    def show_recents(self) -> None:
        """List the recent cases anew; those that are gone are marked, not hidden."""
        while self._recents.count():
            item = self._recents.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        recent = self._kit.settings.now.recent
        for case in recent:
            self._recents.addWidget(self._recent(case))
        if not recent:
            self._recents.addWidget(
                label(self.tr("None yet. The first one that you start shows here."), "quiet")
            )

    def mark_drop(self, is_over: bool) -> None:
        """Show that files that are let go here start a new appeal."""
        color = self._kit.theme.colors.accent if is_over else self._kit.theme.colors.line
        style = "solid" if is_over else "dashed"
        self._start.setStyleSheet(f"QFrame#start {{ border: 2px {style} {color}; }}")

    def _head(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(app_icon().pixmap(QSize(56, 56)))
        words = column(
            label(self.tr("AppealDesk"), "hero"),
            label(
                self.tr(
                    "From the pile of papers to one orderly packet that answers the insurer, "
                    "word by word."
                ),
                "quiet",
            ),
            space=2,
        )
        head = row(picture, words, space=16)
        head.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        head.setStretch(1, 1)
        return head

    def _starting(self) -> QFrame:
        actions, icons = self._kit.actions, self._kit.icons
        self._new = button(
            self.tr("Start a new appeal"),
            actions["new"].trigger,
            role="main",
            icon=icons.get("file-plus", "on_accent"),
            name="startNew",
        )
        opened = button(
            self.tr("Open another one..."),
            actions["open"].trigger,
            icon=icons.get("folder-open"),
            name="openOther",
        )
        sample = button(
            self.tr("Look at a finished example"),
            actions["sample"].trigger,
            icon=icons.get("book-open"),
            name="trySample",
        )
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for one in (self._new, opened, sample):
            self._buttons.addWidget(one)
        self._buttons.addStretch(1)
        words = label(
            self.tr(
                "Or drag the denial letter, the doctor's notes and the test results onto this "
                "window. That starts a new appeal with them."
            ),
            "quiet",
        )
        made = frame("card", column(self._buttons, words, space=12, margin=18))
        made.setObjectName("start")
        return made

    def _steps(self) -> QBoxLayout:
        """The whole way in three steps, for whoever sees this for the first time."""
        told = (
            (
                "files",
                self.tr("1. Bring in your papers"),
                self.tr(
                    "The denial letter, the doctor's notes, test results, photos of pages. They "
                    "are copied; yours stay where they are."
                ),
            ),
            (
                "message-square-quote",
                self.tr("2. Answer each reason"),
                self.tr(
                    "Quote the insurer's own words, say why they are wrong, and point at the page "
                    "that shows it."
                ),
            ),
            (
                "send",
                self.tr("3. Send one packet"),
                self.tr(
                    "Cover, contents, your letter and every paper with its page number, in one "
                    "PDF for mail, fax or upload."
                ),
            ),
        )
        self._three = steps = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        steps.setSpacing(12)
        for icon, title, words in told:
            picture = QLabel()
            picture.setPixmap(self._kit.icons.pixmap(icon, 26, "accent"))
            inside = column(picture, label(title, "title"), label(words, "quiet"), margin=16)
            inside.addStretch(1)
            steps.addWidget(frame("hint", inside), 1)
        return steps

    def _recent(self, case: RecentCase) -> QWidget:
        path = Path(case.path)
        is_there = case.is_there
        where = self.tr("Not at its place any more: %1") if not is_there else "%1"
        words = column(
            label(case.title or path.stem, wraps=False),
            label(where.replace("%1", str(path)), "small" if is_there else "warn"),
            space=1,
        )
        today = dt.datetime.now().astimezone().date()
        due, last_day = recent_words(case.last_day, today), day_of(case.last_day)
        if last_day is not None:
            words.insertWidget(1, label(due, left_role(last_day, today)))
        icon = QLabel()
        name = "file-text" if is_there else "file-warning"
        icon.setPixmap(self._kit.icons.pixmap(name, 22, "accent" if is_there else "warn"))
        opened = QPushButton()
        inside = row(icon, words, space=12)
        inside.setContentsMargins(10, 6, 10, 6)
        opened.setLayout(inside)
        opened.setProperty("role", "quiet")
        opened.setMinimumHeight(inside.sizeHint().height())
        opened.setAccessibleDescription(due)
        opened.setAccessibleName(
            self.tr("Open %1").replace("%1", case.title or path.stem)
            if is_there
            else self.tr("%1, not at its place any more").replace("%1", case.title or path.stem)
        )
        opened.setObjectName("recent")
        opened.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        opened.clicked.connect(partial(self._choose, case.path))
        for part in opened.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        forget = icon_button(
            self._kit.icons.get("x", "quiet"),
            self.tr("Take %1 off this list").replace("%1", case.title or path.stem),
            partial(self.recent_forgotten.emit, case.path),
        )
        forget.setObjectName("forgetRecent")
        line = row(opened, forget, space=4)
        line.setStretch(0, 1)
        made = QWidget()
        made.setLayout(line)
        return made

    def _choose(self, path: str, _checked: bool = False) -> None:
        self.recent_chosen.emit(path)

    def _foot(self) -> QVBoxLayout:
        foot = column(
            label(
                self.tr(
                    "Nothing leaves this computer. AppealDesk is no legal or medical advice: the "
                    "letter from your insurer decides where, how and until when you appeal."
                ),
                "small",
            )
        )
        foot.addStretch(1)
        return foot

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Set side by side what has room for it, else one below the other."""
        theme = self._kit.theme
        self._page.setMaximumWidth(theme.pixels(860))
        is_wide = self.width() > theme.pixels(700)
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._buttons.setDirection(way)
        self._three.setDirection(way)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.show_recents()
