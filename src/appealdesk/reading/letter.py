"""What a denial letter or an explanation of benefits says, each thing with its page and words.

All of it is an offer: whoever reads the letter decides. A thing that is not said plainly is left
out.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from appealdesk.reading.dates import dates_in
from appealdesk.reading.fields import Field, Label, fields_in
from appealdesk.reading.guess import kind_guess
from appealdesk.reading.medical import diagnosis_codes, procedure_codes
from appealdesk.reading.paper import claim_numbers, member_ids, written
from appealdesk.reading.phrases import mended
from appealdesk.reading.quotes import Quote, quotes_in
from appealdesk.reading.sentences import sentences
from appealdesk.reading.stated import Stated, stated_deadline
from appealdesk.reading.values import name_in, normal_name, number_in

_MOST_TEXT = 20_000  # characters of a page
_MOST_PAGES = 40  # of a letter
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip

_DEAR = re.compile(r"(?m)^\s{0,4}Dear\s+(?P<to>[^\n:,]{2,60})[:,]?\s{0,4}$")
_NO_SERVICE = re.compile(
    r"(?:you|we|that|this|these|it|to|an? appeal|named|a (?:copy|fast))\b", re.IGNORECASE
)
_ASKED = re.compile(
    r"\brequest(?:ed)? (?:for )?(?:approval of |authorization (?:for|of) |coverage (?:of|for) )?"
    r"(?P<what>(?:an? |the )?[A-Za-z][^.;:\n]{4,80}?)(?:\s(?:is|was|has|cannot|will|dated|received"
    r"|on|for\s[A-Z]|by)\b|[.,(;\n])",
    re.IGNORECASE,
)
_CODE_BEHIND = re.compile(
    r"[\s,;(\u2013-]{1,4}(?:(?:cpt|hcpcs|(?:procedure )?code)[\s:#]{1,3}){1,2}.{0,60}\Z"
    r"|\s?\(\d{5}\)\Z",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:health|insurance|plans?|blue|cross|shield|medicare|medicaid|benefits?|assurance|"
    r"mutual|aetna|cigna|humana|healthcare|kaiser|anthem|unitedhealthcare|care|hmo|ppo|life)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\s{1,3}(?:[-\u2013|\u00b7,]\s{0,2})?(?:utilization (?:management|review)|appeals?\b"
    r"|grievances?|member services|claims? department|medical management|notice of"
    r"|explanation of).{0,80}\Z",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:send|submit|mail|write)[^\n]{0,60}\bappeals?\b[^\n]{0,40}|\bappeals? (?:address|unit)\b"
    r"|mail(?:ing)? (?:your )?appeal[^\n]{0,30}",
    re.IGNORECASE,
)
_PHONE = r"\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}"
_FAX = re.compile(
    rf"\bfax(?:\s(?:number|no\.?|to|it to))?[\s:#-]{{1,4}}(?P<fax>{_PHONE})", re.IGNORECASE
)
_PLACE = re.compile(r"p\.?\s?o\.?\s?box|\b[A-Z]{2}\s+\d{5}\b|\d+\s+\w+|,\s?[A-Z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that the letter says. ``key`` is that of a detail of the case.

    ``page`` is 0-based in the file; ``words`` is the line or sentence as printed.
    """

    key: str
    value: str
    page: int
    words: str


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a letter says: ``said`` has at most one entry for each detail."""

    said: tuple[Said, ...] = ()
    quotes: tuple[Quote, ...] = ()
    stated: Stated | None = None
    stated_page: int = 0

    def detail(self, key: str) -> Said | None:
        """What the letter says of a detail of the case."""
        return next((said for said in self.said if said.key == key), None)


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    text: str
    fields: tuple[Field, ...]

    def line(self, number: int) -> str:
        lines = self.text.split("\n")
        return " ".join(lines[number].split())[:300] if number < len(lines) else ""


def read_letter(
    pages: Sequence[str], phrases: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> LetterFacts:
    """Read a letter.

    Args:
        pages: the text of each page.
        phrases: how letters put each kind of reason, by the kind's id.
    """
    read = [
        _Page(number, text[:_MOST_TEXT], fields_in(text[:_MOST_TEXT]))
        for number, text in enumerate(pages[:_MOST_PAGES])
    ]
    said = (find(read) for find in _FINDERS)
    stated, at = next(
        ((found, p.number) for p in read if (found := stated_deadline(p.text)) is not None),
        (None, 0),
    )
    return LetterFacts(
        tuple(s for s in said if s is not None),
        quotes_in([p.text for p in read], phrases),
        stated,
        at,
    )


def day_words(day: date) -> str:
    """A day as a letter writes it: "March 5, 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def _of_fields(
    key: str, label: Label, value: Callable[[Field], str]
) -> Callable[[Sequence[_Page]], Said | None]:
    """A finder of the first field with a label whose value makes sense."""

    def find(pages: Sequence[_Page]) -> Said | None:
        for page in pages:
            for field in page.fields:
                if field.label is label and (found := value(field)):
                    return Said(key, found, page.number, page.line(field.line))
        return None

    return find


