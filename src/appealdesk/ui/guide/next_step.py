"""The one card that says what to do next, and takes there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from appealdesk.audit.checks import Check, State
from appealdesk.audit.places import Place
from appealdesk.ui.check_words import TO_DO
from appealdesk.ui.guide.parts import RowButton, set_words
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import column, label


class NextStep(QFrame):
    """What, why, and a button. Nothing missing: the packet can go out."""

    chosen = Signal(object)
    """The ``Place`` of the next step is wanted."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setObjectName("nextStep")
        self.setProperty("role", "card")
        self._kit = kit
        self._place: Place | None = None
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
        missing = next((c for c in checks if c.state is State.MISSING), None)
        weak = sum(c.state is State.WEAK for c in checks)
        if missing is None:
            self._show_ready(weak)
        else:
            self._show_step(missing)
        self._follow()

    def redraw(self) -> None:
        """Draw the icon anew."""
        self.go.redraw()

    def _show_step(self, check: Check) -> None:
        self._place = check.where[0] if check.where else Place("case", 0, "", "details")
        self._head.setText(self.tr("Next step"))
        self.title.setText(self.tr(TO_DO.get(check.id, check.title)))
        self.why.setText(self.tr(check.why))
        set_words(self.where, self._start_words(check))
        self.where.setVisible(bool(check.where))
        self.go.set_words(self._button_words(self._place))
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

    def _start_words(self, check: Check) -> str:
        if not check.where:
            return ""
        said = self.tr("Start here: %1").replace("%1", check.where[0].words)
        more = len(check.where) - 1
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
        else:
            self._kit.actions["export"].trigger()

    def _follow(self) -> None:
        self.go.setEnabled(self._place is not None or self._kit.actions["export"].isEnabled())
