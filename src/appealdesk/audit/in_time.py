"""Whether the appeal is in time, by the date that it bears."""

from appealdesk.audit.clock import deadline_of
from appealdesk.audit.places import Place
from appealdesk.audit.values import Check, State
from appealdesk.case.values import Case
from appealdesk.guidance.deadlines import long_day
from appealdesk.packet.values import Packet
from appealdesk.reading.dates import parse_date

DEADLINE = "deadline"
"""Key of the place where the last day is asked for and counted."""


def in_time(case: Case, _packet: Packet) -> Check:
    """Compare the date of this appeal with the last day.

    The date on the appeal is what is judged, not the clock of this computer: what was sent in time
    stays so.
    """
    found = deadline_of(case)
    sent = parse_date(case.details.letter_date)
    where: tuple[Place, ...] = ()
    state = State.DONE
    if found.last_day is None:
        state = State.WEAK
        where = (Place("case", 0, "Say how the patient is insured, and from when", DEADLINE),)
    elif sent is None:
        state = State.WEAK
        where = (Place("detail", 0, "Date of this appeal", "letter_date"),)
    elif sent > found.last_day:
        state = State.MISSING
        words = f"The last day was {long_day(found.last_day)}. See what can still be done"
        where = (Place("case", 0, words, DEADLINE),)
    return Check(
        "in-time",
        "The appeal is in time",
        state,
        "A late appeal may not be read. The last day here is an estimate; the notice counts.",
        where,
    )
