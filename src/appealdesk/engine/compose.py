"""Settles the packet: plan and typeset in turn until no page number changes any more.

The contents tell page numbers, but their own length moves them; so do the page numbers that stand
in texts. Plan and set are repeated until both agree.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import Case
from appealdesk.engine.setter import BrokenCitation, MissingGlyph
from appealdesk.engine.typeset import Cache, typeset
from appealdesk.packet.plan import plan
from appealdesk.packet.values import Delivery, Lengths, Packet, PartKey, PartLayout

_FREE_ROUNDS = 4
_MOST_ROUNDS = 24

Planner = Callable[[Case, Lengths, Delivery], Packet]
Report = Callable[[str, int, int], None]


class NotSettled(AppealDeskError):
    """The page numbers never came to rest."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A settled packet: planned with ``lengths``, the typeset parts are as long as planned.

    ``files`` are names relative to the folder; ``rounds`` is how often it was planned and set.
    """

    lengths: dict[PartKey, PartLayout]
    files: dict[PartKey, str]
    missing_glyphs: tuple[MissingGlyph, ...]
    rounds: int
    broken_citations: tuple[BrokenCitation, ...] = ()


def compose(
    case: Case,
    delivery: Delivery,
    folder: Path,
    report: Report,
    *,
    planner: Planner = plan,
) -> Composed:
    """Plan and typeset until lengths and places agree with the plan they were made from.

    Args:
        case: what is sent.
        delivery: how it is sent.
        folder: where the PDFs of the parts are written.
        report: told each round.
        planner: makes the plan from case, lengths and delivery.

    Raises:
        NotSettled: the plan changes without end; a fault of the planner.
    """
    cache = Cache()
    lengths: dict[PartKey, PartLayout] = {}
    floors: dict[PartKey, int] = {}
    for number in range(1, _MOST_ROUNDS + 1):
        report("typeset", number - 1, number)
        packet = planner(case, lengths, delivery)
        done = typeset(case, packet, folder, cache=cache, at_least=floors)
        if done.layouts == lengths:
            report("typeset", number, number)
            return Composed(
                lengths=done.layouts,
                files=done.files,
                missing_glyphs=done.missing_glyphs,
                rounds=number,
                broken_citations=done.broken_citations,
            )
        if number >= _FREE_ROUNDS:
            # A part that swings between two lengths keeps the longer one, padded with a page that
            # says it is blank. From here lengths only grow, so they come to rest.
            for key, layout in done.layouts.items():
                before = lengths.get(key)
                if before is not None and before.pages != layout.pages:
                    floors[key] = max(before.pages, layout.pages, floors.get(key, 1))
        lengths = done.layouts
    raise NotSettled(
        "The page numbers of the packet did not settle.",
        "Try a shorter title for the longest exhibit, then export again.",
    )
