"""The column with a reason's evidence: what it points at, and how more is added."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from appealdesk.audit.checks import why_broken
from appealdesk.case import edits
from appealdesk.case.values import Citation, Reason
from appealdesk.desk.notices import Tone
from appealdesk.desk.page_words import telling_words
from appealdesk.desk.session import Session
from appealdesk.ui.drops import force_copy
from appealdesk.ui.page_images import PageImages
from appealdesk.ui.reasons.alive import while_alive
from appealdesk.ui.reasons.answering import Found, Wanted
from appealdesk.ui.reasons.dropped import dropped_citations, is_ours
from appealdesk.ui.reasons.evidence import Entry, capital, entry_of
from appealdesk.ui.reasons.evidence_list import EvidenceList
from appealdesk.ui.reasons.evidence_picker import EvidencePicker
from appealdesk.ui.reasons.labels import draw_icon
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import button, column, label, row, set_role, tab_through
from appealdesk.ui.workbench import Workbench

_SHOWN = 90  # characters of a page's words on a card


class EvidencePane(QWidget):
    """Shows and changes the evidence of one reason.

    Args:
        bench: the open case.
        images: draws the small pictures.
        kit: what every part of the window may use.
    """

    opened = Signal(object)
    """A page is to be shown: its ``Citation``."""
    put = Signal(object)
    """A chip for this ``Citation`` is wanted in the response."""
    current_changed = Signal()

    def __init__(
        self, bench: Workbench, images: PageImages, kit: Kit, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("evidence")
        self._bench, self._images, self._kit = bench, images, kit
        self._reason = 0
        self._words: dict[tuple[str, int], str] = {}
        self._asked: set[tuple[str, int]] = set()
        heading = label(self.tr("Evidence"), "title", wraps=False)
        self._count = label("", "quiet", wraps=False)
        self._add = button(
            self.tr("Point at a page..."),
            partial(self.pick, None),
            name="point-at-page",
        )
        self._add.setToolTip(self.tr("Choose the page that shows it."))
        self._empty = label(
            self.tr(
                "No page yet. Point at the pages that show what you say, or drag pages and papers "
                "here. A reviewer believes what can be looked up."
            ),
            "quiet",
        )
        self._missing = label("", "small")
        self._missing.setObjectName("missing-evidence")
        self.list = EvidenceList(images, kit, self)
        top = row(heading, self._count)
        top.addStretch(1)
        layout = column(top, self._add, self._empty, self._missing, self.list)
        layout.setStretch(4, 1)
        layout.addStretch(0)
        self.setLayout(layout)
        self.setAcceptDrops(True)
        self.list.opened.connect(self.opened)
        self.list.put.connect(self.put)
        self.list.removed.connect(self.remove)
        self.list.another.connect(self.pick)
        self.list.moved.connect(self.move_evidence)
        self.list.current_changed.connect(self._order_tabs)
        self.list.current_changed.connect(self.current_changed)
        kit.theme.changed.connect(self._draw)
        self._draw()

    def show_reason(self, reason: Reason) -> None:
        """Show the evidence of this reason as the case stands."""
        if reason.id != self._reason:
            self._reason = reason.id
            self.list.set_entries(())
        can_edit = not self._bench.is_read_only
        self._add.setEnabled(can_edit)
        self.list.set_can_edit(can_edit)
        entries = self._entries(reason)
        self.list.set_entries(entries)
        self.list.setVisible(bool(entries))
        self._empty.setVisible(not entries)
        broken = sum(bool(entry.trouble) for entry in entries)
        self._count.setText(self._counted(len(entries), broken))
        set_role(self._count, "bad" if broken else "quiet")
        self._ask_words(entries)

    def show_missing(self, wanted: Sequence[Wanted]) -> None:
        """Say which papers would answer the reason and are not pointed at yet."""
        missing = [w.words for w in wanted if w.found not in {Found.CITED, Found.UNKNOWN}]
        words = self.tr("Not pointed at yet: %1.").replace("%1", "; ".join(missing))
        self._missing.setText(words)
        self._missing.setVisible(bool(missing))

    def _order_tabs(self) -> None:
        """One card is a stop at a time; it may have been made later than all else here."""
        tab_through(self._add, self.list.cards)

    def focus_work(self) -> None:
        """Put the focus on the evidence, or on the button that adds some."""
        if self.list.cards:
            self.list.focus_current()
        else:
            self._add.setFocus()

    # ---- changes

    def pick(self, old: Citation | None = None) -> None:
        """Let the user choose a page, in place of ``old`` if that is given."""
        reason = self._reason
        picker = EvidencePicker(
            self._bench, self._images, self._kit, self.window(), start=self._start(old)
        )
        if old is None:
            picker.picked.connect(partial(self._picked, reason))
        else:
            picker.picked.connect(partial(self._picked_instead, reason, old))
        picker.open()

    def cite(self, citations: Sequence[Citation]) -> tuple[Citation, ...]:
        """Add evidence; what the packet does not hold is told and left. Gives what can be cited."""
        bench = self._bench
        whole = [c for c in citations if bench.packet.pin_cite(c) is not None]
        left = [c for c in citations if c not in whole]
        if left:
            self._kit.notices.tell(
                capital(why_broken(bench.case, left[0])),
                self.tr("Only what goes into the packet can be evidence. Put it in first."),
                Tone.WARNING,
            )
        steps = [edits.cite(self._reason, citation) for citation in whole]
        bench.apply_all(self.tr("Cite evidence"), steps)
        return tuple(whole)

    def remove(self, citation: Citation) -> None:
        """Take a piece of evidence away."""
        self._bench.apply(edits.uncite(self._reason, citation))

    def move_evidence(self, citation: Citation, step: int) -> None:
        """Move a piece of evidence one place up (-1) or down (1)."""
        reason = self._bench.case.reason(self._reason)
        if reason is None or citation not in reason.evidence:
            return
        order = list(reason.evidence)
        at = order.index(citation) + step
        if 0 <= at < len(order):
            order.remove(citation)
            before = order[at] if at < len(order) else None
            self._bench.apply(edits.move_evidence(reason.id, citation, before))

    def drop_citations(self, mime: QMimeData) -> tuple[Citation, ...]:
        """Make what is dropped evidence; papers of another appeal are refused in words."""
        found = dropped_citations(mime, self._bench.case, self._bench.path)
        if not found:
            self._kit.notices.tell(
                self.tr("That paper belongs to another appeal."),
                self.tr("Add the file to this appeal first."),
                Tone.WARNING,
            )
        return self.cite(found)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if is_ours(event.mimeData()) and not self._bench.is_read_only:
            force_copy(event)
            self._add.setDown(True)
        else:
            event.ignore()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._add.setDown(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._add.setDown(False)
        if is_ours(event.mimeData()) and not self._bench.is_read_only:
            force_copy(event)
            self.drop_citations(event.mimeData())

    def _picked(self, reason: int, citation: Citation) -> None:
        self._bench.apply(edits.cite(reason, citation))

    def _picked_instead(self, reason: int, old: Citation, new: Citation) -> None:
        self._bench.flush()  # the response may hold chips of the old page that are being typed
        self._bench.apply(edits.replace_evidence(reason, old, new))

    def _start(self, old: Citation | None) -> Citation | None:
        known = None if old is None else self._bench.case.document(old.document)
        return old if known is not None else None

    # ---- what is shown

    def _entries(self, reason: Reason) -> list[Entry]:
        case, packet = self._bench.case, self._bench.packet
        return [entry_of(case, packet, citation, self._words) for citation in reason.evidence]

    def _counted(self, count: int, broken: int) -> str:
        if broken == 1:
            return self.tr("one is broken")
        if broken:
            return self.tr("%1 are broken").replace("%1", str(broken))
        return str(count) if count > 1 else ""

    def _ask_words(self, entries: Sequence[Entry]) -> None:
        """Read the first words of pages that are shown for the first time."""
        missing = {(e.clean, e.index) for e in entries if e.clean} - self._asked
        if missing:
            self._asked |= missing
            work = partial(_read_words, pages=sorted(missing))
            self._bench.read(work, while_alive(self, self._words_read))

    def _words_read(self, words: dict[tuple[str, int], str]) -> None:
        self._words.update(words)
        reason = self._bench.case.reason(self._reason)
        if reason is not None:
            self.list.set_entries(self._entries(reason))

    def _draw(self) -> None:
        draw_icon(self._add, self._kit, "locate", "accent")


def _read_words(session: Session, pages: Sequence[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The first words of pages; beside the interface, because a long paper has much text."""
    texts = {clean: session.file.page_texts(clean) for clean in {clean for clean, _ in pages}}
    return {page: telling_words(texts[page[0]], page[1], _SHOWN) for page in pages}
