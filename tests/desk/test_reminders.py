"""Reminders: a calendar file that calendars take, and nothing private in it."""

import datetime as dt

import pytest

from appealdesk.desk.reminders import calendar_file
from appealdesk.guidance.deadlines import Deadline, Known

NOW = dt.datetime(2026, 5, 1, 12, 30, tzinfo=dt.UTC)
FOUND = Deadline(
    Known.KNOWN,
    last_day=dt.date(2026, 12, 31),
    mail_by=dt.date(2026, 12, 24),
    fax_by=dt.date(2026, 12, 30),
    quoted="Member W123",
)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_every_day_is_an_event_with_a_bell() -> None:
    lines = unfolded(calendar_file(FOUND, NOW))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    starts = [line for line in lines if line.startswith("DTSTART")]
    assert starts == [f"DTSTART;VALUE=DATE:202612{day}" for day in (24, 30, 31)]
    assert "DTEND;VALUE=DATE:20270101" in lines  # the day after, over the year's end
    assert "DTSTAMP:20260501T123000Z" in lines
    assert lines.count("BEGIN:VALARM") == lines.count("BEGIN:VEVENT") == 3
    assert any("Thursday\\, December 31\\, 2026" in line for line in lines)


def test_lines_are_folded_at_75_octets_and_end_as_the_rule_asks() -> None:
    text = calendar_file(FOUND, NOW)
    assert text.count("\n") == text.count("\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "\r\n " in text


def test_the_same_day_keeps_its_id_and_nothing_private_is_in_it() -> None:
    later = NOW + dt.timedelta(days=3)
    ids = [
        [line for line in unfolded(calendar_file(FOUND, when)) if line.startswith("UID:")]
        for when in (NOW, later)
    ]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 3
    assert "W123" not in calendar_file(FOUND, NOW)


def test_no_file_without_a_last_day() -> None:
    with pytest.raises(ValueError, match="no last day"):
        calendar_file(Deadline(Known.ASK_COVERAGE), NOW)


def test_care_to_keep_and_the_answer_due_are_events_too() -> None:
    more = {"keep_by": dt.date(2026, 5, 11), "answer_by": dt.date(2027, 1, 29)}
    lines = unfolded(calendar_file(FOUND, NOW, **more))
    told = dict(zip(starts(lines, "DTSTART"), starts(lines, "SUMMARY"), strict=True))
    assert told["DTSTART;VALUE=DATE:20260511"] == "SUMMARY:Ask by today that the care goes on"
    assert told["DTSTART;VALUE=DATE:20270129"] == "SUMMARY:The answer to the appeal is due"


def starts(lines: list[str], with_: str) -> list[str]:
    return [line for line in lines if line.startswith(with_)]
