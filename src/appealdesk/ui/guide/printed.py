"""How the details will stand on paper: the foot line, and the cover in words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from appealdesk.case.details import Details, detail_fields
from appealdesk.case.values import Case
from appealdesk.packet.values import Packet
from appealdesk.ui.guide.parts import set_words
from appealdesk.ui.theme import SERIF
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import column, label

FOOT = frozenset({"patient_name", "member_id", "claim_number"})
"""Details that stand at the foot of every page."""

FAX_COVER = frozenset(
    {
        "insurer_name",
        "insurer_department",
        "insurer_fax",
        "sender_name",
        "sender_phone",
        "sender_fax",
        "letter_date",
        "claim_number",
        "member_id",
    }
)
"""Details on the cover of a fax; it says nothing about anybody's health."""


class FootCard(QFrame):
    """The foot line of a page, as it will be printed now."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setObjectName("footCard")
        self.setProperty("role", "card")
        self._kit = kit
        self._line = label("")
        self._line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._line.setObjectName("footLine")
        self._note = label("", "small")
        head = label(self.tr("At the foot of every page"), "group")
        self.setLayout(column(head, self._line, self._note, space=4, margin=10))
        self.redraw()

    @property
    def words(self) -> str:
        """The line that shows."""
        return self._line.accessibleName()

    def show_packet(self, packet: Packet) -> None:
        """Show the foot of an exhibit's page, else of the last page."""
        pages = packet.pages
        page = next((p for p in pages if p.document is not None), pages[-1] if pages else None)
        parts = [part for part in (page.foot if page is not None else ()) if part]
        set_words(self._line, "  \u00b7  ".join(parts))
        knows = page is not None and bool(page.foot[0])
        self._note.setText(
            self.tr("So a page that gets lost can find its way back.")
            if knows
            else self.tr("Fill in the name and the numbers, and they stand here.")
        )

    def redraw(self) -> None:
        """Set the line in the letters of the packet."""
        font = QFont(SERIF)
        font.setPointSizeF(self._kit.theme.points(-1))
        self._line.setFont(font)


class CoverCard(QFrame):
    """What the cover says, in words."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setObjectName("coverCard")
        self.setProperty("role", "card")
        self._kit = kit
        self._blocks: dict[str, tuple[QWidget, QLabel]] = {}
        self._column = column(label(self.tr("What the cover shows"), "group"), margin=10)
        for key, head in (
            ("to", self.tr("To")),
            ("from", self.tr("From")),
            ("about", self.tr("About")),
            ("reasons", self.tr("Reasons")),
            ("empty", self.tr("Left off, because it is empty")),
        ):
            block, words = QWidget(), label("")
            block.setLayout(column(label(head, "quiet"), words, space=0))
            self._blocks[key] = (block, words)
            self._column.addWidget(block)
        self.setLayout(self._column)

    @property
    def words(self) -> dict[str, str]:
        """What shows, by block."""
        return {
            key: words.accessibleName()
            for key, (block, words) in self._blocks.items()
            if not block.isHidden()
        }

    def show_case(self, case: Case, packet: Packet) -> None:
        """Tell what the cover of this case says."""
        details = case.details
        self._put("to", _joined(details, _TO))
        self._put("from", _joined(details, _FROM))
        self._put("about", _joined(details, _ABOUT))
        self._put("reasons", self._reason_words(case, packet))
        empty = [f.label for f in detail_fields() if not getattr(details, f.key).strip()]
        self._put("empty", ", ".join(self.tr(name) for name in empty))

    def _put(self, key: str, text: str) -> None:
        block, words = self._blocks[key]
        set_words(words, text)
        block.setVisible(bool(text))

    def _reason_words(self, case: Case, packet: Packet) -> str:
        count = len(case.reasons)
        pages = self.tr("The cover also says that the packet has %1 pages.").replace(
            "%1", str(len(packet.pages))
        )
        if not count:
            return pages
        if count == 1:
            said = self.tr("One, with the page that answers it.")
        else:
            said = self.tr("%1, each with the page that answers it.").replace("%1", str(count))
        return f"{said} {pages}"


_TO = ("insurer_name", "insurer_department", "insurer_address", "insurer_fax")
_FROM = (
    "sender_name",
    "sender_role",
    "sender_address",
    "sender_phone",
    "sender_fax",
    "sender_email",
    "letter_date",
)
_ABOUT = tuple(f.key for f in detail_fields() if f.key not in {*_TO, *_FROM})
_NAMED = frozenset({"insurer_fax", "sender_phone", "sender_fax", "letter_date", *_ABOUT}) - {
    "patient_name"
}


def _joined(details: Details, keys: tuple[str, ...]) -> str:
    """The known ones of some details, those that need it with their names."""
    labels = {f.key: f.label for f in detail_fields()}
    said = []
    for key in keys:
        value = ", ".join(getattr(details, key).split("\n")).strip()
        if value:
            said.append(f"{labels[key]}: {value}" if key in _NAMED else value)
    return "\n".join(said)
