"""What a paper is, in plain words, and where a paper of that kind usually belongs."""

from types import MappingProxyType

from appealdesk.case.values import Case, Kind, Section

KIND_WORDS: MappingProxyType[Kind, str] = MappingProxyType(
    {
        Kind.OTHER: "Other paper",
        Kind.DENIAL_LETTER: "Denial letter",
        Kind.PROVIDER_LETTER: "Doctor's letter",
        Kind.PROVIDER_NOTE: "Doctor's notes",
        Kind.TEST_RESULT: "Test result",
        Kind.THERAPY_RECORD: "Therapy notes",
        Kind.RECORD: "Other medical record",
        Kind.ATTESTATION: "Doctor's signed statement",
        Kind.CRITERIA: "Insurer's policy or criteria",
        Kind.PLAN_DOCUMENT: "Pages of the plan booklet",
        Kind.GUIDELINE: "Guideline or study",
        Kind.STATEMENT: "Your own statement or diary",
        Kind.PHOTO: "Photo",
        Kind.PREVIOUS_APPEAL: "Earlier appeal or decision",
        Kind.FORM: "Form",
        Kind.PROOF: "Proof of sending, call log",
    }
)
"""Each kind in words, in the order in which a person is offered them; shown through ``tr``."""

KIND_LOOKS: MappingProxyType[Kind, str] = MappingProxyType(
    {
        Kind.DENIAL_LETTER: "a denial letter",
        Kind.PROVIDER_LETTER: "a doctor's letter",
        Kind.PROVIDER_NOTE: "a doctor's notes",
        Kind.TEST_RESULT: "a test result",
        Kind.THERAPY_RECORD: "therapy notes",
        Kind.ATTESTATION: "a doctor's signed statement",
        Kind.CRITERIA: "the insurer's policy or criteria",
        Kind.PLAN_DOCUMENT: "pages of the plan booklet",
        Kind.GUIDELINE: "a guideline or a study",
        Kind.STATEMENT: "your own statement or diary",
        Kind.PREVIOUS_APPEAL: "an earlier appeal or decision",
        Kind.FORM: "a form",
        Kind.PROOF: "proof of sending, or a call log",
    }
)
"""What a paper looks like, for kinds that its words can tell; shown through ``tr``."""

_SECTION_KEYS = MappingProxyType(
    {
        Kind.DENIAL_LETTER: "introduction",
        Kind.PREVIOUS_APPEAL: "introduction",
        Kind.PROVIDER_LETTER: "clinical-justification",
        Kind.ATTESTATION: "clinical-justification",
        Kind.CRITERIA: "direct-response",
        Kind.PLAN_DOCUMENT: "direct-response",
    }
)


def suggested_section_key(kind: Kind) -> str:
    """The key of the section under which a paper of this kind usually goes."""
    return _SECTION_KEYS.get(kind, "supporting-documentation")


def suggested_section(case: Case, kind: Kind) -> Section | None:
    """The section of this case to offer first; None when the case has no section at all.

    A case whose usual section was removed gets its first one that is in the packet.
    """
    key = suggested_section_key(kind)
    found = next((s for s in case.sections if s.key == key), None)
    if found is not None:
        return found
    shown = (s for s in case.sections if s.is_included)
    return next(shown, case.sections[0] if case.sections else None)
