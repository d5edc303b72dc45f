"""One detail as a field: its name above, the field, and below it what it is for."""

import datetime as dt
import math
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid
from typing_extensions import override

from appealdesk.case import edits
from appealdesk.case.change import cleaned, one_line
from appealdesk.case.details import DetailField, Details, Need
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import Case
from appealdesk.ui.guide.hints import Hint, hint_for
from appealdesk.ui.guide.parts import set_words
from appealdesk.ui.guide.printed import FAX_COVER, FOOT
from appealdesk.ui.theme import Theme
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import column, label, row, set_role
from appealdesk.ui.workbench import Workbench

_EITHER = ("member_id", "claim_number")


class LongField(QPlainTextEdit):
    """A field of several lines. It grows with its text, and Tab leaves it."""

    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self.fit)

    def fit(self) -> None:
        """Take the height of three to seven lines."""
        lines = min(7, max(3, round(self.document().size().height())))
        margins = 2 * round(self.document().documentMargin()) + 14
        # Lines of this font are a little higher than its metrics say.
        block = self.document().firstBlock()
        line = self.blockBoundingRect(block).height() / max(1, block.lineCount())
        height = math.ceil(lines * max(line, self.fontMetrics().lineSpacing())) + margins
        if height != self.height():
            self.setFixedHeight(height)

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        if e.size().width() != e.oldSize().width():
            self.fit()  # other words wrap now

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        self.left.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(100, self.height())


