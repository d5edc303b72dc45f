"""The one card that says what to do next, and takes there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from appealdesk.audit.checks import Check, State
from appealdesk.audit.places import Place
from appealdesk.ui.check_words import is_open_question, order_of, places_of
from appealdesk.ui.guide.parts import RowButton, set_words
from appealdesk.ui.guide.todo_summary import first_question
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import column, counted, label


class NextStep(QFrame):
    """What, why, and a button. Nothing missing: the packet can go out."""

    chosen = Signal(object)
    """The ``Place`` of the next step is wanted."""
    card_wanted = Signal(str)
    """The card of the check of this id is wanted: it is answered there."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setObjectName("nextStep")
        self.setProperty("role", "card")
        self._kit = kit
        self._place: Place | None = None
        self._card = ""
        self._head = label(self.tr("Next step"), "group")
        self.title = label("", "title")
        self.why = label("")
        self.where = label("", "quiet")
        self.go = RowButton(kit, "nextStepButton", "arrow-right", "on_accent", has_arrow=False)
        self.go.set_main()
        self.go.set_bold()
        self.go.clicked.connect(self._pressed)
        layout = column(self._head, self.title, self.why, self.where, space=6, margin=12)
        layout.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(layout)
        kit.actions["export"].changed.connect(self._follow)

    def show_checks(self, checks: tuple[Check, ...]) -> None:
        """Choose the next step: what is missing, in the order in which one works."""
        missing = next(
            (c for c in checks if c.state is State.MISSING and not is_open_question(c)), None
        )
        asked = sum(map(is_open_question, checks))
        weak = sum(c.state is State.WEAK and not is_open_question(c) for c in checks)
        self._card = "" if missing is not None else first_question(checks)
        if missing is not None:
            self._show_step(missing)
        elif asked:
            self._show_questions(asked)
        else:
            self._show_ready(weak)
        self._follow()

    def redraw(self) -> None:
        """Draw the icon anew."""
        self.go.redraw()

    def _show_step(self, check: Check) -> None:
        places = places_of(check)
        if not places and check.is_asked:
            self._place, self._card = None, check.id
        else:
            self._place = places[0] if places else Place("case", 0, "", "details")
        self._head.setText(self.tr("Next step"))
        self.title.setText(self.tr(order_of(check)))
        self.why.setText(self.tr(check.why))
        set_words(self.where, self._start_words(places))
        self.where.setVisible(bool(places))
        self.go.set_words(self._button_words(self._place) if self._place else self.tr("Go there"))
        self.go.set_icon("arrow-right", "on_accent")

    def _show_questions(self, asked: int) -> None:
        self._place = None
        self._head.setText(self.tr("Next step"))
        self.title.setText(
            counted(asked, self.tr("Answer one question"), self.tr("Answer %1 questions"))
        )
        self.why.setText(
            self.tr("Nothing is missing, so you could export now. Only you can tell these.")
        )
        self.where.setVisible(False)
        self.go.set_words(self.tr("Go there"))
        self.go.set_icon("arrow-right", "on_accent")

    def _show_ready(self, weak: int) -> None:
        self._place = None
        self._head.setText(self.tr("All that is needed is there"))
        self.title.setText(self.tr("Ready to export"))
        self.why.setText(self._ready_words(weak))
        self.where.setVisible(False)
        self.go.set_words(self.tr("Export the packet..."))
        self.go.set_icon("send", "on_accent")

    def _ready_words(self, weak: int) -> str:
        if not weak:
            return self.tr("Look through the whole packet once more. Then make the PDF to send.")
        if weak == 1:
            return self.tr("You can make the PDF now. One thing below could be better.")
        return self.tr("You can make the PDF now. %1 things below could be better.").replace(
            "%1", str(weak)
        )

    def _start_words(self, places: tuple[Place, ...]) -> str:
        if not places:
            return ""
        said = self.tr("Start here: %1").replace("%1", places[0].words)
        more = len(places) - 1
        if not more:
            return said
        return self.tr("%1, and %2 more").replace("%1", said).replace("%2", str(more))

    def _button_words(self, place: Place) -> str:
        match place.kind, place.key:
            case "case", "add-files":
                return self.tr("Add files...")
            case "case", "add-reason":
                return self.tr("Add a reason...")
            case "detail", _:
                return self.tr("Fill it in")
            case "section", "switch":
                return self.tr("Switch it on")
        return self.tr("Go there")

    def _pressed(self, _checked: bool = False) -> None:
        if self._place is not None:
            self.chosen.emit(self._place)
        elif self._card:
            self.card_wanted.emit(self._card)
        else:
            self._kit.actions["export"].trigger()

    def _follow(self) -> None:
        is_export = self._place is None and not self._card
        self.go.setEnabled(not is_export or self._kit.actions["export"].isEnabled())
