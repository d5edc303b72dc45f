"""The prompts beside a section's text: what to say, what to ask oneself, what fits this case."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from appealdesk.desk.prompts import Group, Point, Prompts
from appealdesk.ui.guide.parts import RowButton, bold
from appealdesk.ui.reasons.labels import draw_icon
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import (
    SPACE,
    bullet,
    column,
    frame,
    icon_button,
    label,
    line,
    row,
    tab_through,
)


class SentenceButton(RowButton):
    """Puts a sentence into the text; its sign stands beside the first line of a long one."""

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__(kit, name, "plus", "accent", has_arrow=False)
        inner = self.layout()
        if inner is not None:
            inner.setAlignment(self._picture, Qt.AlignmentFlag.AlignTop)


class PromptPanel(QScrollArea):
    """What to say in a section, what to ask oneself, one example, and what follows the case.

    None of it is part of the packet, save a sentence that the user puts into the text.
    """

    hidden_wanted = Signal()
    """The user does not want to see it."""
    sentence_wanted = Signal(str)
    """The user wants this sentence in the text."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._shown: tuple[str, Prompts, bool] | None = None
        self.setObjectName("prompts")
        self.setAccessibleName(self.tr("What to say here"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that the arrow keys can scroll it
        self._say = label("")
        self._questions = QVBoxLayout()
        self._questions.setSpacing(SPACE)
        self._example = label("")
        font = self._example.font()
        font.setItalic(True)
        self._example.setFont(font)
        self._groups = QVBoxLayout()
        self._groups.setSpacing(SPACE * 2)
        self._hide = icon_button(
            kit.icons.get("x", "quiet"),
            self.tr("Hide these hints"),
            self.hidden_wanted.emit,
            name="hide-prompts",
        )
        top = row(label(self.tr("What to say here"), "title"), self._hide)
        top.setStretch(0, 1)
        inner = column(
            top,
            label(self.tr("These hints are for you. They are never printed."), "small"),
            self._say,
            label(self.tr("Ask yourself"), "group"),
            self._questions,
            label(self.tr("For example"), "group"),
            self._example,
            self._groups,
            space=SPACE + 2,
            margin=SPACE * 2,
        )
        inner.addStretch(1)
        self.setWidget(frame("pane", inner))
        kit.theme.changed.connect(self._draw)
        self._draw()

    def show_prompts(self, key: str, prompts: Prompts, *, is_read_only: bool = False) -> None:
        """Show the prompts for the section with this key; the same ones stay as they are."""
        new = (key, prompts, is_read_only)
        if new == self._shown:
            return
        is_other = self._shown is None or self._shown[0] != key
        self._shown = new
        self._say.setText(prompts.say)
        _clear(self._questions)
        for question in prompts.questions:
            self._questions.addWidget(bullet(label(question)))
        self._example.setText(f"\u201c{prompts.example}\u201d")
        _clear(self._groups)
        for number, group in enumerate(prompts.groups, start=1):
            self._groups.addWidget(self._group(number, group, is_read_only=is_read_only))
        tab_through(self._hide, self.findChildren(RowButton))
        self._groups.setContentsMargins(0, SPACE if prompts.groups else 0, 0, 0)
        if is_other:
            self.verticalScrollBar().setValue(0)

    def words(self) -> str:
        """All that is shown."""
        return "\n".join(part.text() for part in self.findChildren(QLabel) if part.text())

    def _group(self, number: int, group: Group, *, is_read_only: bool) -> QWidget:
        made = QWidget()
        made.setObjectName(f"prompt-group-{number}")
        made.setAccessibleName(group.title)
        inner = column(line(), bold(label(group.title)), label(group.why, "small"), space=SPACE)
        for place, point in enumerate(group.points, start=1):
            words = label(point.words)
            if point.title:
                inner.addLayout(column(bold(label(point.title)), words, space=2))
            else:
                inner.addWidget(bullet(words))
            if point.sentence and not is_read_only:
                inner.addWidget(self._offer(f"prompt-sentence-{number}-{place}", point))
        if group.action and not is_read_only:
            inner.addWidget(self._go(f"prompt-action-{number}", group.action))
        made.setLayout(inner)
        return made

    def _offer(self, name: str, point: Point) -> QWidget:
        press = SentenceButton(self._kit, name)
        press.set_words(self.tr("Put in: \u201c%1\u201d").replace("%1", point.sentence))
        press.setToolTip(self.tr("Puts this sentence into your text, as a paragraph of its own."))
        press.clicked.connect(partial(self._put_in, point.sentence))
        return press

    def _go(self, name: str, action_name: str) -> QWidget:
        action = self._kit.actions[action_name]
        press = RowButton(self._kit, name, "clipboard-list", "accent")
        press.set_words(action.text().replace("&", ""))
        press.setToolTip(action.statusTip())
        press.clicked.connect(action.trigger)
        return press

    def _put_in(self, sentence: str, _checked: bool = False) -> None:
        self.sentence_wanted.emit(sentence)

    def _draw(self) -> None:
        draw_icon(self._hide, self._kit, "x", "quiet")
        for press in self.findChildren(RowButton):
            press.redraw()


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        gone = item.widget()
        if gone is not None:
            gone.hide()
            gone.setParent(None)  # it is gone at once, also for those who ask what shows
            gone.deleteLater()
