"""What the letter says and the case does not: offered line by line, taken with one press.

Nothing is taken by itself. Each offer shows the letter's own words with the page they stand on.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QWidget

from appealdesk.case.details import Group, Need, detail_fields
from appealdesk.case.values import Kind
from appealdesk.desk.letter_said import (
    DeadlineOffer,
    Offer,
    Stand,
    deadline_offer,
    fill_in,
    offers,
    take_deadline,
)
from appealdesk.desk.letter_said import take as take_offers
from appealdesk.ui.dialogs.base import say
from appealdesk.ui.guide.parts import INSET, Fold, RowButton, bold, set_words
from appealdesk.ui.spot import Spot, SpotKind
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import button, column, counted, label, line, row
from appealdesk.ui.workbench import Workbench


class QuoteLink(RowButton):
    """The letter's own words with their page; a press shows the page."""

    def __init__(self, bench: Workbench, kit: Kit, name: str) -> None:
        super().__init__(kit, name, "file-text", "quiet")
        self._bench = bench
        self._stand: Stand | None = None
        self._words.setProperty("role", "small")
        self.setAccessibleName(self.tr("The letter's words"))
        self.clicked.connect(self._go)

    def show_quote(self, words: str, stand: Stand) -> None:
        """Show these words and where they stand."""
        self._stand = stand
        said = self.tr("Page %2: \u201c%1\u201d")
        self.set_words(said.replace("%2", str(stand.number)).replace("%1", words))
        self.setAccessibleDescription(self.tr("Shows this page of the letter."))

    def _go(self) -> None:
        if self._stand is not None:
            stand = self._stand
            self._bench.show(Spot(SpotKind.DOCUMENT, stand.document, stand.page))


class OfferRow(QWidget):
    """One detail that the letter says."""

    taken = Signal(object)
    """The ``Offer`` that the user takes."""

    def __init__(self, bench: Workbench, kit: Kit, offer: Offer) -> None:
        super().__init__()
        self.offer = offer
        title = self.tr(offer.label)
        name = label(title, "small")
        value = bold(label(""))
        set_words(value, offer.value)
        self.held = label("", "warn")
        if offer.held:
            set_words(self.held, self.tr("Your case says: %1").replace("%1", offer.held))
        self.held.setVisible(bool(offer.held))
        self.quote = QuoteLink(bench, kit, f"letterWords-{offer.key}")
        self.quote.show_quote(offer.words, offer.stand)
        words = self.tr("Use this instead") if offer.held else self.tr("Take it")
        self.take = button(words, self._take, name=f"take-{offer.key}")
        self.take.setAccessibleName(f"{words}: {title}, {offer.value}")
        self.take.setEnabled(not bench.is_read_only)
        beside = row(self.take)
        beside.addStretch(1)
        told = column(name, value, self.held, space=1)
        for part in (told, beside):
            part.setContentsMargins(INSET, 0, 0, 0)
        self.divider = line()
        words_and_take = column(told, self.quote, beside, space=3)
        self.setLayout(column(self.divider, words_and_take, space=10))

    def _take(self) -> None:
        self.taken.emit(self.offer)


