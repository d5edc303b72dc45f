"""Edits of what the guidance needs to know. Given again by ``edits``."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date

from appealdesk.case.change import Edit, cleaned, document_of, one_line, reason_of, refuse
from appealdesk.case.situation import (
    Answer,
    AnswerState,
    Novelty,
    Sending,
    Situation,
    StageRecord,
    Timing,
)
from appealdesk.case.values import Case, Citation, ReasonTable, TableRow

_LONG = "letter_words"


def set_situation(key: str, value: str | bool) -> Edit:
    """Set one field of the situation; an empty value clears it.

    Raises:
        EditRefused: there is no such field, or it cannot hold the value.
    """
    clean = _situation_value(key, value)

    def change(case: Case) -> Case:
        situation = replace(case.situation, **{key: clean})  # type: ignore[arg-type]
        if key == "coverage" and situation.coverage != case.situation.coverage:
            situation = replace(situation, level="")  # levels belong to a coverage
        return case if situation == case.situation else replace(case, situation=situation)

    return Edit("Change what the appeal is about", change)


def answer_check(check: str, state: AnswerState, why: str = "") -> Edit:
    """Keep the user's answer to a check; "not for this case" needs a reason.

    Raises:
        EditRefused: no reason is given where one is needed.
    """
    words = one_line(why)
    if state is AnswerState.NOT_FOR_THIS_CASE and not words:
        raise refuse("Say why this is not for your case.", "A few words are enough.")

    def change(case: Case) -> Case:
        new = Answer(check, state, words)
        if new in case.answers:
            return case
        others = tuple(a for a in case.answers if a.check != check)
        return replace(case, answers=_by_check((*others, new)))

    return Edit("Answer a check", change)


def withdraw_answer(check: str) -> Edit:
    """Take back the user's answer to a check."""

    def change(case: Case) -> Case:
        left = tuple(a for a in case.answers if a.check != check)
        return case if len(left) == len(case.answers) else replace(case, answers=left)

    return Edit("Take back an answer", change)


def set_stage(record: StageRecord) -> Edit:
    """Keep what was done in a stage; one with nothing in it is forgotten.

    Raises:
        EditRefused: a date is none.
    """
    new = replace(
        record,
        started=_iso(record.started),
        ended=_iso(record.ended),
        note=cleaned(record.note).strip(),
        proof=cleaned(record.proof).strip(),
    )

    def change(case: Case) -> Case:
        if new == next((s for s in case.stages if s.stage == new.stage), StageRecord(new.stage)):
            return case
        others = [s for s in case.stages if s.stage != new.stage]
        if new != StageRecord(new.stage):
            others.append(new)
        return replace(case, stages=tuple(sorted(others, key=lambda s: s.stage)))

    return Edit("Change a stage of the appeal", change)


def set_reason_kind(reason: int, kind: str) -> Edit:
    """Say which kind of denial reason it is: an id of ``resources/guidance/reasons.toml``."""

    def change(case: Case) -> Case:
        old = reason_of(case, reason)
        if old.kind == kind:
            return case
        return _with_reason(case, reason, kind=kind)

    return Edit("Change the kind of a reason", change)


def set_reason_table(reason: int, kind: str, rows: Sequence[TableRow]) -> Edit:
    """Fill in one ready-made table of a reason; no rows take it away.

    Raises:
        EditRefused: a row cites a page that is not in the case.
    """

    def change(case: Case) -> Case:
        old = reason_of(case, reason)
        # A row that points at a paper that was removed can be changed still: it says so itself.
        rows_now = (row for t in old.tables if t.kind == kind for row in t.rows)
        kept = frozenset(citation for row in rows_now for citation in row.evidence)
        new = ReasonTable(kind, tuple(_row(case, row, kept) for row in rows))
        if not new.rows:
            left = tuple(t for t in old.tables if t.kind != kind)
        elif any(t.kind == kind for t in old.tables):
            left = tuple(new if t.kind == kind else t for t in old.tables)
        else:
            left = (*old.tables, new)
        return case if left == old.tables else _with_reason(case, reason, tables=left)

    return Edit("Change a table", change)


def set_document_date(document: int, day: str) -> Edit:
    """Say which date a paper bears (ISO); an empty one clears it.

    Raises:
        EditRefused: it is no date.
    """
    clean = _iso(day)
    return Edit("Change a paper's date", lambda case: _with_document(case, document, date=clean))


def set_novelty(document: int, novelty: Novelty) -> Edit:
    """Say whether the insurer had a paper before it denied."""
    return Edit(
        "Say whether a paper is new",
        lambda case: _with_document(case, document, novelty=novelty),
    )


def _situation_value(key: str, value: str | bool) -> str | bool:
    if all(f.name != key for f in fields(Situation)):
        known = ", ".join(f.name for f in fields(Situation))
        raise refuse(f"There is no field called \u201c{key}\u201d.", f"The fields are: {known}.")
    if key == "is_urgent":
        if not isinstance(value, bool):
            raise refuse("Urgent is yes or no.", "Choose one of them.")
        return value
    text = str(value)
    if key == _LONG:
        return cleaned(text).strip()
    text = one_line(text)
    if key in {"notice_received", "letter_last_day"}:
        return _iso(text)
    try:
        return {"timing": Timing, "sending": Sending}.get(key, str)(text)
    except ValueError as error:
        raise refuse(f"\u201c{text}\u201d is no choice here.", "Choose one of those shown.") from (
            error
        )


def _iso(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError as error:
        raise refuse(
            f"\u201c{text}\u201d is no date.", "Write it as year-month-day, such as 2026-03-09."
        ) from error


def _by_check(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    return tuple(sorted(answers, key=lambda a: a.check))


def _row(case: Case, row: TableRow, kept: frozenset[Citation]) -> TableRow:
    for citation in row.evidence:
        if citation not in kept:
            _known(case, citation)
    return TableRow(tuple(one_line(cell) for cell in row.cells), row.evidence)


def _known(case: Case, citation: Citation) -> None:
    document = case.document(citation.document)
    if document is None or (
        citation.page is not None and all(p.id != citation.page for p in document.pages)
    ):
        raise refuse("That page is not in the case.", "Choose a page of one of its documents.")


def _with_reason(case: Case, reason: int, **changes: object) -> Case:
    old = reason_of(case, reason)
    new = replace(old, **changes)  # type: ignore[arg-type]
    return replace(case, reasons=tuple(new if r is old else r for r in case.reasons))


def _with_document(case: Case, document: int, **changes: object) -> Case:
    old = document_of(case, document)
    new = replace(old, **changes)  # type: ignore[arg-type]
    if new == old:
        return case
    tray = tuple(new if d is old else d for d in case.tray)
    sections = tuple(
        replace(s, documents=tuple(new if d is old else d for d in s.documents))
        if any(d is old for d in s.documents)
        else s
        for s in case.sections
    )
    return replace(case, sections=sections, tray=tray)
