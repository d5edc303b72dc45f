"""Points a denial reason at a page that is being read, and takes the page's words along."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from appealdesk.case import edits
from appealdesk.case.values import Case, Citation
from appealdesk.desk.notices import Choice, Question, Tone
from appealdesk.ui.spot import Spot, SpotKind
from appealdesk.ui.view import Kit
from appealdesk.ui.workbench import Workbench


class Citing(QObject):
    """Asks which reason is meant when there are several; the one looked at last comes first."""

    quote_chosen = Signal(int, str, object)
    """(reason, words, citation): words are to be quoted in the response to a reason."""
    reason_wanted = Signal()
    """There is no reason yet, and the user wants to add one."""

    def __init__(self, bench: Workbench, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._kit = kit
        self.last_reason = 0

    def quote(self, words: str, citation: Citation) -> None:
        """Quote words of a page in the response to a reason."""
        self._with_reason(
            self.tr("Which reason do these words answer?"), partial(self._quoted, words, citation)
        )

    def cite(self, citation: Citation) -> None:
        """Make a page evidence for a reason."""
        self._with_reason(
            self.tr("Which reason does this page answer?"), partial(self._put_cite, citation)
        )

    def _quoted(self, words: str, citation: Citation, reason: int) -> None:
        self.quote_chosen.emit(reason, words, citation)

    def _put_cite(self, citation: Citation, reason: int) -> None:
        self._bench.apply(edits.cite(reason, citation), partial(self._told_cite, reason))

    def _told_cite(self, reason: int, case: Case) -> None:
        number = next((n for n, r in enumerate(case.reasons, start=1) if r.id == reason), 0)
        if number:
            self._kit.notices.tell(
                self.tr("This page is evidence for reason %1 now.").replace("%1", str(number)),
                tone=Tone.DONE,
                action=self.tr("Go to the reason"),
                on_action=partial(self._bench.show, Spot(SpotKind.REASON, reason)),
            )

    def _with_reason(self, sentence: str, then: Callable[[int], None]) -> None:
        """Do something for one reason; asks which when there are several."""
        reasons = self._bench.case.reasons
        if not reasons:
            self._kit.notices.tell(
                self.tr("There is no denial reason yet."),
                self.tr("Add the first one, then try again."),
                action=self.tr("Add a reason..."),
                on_action=self.reason_wanted.emit,
            )
        elif len(reasons) == 1:
            then(reasons[0].id)
        else:
            ordered = sorted(reasons, key=lambda r: r.id != self.last_reason)
            numbers = {r.id: n for n, r in enumerate(reasons, start=1)}
            choices = tuple(
                Choice(str(r.id), f"{numbers[r.id]}. {_short(r.title)}") for r in ordered
            )
            question = Question(self.tr("Choose a reason"), sentence, choices)
            self._kit.notices.ask(question, partial(_answered, then, question.cancel))


def _short(title: str) -> str:
    return title if len(title) < 60 else f"{title[:58]}\u2026"


def _answered(then: Callable[[int], None], cancel: str, answer: str) -> None:
    if answer != cancel:
        then(int(answer))
