"""The questions of the tab "Deadline": choices that wrap, and fields whose words become edits."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QWidget
from shiboken6 import isValid
from typing_extensions import override

from appealdesk.case.change import Edit, cleaned, one_line
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import Case
from appealdesk.ui.guide.deadline_words import day_of, day_words
from appealdesk.ui.guide.detail_row import LongField
from appealdesk.ui.guide.hints import Hint, date_in, has_more_than_a_date, hint_for
from appealdesk.ui.guide.parts import INSET, RowButton, bold, set_words
from appealdesk.ui.reasons.alive import while_alive
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import column, label
from appealdesk.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a question: what is kept, what is shown, and one line that helps to choose."""

    value: str
    words: str
    help: str = ""


class ChoiceButton(RowButton):
    """One answer to choose; words and help wrap, as those of a radio button would not."""

    def __init__(self, kit: Kit, name: str, option: Option) -> None:
        super().__init__(kit, name, "circle", "quiet", has_arrow=False)
        self.setCheckable(True)
        self.option = option
        self._help = label(option.help, "small")
        self._help.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner = self.layout()
        assert isinstance(inner, QHBoxLayout)  # noqa: S101  see RowButton
        inner.removeWidget(self._words)
        inner.insertLayout(1, column(self._words, self._help, space=0), 1)
        inner.setAlignment(self._picture, Qt.AlignmentFlag.AlignTop)
        self._help.setVisible(bool(option.help))
        self.set_words(option.words)
        self.setAccessibleDescription(option.help)
        self.toggled.connect(self._mark)

    @override
    def set_tight(self, is_tight: bool) -> None:
        super().set_tight(is_tight)
        self._laid_out().setContentsMargins(2 if is_tight else INSET, 4, 2 if is_tight else 4, 4)

    def _mark(self, is_on: bool) -> None:
        self.set_icon("circle-dot" if is_on else "circle", "accent" if is_on else "quiet")


class Choices(QWidget):
    """A question with a few answers, one of them chosen."""

    chosen = Signal(str)
    """The user chose this value."""

    def __init__(self, kit: Kit, name: str, question: str, help_words: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._kit = kit
        self._options: tuple[Option, ...] = ()
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._clicked)
        self.question = bold(label(question))
        self.help = label(help_words, "small")
        self.help.setVisible(bool(help_words))
        self._list = column(space=0)
        self.setLayout(column(self.question, self.help, self._list, space=3))
        self.setAccessibleName(question)

    @property
    def buttons(self) -> dict[str, ChoiceButton]:
        """The answers, by their value."""
        found = (b for b in self._group.buttons() if isinstance(b, ChoiceButton))
        return {b.option.value: b for b in found}

    def set_options(self, options: Sequence[Option], *, is_enabled: bool = True) -> None:
        """Offer these answers; the same ones keep their widgets."""
        if tuple(options) == self._options:
            return
        self._options = tuple(options)
        for old in self._group.buttons():
            self._group.removeButton(old)
            old.hide()
            old.deleteLater()
        for number, option in enumerate(options):
            made = ChoiceButton(self._kit, f"{self.objectName()}-{option.value}", option)
            made.setEnabled(is_enabled)
            self._group.addButton(made, number)
            self._list.addWidget(made)

    def show_value(self, value: str) -> None:
        """Mark the answer that the case has; none for a value that is not offered."""
        self._group.setExclusive(False)
        for key, shown in self.buttons.items():
            shown.setChecked(key == value)
        self._group.setExclusive(True)

    def focus(self) -> None:
        """Put the focus on the chosen answer, else on the first."""
        found = list(self.buttons.values())
        shown: QWidget = next((b for b in found if b.isChecked()), found[0] if found else self)
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clicked(self, number: int) -> None:
        self.chosen.emit(self._options[number].value)


def keep_choice(bench: Workbench, edit: Edit, owner: QObject, restore: Callable[[], None]) -> None:
    """Keep what was chosen; if it cannot be kept, ``restore`` shows again what the case has."""
    bench.apply(edit, failed=partial(_not_kept, bench, while_alive(owner, restore)))


def _not_kept(bench: Workbench, restore: Callable[[], None], error: AppealDeskError) -> None:
    bench.notices.error(error)
    restore()