class LetterCard(QFrame):
    """The details that the letter says, above the form; hidden while there is nothing to offer."""

    def __init__(self, bench: Workbench, kit: Kit) -> None:
        super().__init__()
        self.setObjectName("letterCard")
        self.setProperty("role", "hint")
        self._bench = bench
        self._kit = kit
        self.offers: tuple[Offer, ...] = ()
        self.rows: tuple[OfferRow, ...] = ()
        self.fold = Fold(kit, "letterFold")
        self.fold.body.setSpacing(12)
        self.fold.body.setContentsMargins(0, 0, 0, 0)
        self._from = label("", "quiet")
        self._list = column(space=12)
        self.take_all = RowButton(kit, "takeAll", has_arrow=False)
        self.take_all.set_main()
        self.take_all.set_words(self.tr("Fill in what is empty here"))
        self.take_all.clicked.connect(self._take_all)
        held = row(self._from)
        held.setContentsMargins(INSET, 0, 0, 0)
        all_row = row(self.take_all)
        all_row.setContentsMargins(INSET, 0, INSET, 0)
        self.fold.body.addLayout(held)
        self.fold.body.addLayout(all_row)
        self.fold.body.addLayout(self._list)
        self.unreadable = label(
            self.tr(
                "Your denial letter is a picture or a scan, so the computer cannot read it. Copy "
                "the details from it."
            ),
            "quiet",
        )
        self.setLayout(column(self.fold, self.unreadable, margin=6))
        bench.papers.read.connect(self.refresh)
        bench.changed.connect(self._case_changed)
        self._tell()
        self.refresh()

    def refresh(self) -> None:
        """Offer what is to be offered now; the same offers keep their widgets."""
        case = self._bench.case
        found = offers(case, self._bench.papers.known.letters(case))
        self.fold.setVisible(bool(found))
        is_scan = not found and self._is_scan()
        self.unreadable.setVisible(is_scan)
        self.setVisible(bool(found) or is_scan)
        if found == self.offers:
            return
        self.offers = found
        kept = {shown.offer: shown for shown in self.rows}
        focus: QWidget | None = QApplication.focusWidget()
        heir = self._heir(focus) if focus is not None else None
        for shown in self.rows:
            if shown.offer not in found:
                self._list.removeWidget(shown)
                shown.hide()
                shown.deleteLater()
        self.rows = tuple(kept.get(offer) or self._made(offer) for offer in found)
        for place, shown in enumerate(self.rows):
            self._list.insertWidget(place, shown)
            shown.divider.setVisible(place > 0)
        self._put_in_order()
        self._tell()
        if heir is not None and heir.offer in found:
            heir.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def target(self, key: str) -> QWidget | None:
        """What to press to fill in an empty detail; None when the letter does not say it.

        Where it says several, that is the button for all of them.
        """
        shown = next((r for r in self.rows if r.offer.key == key and not r.offer.held), None)
        if shown is None or self._bench.is_read_only:
            return None
        self.fold.head.setChecked(True)
        return self.take_all if len(self.missing) > 1 else shown.take

    def _put_in_order(self) -> None:
        """Rows that came later take their turn with Tab here, and not behind the form."""
        before: QWidget = self.take_all
        for shown in self.rows:
            for part in (shown.quote, shown.take):
                QWidget.setTabOrder(before, part)
                before = part

    def _heir(self, focus: QWidget) -> OfferRow | None:
        """The row that gets the focus when the one that has it goes."""
        place = next((n for n, r in enumerate(self.rows) if r.isAncestorOf(focus)), None)
        if place is None:
            return None
        near = (*self.rows[place:], *reversed(self.rows[:place]))
        return next((shown for shown in near if shown.offer in self.offers), None)

    def redraw(self) -> None:
        """Draw the icons anew."""
        self.fold.redraw()
        for shown in self.findChildren(RowButton):
            shown.redraw()

    @property
    def missing(self) -> tuple[Offer, ...]:
        """Offers for what the case does not say at all."""
        return tuple(offer for offer in self.offers if not offer.held)

    def _is_scan(self) -> bool:
        """Whether the letter is there, cannot be read, and something is left to copy from it."""
        case = self._bench.case
        facts = self._bench.papers.known.facts(case)
        letters = [d for d in case.documents() if d.kind is Kind.DENIAL_LETTER]
        is_read = [d.id in facts and facts[d.id].is_readable for d in letters]
        is_open = any(
            field.need is not Need.MAY and not getattr(case.details, field.key)
            for field in detail_fields()
            if field.group is not Group.SENDER
        )
        is_known = all(d.id in facts for d in letters)
        return bool(letters) and is_known and not any(is_read) and is_open

    def _tell(self) -> None:
        count = len(self.offers)
        self.fold.set_heading(
            counted(
                count,
                self.tr("The letter says 1 thing that is not here"),
                self.tr("The letter says %1 things that are not here"),
            )
        )
        titles = dict.fromkeys(offer.stand.title for offer in self.offers)
        self._from.setText(
            self.tr("From: %1. Read by the computer, so compare each one.").replace(
                "%1", ", ".join(titles)
            )
        )
        empty = len(self.missing)
        self.take_all.set_words(
            counted(empty, self.tr("Fill in this one"), self.tr("Fill in these %1"))
            if empty == count
            else counted(
                empty,
                self.tr("Fill in the 1 that is empty here"),
                self.tr("Fill in the %1 that are empty here"),
            )
        )
        self.take_all.setVisible(empty > 1)
        self.take_all.setEnabled(not self._bench.is_read_only)

    def _made(self, offer: Offer) -> OfferRow:
        made = OfferRow(self._bench, self._kit, offer)
        made.taken.connect(self._take)
        return made

    def _case_changed(self, _before: object, _after: object) -> None:
        self.refresh()

    def _take(self, offer: Offer) -> None:
        self._bench.flush()
        self._bench.apply(take_offers([offer]))

    def _take_all(self) -> None:
        self._bench.flush()
        count = len(self.missing)
        told = partial(self._told, count)
        self._bench.apply(fill_in(self.missing), told)

    def _told(self, count: int, _case: object) -> None:
        say(
            self,
            counted(
                count, self.tr("1 detail was filled in."), self.tr("%1 details were filled in.")
            ),
        )


