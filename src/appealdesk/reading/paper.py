"""What one paper says, as far as its words can be read: for checks, and for offers to the user.

A page without words is *not readable for us*; it never means that something is wrong.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from appealdesk.case.values import Kind
from appealdesk.reading.dates import dates_in
from appealdesk.reading.fields import Field, Label, fields_in
from appealdesk.reading.guess import kind_guess
from appealdesk.reading.medical import body_parts, diagnosis_codes, procedure_codes, sides
from appealdesk.reading.values import name_in, normal_id, normal_name, number_in

_MOST_TEXT = 20_000  # characters of a page that are read; a page of print has about 4,000
_MOST_HEAD = 6000  # characters that are kept of a page
_KEPT = frozenset({Label.PATIENT, Label.SUBSCRIBER, Label.BIRTH, Label.MEMBER_ID, Label.ANY_ID,
                   Label.CLAIM, Label.CASE, Label.NOTICE_DATE, Label.DATE, Label.VISIT_DATE,
                   Label.SERVICE_DATE})  # fmt: skip
_PERSONAL = frozenset({Label.BIRTH, Label.MEMBER_ID, Label.ANY_ID, Label.CLAIM, Label.CASE})
_HEAD_LINES = 25  # of the first page: where a letter bears its date
_SIGNED = re.compile(
    r"/s/|(?<!\bbe )(?<!\bnot )(?<!\bnot been )(?<!\byet )(?<!\bif )(?<!\bunless )"
    r"\b(?:(?:electronically|digitally|e-?)\s?signed\b|signed\s?(?:by\b|on\b|:|electronically|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|\d)))"
    r"|\bsignature on file\b|\bauthenticated by\b",
    re.IGNORECASE,
)
_UNSIGNED = re.compile(
    r"\bsignature\s?(?:of\s[\w ]{1,30})?[:\s]{0,4}_{3}|_{5}\s{0,4}\n?\s{0,4}signature\b"
    r"|\bunsigned\b"
    r"|\bnot (?:been |yet )?(?:electronically |digitally )?signed\b"
    r"|\bsignature\s?:\s{0,4}(?:date\s?:|\n|\Z)",
    re.IGNORECASE,
)
_BORN = re.compile(r"\b(?:d\.?o\.?b\b|born\b|date of birth\b)", re.IGNORECASE)
_NAME_ROOM = 64  # characters in front of "born" in which a name may stand
_NAME_ENDS = re.compile(r"[\u00b7|:;\d]")
_LONE_DATE = re.compile(r"[^\n]{6,24}\Z")
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b", re.IGNORECASE
)
_ONLY_DATE = re.compile(r"(?:dated?\b)?(?:[\W\d_]|(?<=\d)(?:st|nd|rd|th))*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s?[,;&]\s?|\sand\s")  # "Claim numbers: 26-1001, 26-1002"
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class PageText:
    """One page as the import kept it. Sizes in points, upright as shown."""

    text: str
    has_ink: bool = True
    width: float = 612.0
    height: float = 792.0


@dataclass(frozen=True, slots=True)
class PageSign:
    """What tells a page from others: ``digest`` is equal for pages with the same words.

    ``words`` counts them; 0 is a picture or an empty page. The digest of such a page is empty.
    """

    words: int
    has_ink: bool
    width: float
    height: float
    digest: str


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What a paper says under labels that are known. Compare names and numbers with ``values``.

    Attributes:
        names: of the patient, normal (``values.normal_name``).
        birth_dates: of the patient.
        member_ids: normal (``values.normal_id``).
        claim_numbers: claim, reference and authorization numbers, normal.
        case_numbers: case, request and tracking numbers, normal.
        dates: every date, in order.
        written: the date that the paper bears.
        procedure_codes: CPT and HCPCS.
        diagnosis_codes: ICD-10.
        sides: "left" and "right", where a side of the body is meant.
        body_parts: by one name each.
        is_signed: True when words say so, False when a line for it is empty, None if not known.
        kind_guess: what the paper seems to be.
        pages: one sign for each page.
    """

    names: frozenset[str] = frozenset()
    birth_dates: frozenset[date] = frozenset()
    member_ids: frozenset[str] = frozenset()
    claim_numbers: frozenset[str] = frozenset()
    case_numbers: frozenset[str] = frozenset()
    dates: tuple[date, ...] = ()
    written: date | None = None
    procedure_codes: frozenset[str] = frozenset()
    diagnosis_codes: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    body_parts: frozenset[str] = frozenset()
    is_signed: bool | None = None
    kind_guess: Kind | None = None
    pages: tuple[PageSign, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Whether any page has words."""
        return any(page.words for page in self.pages)


@dataclass(frozen=True, slots=True)
class PageRead:
    """What one page says; ``merged`` puts pages together."""

    sign: PageSign
    text: str  # its beginning, by which the kind of a paper is guessed
    fields: tuple[Field, ...] = ()
    names: frozenset[str] = frozenset()
    dates: tuple[date, ...] = ()
    procedures: frozenset[str] = frozenset()
    diagnoses: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    is_signed: bool | None = None


def read_page(page: PageText) -> PageRead:
    """Read one page. No text makes it raise; it takes a few milliseconds."""
    text = page.text[:_MOST_TEXT]
    if not text.strip():
        return PageRead(_sign(page), "")
    fields = fields_in(text)
    return PageRead(
        sign=_sign(page),
        text=text[:_MOST_HEAD],
        fields=tuple(field for field in fields if field.label in _KEPT),
        names=frozenset(filter(None, map(normal_name, _names(fields, text)))),
        dates=dates_in(text),
        procedures=procedure_codes(text),
        diagnoses=diagnosis_codes(text),
        sides=sides(text),
        parts=body_parts(text),
        is_signed=_is_signed(text),
    )


def merged(pages: Sequence[PageRead], included: Collection[int] | None = None) -> PaperFacts:
    """What a paper says on those of its pages that count.

    Args:
        pages: all its pages.
        included: indexes of those that count; None is all. The signs, the date that it bears and
            its kind are those of the whole paper.
    """
    counted = pages if included is None else [p for n, p in enumerate(pages) if n in included]
    first = pages[0].text if pages else ""
    kind = kind_guess(first, pages[1].text if len(pages) > 1 else "")
    every = [field for page in counted for field in page.fields]
    # The head of a chart stands on each of its pages, and whoever edits waits for this.
    fields = tuple({(f.label, f.value, f.has_sign): f for f in every}.values())
    dates = tuple(day for page in counted for day in page.dates)
    signed = {page.is_signed for page in counted}
    ids = member_ids(fields, is_insurer=_is_insurer(kind))
    return PaperFacts(
        names=frozenset().union(*(page.names for page in counted)),
        birth_dates=frozenset(_births(every, dates)),
        member_ids=frozenset(map(normal_id, ids)),
        claim_numbers=frozenset(map(normal_id, claim_numbers(fields))),
        case_numbers=frozenset(map(normal_id, case_numbers(fields))),
        dates=dates,
        written=written(first, pages[0].fields if pages else (), kind),
        procedure_codes=frozenset().union(*(page.procedures for page in counted)),
        diagnosis_codes=frozenset().union(*(page.diagnoses for page in counted)),
        sides=frozenset().union(*(page.sides for page in counted)),
        body_parts=frozenset().union(*(page.parts for page in counted)),
        is_signed=True if True in signed else (False if False in signed else None),
        kind_guess=kind,
        pages=tuple(page.sign for page in pages),
    )


def read_paper(pages: Iterable[PageText]) -> PaperFacts:
    """Read what the pages of one paper say."""
    return merged([read_page(page) for page in pages])


def member_ids(fields: Iterable[Field], *, is_insurer: bool) -> list[str]:
    """The member's numbers, as printed. Only in an insurer's paper is any "ID" the member's."""
    found = []
    for field in fields:
        is_own = field.label is Label.MEMBER_ID or (is_insurer and field.label is Label.ANY_ID)
        is_name = field.label in {Label.PATIENT, Label.SUBSCRIBER}  # "member NHP-447188290"
        if is_own or is_name:
            found.append(number_in(field.value, is_strong=is_name or not field.has_sign))
    return list(dict.fromkeys(filter(None, found)))


def claim_numbers(fields: Iterable[Field]) -> list[str]:
    """Claim, reference and authorization numbers, as printed."""
    return _numbers(fields, Label.CLAIM)


def case_numbers(fields: Iterable[Field]) -> list[str]:
    """Case, request and tracking numbers, as printed."""
    return _numbers(fields, Label.CASE)


def _numbers(fields: Iterable[Field], label: Label) -> list[str]:
    found: dict[str, None] = {}
    for field in fields:
        if field.label is not label:
            continue
        first, *more = _BETWEEN.split(field.value)
        if number := number_in(first, is_strong=not field.has_sign):
            found[number] = None
            found |= dict.fromkeys(filter(None, (number_in(m, is_strong=True) for m in more)))
    return list(found)


def written(first: str, fields: Sequence[Field], kind: Kind | None) -> date | None:
    """The date that a paper bears on its first page: labelled, or alone on a line at the top."""
    for label in (Label.NOTICE_DATE, None, Label.DATE, Label.VISIT_DATE, Label.SERVICE_DATE):
        if label is None:
            day = _lone_date(first)
        elif label is Label.SERVICE_DATE and _is_insurer(kind):
            continue  # a letter about care is not of the day of the care
        else:
            near = (dates_in(f.value[:30])[:1] for f in fields if f.label is label and f.has_sign)
            day = next((found[0] for found in near if found), None)
        if day is not None:
            return day
    return None


def _is_insurer(kind: Kind | None) -> bool:
    return kind in {Kind.DENIAL_LETTER, Kind.PREVIOUS_APPEAL}


def _lone_date(first: str) -> date | None:
    for line in first.split("\n", _HEAD_LINES)[:_HEAD_LINES]:
        plain = line.strip(" *.\t\r")
        if _LONE_DATE.match(plain):
            found = dates_in(plain)
            rest = _MONTH.sub("", plain)
            # "DOB: 3/5/1961" stands alone too, and is no date of the paper.
            if found and plain[-1:].isdigit() and _ONLY_DATE.fullmatch(rest):
                return found[0]
    return None


def _names(fields: Sequence[Field], text: str) -> Iterable[str]:
    has_person = any(field.label in _PERSONAL for field in fields)
    for field in fields:
        is_own = field.label is Label.PATIENT or (field.label is Label.ANY_NAME and has_person)
        if is_own and field.has_sign:
            yield name_in(field.value)
    for match in _BORN.finditer(text):
        before = text[max(0, match.start() - _NAME_ROOM) : match.start()].rstrip(" \n\r,(-|\u00b7")
        line = before.rpartition("\n")[2]
        words = _NAME_ENDS.split(line)[-1].strip(" ,")
        is_labelled = ":" in line  # then its label tells whose name it is
        if words and not is_labelled and len(words.split()) <= 4:  # noqa: PLR2004  more are a sentence
            yield name_in(words)


def _births(fields: Iterable[Field], dates: Sequence[date]) -> Iterable[date]:
    """The birth dates. A year of two digits was read as one of this century."""
    values = Counter(field.value[:24] for field in fields if field.label is Label.BIRTH)
    found = [(days[0], value) for value in values if (days := dates_in(value))]
    others = Counter(dates)
    for day, value in found:
        others[day] -= values[value]
    last = max(+others, default=None)  # nobody is born after all that is told of him
    for day, value in found:
        is_short = str(day.year) not in value
        yield _century_back(day) if is_short and (last is None or day > last) else day


def _century_back(day: date) -> date:
    try:
        return day.replace(year=day.year - 100)
    except ValueError:  # a leap day
        return day.replace(year=day.year - 100, day=28)


def _is_signed(text: str) -> bool | None:
    if _SIGNED.search(text):
        return True
    return False if _UNSIGNED.search(text) else None


def _sign(page: PageText) -> PageSign:
    words = [w for w in _NOT_WORDS.split(page.text[:_MOST_TEXT].lower()) if w]
    digest = hashlib.sha1(" ".join(words).encode(), usedforsecurity=False).hexdigest()
    return PageSign(len(words), page.has_ink, page.width, page.height, digest if words else "")
