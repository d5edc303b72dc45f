"""Places of a case where something may be to mend, and what is written there."""

from collections.abc import Iterator
from dataclasses import dataclass

from appealdesk.case.details import detail_fields
from appealdesk.case.text import citations_in
from appealdesk.case.values import Case, Citation, Reason, ReasonTable
from appealdesk.guidance.tables import table_kind


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is to be mended. ``id`` is the part's id, 0 for the case as a whole.

    ``key`` names the very field: a detail's key; "title", "text" or "switch" of a section;
    "title", "insurer_words", "response", "evidence" or "table" of a reason; "title", "pages",
    "problem", "file", "cite", "kind", "date" or "novelty" of a document; for the case what is to
    be done: "add-files", "add-reason", "history", "deadline", or "answer" where the user answers
    the check that ``check`` names.
    """

    kind: str  # "case", "detail", "section", "reason" or "document"
    id: int
    words: str
    key: str = ""
    check: str = ""


def texts(case: Case) -> Iterator[tuple[Place, str]]:
    """Every text of ours that may be printed, with its place; not the insurer's words.

    A table is one text, with a line for each of its rows.
    """
    for field in detail_fields():
        yield Place("detail", 0, field.label, field.key), getattr(case.details, field.key)
    for section in case.sections:
        if section.is_included:
            yield Place("section", section.id, f"{section.title} (title)", "title"), section.title
            yield Place("section", section.id, section.title, "text"), section.body
            for document in section.documents:
                place = Place("document", document.id, f"{document.title} (title)", "title")
                yield place, document.title
    for number, reason in enumerate(case.reasons, start=1):
        yield Place("reason", reason.id, f"Reason {number} (title)", "title"), reason.title
        place = Place("reason", reason.id, f"Reason {number}: {reason.title}", "response")
        yield place, reason.response
        for table in reason.tables:
            rows = "\n".join(" ".join(row.cells) for row in table.rows)
            yield _table_place(number, reason, table), rows


def cited(case: Case) -> Iterator[tuple[Place, tuple[Citation, ...]]]:
    """Every place that cites, with what it cites."""
    for section in case.sections:
        if section.is_included:
            place = Place("section", section.id, section.title, "text")
            yield place, tuple(citations_in(section.body))
    for number, reason in enumerate(case.reasons, start=1):
        place = Place("reason", reason.id, f"Reason {number}: {reason.title}", "evidence")
        yield place, (*reason.evidence, *citations_in(reason.response))
        for table in reason.tables:
            here = _table_place(number, reason, table)
            yield here, tuple(citation for row in table.rows for citation in row.evidence)


def _table_place(number: int, reason: Reason, table: ReasonTable) -> Place:
    kind = table_kind(table.kind)
    words = "table" if kind is None else kind.title
    return Place("reason", reason.id, f"Reason {number}: {reason.title}, {words}", "table")