class DeadlineCard(QFrame):
    """The letter's own words about the last day; hidden when the case has them."""

    def __init__(self, bench: Workbench, kit: Kit) -> None:
        super().__init__()
        self.setObjectName("deadlineOffer")
        self.setProperty("role", "hint")
        self._bench = bench
        self.offer: DeadlineOffer | None = None
        self.date: Offer | None = None
        title = bold(label(self.tr("The letter says about the time to appeal:")))
        self.quote = QuoteLink(bench, kit, "deadlineWords")
        self.take = button(self.tr("Use these words"), self._take, name="takeDeadline")
        self.take.setEnabled(not bench.is_read_only)
        self._words = QWidget()
        self._words.setLayout(self._block(title, self.quote, self.take))
        self.date_title = bold(label(""))
        self.date_quote = QuoteLink(bench, kit, "noticeDateWords")
        self.take_date = button(self.tr("Use this date"), self._take_date, name="takeNoticeDate")
        self.take_date.setEnabled(not bench.is_read_only)
        self._date = QWidget()
        self._date.setLayout(self._block(self.date_title, self.date_quote, self.take_date))
        self.setLayout(column(self._date, self._words, space=12, margin=8))
        bench.papers.read.connect(self.refresh)
        bench.changed.connect(self._case_changed)
        self.refresh()

    def refresh(self) -> None:
        """Offer what is to be offered now."""
        case = self._bench.case
        letters = self._bench.papers.known.letters(case)
        self.offer = deadline_offer(case, letters)
        self.date = next((o for o in offers(case, letters) if o.key == "denial_date"), None)
        if self.offer is not None:
            self.quote.show_quote(self.offer.words, self.offer.stand)
        if self.date is not None:
            said = self.tr("The letter is dated %1.")
            if self.date.held:
                said = self.tr("The letter is dated %1, but your case says %2.")
            self.date_title.setText(
                said.replace("%2", self.date.held).replace("%1", self.date.value)
            )
            self.date_quote.show_quote(self.date.words, self.date.stand)
        self._words.setVisible(self.offer is not None)
        self._date.setVisible(self.date is not None)
        self.setVisible(self.offer is not None or self.date is not None)

    def redraw(self) -> None:
        """Draw the icons anew."""
        self.quote.redraw()
        self.date_quote.redraw()

    def _block(self, title: QWidget, quote: QWidget, take: QWidget) -> QLayout:
        head, foot = row(title), row(take)
        foot.addStretch(1)
        for part in (head, foot):
            part.setContentsMargins(INSET, 0, 0, 0)
        return column(head, quote, foot, space=3)

    def _case_changed(self, _before: object, _after: object) -> None:
        self.refresh()

    def _take(self) -> None:
        if self.offer is not None:
            self._bench.flush()
            self._bench.apply(take_deadline(self.offer))

    def _take_date(self) -> None:
        if self.date is not None:
            self._bench.flush()
            self._bench.apply(take_offers([self.date]))
