"""Whether the appeal is in time, by the date that it bears, and whether it may be a fast one."""

from appealdesk.audit.clock import deadline_of
from appealdesk.audit.matter import Matter
from appealdesk.audit.places import Place
from appealdesk.audit.values import DONE, NOTHING, Verdict, missing, weak
from appealdesk.case.situation import Sending, Timing
from appealdesk.guidance.deadlines import Deadline, Known, long_day
from appealdesk.reading.dates import parse_date

DEADLINE = "deadline"
"""Key of the place where the last day is asked for and counted."""
_ASK = {
    Known.ASK_NOTICE_DATE: "Say which date the denial letter bears",
    Known.NO_RULE: "Copy what the letter says about the time to appeal, or its last day",
}


def in_time(matter: Matter) -> Verdict:
    """Compare the date of this appeal with the last day.

    The date on the appeal is what is judged, not the clock of this computer: what was sent in time
    stays so.
    """
    found = deadline_of(matter.case)
    sent = parse_date(matter.case.details.letter_date)
    if found.last_day is None:
        words = _ASK.get(found.state, "Say how the patient is insured, and from when")
        return weak([Place("case", 0, words, DEADLINE)])
    if sent is None:
        return weak([Place("detail", 0, "Date of this appeal", "letter_date")])
    notice = parse_date(matter.case.details.denial_date)
    if notice is not None and sent < notice:
        words = "Date of this appeal: it is before the date of the denial letter"
        return weak([Place("detail", 0, words, "letter_date")])
    if sent > found.last_day:
        words = f"The last day was {long_day(found.last_day)}. See what can still be done"
        return missing([Place("case", 0, words, DEADLINE)])
    is_mail = matter.case.situation.sending is Sending.MAIL
    if is_mail and found.mail_by is not None and sent > found.mail_by and _must_arrive(found):
        words = "Plain mail may come too late. Fax it, use the web page, or send it overnight"
        return weak([Place("case", 0, words, DEADLINE)])
    return DONE


def _must_arrive(found: Deadline) -> bool:
    """Whether it may not be enough that it is sent by the last day."""
    return "postmarked" not in found.counts_as


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
