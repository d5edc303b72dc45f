"""The packet before it is written: its texts set, its exhibits laid ready for the worker.

Exporting and previewing both begin here, with one and the same case in hand: in the window an edit
may be made while they run.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from appealdesk.case.values import Case
from appealdesk.desk.session import Session
from appealdesk.packet.plan import plan
from appealdesk.packet.values import Delivery, Packet, PartLayout
from appealdesk.worker.client import Worker
from appealdesk.worker.messages import ComposeAnswer, ComposeRequest, MissingGlyph

DEADLINE = 900.0  # seconds for one step of an export; 5,000 pages take well under a minute
_MOST_SHOWN = 12

Progress = Callable[[str, int, int], None]
"""Told (named step, done, total)."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A packet whose texts are set: the plan, and where each typeset part lies for the worker."""

    packet: Packet
    lengths: Mapping[str, PartLayout]
    files: Mapping[str, str]
    missing_glyphs: tuple[MissingGlyph, ...] = ()

    @property
    def missing_words(self) -> str:
        """Which characters cannot be printed and where they stand; empty when all can be."""
        return "; ".join(
            f"\u201c{g.character}\u201d in {g.where}" for g in self.missing_glyphs[:_MOST_SHOWN]
        )


def compose_case(
    case: Case,
    worker: Worker,
    *,
    delivery: Delivery = Delivery.MAIL,
    on_progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Composed:
    """Set the texts of this very case and settle every page number, whatever is still open in it.

    Characters that no font of ours can print are told in the answer and do not stop it, so that an
    unfinished packet can be looked at.

    Raises:
        WorkerProblem: the worker failed or was cancelled.
    """
    answer = worker.call(
        "compose",
        ComposeRequest(case=case, delivery=delivery),
        ComposeAnswer,
        deadline=DEADLINE,
        on_progress=on_progress,
        cancel=cancel,
    )
    packet = plan(case, answer.lengths, delivery)
    return Composed(packet, answer.lengths, answer.files, answer.missing_glyphs)


def spool(
    session: Session, worker: Worker, case: Case, packet: Packet, tell: Progress
) -> dict[str, str]:
    """Put the clean pages of every exhibit where the worker may read them.

    Gives the name of the file for each part. What lies there already is not copied again.

    Raises:
        CaseFileError: the bytes are missing or damaged.
    """
    sources: dict[str, str] = {}
    for number, exhibit in enumerate(packet.exhibits):
        document = case.document(exhibit.document)
        assert document is not None  # noqa: S101  the plan was made from this case
        tell("Fetching the exhibits", number, len(packet.exhibits))
        name = f"exhibit-{document.clean}.pdf"
        place = worker.folder / name
        if not place.exists():
            session.file.copy_blob_to(document.clean, place)
        sources[f"document:{document.id}"] = name
    return sources