class DetailRow(QWidget):
    """Edits one detail. Typed words become an edit when ``commit`` is called, and not before."""

    typed = Signal()

    def __init__(self, bench: Workbench, kit: Kit, field: DetailField) -> None:
        super().__init__()
        self.field = field
        self._bench = bench
        self._kit = kit
        self._known = getattr(bench.case.details, field.key)  # last sent to or read from the case
        self._flying = 0  # edits on their way; until they land, the case is behind us
        self.editor = LongField(kit.theme) if field.is_long else QLineEdit()
        self.editor.setObjectName(f"detail-{field.key}")
        name = label(self.tr(field.label))
        name.setBuddy(self.editor)
        self._need = label("", "small", wraps=False)
        self._help = label(self._help_words(), "small")
        self._hint = label("", "warn")
        self._top = row(name, self._need, space=6)
        self._top.setStretch(0, 1)
        self.setLayout(column(self._top, self.editor, self._help, self._hint, space=3))
        self.editor.setReadOnly(bench.is_read_only)
        self.editor.setAccessibleDescription(self._help.text())
        self._put(self._known)
        self._connect()
        self.show_state(bench.case.details)
        self._show_hint()

    @property
    def text(self) -> str:
        """What stands in the field."""
        if isinstance(self.editor, QLineEdit):
            return self.editor.text()
        return self.editor.toPlainText()

    @property
    def hint(self) -> str:
        """The hint that shows, or nothing."""
        return self._hint.accessibleName()

    @property
    def need(self) -> str:
        """How much it is needed, in words."""
        return self._need.text()

    def commit(self) -> None:
        """Make an edit of what was typed, if it says something new."""
        value = self._clean(self.text)
        if value == self._known or self._bench.is_read_only:
            return
        self._known = value
        self._flying += 1
        self._bench.apply(
            edits.set_detail(self.field.key, value),
            done=partial(self._landed),
            failed=partial(self._failed),
        )

    def show_state(self, details: Details) -> None:
        """Show the case's value, unless something newer was typed; and what is needed."""
        value = getattr(details, self.field.key)
        if not self._flying and not self._is_dirty and value != self._known:
            self._known = value
            self._put(value)
        self._show_need(details)

    def redraw(self) -> None:
        """Take the size of the text."""
        if isinstance(self.editor, LongField):
            self.editor.fit()

    def set_tight(self, is_tight: bool) -> None:
        """Put how much it is needed below the name where there is no room behind it."""
        way = QBoxLayout.Direction.TopToBottom if is_tight else QBoxLayout.Direction.LeftToRight
        self._top.setDirection(way)

    @property
    def _is_dirty(self) -> bool:
        return bool(self._clean(self.text) != self._known)

    def _clean(self, text: str) -> str:
        return cleaned(text).strip() if self.field.is_long else one_line(text)

    def _connect(self) -> None:
        if isinstance(self.editor, QLineEdit):
            self.editor.textEdited.connect(self._typed)
            self.editor.editingFinished.connect(self._finish)
        else:
            self.editor.textChanged.connect(self._typed)
            self.editor.left.connect(self._finish)

    def _typed(self, _text: str = "") -> None:
        if self._is_dirty:
            self.typed.emit()
        if self.hint:
            self._show_hint()  # a hint goes as soon as it is no longer true

    def _finish(self) -> None:
        self.commit()
        self._show_hint()

    def _put(self, value: str) -> None:
        if self.text == value:
            return
        if isinstance(self.editor, QLineEdit):
            self.editor.setText(value)
            if not self.editor.hasFocus():
                self.editor.setCursorPosition(0)
        else:
            self.editor.setPlainText(value)
        self._show_hint()

    def _landed(self, case: Case) -> None:
        if not isValid(self):
            return
        self._flying -= 1
        if not self._flying and not self._is_dirty:
            self._known = getattr(case.details, self.field.key)
            if not self.editor.hasFocus():
                self._put(self._known)

    def _failed(self, error: AppealDeskError) -> None:
        self._bench.notices.error(error)
        if isValid(self):
            self._flying -= 1
            self._known = getattr(self._bench.case.details, self.field.key)

    def _show_need(self, details: Details) -> None:
        is_empty = not getattr(details, self.field.key)
        either = self.field.key in _EITHER and not any(getattr(details, k) for k in _EITHER)
        is_needed = self.field.need is Need.MUST or either
        words = {Need.SHOULD: self.tr("helps"), Need.MAY: ""}
        said = self.tr("needed") if is_needed else words.get(self.field.need, "")
        self._need.setText(said)
        self._need.setVisible(bool(said))
        set_role(self._need, "warn" if is_needed and is_empty else "small")
        self.editor.setAccessibleName(
            f"{self.tr(self.field.label)}, {said}" if said else self.tr(self.field.label)
        )
        state = "needed" if is_needed and is_empty else ""
        if self.editor.property("state") != state:
            self.editor.setProperty("state", state)
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)
        self._help.setText(self._help_words(is_either=either))

    def _help_words(self, *, is_either: bool = False) -> str:
        """What it is for, and where it is printed besides on the cover, which shows them all."""
        said = [self.tr(self.field.help)]
        if is_either:
            said.append(
                self.tr(
                    "This or the claim number is needed."
                    if self.field.key == "member_id"
                    else "This or the member ID is needed."
                )
            )
        said.append(self._printed_words())
        return " ".join(said).strip()

    def _printed_words(self) -> str:
        key = self.field.key
        if key in FOOT and key in FAX_COVER:
            return self.tr("Also on the cover of a fax, and at the foot of every page.")
        if key in FOOT:
            return self.tr("Also at the foot of every page.")
        if key in FAX_COVER:
            return self.tr("Also on the cover of a fax.")
        return ""

    def _show_hint(self) -> None:
        set_words(self._hint, self._hint_words())
        self._hint.setVisible(bool(self.hint))

    def _hint_words(self) -> str:
        match hint_for(self.field.key, self.text, dt.datetime.now().astimezone().date()):
            case Hint.NOT_A_DATE:
                return self.tr("Is this a date? Write it like March 5, 2026.")
            case Hint.FUTURE:
                return self.tr("This day has not come yet. Is the year right?")
            case Hint.FEW_DIGITS:
                return self.tr("This number seems too short.")
            case Hint.NOT_AN_EMAIL:
                return self.tr("Is this an e-mail address? It looks like name@example.com.")
        return ""
