"""By when the other side must answer, and whether it can be asked to be fast.

An answer is due so long after the appeal came in. Only the day on which it was sent is known here,
so that is counted from: the day can be earlier than the rule's, and is never later.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from appealdesk.case.situation import Timing
from appealdesk.guidance.catalogue import Source
from appealdesk.guidance.coverage import Clock, Fast, Level, fast_path
from appealdesk.guidance.deadlines import Counted, count, long_day

_DAY = 24  # hours


@dataclass(frozen=True, slots=True)
class Decision:
    """What the other side owes in this case.

    Attributes:
        words: how long it has, in sentences.
        due: the day by which it must answer, None while the sending date or the clock is unknown.
        due_if_two: the same if the plan has two levels of its own, None when that changes nothing.
        sent: the day that was counted from.
        is_sent: whether it is known to have gone out on that day.
        steps: how it was counted, in sentences.
        late: what one can do when it is late.
        source: where the rule stands, None when only the level's own sentence is known.
    """

    words: str
    due: date | None = None
    due_if_two: date | None = None
    sent: date | None = None
    is_sent: bool = False
    steps: tuple[str, ...] = ()
    late: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class FastPath:
    """The way to a fast decision, for this case.

    Attributes:
        path: what the rules say.
        is_open: False when the care was given already, so that nobody may ask for it.
        last_day: the day by which to ask for it, when that is less than for the appeal itself.
        steps: how that was counted.
    """

    path: Fast
    is_open: bool = True
    last_day: date | None = None
    steps: tuple[str, ...] = ()


def decide(
    level: Level,
    timing: Timing,
    *,
    is_urgent: bool,
    sent: date | None,
    is_sent: bool = False,
) -> Decision:
    """Say by when the other side must answer.

    Args:
        level: the level of appeal.
        timing: when the care is given.
        is_urgent: whether a fast decision is asked for.
        sent: the day on which the appeal was or will be sent, None when not known.
        is_sent: whether it is known to have gone out then.
    """
    reply = level.reply
    clock = None if reply is None else _clock(level, timing, is_urgent=is_urgent)
    if reply is None or clock is None:
        return Decision(level.decision)
    words = [f"{reply.who} must answer within {_span(clock.amount, clock.unit)}."]
    if clock.two_levels:
        words.append(f"If the plan has two levels of its own, within {clock.two_levels} days.")
    if reply.note:
        words.append(reply.note)
    if sent is None:
        return Decision(" ".join(words), late=reply.late, source=reply.source)
    due = sent + _length(clock.amount, clock.unit)
    return Decision(
        " ".join(words),
        due,
        sent + timedelta(days=clock.two_levels) if clock.two_levels else None,
        sent,
        is_sent,
        (
            f"The appeal goes out on {long_day(sent)}.",
            f"{_span(clock.amount, clock.unit)} later is {long_day(due)}.",
            "They may count from the day on which it came, so it can be a few days more.",
        ),
        reply.late,
        reply.source,
    )


def fast_way(
    level: Level, timing: Timing, notice: date | None, received: date | None = None
) -> FastPath | None:
    """The way to a fast decision at this level; None when no rule for one could be confirmed.

    Args:
        level: the level of appeal.
        timing: when the care is given; what was given already cannot be hurried.
        notice: the date printed on the notice.
        received: the day on which it came, if that can be proved.
    """
    path = fast_path(level.fast)
    if path is None:
        return None
    is_open = timing is not Timing.AFTER
    if path.window is None or notice is None or not is_open:
        return FastPath(path, is_open)
    counted = count(path.window, notice, received)
    return FastPath(path, is_open, counted.day, counted.steps)


def keep_care(level: Level, timing: Timing, notice: date | None) -> Counted | None:
    """The day by which to ask that care goes on while they decide; None when it is not given now.

    The rule allows a later day if the care would end later; the earlier one is always in time.
    """
    if level.keep is None or notice is None or timing is not Timing.ONGOING:
        return None
    return count(level.keep, notice)


def _clock(level: Level, timing: Timing, *, is_urgent: bool) -> Clock | None:
    """The clock that runs; None as long as it depends on what is not known."""
    reply = level.reply
    if reply is None:
        return None
    if is_urgent and timing is not Timing.AFTER and (fast := reply.clock("fast")) is not None:
        return fast
    if timing is Timing.UNKNOWN:
        return next((clock for clock in reply.clocks if clock.when == "any"), None)
    return reply.clock("after" if timing is Timing.AFTER else "before")


def _span(amount: int, unit: str) -> str:
    return f"{amount} {unit}"


def _length(amount: int, unit: str) -> timedelta:
    return timedelta(days=amount) if unit == "days" else timedelta(days=amount // _DAY)
