"""How a day is said, and the time until it. Shared by tab, status line and first page."""

import datetime as dt

from PySide6.QtCore import QCoreApplication, QDate, QLocale

CLOSE = 14  # days: from here on the time that is left is shown as a warning

_ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


def _tr(words: str) -> str:
    return QCoreApplication.translate("DeadlineWords", words)


def day_words(day: dt.date, *, has_weekday: bool = False, has_year: bool = True) -> str:
    """A day as people say it: "Tuesday, March 2, 2027"."""
    form = f"{'dddd, ' if has_weekday else ''}MMMM d{', yyyy' if has_year else ''}"
    return _ENGLISH.toString(QDate(day.year, day.month, day.day), form)


def near_day_words(day: dt.date, today: dt.date) -> str:
    """A day with its weekday; the year only where it could be mistaken."""
    is_far = abs((day - today).days) > 180
    return day_words(day, has_weekday=True, has_year=is_far)


def left_words(last_day: dt.date, today: dt.date) -> str:
    """How much time is left: "87 days left"; or how long ago it was."""
    left = (last_day - today).days
    if left > 1:
        return _tr("%1 days left").replace("%1", str(left))
    if left == 1:
        return _tr("1 day left")
    if left == 0:
        return _tr("today is the last day")
    return (
        _tr("passed yesterday")
        if left == -1
        else _tr("passed %1 days ago").replace("%1", str(-left))
    )


def left_role(last_day: dt.date, today: dt.date) -> str:
    """The role of ``style.qss`` that says how pressing it is."""
    left = (last_day - today).days
    if left < 0:
        return "bad"
    return "warn" if left < CLOSE else "quiet"


def line_words(last_day: dt.date | None, today: dt.date) -> str:
    """The deadline in a few words, for the foot of the window."""
    if last_day is None:
        return _tr("deadline not known")
    if last_day < today:
        return _tr("deadline passed (%1)").replace("%1", day_words(last_day))
    near = day_words(last_day, has_year=abs((last_day - today).days) > 180)
    if last_day == today:
        return _tr("today is the last day (%1)").replace("%1", near)
    return _tr("%1 (last day %2)").replace("%1", left_words(last_day, today)).replace("%2", near)


def recent_words(iso: str, today: dt.date) -> str:
    """The last day in the list of recent appeals; nothing while it is not known."""
    last_day = day_of(iso)
    if last_day is None:
        return ""
    return (
        _tr("Last day: %1 (%2)")
        .replace("%1", day_words(last_day))
        .replace("%2", left_words(last_day, today))
    )


def day_of(iso: str) -> dt.date | None:
    """The day that was kept as ISO; None for none, or for what is no day."""
    try:
        return dt.date.fromisoformat(iso)
    except ValueError:
        return None
