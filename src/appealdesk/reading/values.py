"""What the text of papers tells: plain frozen values, shared by all readers of this room."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from appealdesk.case.values import Kind

Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class PageSign:
    """What one page of a clean PDF is like.

    Attributes:
        words: how many words its text has; a picture has none.
        has_ink: whether anything shows on it.
        width: in points, upright as shown.
        height: in points, upright as shown.
        digest: equal for two pages that say the same; empty when the page says nothing.
    """

    words: int
    has_ink: bool
    width: float
    height: float
    digest: str


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What was found in the words of one paper. What is not found is empty, never guessed.

    Attributes:
        names: names of patients or members, "First Last"; compare with ``names.same_person``.
        birth_dates: dates of birth that stand beside a label for it.
        member_ids: as written, in capitals; compare with ``numbers.same_number``.
        claim_numbers: claim, reference, case and authorization numbers, as written, in capitals.
        dates: every date in the text, earliest first.
        written: the date that the paper itself bears, never one of birth.
        procedure_codes: CPT and HCPCS codes.
        diagnosis_codes: ICD-10 codes.
        sides: "left" and "right", only where they stand beside a part of the body.
        body_parts: ids of parts of the body (``resources/reading/body.toml``).
        sided_parts: (side, part of the body) as they stand together.
        is_signed: True when words say so ("electronically signed by"), False when words say that a
            signature is missing (an empty line for it); None when words alone cannot tell, as for
            a scan or ink on paper. Ask the user then.
        kind_guess: what the paper seems to be; None unless that is rather sure.
        pages: one sign for each page of the clean PDF.
    """

    names: tuple[str, ...] = ()
    birth_dates: tuple[date, ...] = ()
    member_ids: tuple[str, ...] = ()
    claim_numbers: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    written: date | None = None
    procedure_codes: tuple[str, ...] = ()
    diagnosis_codes: tuple[str, ...] = ()
    sides: frozenset[Side] = frozenset()
    body_parts: frozenset[str] = frozenset()
    sided_parts: frozenset[tuple[Side, str]] = frozenset()
    is_signed: bool | None = None
    kind_guess: Kind | None = None
    pages: tuple[PageSign, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether there is any text to read; a scan has none."""
        return any(page.words for page in self.pages)