class KeptField(QWidget):
    """One typed answer. Its words become an edit when ``commit`` is called, and not before.

    Args:
        bench: the open case.
        kit: what every part may use.
        name: object name of the editor.
        words: (what is asked, what it is for).
        read: the kept text of a case.
        edit: the edit that keeps a text.
        is_long: whether several lines may be typed.
    """

    typed = Signal()

    def __init__(
        self,
        bench: Workbench,
        kit: Kit,
        name: str,
        words: tuple[str, str],
        read: Callable[[Case], str],
        edit: Callable[[str], Edit],
        *,
        is_long: bool = False,
    ) -> None:
        super().__init__()
        self._bench = bench
        self._read = read
        self._edit = edit
        self._flying = 0  # edits on their way; until they land, the case is behind us
        self.editor = LongField(kit.theme) if is_long else QLineEdit()
        self.editor.setObjectName(name)
        self.editor.setReadOnly(bench.is_read_only)
        self.editor.setAccessibleName(words[0])
        self.editor.setAccessibleDescription(words[1])
        self.name: QLabel = bold(label(words[0]))
        self.name.setBuddy(self.editor)
        self.help = label(words[1], "small")
        self.hint = label("", "warn")
        self.hint.setVisible(False)
        self.setLayout(column(self.name, self.editor, self.help, self.hint, space=3))
        self._known = self._shown(read(bench.case))
        self._put(self._known)
        if isinstance(self.editor, QLineEdit):
            self.editor.textEdited.connect(self._typed)
            self.editor.editingFinished.connect(self.finish)
        else:
            self.editor.textChanged.connect(self._typed)
            self.editor.left.connect(self.finish)

    @property
    def text(self) -> str:
        """What stands in the field."""
        if isinstance(self.editor, QLineEdit):
            return one_line(self.editor.text())
        return cleaned(self.editor.toPlainText()).strip()

    def commit(self) -> None:
        """Make an edit of what was typed, if it says something new and can be kept."""
        text = self.text
        if text == self._known or self._bench.is_read_only or self.fault():
            return
        self._known = text
        self._flying += 1
        self._bench.apply(self._edit(self._kept(text)), self._landed, self._failed)

    def show_case(self, case: Case) -> None:
        """Show the case's value, unless something newer was typed."""
        value = self._shown(self._read(case))
        if not self._flying and self.text == self._known and value != self._known:
            self._known = value
            self._put(value)

    def offer(self, value: str) -> None:
        """Put words in, as if they were typed, and keep them."""
        self._put(self._shown(value))
        self.finish()

    def finish(self) -> None:
        """Keep what was typed, and say what looks odd."""
        self.commit()
        self._show_hint()

    def fault(self) -> str:
        """Why what was typed cannot be kept; nothing if it can."""
        return ""

    def redraw(self) -> None:
        """Take the size of the text."""
        if isinstance(self.editor, LongField):
            self.editor.fit()

    def _shown(self, kept: str) -> str:
        return kept

    def _kept(self, text: str) -> str:
        return text

    def _typed(self, _text: str = "") -> None:
        if self.text != self._known:
            self.typed.emit()
        if not self.hint.isHidden():
            self._show_hint()

    def _show_hint(self) -> None:
        said = self.fault()
        set_words(self.hint, said)
        self.hint.setVisible(bool(said))

    def _put(self, text: str) -> None:
        if self.text == text:
            return
        if isinstance(self.editor, QLineEdit):
            self.editor.setText(text)
        else:
            self.editor.setPlainText(text)
        self._show_hint()

    def _landed(self, case: Case) -> None:
        if isValid(self):
            self._flying -= 1
            if not self._flying and self.text == self._known:
                self._known = self._shown(self._read(case))
                if not self.editor.hasFocus():
                    self._put(self._known)

    def _failed(self, error: AppealDeskError) -> None:
        self._bench.notices.error(error)
        if isValid(self):
            self._flying -= 1
            self._known = self._shown(self._read(self._bench.case))


class DayField(KeptField):
    """A field for a day. The case keeps it as ISO; it is shown and typed as people write it."""

    @override
    def fault(self) -> str:
        if self.text and self._day() is None:
            return self.tr("Is this a date? Write it like March 5, 2026.")
        if has_more_than_a_date(self.text):  # it would be thrown away
            return self.tr("Only the date can be kept here. Write it like March 5, 2026.")
        return ""

    @override
    def _shown(self, kept: str) -> str:
        day = day_of(kept)
        return kept if day is None else day_words(day)

    @override
    def _kept(self, text: str) -> str:
        day = self._day()
        return "" if day is None else day.isoformat()

    def _day(self) -> dt.date | None:
        return date_in(self.text, dt.datetime.now().astimezone().date())


class NoticeField(KeptField):
    """The date of the letter: a detail of the case, kept as typed, and questioned if it looks odd.

    It is the same detail as in the tab "Case details"; both show what the case has.
    """

    @override
    def _show_hint(self) -> None:
        today = dt.datetime.now().astimezone().date()
        said = {
            Hint.NOT_A_DATE: self.tr("Is this a date? Write it like March 5, 2026."),
            Hint.FUTURE: self.tr("This day has not come yet. Is the year right?"),
        }.get(hint_for("denial_date", self.text, today), "")
        set_words(self.hint, said)
        self.hint.setVisible(bool(said))
