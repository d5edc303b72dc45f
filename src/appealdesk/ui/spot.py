"""What is chosen and shown: the packet, the tray, a section, a reason, a paper, the tracker."""

from dataclasses import dataclass
from enum import StrEnum

from appealdesk.case.values import Case


class SpotKind(StrEnum):
    """What kind of thing is chosen."""

    PACKET = "packet"
    TRAY = "tray"
    SECTION = "section"
    REASON = "reason"
    DOCUMENT = "document"
    TRACKER = "tracker"  # how far the appeal is; it has no row in the list


@dataclass(frozen=True, slots=True)
class Spot:
    """One thing that can be shown; ``id`` is its id in the case, 0 for packet, tray and tracker.

    ``page`` is a ``PageId`` of a document that is to be shown, or None.
    """

    kind: SpotKind
    id: int = 0
    page: int | None = None

    def is_in(self, case: Case) -> bool:
        """Whether the case still has it."""
        match self.kind:
            case SpotKind.SECTION:
                return case.section(self.id) is not None
            case SpotKind.REASON:
                return case.reason(self.id) is not None
            case SpotKind.DOCUMENT:
                return case.document(self.id) is not None
            case _:
                return True


PACKET = Spot(SpotKind.PACKET)
TRAY = Spot(SpotKind.TRAY)
TRACKER = Spot(SpotKind.TRACKER)
