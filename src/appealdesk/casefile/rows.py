"""A case as rows, the difference of two cases as rows, and rows as a case again.

Parts that are the same object in both cases are skipped, so an edit among thousands of pages
compares only what it touched.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import TypeVar

import apsw
import msgspec

from appealdesk.case.details import Details, detail_keys
from appealdesk.case.values import (
    Arrangement,
    Case,
    Citation,
    Document,
    Kind,
    Layout,
    PageRef,
    Problem,
    Reason,
    Route,
    Section,
)
from appealdesk.casefile import fact_rows
from appealdesk.casefile.row_values import Row, Write, changed

P = TypeVar("P")
_Placed = tuple[int | None, int, P]  # parent id, place among its siblings, the part
_RowOf = Callable[[int | None, int, P], Row]

_KEY_COLUMNS = {
    "setting": ("key",), "detail": ("key",), "section": ("id",), "document": ("id",),
    "page": ("id",), "reason": ("id",), "evidence": ("reason", "position"), **fact_rows.KEY_COLUMNS,
}  # fmt: skip
_COLUMNS = {
    "setting": "key value",
    "detail": "key value",
    "section": "id position key title body is_included",
    "document": "id section position title file_name source clean kind route notes problem",
    "page": "id document position source_index is_included rotation",
    "reason": "id position title insurer_words response",
    "evidence": "reason position document page",
    **fact_rows.COLUMNS,
}


def _upsert(table: str) -> str:
    # Columns by name, and no REPLACE: a newer minor version may have added columns of its own.
    columns, key = _COLUMNS[table].split(), ", ".join(_KEY_COLUMNS[table])
    marks = ", ".join("?" * len(columns))
    news = ", ".join(f"{c} = excluded.{c}" for c in columns if c not in _KEY_COLUMNS[table])
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608  our own names
        f" ON CONFLICT ({key}) DO UPDATE SET {news}"
    )


_UPSERT = {table: _upsert(table) for table in _COLUMNS}


def difference(before: Case | None, after: Case) -> Iterator[Write]:
    """What must be written to turn ``before`` (None: nothing) into ``after``."""
    yield from changed("setting", _settings(before), _settings(after))
    if before is None or before.details is not after.details:
        yield from changed("detail", _details(before), _details(after))
    old_sections = _placed_sections(before)
    new_sections = _placed_sections(after)
    yield from _changed_parts("section", old_sections, new_sections, _section_row)
    old_documents = _placed_documents(before)
    new_documents = _placed_documents(after)
    yield from _changed_parts("document", old_documents, new_documents, _document_row)
    for number, (_, _, document) in new_documents.items():
        old = old_documents.get(number)
        old_pages = () if old is None else old[2].pages
        if old_pages is not document.pages:
            yield from changed("page", _pages(number, old_pages), _pages(number, document.pages))
    for number, (_, _, document) in old_documents.items():
        if number not in new_documents:
            yield from changed("page", _pages(number, document.pages), {})
    old_reasons = _placed_reasons(before)
    new_reasons = _placed_reasons(after)
    yield from _changed_parts("reason", old_reasons, new_reasons, _reason_row)
    if before is None or before.reasons is not after.reasons:
        yield from changed("evidence", _evidence(before), _evidence(after))
    yield from fact_rows.fact_changes(before, after)


def write(db: apsw.Connection, writes: Iterable[Write]) -> int:
    """Carry writes out, deletions first; gives how many there were."""
    todo = list(writes)
    for table, key, row in todo:
        if row is None:
            where = " AND ".join(f"{column} = ?" for column in _KEY_COLUMNS[table])
            db.execute(f"DELETE FROM {table} WHERE {where}", key)  # noqa: S608  our own names
    for table, _, row in todo:
        if row is not None:
            db.execute(_UPSERT[table], row)
    return len(todo)


def read(db: apsw.Connection) -> Case:
    """The case that the rows tell.

    Raises:
        ValueError: a row holds what no case can hold.
        KeyError: a row is missing.
    """
    settings = dict(db.execute("SELECT key, value FROM setting"))
    facts = fact_rows.read_facts(db)
    known = {k: v for k, v in db.execute("SELECT key, value FROM detail") if k in detail_keys()}
    pages: dict[int, list[PageRef]] = {}
    for number, document, index, is_included, rotation in db.execute(
        "SELECT id, document, source_index, is_included, rotation FROM page"
        " ORDER BY document, position"
    ):
        ref = PageRef(number, index, bool(is_included), rotation)
        pages.setdefault(document, []).append(ref)
    documents: dict[int | None, list[Document]] = {}
    columns = ", ".join(_COLUMNS["document"].split())
    for row in db.execute(f"SELECT {columns} FROM document ORDER BY section, position"):  # noqa: S608  same
        number, section, _, title, file_name, source, clean, kind, route, notes, problem = row
        found = Document(
            id=number,
            title=title,
            file_name=file_name,
            source=source,
            clean=clean,
            kind=Kind(kind),
            route=Route(route),
            notes=msgspec.json.decode(notes, type=tuple[str, ...]),
            problem=problem and msgspec.json.decode(problem, type=Problem),
            pages=tuple(pages.get(number, ())),
        )
        documents.setdefault(section, []).append(facts.document(found))
    evidence: dict[int, list[Citation]] = {}
    for reason, document, page in db.execute(
        "SELECT reason, document, page FROM evidence ORDER BY reason, position"
    ):
        evidence.setdefault(reason, []).append(Citation(document, page))
    return Case(
        details=Details(**known),
        sections=tuple(
            Section(number, key, title, body, bool(on), tuple(documents.get(number, ())))
            for number, key, title, body, on in db.execute(
                "SELECT id, key, title, body, is_included FROM section ORDER BY position"
            )
        ),
        tray=tuple(documents.get(None, ())),
        reasons=tuple(
            facts.reason(Reason(number, title, words, response, tuple(evidence.get(number, ()))))
            for number, title, words, response in db.execute(
                "SELECT id, title, insurer_words, response FROM reason ORDER BY position"
            )
        ),
        layout=Layout(Arrangement(settings["arrangement"]), settings["has_dividers"] == "1"),
        next_id=int(settings["next_id"]),
        situation=facts.situation,
        answers=facts.answers,
        stages=facts.stages,
    )


def sharing(fresh: Case, known: Case) -> Case:
    """``fresh`` with every part that equals one of ``known`` replaced by that very object."""
    if fresh == known:
        return known
    documents = {d.id: d for d in known.documents()}
    sections = {s.id: s for s in known.sections}
    reasons = {r.id: r for r in known.reasons}

    def shared(found: tuple[Document, ...]) -> tuple[Document, ...]:
        return tuple(_shared_document(d, documents.get(d.id)) for d in found)

    new_sections = (replace(s, documents=shared(s.documents)) for s in fresh.sections)
    tray = shared(fresh.tray)
    return replace(
        fresh,
        details=_one(fresh.details, known.details),
        sections=_one(tuple(_one(s, sections.get(s.id)) for s in new_sections), known.sections),
        tray=_one(tray, known.tray),
        reasons=_one(tuple(_one(r, reasons.get(r.id)) for r in fresh.reasons), known.reasons),
        layout=_one(fresh.layout, known.layout),
        situation=_one(fresh.situation, known.situation),
        answers=_one(fresh.answers, known.answers),
        stages=_one(fresh.stages, known.stages),
    )


def _one(fresh: P, known: P | None) -> P:
    """``known`` when it is equal."""
    return known if known is not None and known == fresh else fresh


def _shared_document(fresh: Document, known: Document | None) -> Document:
    if known is None:
        return fresh
    if fresh == known:
        return known
    pages = {page.id: page for page in known.pages}
    shared = tuple(_one(page, pages.get(page.id)) for page in fresh.pages)
    return replace(fresh, pages=_one(shared, known.pages))


def _settings(case: Case | None) -> dict[Row, Row]:
    if case is None:
        return {}
    told = {
        "arrangement": case.layout.arrangement.value,
        "has_dividers": "1" if case.layout.has_dividers else "0",
        "next_id": str(case.next_id),
    }
    return {(key,): (key, value) for key, value in told.items()}


def _details(case: Case | None) -> dict[Row, Row]:
    if case is None:
        return {}
    told = ((field.name, getattr(case.details, field.name)) for field in fields(case.details))
    return {(key,): (key, value) for key, value in told if value}


def _placed_sections(case: Case | None) -> dict[int, _Placed[Section]]:
    found = () if case is None else case.sections
    return {section.id: (None, place, section) for place, section in enumerate(found)}


def _placed_documents(case: Case | None) -> dict[int, _Placed[Document]]:
    found: dict[int, _Placed[Document]] = {}
    if case is not None:
        for section in case.sections:
            for place, document in enumerate(section.documents):
                found[document.id] = (section.id, place, document)
        for place, document in enumerate(case.tray):
            found[document.id] = (None, place, document)
    return found


def _placed_reasons(case: Case | None) -> dict[int, _Placed[Reason]]:
    found = () if case is None else case.reasons
    return {reason.id: (None, place, reason) for place, reason in enumerate(found)}


def _changed_parts(
    table: str, old: Mapping[int, _Placed[P]], new: Mapping[int, _Placed[P]], row_of: _RowOf[P]
) -> Iterator[Write]:
    for number in old:
        if number not in new:
            yield table, (number,), None
    for number, placed in new.items():
        was = old.get(number)
        if was is not None and was[2] is placed[2] and was[:2] == placed[:2]:
            continue
        row = row_of(*placed)
        if was is None or row_of(*was) != row:
            yield table, (number,), row


def _section_row(_parent: int | None, place: int, section: Section) -> Row:
    return (
        section.id, place, section.key, section.title, section.body, int(section.is_included),
    )  # fmt: skip


def _document_row(parent: int | None, place: int, document: Document) -> Row:
    problem = None
    if document.problem is not None:
        problem = msgspec.json.encode(document.problem).decode()
    return (
        document.id, parent, place, document.title, document.file_name, document.source,
        document.clean, document.kind.value, document.route.value,
        msgspec.json.encode(document.notes).decode(), problem,
    )  # fmt: skip


def _reason_row(_parent: int | None, place: int, reason: Reason) -> Row:
    return (reason.id, place, reason.title, reason.insurer_words, reason.response)


def _pages(document: int, pages: Iterable[PageRef]) -> dict[Row, Row]:
    return {
        (p.id,): (p.id, document, place, p.index, int(p.is_included), p.rotation)
        for place, p in enumerate(pages)
    }


def _evidence(case: Case | None) -> dict[Row, Row]:
    found: dict[Row, Row] = {}
    for reason in () if case is None else case.reasons:
        for place, citation in enumerate(reason.evidence):
            found[reason.id, place] = (reason.id, place, citation.document, citation.page)
    return found
