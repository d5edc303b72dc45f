"""The sample: a fictional, complete appeal, brought in through the same doors as a user's own.

It shows what a finished case looks like, and what comes in that door is what the tests send out.
"""

import threading
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from appealdesk.case import edits
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.situation import AnswerState, Novelty
from appealdesk.case.values import Arrangement, Case, Citation, Kind, TableRow, new_case
from appealdesk.casefile.store import CaseFile
from appealdesk.desk.importing import Progress, import_files
from appealdesk.desk.session import Session
from appealdesk.desk.texts import citation_to, find_section, resolve_cites
from appealdesk.resources import resource_path
from appealdesk.worker.client import Worker


@dataclass(frozen=True, slots=True)
class _Paper:
    file: str
    section: str
    title: str
    kind: Kind
    date: str = ""
    novelty: Novelty = Novelty.UNKNOWN


@dataclass(frozen=True, slots=True)
class _Evidence:
    file: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[str, ...]
    pages: tuple[_Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class _Table:
    kind: str
    rows: tuple[_Row, ...]


@dataclass(frozen=True, slots=True)
class _Reason:
    title: str
    kind: str
    insurer_words: str
    response: str
    evidence: tuple[_Evidence, ...] = ()
    tables: tuple[_Table, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    check: str
    state: AnswerState
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Layout:
    arrangement: Arrangement
    has_dividers: bool


@dataclass(frozen=True, slots=True)
class _Sample:
    details: dict[str, str]
    layout: _Layout
    documents: tuple[_Paper, ...]
    sections: dict[str, str]
    reasons: tuple[_Reason, ...] = field(default=())
    situation: dict[str, str] = field(default_factory=dict)
    answers: tuple[_Answer, ...] = ()


def make_sample(
    path: Path,
    worker: Worker,
    on_progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Session:
    """Make the sample case as a new file and leave it open.

    Raises:
        CaseFileError: the file is there already or cannot be written.
    """
    folder = resource_path("sample")
    told = tomllib.loads((folder / "sample.toml").read_text(encoding="utf-8"))
    sample = msgspec.convert(told, _Sample)
    session = Session(CaseFile.create(path, new_case()))
    try:
        _fill(session, worker, folder, sample, on_progress, cancel)
    except BaseException:
        session.close()
        raise
    return session


def _fill(
    session: Session,
    worker: Worker,
    folder: Path,
    sample: _Sample,
    on_progress: Progress | None,
    cancel: threading.Event | None,
) -> None:
    for key, value in sample.details.items():
        session.apply(edits.set_detail(key, value))
    for key, value in sample.situation.items():
        session.apply(edits.set_situation(key, value))
    layout = sample.layout
    session.apply(edits.set_layout(layout.arrangement, layout.has_dividers))
    _bring_in(session, worker, folder, sample.documents, on_progress, cancel)
    for key, name in sample.sections.items():
        text = resolve_cites(_text(folder, name), session.case)
        session.apply(edits.set_section_text(find_section(session.case, key).id, text))
    for reason in sample.reasons:
        words = _text(folder, reason.insurer_words)
        response = resolve_cites(_text(folder, reason.response), session.case)
        number = session.case.next_id
        session.apply(edits.add_reason(reason.title, words, response, kind=reason.kind))
        for item in reason.evidence:
            session.apply(edits.cite(number, _pointer(session.case, item)))
        for table in reason.tables:
            rows = [_table_row(session.case, row) for row in table.rows]
            session.apply(edits.set_reason_table(number, table.kind, rows))
    for answer in sample.answers:
        session.apply(edits.answer_check(answer.check, answer.state, answer.why))


def _bring_in(
    session: Session,
    worker: Worker,
    folder: Path,
    papers: tuple[_Paper, ...],
    on_progress: Progress | None,
    cancel: threading.Event | None,
) -> None:
    for number, paper in enumerate(papers):
        if on_progress is not None:
            on_progress(f"Reading {paper.file}", number, len(papers))
        section = find_section(session.case, paper.section).id if paper.section else None
        for arrival in import_files(
            session, worker, [folder / paper.file], section=section, kind=paper.kind, cancel=cancel
        ):
            if arrival.document is None or arrival.problem is not None:
                raise AppealDeskError(
                    f"The sample's \u201c{paper.file}\u201d could not be read.",
                    "Install AppealDesk again; a part of it is damaged.",
                )
            document = arrival.document.id
            session.apply(edits.rename_document(document, paper.title))
            session.apply(edits.set_document_date(document, paper.date))
            session.apply(edits.set_novelty(document, paper.novelty))


def _pointer(case: Case, evidence: _Evidence) -> Citation:
    return citation_to(case, evidence.file, evidence.page)


def _table_row(case: Case, row: _Row) -> TableRow:
    return TableRow(row.cells, tuple(_pointer(case, page) for page in row.pages))


def _text(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8").strip()
