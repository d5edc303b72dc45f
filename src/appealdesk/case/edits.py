"""Every edit of a case, as a value: a label for the history and a pure change ``Case -> Case``.

This module holds the edits of details, layout, sections and reasons; those of documents and pages
are in ``document_edits``, those of what the guidance needs in ``situation_edits``; both are given
again here, so that callers need one import.
"""

from dataclasses import replace

from appealdesk.case.change import (
    Edit,
    cleaned,
    one_line,
    put_before,
    reason_of,
    refuse,
    section_of,
    with_section,
)
from appealdesk.case.details import detail_fields, detail_keys
from appealdesk.case.document_edits import (
    add_document,
    copy_documents,
    include_pages,
    move_document,
    move_documents,
    move_pages,
    remove_document,
    rename_document,
    replace_import,
    rotate_pages,
    set_document_kind,
)
from appealdesk.case.errors import EditRefused
from appealdesk.case.situation_edits import (
    answer_check,
    set_document_date,
    set_novelty,
    set_reason_kind,
    set_reason_table,
    set_situation,
    set_stage,
    withdraw_answer,
)
from appealdesk.case.text import cite_token, replace_citations
from appealdesk.case.values import (
    Arrangement,
    Case,
    Citation,
    Layout,
    Reason,
    ReasonId,
    ReasonTable,
    Section,
    SectionId,
)

__all__ = [
    "Edit",
    "EditRefused",
    "add_document",
    "add_reason",
    "add_section",
    "answer_check",
    "cite",
    "copy_documents",
    "include_pages",
    "include_section",
    "move_document",
    "move_documents",
    "move_evidence",
    "move_pages",
    "move_reason",
    "move_section",
    "remove_document",
    "remove_reason",
    "remove_section",
    "rename_document",
    "rename_section",
    "replace_evidence",
    "replace_import",
    "rotate_pages",
    "set_detail",
    "set_document_date",
    "set_document_kind",
    "set_layout",
    "set_novelty",
    "set_reason",
    "set_reason_kind",
    "set_reason_table",
    "set_section_text",
    "set_situation",
    "set_stage",
    "uncite",
    "withdraw_answer",
]


def set_detail(key: str, value: str) -> Edit:
    """Set one detail; an empty value clears it."""
    label = next((f.label for f in detail_fields() if f.key == key), key)
    is_long = any(f.key == key and f.is_long for f in detail_fields())
    clean = cleaned(value).strip() if is_long else one_line(value)

    def change(case: Case) -> Case:
        if key not in detail_keys():
            raise refuse(
                f"There is no detail called \u201c{key}\u201d.",
                f"The details are: {', '.join(sorted(detail_keys()))}.",
            )
        if getattr(case.details, key) == clean:
            return case
        return replace(case, details=replace(case.details, **{key: clean}))

    return Edit(f"Change \u201c{label}\u201d", change)


def set_layout(arrangement: Arrangement | None = None, has_dividers: bool | None = None) -> Edit:
    """Choose the arrangement of the packet and whether exhibits get divider sheets."""

    def change(case: Case) -> Case:
        layout = Layout(
            case.layout.arrangement if arrangement is None else arrangement,
            case.layout.has_dividers if has_dividers is None else has_dividers,
        )
        return case if layout == case.layout else replace(case, layout=layout)

    return Edit("Change the layout", change)


def add_section(title: str, before: int | None = None) -> Edit:
    """Add an empty section in front of another, or at the end. Its id is the case's next id."""
    name = one_line(title)

    def change(case: Case) -> Case:
        if not name:
            raise refuse("A section needs a name.", "Type a name for it.")
        new = Section(SectionId(case.next_id), f"section-{case.next_id}", name)
        sections = put_before(case.sections, (new,), before, "section")
        return replace(case, sections=sections, next_id=case.next_id + 1)

    return Edit(f"Add section \u201c{name}\u201d", change)


def rename_section(section: int, title: str) -> Edit:
    """Give a section another title."""
    name = one_line(title)

    def change(case: Case) -> Case:
        if not name:
            raise refuse("A section needs a name.", "Type a name for it.")
        return with_section(case, section, lambda s: replace(s, title=name))

    return Edit(f"Rename section to \u201c{name}\u201d", change)


def set_section_text(section: int, body: str) -> Edit:
    """Write a section's text (Markdown)."""
    text = cleaned(body)
    return Edit(
        "Write text",
        lambda case: with_section(
            case, section, lambda s: s if s.body == text else replace(s, body=text)
        ),
    )


def include_section(section: int, is_included: bool) -> Edit:
    """Switch a section on or off; off, nothing of it goes into the packet."""
    return Edit(
        "Switch a section on" if is_included else "Switch a section off",
        lambda case: with_section(
            case,
            section,
            lambda s: s if s.is_included == is_included else replace(s, is_included=is_included),
        ),
    )


def move_section(section: int, before: int | None) -> Edit:
    """Move a section in front of another, or to the end."""

    def change(case: Case) -> Case:
        moved = section_of(case, section)
        if before == section:
            return case
        others = tuple(s for s in case.sections if s is not moved)
        sections = put_before(others, (moved,), before, "section")
        return case if sections == case.sections else replace(case, sections=sections)

    return Edit("Move a section", change)


