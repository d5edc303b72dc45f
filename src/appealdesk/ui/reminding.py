"""Saves the dates of an appeal as a file that a calendar can open."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from appealdesk.audit.clock import deadline_of, decision_of, keep_care_of
from appealdesk.case.errors import AppealDeskError
from appealdesk.desk.notices import FileKinds, Tone
from appealdesk.desk.reminders import calendar_file
from appealdesk.ui.jobs import Lane, Report
from appealdesk.ui.view import Kit
from appealdesk.ui.workbench import Workbench

_ENDING = ".ics"


def save_reminders(bench: Workbench, kit: Kit) -> None:
    """Ask where the calendar file is to be written, and write it; needs a known last day."""
    bench.flush()
    found = deadline_of(bench.case)
    if found.last_day is None:
        kit.notices.tell(
            _tr("The last day is not known yet."),
            _tr("Answer the questions in the tab \u201cDeadline\u201d first."),
            Tone.INFO,
        )
        return
    keep, answer = keep_care_of(bench.case), decision_of(bench.case)
    text = calendar_file(
        found,
        datetime.now(UTC),
        keep_by=keep.day if keep is not None else None,
        answer_by=answer.due if answer is not None and answer.is_sent else None,
    )
    suggested = bench.path.with_name(f"{bench.path.stem} dates{_ENDING}")
    kinds = FileKinds(_tr("Calendar file"), (_ENDING,))
    kit.notices.choose_target(_tr("Save reminders"), suggested, kinds, partial(_save, kit, text))


def _save(kit: Kit, text: str, path: Path) -> None:
    if path.suffix.lower() != _ENDING:
        path = path.with_name(path.name + _ENDING)
    kit.jobs.start(
        Lane.BESIDE,
        _tr("Saving reminders"),
        partial(_write, text, path),
        done=partial(_saved, kit, path),
        failed=kit.notices.error,
    )


def _write(text: str, path: Path, _report: Report) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise AppealDeskError(
            _tr("\u201c{0}\u201d could not be written ({1}).").format(path.name, error.strerror),
            _tr("Choose another folder."),
        ) from error


def _saved(kit: Kit, path: Path, _none: None) -> None:
    kit.notices.tell(
        _tr("The reminders were saved in \u201c{0}\u201d.").format(path.name),
        _tr("Open this file with your calendar. No name or illness is in it."),
        Tone.DONE,
        action=_tr("Open it"),
        on_action=partial(kit.notices.open_outside, path),
    )


def _tr(words: str) -> str:
    return QCoreApplication.translate("Reminders", words)
