"""What a check says: its state, why it matters, and where it is mended."""

from dataclasses import dataclass
from enum import StrEnum

from appealdesk.audit.places import Place


class State(StrEnum):
    """How a check stands."""

    DONE = "done"
    MISSING = "missing"
    WEAK = "weak"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: a plain title, its state, why it matters, and where to mend it."""

    id: str
    title: str
    state: State
    why: str
    where: tuple[Place, ...] = ()
    stops_export: bool = False  # True for checks that, while missing, let no packet out
