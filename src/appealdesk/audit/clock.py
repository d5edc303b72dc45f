"""The last day of a case: its letter, its dates and the rule of its coverage put together."""

from dataclasses import replace
from datetime import date, timedelta

from msgspec import structs

from appealdesk.case.situation import Timing
from appealdesk.case.values import Case
from appealdesk.guidance.coverage import Level, coverage
from appealdesk.guidance.deadlines import (
    Counted,
    Deadline,
    Known,
    add_months,
    combine,
    long_day,
)
from appealdesk.guidance.decisions import Decision, FastPath, decide, fast_way, keep_care
from appealdesk.guidance.stages import steps_of
from appealdesk.reading.dates import dates_in, parse_date
from appealdesk.reading.stated import Stated, stated_deadline


def deadline_of(case: Case) -> Deadline:
    """The last day, or what must be known first. An estimate: the notice itself controls."""
    told = case.situation
    notice = parse_date(case.details.denial_date)
    stated = stated_deadline(told.letter_words)
    if stated is not None and stated.is_from_service:
        start = min(dates_in(case.details.service_date), default=None)
    else:
        start = notice
    letter = _letter(told.letter_last_day, stated, start)
    found = coverage(told.coverage)
    if found is None:
        if letter is None:
            return _warned(Deadline(Known.ASK_COVERAGE), stated, start)
        found = coverage("unknown")
        assert found is not None  # noqa: S101  it is always shipped
    level = found.level(told.level)
    if level.keep is not None and told.timing in {Timing.BEFORE, Timing.AFTER}:
        level = structs.replace(level, note="")  # it is about care that is being given
    made = combine(
        level,
        notice,
        received=_iso(told.notice_received),
        letter=letter,
        quoted=told.letter_words,
        letter_counts_as=stated.counts_as if stated else "",
    )
    return made if letter is not None else _warned(made, stated, start)


def decision_of(case: Case) -> Decision | None:
    """By when the other side must answer; None as long as the coverage is not known."""
    level = _level(case)
    if level is None:
        return None
    told = case.situation
    tracked = _tracked(case)
    return decide(
        level,
        told.timing,
        is_urgent=told.is_urgent,
        sent=tracked or sent_on(case),
        is_sent=tracked is not None,
    )


def fast_path_of(case: Case) -> FastPath | None:
    """The way to a fast decision in this case; None when no rule for one is known."""
    level = _level(case)
    if level is None:
        return None
    told = case.situation
    notice = parse_date(case.details.denial_date)
    return fast_way(level, told.timing, notice, _iso(told.notice_received))


def keep_care_of(case: Case) -> Counted | None:
    """The day by which to ask that care goes on while they decide; None when no such rule holds."""
    level = _level(case)
    if level is None:
        return None
    return keep_care(level, case.situation.timing, parse_date(case.details.denial_date))


def sent_on(case: Case) -> date | None:
    """When the appeal was sent, by the tracker; else the date that it bears.

    A date before the notice is no date of this appeal: it was left from an earlier level.
    """
    kept = _tracked(case)
    if kept is not None:
        return kept
    dated = parse_date(case.details.letter_date)
    notice = parse_date(case.details.denial_date)
    is_older = dated is not None and notice is not None and dated < notice
    return None if is_older else dated


def _tracked(case: Case) -> date | None:
    """When the appeal of this level was sent, as the tracker keeps it."""
    told = case.situation
    levels = [step for step in steps_of(told.coverage) if step.stage.is_sent]
    own = (step.id for step in levels if step.level is not None and step.level.id == told.level)
    stage = next(own, levels[0].id)
    kept = next((record for record in case.stages if record.stage == stage), None)
    return _iso(kept.started) if kept is not None else None


def _level(case: Case) -> Level | None:
    found = coverage(case.situation.coverage)
    return None if found is None else found.level(case.situation.level)


def _warned(found: Deadline, stated: Stated | None, start: date | None) -> Deadline:
    """Say that the letter's own time waits for the day of the care, so the day may be earlier."""
    if stated is None or not stated.is_from_service or start is not None:
        return found
    words = (
        "The letter counts from the date of service, so the last day may be earlier. "
        "Fill in the date of service."
    )
    return replace(found, warnings=(*found.warnings, words))


def _letter(last_day: str, stated: Stated | None, start: date | None) -> Counted | None:
    """The last day by the letter's own words; never a later one than they can mean.

    ``start`` is the date of the notice, or of the care where the letter counts from that.
    """
    day = _iso(last_day) or (stated.last_day if stated else None)
    if day is not None:
        return Counted(day, (f"The letter gives this day: {long_day(day)}.",))
    if stated is None or start is None or not stated.amount:
        return None
    if stated.unit == "days":
        day = start + timedelta(days=stated.amount)
    else:
        day = add_months(start, stated.amount)
    span = f"The letter gives {stated.amount} {stated.unit}."
    if stated.is_from_service:
        dated, anchor = f"The care was given on {long_day(start)}.", "service"
    else:
        dated, anchor = f"The notice is dated {long_day(start)}.", "the notice"
    counted = f"Counted from the date of {anchor}, that is {long_day(day)}."
    return Counted(day, (dated, span, counted))


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
