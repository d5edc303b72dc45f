"""What kind of paper a text seems to be. A guess to offer, never to act upon."""

import re

from appealdesk.case.values import Kind

_ENOUGH = 3
_LEAD = 2  # points in front of the next kind
_HEAD = 700  # characters of the first page that count double, as titles stand there
_MOST_FIRST, _MOST_SECOND = 6000, 3000

# Each kind with its signs: points, and phrases of which one is enough.
_SIGNS: tuple[tuple[Kind, tuple[tuple[int, tuple[str, ...]], ...]], ...] = (
    (
        Kind.DENIAL_LETTER,
        (
            (
                3,
                (
                    r"notice of (?:adverse|denial|initial adverse|action)",
                    r"adverse (?:benefit )?deter",
                ),
            ),
            (
                2,
                (
                    (
                        r"\b(?:we|has|have|been|is|are|was|were|cannot|unable to) (?:not )?(?:be )?"
                        r"(?:den(?:y|ied)|approved?|certif(?:y|ied))\b"
                    ),
                    r"\b(?:denied|not approved|cannot be approved)\b",
                ),
            ),
            (
                2,
                (
                    r"your right to (?:an )?appeal",
                    (
                        r"you (?:may|can|have the right to) (?:(?:file|ask for|request) an )?"
                        r"appeal"
                    ),
                    r"right to (?:request|file) an appeal",
                    r"appeal rights",
                    r"how to appeal",
                ),
            ),
            (3, (r"explanation of benefits", r"this is not a bill")),
            (
                1,
                (
                    r"not medically necessary",
                    r"medical necessity (?:was|is|has) not",
                    r"not a covered",
                ),
            ),
            (1, (r"amount billed", r"member responsibility", r"reason code", r"remark code")),
        ),
    ),
    (
        Kind.PREVIOUS_APPEAL,
        (
            (4, (r"\b(?:uphold|upheld|overturn\w{0,3}) (?:the|our|its)\b",)),
            (
                4,
                (
                    r"decision on your (?:\w{1,12} )?(?:appeal|grievance)",
                    r"appeal (?:decision|determination|resolution)",
                    r"final (?:adverse|internal)",
                ),
            ),
        ),
    ),
    (
        Kind.PROVIDER_LETTER,
        (
            (4, (r"(?:letter|statement) of medical necessity",)),
            (2, (r"to the medical director", r"to whom it may concern", r"dear medical director")),
            (
                2,
                (
                    r"i am (?:writing|the (?:treating|ordering)|an? (?:board|family|physician))",
                    r"my patient",
                    r"have (?:been )?treat(?:ed|ing)",
                ),
            ),
        ),
    ),
    (Kind.ATTESTATION, ((4, (r"\battestation\b", r"i (?:hereby )?(?:attest|certify) that")),)),
    (
        Kind.THERAPY_RECORD,
        (
            (
                4,
                (
                    (
                        r"(?:physical|occupational|speech) therapy (?:notes?|evaluation|progress|"
                        r"discharge|plan|daily|initial|visit|treatment|re-?evaluation)"
                    ),
                ),
            ),
            (2, (r"plan of care", r"therapeutic exercises?", r"\bdpt\b", r"range of motion")),
        ),
    ),
    (
        Kind.TEST_RESULT,
        (
            (
                3,
                (
                    (
                        r"(?:radiology|laboratory|lab|imaging|mri|ct|x-?ray|ultrasound|emg|sleep"
                        r"|pathology|nerve conduction|echocardiogram) "
                        r"(?:\w{1,12} )?(?:report|result|study)"
                    ),
                ),
            ),
            (2, (r"findings?\s?[:\n]", r"reference range", r"\bspecimen\b", r"\bcollected\b")),
            (1, (r"\bimpression\b",)),
        ),
    ),
    (
        Kind.PROVIDER_NOTE,
        (
            (
                3,
                (
                    (
                        r"(?:office|progress|clinic|visit|consultation|telephone|follow-?up) "
                        r"(?:visit|notes?)\b"
                    ),
                    r"chief complaint",
                    r"history of present illness",
                ),
            ),
            (
                2,
                (
                    r"assessment (?:and|&|/) plan",
                    r"review of systems",
                    r"vital signs",
                    r"\bsubjective\b",
                ),
            ),
            (1, (r"\bassessment\s?\n", r"\bexamination\s?\n")),
        ),
    ),
    (
        Kind.CRITERIA,
        (
            (
                4,
                (
                    r"(?:medical|clinical|coverage) policy (?:bulletin|number|no\b|title)",
                    r"(?:local|national) coverage determination",
                ),
            ),
            (
                2,
                (
                    r"considered medically necessary when",
                    r"policy statement",
                    r"coverage criteria",
                    r"\binterqual\b",
                    r"policy effective date",
                ),
            ),
        ),
    ),
    (
        Kind.PLAN_DOCUMENT,
        (
            (
                5,
                (
                    r"summary plan description",
                    r"(?:evidence|certificate) of coverage",
                    r"summary of benefits",
                    r"plan document",
                    r"member handbook",
                ),
            ),
        ),
    ),
    (
        Kind.GUIDELINE,
        (
            (3, (r"appropriateness criteria", r"practice guidelines?", r"systematic review")),
            (3, (r"randomi[sz]ed", r"meta-analysis")),
            (2, (r"\babstract\b", r"\bdoi\b", r"\breferences\s?\n")),
        ),
    ),
    (
        Kind.STATEMENT,
        ((4, (r"(?:symptom|pain) (?:diary|log|journal)", r"my (?:own )?statement", r"daily log")),),
    ),
    (
        Kind.FORM,
        (
            (
                5,
                (
                    r"(?:appointment of|authori[sz]ed) representative",
                    r"authorization (?:for|to) (?:release|disclose|use)",
                    r"(?:appeal|complaint|grievance) request form",
                    r"hipaa authorization",
                ),
            ),
        ),
    ),
    (
        Kind.PROOF,
        (
            (
                4,
                (
                    r"transmission (?:report|verification)",
                    r"fax (?:confirmation|report)",
                    r"certified mail receipt",
                    r"delivery confirmation",
                    r"proof of (?:mailing|delivery)",
                    r"\bcall log\b",
                ),
            ),
        ),
    ),
)
_FOUND = tuple(
    (kind, points, re.compile("|".join(phrases), re.IGNORECASE))
    for kind, signs in _SIGNS
    for points, phrases in signs
)
GUESSED = frozenset(kind for kind, _ in _SIGNS)
"""The kinds that can be guessed."""
_SPACES = re.compile(r"[ \t\u00a0]+")


def kind_guess(first: str, second: str = "") -> Kind | None:
    """The kind that the first pages of a paper speak of most; None when nothing stands out."""
    plain = _SPACES.sub(" ", f"{first[:_MOST_FIRST]}\n{second[:_MOST_SECOND]}")
    head, flat = plain[:_HEAD], plain.replace("\n", " ")
    scores: dict[Kind, int] = {}
    for kind, points, sign in _FOUND:
        if sign.search(plain) or sign.search(flat):
            scores[kind] = scores.get(kind, 0) + points * (2 if sign.search(head) else 1)
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _ENOUGH:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _LEAD:
        return None
    return ranked[0][0]
