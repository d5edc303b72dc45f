"""Checks of the papers as they are filed: readable, used, named, in order."""

import re

from appealdesk.audit.matter import Matter
from appealdesk.audit.places import Place
from appealdesk.audit.values import DONE, NOTHING, State, Verdict, weak
from appealdesk.case.values import Document, Kind

_LONG = 5  # pages from which on a reviewer needs to be told which one counts
# What cameras, scanners and programs call a file, with nothing but numbers and marks behind.
_NO_NAME = re.compile(
    r"(?:(?:adobe|cam|new|my|screen|whatsapp)\s?)?"
    r"(?:img|image|dscn?|pxl|scan(?:ned|ner)?|document|doc|file|photo|picture|page|untitled|fax"
    r"|screenshot|shot|download|attachment|export|output|print)?(?:[\s_]*(?:document|file|copy|at))?"
    r"(?:[\s_\d().,:#-]|\bat\b|\b[ap]m\b)*(?:\.(?:pdf|jpe?g|png|tiff?|heic|docx?))?"
    r"|scanned from an? .{1,50}"
    r"|[0-9a-f]{8}[0-9a-f-]{8,}(?:\.\w{2,5})?",
    re.IGNORECASE,
)


def files_readable(matter: Matter) -> Verdict:
    """No file is there that could not be read."""
    filed = tuple(
        _unread(d)
        for section in matter.case.sections
        if section.is_included
        for d in section.documents
        if d.problem is not None
    )
    waiting = tuple(_unread(d) for d in matter.case.tray if d.problem is not None)
    if not filed and not waiting:
        return DONE
    return Verdict(State.MISSING if filed else State.WEAK, filed + waiting)


def pages_chosen(matter: Matter) -> Verdict:
    """No document is filed with all of its pages left out."""
    return weak(
        Place("document", d.id, d.title, "pages")
        for section in matter.case.sections
        if section.is_included
        for d in section.documents
        if d.problem is None and not d.included_pages
    )


def tray_empty(matter: Matter) -> Verdict:
    """Nothing waits that may have been meant for the packet."""
    return weak(
        Place("document", d.id, d.title, "file") for d in matter.case.tray if d.problem is None
    )


def exhibits_cited(matter: Matter) -> Verdict:
    """Whatever is sent is pointed at."""
    if not matter.packet.exhibits:
        return NOTHING
    used = {citation.document for citation in matter.used}
    return weak(
        Place("document", e.document, f"Exhibit {e.letter}: {e.title}", "cite")
        for e in matter.packet.exhibits
        if e.document not in used
    )


def exhibits_pinned(matter: Matter) -> Verdict:
    """A long exhibit that is pointed at is pointed at by page."""
    whole = {c.document for c in matter.used if c.page is None}
    pinned = {c.document for c in matter.used if c.page is not None}
    long = [e for e in matter.packet.exhibits if e.page_count > _LONG]
    if not long:
        return NOTHING
    return weak(
        Place("document", e.document, f"Exhibit {e.letter}: {e.title}", "cite")
        for e in long
        if e.document in whole - pinned
    )


def letter_first(matter: Matter) -> Verdict:
    """The denial letter opens the exhibits; a form may stand in front."""
    papers = [f for f in matter.filed if f.document.kind is not Kind.FORM]
    letters = [f for f in papers if f.document.kind is Kind.DENIAL_LETTER]
    if not letters:
        return NOTHING
    if papers[0] is letters[0]:
        return DONE
    return weak([letters[0].place("move it in front of the others", "file")])


def exhibits_named(matter: Matter) -> Verdict:
    """The contents list says what each exhibit is."""
    if not matter.filed:
        return NOTHING
    return weak(
        Place("document", f.document.id, f"Exhibit {f.exhibit.letter}: {f.title}", "title")
        for f in matter.filed
        if _NO_NAME.fullmatch(" ".join(f.title.split()))
    )


def _unread(document: Document) -> Place:
    problem = document.problem
    assert problem is not None  # noqa: S101  only such documents are asked for
    words = f"{document.title}: {problem.sentence} {problem.hint}".strip()
    return Place("document", document.id, words, "problem")
