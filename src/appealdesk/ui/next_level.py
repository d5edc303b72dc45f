"""Starting the next level: what was denied now, which level comes, and where the new file goes."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from appealdesk.case.errors import AppealDeskError
from appealdesk.desk.naming import file_name
from appealdesk.desk.next_level import PacketNotReady, next_levels, start_next_level
from appealdesk.desk.notices import FileKinds, Tone
from appealdesk.reading.dates import parse_date
from appealdesk.ui.dialogs.base import Dialog, foot, scrolling
from appealdesk.ui.guide.deadline_fields import Choices, Option
from appealdesk.ui.guide.deadline_words import day_words
from appealdesk.ui.guide.parts import bold, set_words
from appealdesk.ui.jobs import Job, Lane, Report
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import button, column, label, row
from appealdesk.ui.workbench import Workbench

_SIZE = (620, 640)
_ENDING = ".appeal"
_PAPERS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
_AGAIN, _FILE = "again", "file"


class NextLevelDialog(Dialog):
    """Asks what the next level needs, and makes its case file.

    Args:
        bench: the case of the level that is over.
        kit: what every part may use.
        parent: the window it belongs to.
    """

    made = Signal(object)
    """The new case file was written: its ``Path``."""

    def __init__(self, bench: Workbench, kit: Kit, parent: QWidget | None) -> None:
        super().__init__(kit, parent, title="", name="nextLevel", size=_SIZE)
        self.setWindowTitle(self.tr("Start the next level"))
        self.setAccessibleName(self.tr("Start the next level"))
        self._bench = bench
        self._is_making = False
        self._job: Job | None = None
        self._denial: Path | None = None
        self._packet: Path | None = None
        self._levels = next_levels(bench.case)
        self.letter = button(
            self.tr("Choose the letter..."), self._ask_letter, name="nextLevelLetter"
        )
        self.letter_name = label(self.tr("No letter is chosen yet."), "quiet")
        self.date = QLineEdit()
        self.date.setObjectName("nextLevelDate")
        self.date.setPlaceholderText(self.tr("For example March 5, 2026"))
        self.date_hint = label("", "warn")
        self.level = Choices(kit, "nextLevelLevel", self.tr("What comes next?"))
        self.packet = Choices(
            kit,
            "nextLevelPacket",
            self.tr("The appeal that you sent"),
            self.tr("It goes along as one paper, so that the next reviewer can see it."),
        )
        self.sent = button(self.tr("Choose the PDF..."), self._ask_packet, name="nextLevelSent")
        self.sent_name = label("", "quiet")
        self.start = button(
            self.tr("Make the new appeal..."), self._start, role="main", name="nextLevelStart"
        )
        self.cancel = button(self.tr("Cancel"), self.reject, name="nextLevelCancel")
        self._chosen_level = self._levels[0].id if self._levels else bench.case.situation.level
        self._how = _AGAIN
        self._build()
        self._connect()
        self._show()

    @override
    def draw(self) -> None:
        for choices in (self.level, self.packet):
            for shown in choices.buttons.values():
                shown.redraw()
        self.letter.setIcon(self.kit.icons.get("file-plus"))
        self.sent.setIcon(self.kit.icons.get("file-plus"))

    def set_letter(self, paths: tuple[Path, ...]) -> None:
        """Take this file as the letter that said no again."""
        self._denial = paths[0]
        self._show()

    def set_packet(self, paths: tuple[Path, ...]) -> None:
        """Take this PDF as the appeal that was sent."""
        self._packet = paths[0]
        self._how = _FILE
        self._show()

    # ---- building

    def _build(self) -> None:
        intro = label(
            self.tr(
                "This makes a new appeal in a file of its own. Your details, papers, reasons and "
                "stages go along. The appeal that is open now stays as it is."
            )
        )
        head = bold(label(self.tr("The letter that says no again")))
        head.setBuddy(self.letter)
        day = bold(label(self.tr("The date printed on it")))
        day.setBuddy(self.date)
        self.date.setAccessibleName(self.tr("The date printed on the letter"))
        self.level.set_options(
            [Option(one.id, self.tr(one.title), self.tr(one.rule)) for one in self._levels]
        )
        self.packet.set_options(
            [
                Option(
                    _AGAIN,
                    self.tr("Make it once more from this appeal"),
                    self.tr("Right when nothing was changed since you sent it."),
                ),
                Option(_FILE, self.tr("Take the PDF that I sent")),
            ]
        )
        self.nothing = label(
            self.tr(
                "No further level is known for this kind of plan. The letter says what you can do "
                "next. You can still make the new appeal."
            ),
            "warn",
        )
        self.left_behind = label(
            self.tr(
                "Left behind, because they belong to the old letter: its date and words, the "
                "address, your answers to it, and the introduction and conclusion."
            ),
            "small",
        )
        inside = column(
            intro,
            column(head, _beside(self.letter, self.letter_name), space=4),
            column(day, self.date, self.date_hint, space=3),
            self.level,
            self.nothing,
            column(self.packet, _beside(self.sent, self.sent_name), space=4),
            self.left_behind,
            space=16,
        )
        inside.addStretch(1)
        self.put(scrolling(inside, "nextLevelArea"), foot=foot(None, self.cancel, self.start))
        self.draw()

    def _connect(self) -> None:
        self.level.chosen.connect(self._choose_level)
        self.packet.chosen.connect(self._choose_how)
        self.date.textEdited.connect(self._show)
        self.date.editingFinished.connect(self._show_hint)

    def _choose_level(self, value: str) -> None:
        self._chosen_level = value

    def _choose_how(self, value: str) -> None:
        self._how = value
        self._show()

    def _show(self) -> None:
        self.level.setVisible(bool(self._levels))
        self.nothing.setVisible(not self._levels)
        self.level.show_value(self._chosen_level)
        self.packet.show_value(self._how)
        no_letter = self.tr("No letter is chosen yet.")
        set_words(self.letter_name, self._denial.name if self._denial else no_letter)
        no_file = self.tr("No PDF is chosen yet.")
        set_words(self.sent_name, self._packet.name if self._packet else no_file)
        for part in (self.sent, self.sent_name):
            part.setVisible(self._how == _FILE)
        is_ready = self._denial is not None and (self._how == _AGAIN or self._packet is not None)
        self.start.setEnabled(is_ready and not self._is_making)
        if not self.date_hint.isHidden():
            self._show_hint()

    def _show_hint(self) -> None:
        text = self.date.text().strip()
        is_odd = bool(text) and parse_date(text) is None
        set_words(self.date_hint, self.tr("Is this a date? Write it like March 5, 2026."))
        self.date_hint.setVisible(is_odd)

    # ---- making it

    def _ask_letter(self) -> None:
        kinds = FileKinds(self.tr("Papers and pictures"), _PAPERS)
        self.kit.notices.choose_files(
            self.tr("The letter that says no again"), (kinds,), self.alive(self.set_letter)
        )

    def _ask_packet(self) -> None:
        kinds = FileKinds(self.tr("PDF"), (".pdf",))
        self.kit.notices.choose_files(
            self.tr("The appeal that you sent"), (kinds,), self.alive(self.set_packet)
        )

    def _start(self) -> None:
        name = file_name(self.tr("%1, next level").replace("%1", self._bench.path.stem), _ENDING)
        kinds = FileKinds(self.tr("AppealDesk file"), (_ENDING,))
        self.kit.notices.choose_target(
            self.tr("Where the new appeal is kept"),
            self._bench.path.with_name(name),
            kinds,
            self.alive(self._ask_protection),
        )

    def _ask_protection(self, path: Path) -> None:
        if path.suffix.lower() != _ENDING:
            path = path.with_name(path.name + _ENDING)
        if not self._bench.session.file.is_protected:
            self._make(path, None)
            return
        self.kit.notices.ask_password(
            self.tr("Password of the new appeal"),
            self.tr("This appeal is protected. Choose a password for the new one, too."),
            self.alive(partial(self._make, path)),
            is_new=True,
        )

    def _make(self, path: Path, password: str | None) -> None:
        denial, bench = self._denial, self._bench
        if denial is None:
            return
        day = parse_date(self.date.text())
        typed = self.date.text().strip() if day is None else day_words(day)
        packet = self._packet if self._how == _FILE else None
        level = self._chosen_level

        def work(report: Report) -> Path:
            start_next_level(
                bench.session,
                bench.hands,
                path,
                denial=denial,
                level=level,
                denial_date=typed,
                packet=packet,
                password=password,
                on_progress=report,
                cancel=report.cancel,
            )
            return path

        bench.flush()
        self._is_making = True
        self._show()
        # Edits wait in the lane of the case: first they land, then the packet is made of them.
        bench.read(lambda _session: work, self.alive(self._run), self.alive(self._failed))

    def _run(self, work: Callable[[Report], Path]) -> None:
        self._job = self.kit.jobs.start(
            Lane.HANDS,
            self.tr("Making the new appeal"),
            work,
            done=self.alive(self._done),
            failed=self.alive(self._failed),
            is_shown=True,
        )

    def _done(self, path: Path) -> None:
        self.kit.notices.tell(
            self.tr("The new appeal was made."),
            self.tr("Read the new letter first: copy its reasons, its last day and its address."),
            Tone.DONE,
        )
        self._job = None
        self.made.emit(path)
        self.accept()

    @override
    def done(self, result: int) -> None:
        """Close; a new appeal that is still being made is given up, for nobody would hear of it."""
        if result != QDialog.DialogCode.Accepted and self._job is not None:
            self._job.cancel()
        super().done(result)

    def _failed(self, error: AppealDeskError) -> None:
        self._is_making, self._job = False, None
        self.kit.notices.error(error)
        if isinstance(error, PacketNotReady):
            self._how = _FILE
        self._show()


def _beside(one: QWidget, other: QWidget) -> QHBoxLayout:
    """A button and what it chose; the words take the room that is left."""
    made = row(one, other)
    made.setStretch(1, 1)
    return made
