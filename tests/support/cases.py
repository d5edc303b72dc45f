"""Cases made by the program's own edits, for tests that need no files."""

from collections.abc import Iterable
from hashlib import sha256

from appealdesk.case import edits
from appealdesk.case.details import Details
from appealdesk.case.edits import Edit
from appealdesk.case.values import Case, new_case

DETAILS = Details(
    patient_name="Ana Díaz",
    member_id="W123",
    claim_number="C-9",
    insurer_name="Northfield Health Plan",
)


def after(case: Case, *steps: Edit) -> Case:
    """The case with edits made on it, one after the other."""
    for step in steps:
        case = step.change(case)
    return case


def filed(section: int | None, title: str, pages: int, **more: object) -> Edit:
    """An edit that files a readable document of some pages."""
    return edits.add_document(
        section,
        title=title,
        file_name=f"{title}.pdf",
        source=sha256(title.encode()).hexdigest(),  # two papers are never the same by chance
        clean="b" * 64,
        page_count=pages,
        **more,
    )


def small_case(documents: Iterable[tuple[int | None, str, int]] = ()) -> Case:
    """A new case with details and (section id, title, pages) filed."""
    return after(new_case(DETAILS), *(filed(*document) for document in documents))
