"""Whether the appeal is in time, by the date that it bears, and whether it may be a fast one."""

from appealdesk.audit.clock import deadline_of
from appealdesk.audit.matter import Matter
from appealdesk.audit.places import Place
from appealdesk.audit.values import DONE, NOTHING, Verdict, missing, weak
from appealdesk.case.situation import Timing
from appealdesk.guidance.deadlines import long_day
from appealdesk.reading.dates import parse_date

DEADLINE = "deadline"
"""Key of the place where the last day is asked for and counted."""


def in_time(matter: Matter) -> Verdict:
    """Compare the date of this appeal with the last day.

    The date on the appeal is what is judged, not the clock of this computer: what was sent in time
    stays so.
    """
    found = deadline_of(matter.case)
    sent = parse_date(matter.case.details.letter_date)
    if found.last_day is None:
        return weak([Place("case", 0, "Say how the patient is insured, and from when", DEADLINE)])
    if sent is None:
        return weak([Place("detail", 0, "Date of this appeal", "letter_date")])
    if sent > found.last_day:
        words = f"The last day was {long_day(found.last_day)}. See what can still be done"
        return missing([Place("case", 0, words, DEADLINE)])
    return DONE


def urgent_fits(matter: Matter) -> Verdict:
    """A fast answer is for care that is still to come or under way."""
    told = matter.case.situation
    if not told.is_urgent:
        return NOTHING
    if told.timing is Timing.AFTER:
        return weak([Place("case", 0, "The care was given already, so no fast answer", DEADLINE)])
    if told.timing is Timing.UNKNOWN:
        return weak([Place("case", 0, "Say when the care is or was given", DEADLINE)])
    return DONE
