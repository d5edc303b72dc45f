"""The dates of an appeal as a calendar file (iCalendar, RFC 5545).

It holds days and plain words: no name, number or illness, because calendars are shared.
"""

import datetime as dt
import hashlib

from appealdesk.guidance.deadlines import Deadline, long_day

_MOST = 75  # octets of a line, its end not counted (RFC 5545, 3.1)
_BELL = "-P1D"  # the evening before is too late for a letter; a day before is not


def calendar_file(
    found: Deadline,
    now: dt.datetime,
    *,
    keep_by: dt.date | None = None,
    answer_by: dt.date | None = None,
) -> str:
    """The last day, and the days by which to mail or fax, as events of one calendar file.

    Args:
        found: a deadline whose last day is known.
        now: when the file is made, with its time zone.
        keep_by: the day by which to ask that care goes on, if there is one.
        answer_by: the day by which the answer is due, once the appeal was sent.

    Raises:
        ValueError: the last day is not known.
    """
    if found.last_day is None:
        raise ValueError("no last day")
    note = f"An estimate. The notice itself counts. Last day: {long_day(found.last_day)}."
    days = {
        "Ask by today that the care goes on": keep_by,
        "Mail the appeal by today": found.mail_by,
        "Fax the appeal by today": found.fax_by,
        "Last day of the appeal": found.last_day,
        "The answer to the appeal is due": answer_by,
    }
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//AppealDesk//Reminders//EN"]
    for title, day in days.items():
        if day is not None:
            lines += _event(title, day, note, now)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _event(title: str, day: dt.date, note: str, now: dt.datetime) -> list[str]:
    # The same event keeps its id, so that a second file changes it instead of adding one.
    uid = hashlib.sha256(f"{title} {day}".encode()).hexdigest()[:24]
    after = day + dt.timedelta(days=1)
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@appealdesk.invalid",
        f"DTSTAMP:{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_escaped(title)}",
        f"DESCRIPTION:{_escaped(note)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(title)}",
        f"TRIGGER:{_BELL}",
        "END:VALARM",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """A line in pieces of at most 75 octets; every further one begins with a space."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > _MOST:
            parts.append(part)
            part = " "
        part += letter
    return [*parts, part]
