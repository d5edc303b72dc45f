"""The last day of an appeal: rules and dates in, a day and how it was counted out.

Every day that is computed here is an estimate; the notice itself controls. Nothing is counted to a
later day than the rule allows, and where rule and letter differ the earlier day holds.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from appealdesk.case.situation import Sending
from appealdesk.guidance.catalogue import Source
from appealdesk.guidance.coverage import Level, Window

_WEEK = timedelta(days=7)  # the mail gets this long
_SLOW_MAIL = timedelta(days=30)  # a notice that came later than this is asked about
_ONE = timedelta(days=1)


class Known(StrEnum):
    """Whether the last day is known, or what is to be asked first."""

    KNOWN = "known"
    ASK_COVERAGE = "ask-coverage"
    ASK_NOTICE_DATE = "ask-notice-date"
    NO_RULE = "no-rule"  # no number of days is confirmed: the notice must say it


@dataclass(frozen=True, slots=True)
class Counted:
    """A day, and each step to it in a sentence."""

    day: date
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """All that is known of the last day.

    Attributes:
        state: whether it is known.
        last_day: the last day, or None.
        arithmetic: how it was counted, in sentences.
        rule: the rule in plain words.
        source: where the rule stands.
        quoted: the letter's own words that it rests on.
        warnings: what the user must know about it.
        counts_as: what must have happened by then ("" when the notice says).
        mail_by: the day by which to mail it.
        fax_by: the day by which to fax it, or to send it on the web.
        decision: how long the other side has, in all cases.
        next_step: what comes after a further no.
    """

    state: Known
    last_day: date | None = None
    arithmetic: tuple[str, ...] = ()
    rule: str = ""
    source: Source | None = None
    quoted: str = ""
    warnings: tuple[str, ...] = ()
    counts_as: str = ""
    mail_by: date | None = None
    fax_by: date | None = None
    decision: str = ""
    next_step: str = ""

    def days_left(self, today: date) -> int | None:
        """Days from today to the last day; negative when it is over, None when unknown."""
        return None if self.last_day is None else (self.last_day - today).days

    def send_by(self, sending: Sending) -> date | None:
        """The day by which to send it this way; None when the way or the last day is not known."""
        ways = {Sending.MAIL: self.mail_by, Sending.FAX: self.fax_by, Sending.PORTAL: self.fax_by}
        return ways.get(sending)


def long_day(day: date) -> str:
    """A day in words, for example "Monday, March 1, 2027"."""
    return f"{day:%A, %B} {day.day}, {day.year}"


def add_months(start: date, months: int, *, next_day: bool = False) -> date:
    """The same day some months later.

    Where the month has no such day: its last day, or with ``next_day`` the first of the month after
    (45 CFR 147.136(d)(2)(i)).
    """
    place = start.year * 12 + start.month - 1 + months
    year, month = place // 12, place % 12 + 1
    last = calendar.monthrange(year, month)[1]
    if start.day <= last:
        return date(year, month, start.day)
    return date(year, month, last) + _ONE if next_day else date(year, month, last)


def federal_holidays(year: int) -> frozenset[date]:
    """The federal holidays of a year, and the weekdays on which they are kept (5 U.S.C. 6103)."""
    fixed = [date(year, 1, 1), date(year, 6, 19), date(year, 7, 4), date(year, 11, 11)]
    fixed += [date(year, 12, 25), date(year + 1, 1, 1)]
    kept = [d - _ONE if d.weekday() == calendar.SATURDAY else d for d in fixed]
    kept = [d + _ONE if d.weekday() == calendar.SUNDAY else d for d in kept]
    moving = [(1, 0, 3), (2, 0, 3), (9, 0, 1), (10, 0, 2), (11, 3, 4)]
    found = [_nth(year, month, weekday, nth) for month, weekday, nth in moving]
    memorial = date(year, 5, 31)
    memorial -= timedelta(days=memorial.weekday())
    return frozenset(d for d in (*fixed, *kept, *found, memorial) if d.year == year)


def is_working_day(day: date) -> bool:
    """Whether it is no weekend and no federal holiday."""
    return day.weekday() < calendar.SATURDAY and day not in federal_holidays(day.year)


def working_day_before(day: date) -> date:
    """This day, or the last working day before it."""
    while not is_working_day(day):
        day -= _ONE
    return day


def count(window: Window, notice: date, received: date | None = None) -> Counted:
    """Count a window from a notice.

    A rule that counts from receipt is counted from the day that the user can prove, else from the
    date printed on the notice, with the days for the mail that the rule itself presumes.
    """
    start, steps = notice, [f"The notice is dated {long_day(notice)}."]
    if window.anchor == "receipt" and received is not None and received >= notice:
        start = received
        steps.append(f"It came on {long_day(received)}. Keep what proves that.")
    elif window.anchor == "receipt" and window.presumed_days:
        start = notice + timedelta(days=window.presumed_days)
        steps.append(f"The rule adds {window.presumed_days} days for the mail: {long_day(start)}.")
    elif window.anchor == "receipt":
        steps.append("The rule counts from the day it came. To be safe, this counts from its date.")
    if window.unit == "days":
        day = start + timedelta(days=window.amount)
        steps.append(f"{window.amount} days later is {long_day(day)}.")
    else:
        day = add_months(start, window.amount, next_day=window.short_month == "next-day")
        steps.append(f"{window.amount} months later is {long_day(day)}.")
        if day.day != start.day:
            steps.append(f"That month has no day {start.day}.")
    if window.rolls and not is_working_day(day):
        while not is_working_day(day):
            day += _ONE
        steps.append(f"That is no working day. The rule moves it to the next one: {long_day(day)}.")
    return Counted(day, tuple(steps))


def combine(
    level: Level,
    notice: date | None,
    *,
    received: date | None = None,
    letter: Counted | None = None,
    quoted: str = "",
    letter_counts_as: str = "",
) -> Deadline:
    """The last day by rule and letter together; the earlier one holds.

    Args:
        level: the level of appeal.
        notice: the date printed on the notice, None when not known.
        received: the day on which it came, if that can be proved.
        letter: the last day that the letter itself gives, and how it was counted.
        quoted: the letter's words for it.
        letter_counts_as: what the letter says must have happened by then.
    """
    ruled = (
        None if level.window is None or notice is None else count(level.window, notice, received)
    )
    told = [found for found in (letter, ruled) if found is not None]
    known = {
        "rule": level.rule,
        "source": level.source,
        "quoted": quoted,
        "counts_as": _stricter(letter_counts_as, level.window.counts_as if level.window else ""),
        "decision": level.decision,
        "next_step": level.next,
    }
    notes = (level.note,) if level.note else ()
    if not told:
        state = Known.NO_RULE if level.window is None else Known.ASK_NOTICE_DATE
        return Deadline(state, warnings=notes, **known)  # type: ignore[arg-type]
    chosen = min(told, key=lambda found: found.day)
    warnings = [*notes, *_of_receipt(level.window, notice, received)]
    if letter is not None and ruled is not None and letter.day != ruled.day:
        warnings.append(
            f"The letter gives {long_day(letter.day)}, the rule {long_day(ruled.day)}. "
            "This goes by the earlier one."
        )
        if letter.day < ruled.day:
            warnings.append("Is the letter's day over? Send it all the same, and name the rule.")
    if not is_working_day(chosen.day):
        before = working_day_before(chosen.day)
        warnings.append(
            f"{long_day(chosen.day)} is a weekend or holiday. Be done by {long_day(before)}."
        )
    floor = notice or date.min
    mail, fax = working_day_before(chosen.day - _WEEK), working_day_before(chosen.day - _ONE)
    return Deadline(
        Known.KNOWN,
        last_day=chosen.day,
        arithmetic=chosen.steps,
        warnings=tuple(warnings),
        mail_by=min(chosen.day, max(mail, floor)),
        fax_by=min(chosen.day, max(fax, floor)),
        **known,  # type: ignore[arg-type]
    )


def _of_receipt(window: Window | None, notice: date | None, received: date | None) -> list[str]:
    """Doubts about the day on which the notice came: a slip of a digit would move the last day."""
    if window is None or window.anchor != "receipt" or notice is None or received is None:
        return []
    if received < notice:
        return ["The notice cannot have come before its own date, so that day is not counted."]
    if received > notice + _SLOW_MAIL:
        days = (received - notice).days
        return [f"The notice came {days} days after its date. Is that right? You must prove it."]
    return []


def _stricter(letter: str, rule: str) -> str:
    """What must have happened by the last day: to be there, if letter or rule asks for that."""
    return "received" if "received" in {letter, rule} else letter or rule


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
