"""Saves the self-audit as a PDF, to be printed and worked off with a pen."""

import datetime as dt
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from appealdesk.desk.audit_print import write_audit
from appealdesk.desk.notices import FileKinds, Tone
from appealdesk.ui.jobs import Lane, Report
from appealdesk.ui.view import Kit
from appealdesk.ui.workbench import Workbench

_ENDING = ".pdf"


def save_audit(bench: Workbench, kit: Kit) -> None:
    """Ask where the checklist is to be written, and write it as the case stands then."""
    bench.flush()
    suggested = bench.path.with_name(f"{bench.path.stem} checklist{_ENDING}")
    kinds = FileKinds(_tr("PDF file"), (_ENDING,))
    kit.notices.choose_target(
        _tr("Save the checklist"), suggested, kinds, partial(_save, bench, kit)
    )


def _save(bench: Workbench, kit: Kit, path: Path) -> None:
    if path.suffix.lower() != _ENDING:
        path = path.with_name(path.name + _ENDING)
    case, packet, checks = bench.case, bench.packet, bench.checks
    today = dt.datetime.now().astimezone().date()

    def work(report: Report) -> int:
        return write_audit(
            bench.hands, case, packet, checks, path, today=today, cancel=report.cancel
        )

    kit.jobs.start(
        Lane.HANDS,
        _tr("Saving the checklist"),
        work,
        done=partial(_saved, kit, path),
        failed=kit.notices.error,
        is_shown=True,
    )


def _saved(kit: Kit, path: Path, _pages: int) -> None:
    kit.notices.tell(
        _tr("The checklist was saved in \u201c{0}\u201d.").format(path.name),
        _tr("It is for your own papers. Do not send it."),
        Tone.DONE,
        action=_tr("Open it"),
        on_action=partial(kit.notices.open_outside, path),
    )


def _tr(words: str) -> str:
    return QCoreApplication.translate("AuditPrint", words)
