"""What the guidance knows of a case, as rows: situation, answers, stages, facts of parts.

These are tables of their own, so that programs of the first minor version may ignore them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace

import apsw
import msgspec

from appealdesk.case.situation import Answer, AnswerState, Novelty, Situation, StageRecord
from appealdesk.case.values import Case, Document, Reason, ReasonTable
from appealdesk.casefile.row_values import Row, Write, changed

COLUMNS = {
    "situation": "key value",
    "document_fact": "document date novelty",
    "reason_fact": "reason kind tables",
    "answer": "check_id state why",
    "stage": "stage record",
}
KEY_COLUMNS = {
    "situation": ("key",), "document_fact": ("document",), "reason_fact": ("reason",),
    "answer": ("check_id",), "stage": ("stage",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What these tables tell."""

    situation: Situation
    answers: tuple[Answer, ...]
    stages: tuple[StageRecord, ...]
    documents: Mapping[int, tuple[str, Novelty]]
    reasons: Mapping[int, tuple[str, tuple[ReasonTable, ...]]]

    def document(self, document: Document) -> Document:
        """The document with what is told of it."""
        told = self.documents.get(document.id)
        return document if told is None else replace(document, date=told[0], novelty=told[1])

    def reason(self, reason: Reason) -> Reason:
        """The reason with what is told of it."""
        told = self.reasons.get(reason.id)
        return reason if told is None else replace(reason, kind=told[0], tables=told[1])


def read_facts(db: apsw.Connection) -> Facts:
    """What the tables tell.

    Raises:
        ValueError: a row holds what no case can hold.
    """
    known = {f.name for f in fields(Situation)}
    told = {k: v for k, v in db.execute("SELECT key, value FROM situation") if k in known}
    values = {key: msgspec.json.decode(value) for key, value in told.items()}
    return Facts(
        msgspec.convert(values, Situation),
        tuple(
            Answer(check, AnswerState(state), why)
            for check, state, why in db.execute(
                "SELECT check_id, state, why FROM answer ORDER BY check_id"
            )
        ),
        tuple(
            msgspec.json.decode(record, type=StageRecord)
            for (record,) in db.execute("SELECT record FROM stage ORDER BY stage")
        ),
        {
            document: (day, Novelty(novelty))
            for document, day, novelty in db.execute(
                "SELECT document, date, novelty FROM document_fact"
            )
        },
        {
            reason: (kind, msgspec.json.decode(tables, type=tuple[ReasonTable, ...]))
            for reason, kind, tables in db.execute("SELECT reason, kind, tables FROM reason_fact")
        },
    )


def fact_changes(before: Case | None, after: Case) -> Iterator[Write]:
    """What must be written of these tables to turn ``before`` (None: nothing) into ``after``."""
    if before is None or before.situation is not after.situation:
        yield from changed("situation", _situation(before), _situation(after))
    if before is None or before.answers is not after.answers:
        yield from changed("answer", _answers(before), _answers(after))
    if before is None or before.stages is not after.stages:
        yield from changed("stage", _stages(before), _stages(after))
    if before is None or before.sections is not after.sections or before.tray is not after.tray:
        yield from changed("document_fact", _documents(before), _documents(after))
    if before is None or before.reasons is not after.reasons:
        yield from changed("reason_fact", _reasons(before), _reasons(after))


def _situation(case: Case | None) -> dict[Row, Row]:
    if case is None:
        return {}
    plain = Situation()
    told = ((f.name, getattr(case.situation, f.name)) for f in fields(Situation))
    return {
        (key,): (key, msgspec.json.encode(value).decode())
        for key, value in told
        if value != getattr(plain, key)
    }


def _answers(case: Case | None) -> dict[Row, Row]:
    return {(a.check,): (a.check, a.state.value, a.why) for a in (case.answers if case else ())}


def _stages(case: Case | None) -> dict[Row, Row]:
    found = case.stages if case else ()
    return {(s.stage,): (s.stage, msgspec.json.encode(s).decode()) for s in found}


def _documents(case: Case | None) -> dict[Row, Row]:
    return {
        (d.id,): (d.id, d.date, d.novelty.value)
        for d in (case.documents() if case else ())
        if d.date or d.novelty is not Novelty.UNKNOWN
    }


def _reasons(case: Case | None) -> dict[Row, Row]:
    return {
        (r.id,): (r.id, r.kind, msgspec.json.encode(r.tables).decode())
        for r in (case.reasons if case else ())
        if r.kind or r.tables
    }
