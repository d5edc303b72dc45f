"""What a case file remembers besides the case: its edits and the packets that were written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One edit; ``is_done`` is False for what was undone and may be done again."""

    seq: int
    label: str
    at_iso: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """A packet that was written, so that the user can prove later what was sent."""

    at: str
    file_name: str
    sha256: str
    pages: int
    size: int
    delivery: str
