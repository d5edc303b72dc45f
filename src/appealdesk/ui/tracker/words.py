"""What the foot of the window says once the packet was sent: by when the answer is due."""

import datetime as dt

from PySide6.QtCore import QCoreApplication

from appealdesk.case.values import Case
from appealdesk.desk.tracker import Tracked, decision_for, tracked
from appealdesk.ui.guide.deadline_words import day_words

_FAR = 180  # days: from here on the year is said


def sent_words(case: Case, today: dt.date) -> tuple[str, bool] | None:
    """A few words, and whether they are a warning; None while the packet was not sent."""
    one = next((found for found in tracked(case) if found.is_level), None)
    if one is None:
        return None
    if one.outcome is not None:
        return _tr(one.outcome.title), False
    if one.record.ended:
        return _tr("the answer is there"), False
    return _waiting(case, one, today) if one.record.started else None


def _waiting(case: Case, one: Tracked, today: dt.date) -> tuple[str, bool]:
    decision = decision_for(case, one)
    if decision is None or decision.due is None:
        return _tr("sent, waiting for the answer"), False
    due = day_words(decision.due, has_year=abs((decision.due - today).days) > _FAR)
    if decision.due < today:
        return _tr("answer was due on %1").replace("%1", due), True
    return _tr("sent, answer due by %1").replace("%1", due), False


def _tr(words: str) -> str:
    return QCoreApplication.translate("TrackerWords", words)