def _patient(pages: Sequence[_Page]) -> Said | None:
    named = next(
        (
            found
            for label in (Label.PATIENT, Label.ANY_NAME)
            if (found := _of_fields("patient_name", label, _name_behind_sign)(pages)) is not None
        ),
        None,
    )
    if named is not None or not pages:
        return named
    page = pages[0]
    match = _DEAR.search(page.text)
    if match is None:
        return None
    to = match.group("to").strip()
    if full := name_in(to):
        return Said("patient_name", full, 0, " ".join(match.group(0).split()))
    surname = normal_name(to)
    for line in page.text[: match.start()].split("\n")[:30]:
        plain = " ".join(line.split())
        if name_in(plain) == plain and plain and normal_name(plain).split()[-1] == surname:
            return Said("patient_name", plain, 0, plain)
    return None


def _name_behind_sign(field: Field) -> str:
    name = name_in(field.value) if field.has_sign else ""
    last, comma, first = name.partition(",")
    name = f"{first.strip()} {last.strip()}" if comma else name
    return name.title() if name.isupper() else name


def _member(pages: Sequence[_Page]) -> Said | None:
    for page in pages:
        for field in page.fields:
            for found in member_ids([field], is_insurer=True):
                return Said("member_id", found, page.number, page.line(field.line))
    return None


def _claim(pages: Sequence[_Page]) -> Said | None:
    for page in pages:
        for field in page.fields:
            for found in claim_numbers([field]):
                return Said("claim_number", found, page.number, page.line(field.line))
    return _of_fields("claim_number", Label.CASE, lambda f: number_in(f.value))(pages)


def _group(field: Field) -> str:
    return number_in(field.value) if field.has_sign else ""


def _denial_date(pages: Sequence[_Page]) -> Said | None:
    if not pages:
        return None
    page = pages[0]
    day = written(page.text, page.fields, kind_guess(page.text))
    if day is None:
        return None
    return Said("denial_date", day_words(day), 0, _line_with(page, day))


def _line_with(page: _Page, day: date) -> str:
    lines = (" ".join(line.split()) for line in page.text.split("\n"))
    return next((line[:300] for line in lines if day in dates_in(line)), day_words(day))


def _service(pages: Sequence[_Page]) -> Said | None:
    found = _of_fields("service", Label.SERVICE, _service_of)(pages)
    if found is not None:
        return found
    for page in pages[:2]:
        for sentence in sentences(page.text):
            match = _ASKED.search(sentence)
            if match is not None:
                what = _CODE_BEHIND.sub("", match.group("what")).strip(" ,")
                if len(what.split()) > 1 and not _NO_SERVICE.match(what):
                    return Said("service", what, page.number, sentence)
    return None


def _service_of(field: Field) -> str:
    value = mended(_CODE_BEHIND.sub("", field.value).strip(" ,.;-"))
    is_sentence = "." in value[:-1] and len(value) > 60  # noqa: PLR2004
    has_words = sum(c.isalpha() for c in value) > 3  # noqa: PLR2004
    return value if field.has_sign and has_words and not is_sentence else ""


def _code(pages: Sequence[_Page]) -> Said | None:
    for page in pages:
        codes = procedure_codes(page.text)
        if codes:
            order = sorted(codes, key=page.text.find)
            line = next(
                " ".join(text.split())[:300] for text in page.text.split("\n") if order[0] in text
            )
            return Said("service_code", ", ".join(order[:6]), page.number, line)
    return None


def _diagnosis(field: Field) -> str:
    if not field.has_sign:
        return ""
    value = field.value.strip(" .;")
    is_short = len(value.split()) <= 12  # noqa: PLR2004  more is a sentence
    return value if is_short and (diagnosis_codes(f"ICD {value}") or len(value) > 3) else ""  # noqa: PLR2004


