"""A whole appeal as a value, for the tests of what is set and composed."""

from dataclasses import replace

from appealdesk.case.details import Details
from appealdesk.case.values import (
    Case,
    Citation,
    Document,
    DocumentId,
    PageId,
    PageRef,
    Reason,
    ReasonId,
    new_case,
)

FULL = Details(
    patient_name="Ana Díaz",
    patient_birth_date="March 3, 1979",
    member_id="W123456789",
    group_number="88-1204",
    insurer_name="Northfield Health Plan",
    insurer_department="Appeals and Grievances",
    insurer_address="PO Box 4410\nSpringfield, IL 62701",
    insurer_fax="(555) 010-2299",
    claim_number="CLM-0041187",
    denial_date="September 14, 2026",
    service="MRI of the lumbar spine",
    service_code="72148",
    diagnosis="Lumbar radiculopathy",
    provider_name="Dr. Miriam Oyelaran",
    sender_name="Ana Díaz",
    sender_role="the patient",
    sender_address="14 Alder Street\nSpringfield, IL 62704",
    sender_phone="(555) 010-7781",
    letter_date="October 2, 2026",
)


def document(number: int, pages: int, title: str = "") -> Document:
    """A document with ids ``number * 1000`` and on for its pages."""
    return Document(
        DocumentId(number),
        title or f"Record {number}",
        f"{number}.pdf",
        "s",
        "c",
        pages=tuple(PageRef(PageId(number * 1000 + i), i) for i in range(pages)),
    )


def appeal(
    *,
    bodies: dict[str, str] | None = None,
    documents: int = 2,
    pages: int = 3,
    details: Details = FULL,
    reasons: tuple[Reason, ...] | None = None,
) -> Case:
    """An appeal with all texts; its documents 101, 102 ... lie under Supporting Documentation."""
    texts = {
        "introduction": "I appeal the denial of {{service}}. See [cite:101].",
        "clinical-justification": "The weakness grew ([cite:102/102001]).",
        "conclusion": "Please approve it.",
    } | (bodies or {})
    case = new_case(details)
    papers = tuple(document(101 + i, pages) for i in range(documents))
    sections = tuple(
        replace(
            section,
            body=texts.get(section.key, ""),
            documents=papers if section.key == "supporting-documentation" else (),
        )
        for section in case.sections
    )
    if reasons is None:
        reasons = (
            Reason(
                ReasonId(900),
                "Not medically necessary",
                "It does not meet our criteria.\nSee policy RAD-14.",
                "It does: [cite:102/102002].",
                (
                    Citation(DocumentId(101)),
                    Citation(DocumentId(102), PageId(102002)),
                ),
            ),
            Reason(ReasonId(901), "No therapy shown", "None was shown.", "It is in [cite:101]."),
        )
    return replace(case, sections=sections, reasons=reasons, next_id=1000)
