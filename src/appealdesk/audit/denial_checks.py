"""Checks of the denial reasons and of our answers to them."""

import re
from collections.abc import Callable, Iterable

from appealdesk.audit.matter import Matter
from appealdesk.audit.places import Place
from appealdesk.audit.values import DONE, NOTHING, Verdict, missing, weak
from appealdesk.case.text import citations_in
from appealdesk.case.values import DIRECT_RESPONSE, Kind, Reason
from appealdesk.guidance.checks import check_text
from appealdesk.guidance.reasons import ReasonKind, reason_kind
from appealdesk.guidance.tables import table_kind

_TABLE = re.compile(r"^\s*\|?\s*:?-{3,}.*\|", re.MULTILINE)  # the line below a table's head


def reasons_listed(matter: Matter) -> Verdict:
    """An appeal needs something to answer."""
    if matter.case.reasons:
        return DONE
    return missing([Place("case", 0, "Add each reason that the letter gives", "add-reason")])


def reasons_complete(matter: Matter) -> Verdict:
    """Asked of the user, with the letter at hand: a reason that is overlooked stays unanswered."""
    if not matter.case.reasons:
        return NOTHING
    letters = [f.place("read it once more", "pages") for f in matter.of_kind(Kind.DENIAL_LETTER)]
    add = Place("case", 0, "Add a reason that is missing", "add-reason")
    return matter.ask("reasons-complete", *letters, add)


def reasons_quote(matter: Matter) -> Verdict:
    """The insurer's own words are given."""
    return _per_reason(matter, missing, lambda r: not r.insurer_words.strip(), "insurer_words")


def reasons_answered(matter: Matter) -> Verdict:
    """There is a response to each."""
    return _per_reason(matter, missing, lambda r: not r.response.strip(), "response")


def reasons_cite(matter: Matter) -> Verdict:
    """Each response points at evidence: in its text, its list or its tables."""
    return _per_reason(
        matter, weak, lambda r: not r.cited and not any(citations_in(r.response)), "evidence"
    )


def tables_filled(matter: Matter) -> Verdict:
    """Where the reviewer counts or ticks off, there is a table: ours, or one in the text."""
    text = check_text("tables-filled")
    judged = [
        (place, reason, kind)
        for place, reason in _reasons(matter, "table")
        if text and reason.kind in text.kinds and (kind := reason_kind(reason.kind)) and kind.tables
    ]
    if not judged or not matter.has_answer:
        return NOTHING
    return weak(
        Place(place.kind, place.id, f"{place.words}: {_table_title(kind)}", place.key)
        for place, reason, kind in judged
        if not _has_table(reason)
    )


def evidence_fits(matter: Matter) -> Verdict:
    """Where a reason points at papers, one is of a kind that answers such a reason."""
    judged = [
        (place, kind, shown)
        for place, reason in _reasons(matter, "evidence")
        if (kind := reason_kind(reason.kind)) and (shown := _kinds_shown(matter, reason))
    ]
    wanted = {kind.id: {k for e in kind.evidence for k in e.kinds} for _, kind, _ in judged}
    judged = [item for item in judged if wanted[item[1].id]]
    if not judged:
        return NOTHING
    return weak(
        Place(place.kind, place.id, f"{place.words}: {_evidence_words(kind)}", place.key)
        for place, kind, shown in judged
        if wanted[kind.id].isdisjoint(shown) and Kind.OTHER not in shown
    )


def tables_cited(matter: Matter) -> Verdict:
    """Each row of a table points at the page that shows it."""
    rows = [
        (place, number, row)
        for place, reason in _reasons(matter, "table")
        for table in reason.tables
        for number, row in enumerate(table.rows, start=1)
        if any(cell.strip() for cell in row.cells)
    ]
    if not rows:
        return NOTHING
    return weak(
        Place(place.kind, place.id, f"{place.words}, row {number}: {_first(row.cells)}", place.key)
        for place, number, row in rows
        if not row.evidence
    )


def reasons_shown(matter: Matter) -> Verdict:
    """The section that prints the responses is there and on."""
    if not matter.case.reasons:
        return NOTHING
    section = next((s for s in matter.case.sections if s.key == DIRECT_RESPONSE), None)
    if section is None:
        return missing([Place("case", 0, "Go back to where the section was removed", "history")])
    if not section.is_included:
        return missing([Place("section", section.id, "Switch the section on again", "switch")])
    return DONE


def _per_reason(
    matter: Matter,
    worse: Callable[[Iterable[Place]], Verdict],
    is_open: Callable[[Reason], bool],
    key: str,
) -> Verdict:
    if not matter.case.reasons:
        return NOTHING
    return worse(place for place, reason in _reasons(matter, key) if is_open(reason))


def _reasons(matter: Matter, key: str) -> list[tuple[Place, Reason]]:
    return [
        (Place("reason", reason.id, f"Reason {number}: {reason.title}", key), reason)
        for number, reason in enumerate(matter.case.reasons, start=1)
    ]


def _first(cells: tuple[str, ...]) -> str:
    return next(cell.strip() for cell in cells if cell.strip())


def _has_table(reason: Reason) -> bool:
    rows = (row for table in reason.tables for row in table.rows)
    return any(any(row.cells) for row in rows) or _TABLE.search(reason.response) is not None


def _table_title(kind: ReasonKind) -> str:
    table = table_kind(kind.tables[0])
    return table.title if table else kind.title


def _kinds_shown(matter: Matter, reason: Reason) -> frozenset[Kind]:
    """The kinds of the papers that a reason points at."""
    cited = (*reason.cited, *citations_in(reason.response))
    papers = (matter.case.document(citation.document) for citation in dict.fromkeys(cited))
    return frozenset(paper.kind for paper in papers if paper is not None)


def _evidence_words(kind: ReasonKind) -> str:
    named = [evidence.words for evidence in kind.evidence if evidence.kinds]
    return f"a reviewer looks for this: {named[0]}"