def _service_date(field: Field) -> str:
    days = dates_in(field.value)[:2] if field.has_sign else ()
    return " to ".join(dict.fromkeys(map(day_words, days)))


def _provider(field: Field) -> str:
    value = re.split(r"\s\(|;|\bNPI\b|\d", field.value)[0].strip(" ,.-") if field.has_sign else ""
    words = value.split()
    is_name = 2 <= len(words) <= 6 and all(w[0].isupper() for w in words if w[0].isalpha())  # noqa: PLR2004
    return value if is_name else ""


def _insurer(pages: Sequence[_Page]) -> Said | None:
    named = _of_fields("insurer_name", Label.INSURER, _company)(pages)
    if named is not None or not pages:
        return named
    heads = [(0, line) for line in pages[0].text.split("\n")[:4]]
    feet = [(p.number, line) for p in pages for line in _below_greeting(p.text)]
    found = [(number, " ".join(line.split())) for number, line in (*feet, *heads)]
    for number, line in found:
        name = _OFFICE.sub("", line).strip(" ,")
        if 1 < len(name.split()) <= 7 and _is_company(name):  # noqa: PLR2004
            return Said("insurer_name", name, number, line)
    return None


def _below_greeting(text: str) -> list[str]:
    _, greeting, below = text.partition("Sincerely")
    return below.split("\n")[1:6] if greeting else []


def _is_company(name: str) -> bool:
    return (
        _COMPANY.search(name) is not None
        and not any(c.isdigit() for c in name)
        and name[0].isupper()
        and name[-1] not in ".:;?!"
        and not re.search(
            r"\b(?:your?|this|we|our|notice|explanation|letter|director|re|subject|adverse|denial"
            r"|determination|decision)\b",
            name,
            re.IGNORECASE,
        )
    )


def _company(field: Field) -> str:
    name = field.value.split("  ")[0].strip(" .,")
    return name if field.has_sign and _is_company(name) else ""


def _plan(field: Field) -> str:
    words = field.value.split()
    is_name = field.has_sign and 1 < len(words) <= 7 and field.value[:1].isupper()  # noqa: PLR2004
    return field.value if is_name and field.value[-1] not in ".:;" else ""


def _address(pages: Sequence[_Page]) -> Said | None:
    """The lines below "send your appeal to:". An address elsewhere in the letter is another one."""
    for page in pages:
        lines = [" ".join(line.split()) for line in page.text.split("\n")]
        for at, line in enumerate(lines):
            if not _ADDRESS.search(line) or not line.endswith(":"):
                continue
            block: list[str] = []
            for below in lines[at + 1 : at + 6]:
                if (
                    not below
                    or re.match(r"(?:fax|phone|tel|you|if|or)\b", below, re.IGNORECASE)
                    or (
                        below.endswith(".") and len(below) > 40  # noqa: PLR2004
                    )
                ):
                    break
                block.append(below)
            if len(block) > 1 and any(_PLACE.search(part) for part in block):
                words = " ".join([line, *block])
                return Said("insurer_address", "\n".join(block), page.number, words)
    return None


def _fax(pages: Sequence[_Page]) -> Said | None:
    """A fax number within a few lines below a word on where appeals go."""
    for page in pages:
        for cue in _ADDRESS.finditer(page.text):
            match = _FAX.search(page.text, cue.start(), cue.end() + 300)
            if match is not None:
                start = page.text.rfind("\n", 0, match.start()) + 1
                line = page.text[start:].split("\n", 1)[0]
                return Said("insurer_fax", match.group("fax"), page.number, " ".join(line.split()))
    return None


def _birth(field: Field) -> str:
    day = next(iter(dates_in(field.value[:24])), None)
    return day_words(day) if day is not None and str(day.year) in field.value[:24] else ""


_FINDERS: tuple[Callable[[Sequence[_Page]], Said | None], ...] = (
    _patient,
    _of_fields("patient_birth_date", Label.BIRTH, _birth),
    _member,
    _of_fields("group_number", Label.GROUP, _group),
    _insurer,
    _address,
    _fax,
    _of_fields("plan_name", Label.PLAN, _plan),
    _claim,
    _denial_date,
    _service,
    _code,
    _of_fields("diagnosis", Label.DIAGNOSIS, _diagnosis),
    _of_fields("service_date", Label.SERVICE_DATE, _service_date),
    _of_fields("provider_name", Label.PROVIDER, _provider),
)