def remove_section(section: int) -> Edit:
    """Remove a section; its documents go to the tray, its text goes (undo brings it back)."""

    def change(case: Case) -> Case:
        gone = section_of(case, section)
        others = tuple(s for s in case.sections if s is not gone)
        return replace(case, sections=others, tray=case.tray + gone.documents)

    return Edit("Remove a section", change)


def add_reason(
    title: str,
    insurer_words: str = "",
    response: str = "",
    before: int | None = None,
    *,
    kind: str = "",
) -> Edit:
    """Add a denial reason. Its id is the case's next id."""
    name = one_line(title)

    def change(case: Case) -> Case:
        if not name:
            raise refuse("A denial reason needs a title.", "Say it in a few words.")
        new = Reason(
            ReasonId(case.next_id), name, cleaned(insurer_words), cleaned(response), kind=kind
        )
        reasons = put_before(case.reasons, (new,), before, "reason")
        return replace(case, reasons=reasons, next_id=case.next_id + 1)

    return Edit(f"Add reason \u201c{name}\u201d", change)


def set_reason(
    reason: int,
    title: str | None = None,
    insurer_words: str | None = None,
    response: str | None = None,
) -> Edit:
    """Change a reason's title, the insurer's words or our response; None leaves one as it is."""

    def change(case: Case) -> Case:
        old = reason_of(case, reason)
        name = old.title if title is None else one_line(title)
        if not name:
            raise refuse("A denial reason needs a title.", "Say it in a few words.")
        new = replace(
            old,
            title=name,
            insurer_words=old.insurer_words if insurer_words is None else cleaned(insurer_words),
            response=old.response if response is None else cleaned(response),
        )
        return _with_reason(case, old, new)

    return Edit("Change a reason", change)


def move_reason(reason: int, before: int | None) -> Edit:
    """Move a reason in front of another, or to the end."""

    def change(case: Case) -> Case:
        moved = reason_of(case, reason)
        if before == reason:
            return case
        others = tuple(r for r in case.reasons if r is not moved)
        reasons = put_before(others, (moved,), before, "reason")
        return case if reasons == case.reasons else replace(case, reasons=reasons)

    return Edit("Move a reason", change)


def remove_reason(reason: int) -> Edit:
    """Remove a denial reason with its response."""

    def change(case: Case) -> Case:
        gone = reason_of(case, reason)
        return replace(case, reasons=tuple(r for r in case.reasons if r is not gone))

    return Edit("Remove a reason", change)


def cite(reason: int, citation: Citation) -> Edit:
    """Add evidence to a reason; the same citation is kept once."""

    def change(case: Case) -> Case:
        document = case.document(citation.document)
        if document is None or (
            citation.page is not None and all(p.id != citation.page for p in document.pages)
        ):
            raise refuse("That page is not in the case.", "Choose a page of one of its documents.")
        old = reason_of(case, reason)
        if citation in old.evidence:
            return case
        return _with_reason(case, old, replace(old, evidence=(*old.evidence, citation)))

    return Edit("Cite evidence", change)


def uncite(reason: int, citation: Citation) -> Edit:
    """Take a piece of evidence away from a reason."""

    def change(case: Case) -> Case:
        old = reason_of(case, reason)
        if citation not in old.evidence:
            raise refuse("That reason does not cite this page.", "Look at its evidence again.")
        evidence = tuple(c for c in old.evidence if c != citation)
        return _with_reason(case, old, replace(old, evidence=evidence))

    return Edit("Remove evidence", change)


def replace_evidence(reason: int, old: Citation, new: Citation) -> Edit:
    """Point a reason at another page instead: in evidence and tables, in place, and in its words.

    What the reason does not cite yet is added to its evidence.
    """

    def change(case: Case) -> Case:
        before = reason_of(case, reason)
        cited = reason_of(cite(reason, new).change(case), reason)  # refuses what is not there
        if old not in before.cited:
            return _with_reason(case, before, cited)
        response = replace_citations(before.response, lambda c: cite_token(new if c == old else c))
        after = replace(
            before,
            evidence=_exchanged(before.evidence, old, new),
            response=response,
            tables=tuple(_exchanged_in(table, old, new) for table in before.tables),
        )
        return _with_reason(case, before, after)

    return Edit("Choose other evidence", change)


def move_evidence(reason: int, citation: Citation, before: Citation | None) -> Edit:
    """Move a piece of evidence of a reason in front of another, or to the end."""

    def change(case: Case) -> Case:
        old = reason_of(case, reason)
        if citation not in old.evidence or (before is not None and before not in old.evidence):
            raise refuse("That reason does not cite this page.", "Look at its evidence again.")
        if before == citation:
            return case
        order = [c for c in old.evidence if c != citation]
        order.insert(len(order) if before is None else order.index(before), citation)
        return _with_reason(case, old, replace(old, evidence=tuple(order)))

    return Edit("Move evidence", change)


def _exchanged(
    citations: tuple[Citation, ...], old: Citation, new: Citation
) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(new if c == old else c for c in citations))


def _exchanged_in(table: ReasonTable, old: Citation, new: Citation) -> ReasonTable:
    rows = (replace(row, evidence=_exchanged(row.evidence, old, new)) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _with_reason(case: Case, old: Reason, new: Reason) -> Case:
    if new == old:
        return case
    return replace(case, reasons=tuple(new if r is old else r for r in case.reasons))
