"""Labelled fields of a paper: "Member ID: W123", "Claim # | 2026-44", a label above its value.

Only what carries a label is taken; a number that merely looks like one is not. Every pattern is
tried on one line at a time, and every repetition in it is bounded, so that no text takes long.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

_MOST_LINE = 2000  # characters of a line that are looked at
_MOST_LINES = 3000  # of a page
_MOST_VALUE = 160


class Label(StrEnum):
    """What a labelled value is."""

    PATIENT = "patient"
    ANY_NAME = "any-name"  # "Name", "Re": the patient's, where a number or a birth date is near
    SUBSCRIBER = "subscriber"  # who holds the policy; may be somebody else than the patient
    BIRTH = "birth"
    MEMBER_ID = "member-id"
    ANY_ID = "any-id"  # "ID number": in a letter of the insurer it is the member's
    GROUP = "group"
    CLAIM = "claim"
    CASE = "case"  # case, request, tracking number: an insurer's or a laboratory's
    NOTICE_DATE = "notice-date"
    DATE = "date"
    VISIT_DATE = "visit-date"  # of a visit, an examination, a report
    SERVICE_DATE = "service-date"
    SERVICE = "service"
    PROCEDURE = "procedure"
    DIAGNOSIS = "diagnosis"
    PROVIDER = "provider"
    INSURER = "insurer"
    PLAN = "plan"
    OTHER = "other"  # known only to end the value in front of it


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value as printed. ``line`` counts the lines of the text from 0.

    ``has_sign`` is False when no colon or the like parts them ("claim number 123"): whoever reads
    it then asks for a value of a strong shape.
    """

    label: Label
    value: str
    line: int
    has_sign: bool = True


_ID = r"(?:[il1|]d\b\.?(?:\s?(?:number|no\.|no\b|#|card))?|identification\s?(?:number|no\.?|#)?)"
_NO = r"(?:number|numbers|nos?\.|no\b|num\b|#)"
_NUM = rf"(?:{_ID}|{_NO})"
_MEMBER = r"(?:me(?:m|rn)ber|subscriber|enrollee|beneficiary|insured|participant|recipient)"
_CLAIM = r"c[l1i|]a[il1|](?:m|rn)"
_OWN = r"(?:'s|\u2019s|s|\(s\))?"
_DATE = r"date"
_SORTS: tuple[tuple[Label, str], ...] = (
    (
        Label.BIRTH,
        (r"d\.?\s?[o0]\.?\s?b\b\.?|date\s?of\s?birth|birth\s?date|birthday|born\b(?:\son)?"),
    ),
    (Label.GROUP, rf"(?:group|grp)(?:\s?/\s?policy)?\s?\.?{_NUM}|plan\s?{_NUM}|(?:group|grp)\b"),
    (
        Label.CLAIM,
        (
            rf"{_CLAIM}\s?(?:reference\s?)?{_NUM}|{_CLAIM}\s?reference|(?:plan\s|service\s)?"
            rf"reference\s?(?:/\s?auth\s?)?{_NUM}|ref\b\.?\s?{_NUM}?|auth(?:orization)?\b\.?\s?"
            rf"(?:request\s?)?(?:reference\s?)?{_NUM}|{_CLAIM}\b|reference\b"
        ),
    ),
    (
        Label.CASE,
        (
            rf"(?:case|request|tracking|appeal|grievance|determination)\s?{_NUM}"
            rf"|document\s?control\s?{_NUM}|internal\s?control\s?{_NUM}|dcn\b|icn\b"
        ),
    ),
    (
        Label.OTHER,
        (
            rf"patient\s?(?:account\s?)?{_NUM}|(?:medical\s?)?record\s?{_NUM}|mrn\b|chart\s?{_NUM}"
            rf"|account\s?{_NUM}|npi\b|tax\s?id\b|tin\b|provider\s?{_NUM}|{_CLAIM}s?\s?address"
            rf"|{_MEMBER}\s?services|provider\s?services|customer\s?services?|patient\s?portal"
        ),
    ),
    (
        Label.MEMBER_ID,
        (
            rf"{_MEMBER}{_OWN}\s?{_NUM}|policy\s?(?:holder\s?)?{_NUM}|certificate\s?{_NUM}"
            rf"|(?:medicare|medicaid)\s?(?:beneficiary\s?)?{_NUM}|mbi\b|hicn?\b|cin\b|insurance\s?{_ID}"
        ),
    ),
    (
        Label.NOTICE_DATE,
        (
            rf"(?:notice|letter|mail(?:ing|ed)?|determination|denial|decision|process(?:ed|ing)?|paid"
            rf"|issue|statement)\s?{_DATE}|{_DATE}\s?(?:of\s(?:this\s)?(?:notice|letter|determination"
            rf"|denial|decision)|mailed|issued|processed)"
        ),
    ),
    (
        Label.SERVICE_DATE,
        (
            rf"{_DATE}{_OWN}\s?of\s?service(?:\s?requested)?|service\s?{_DATE}{_OWN}|d\.?o\.?s\b\.?"
            rf"|admission\s?{_DATE}|expected\s?(?:dos|{_DATE})|start\s?{_DATE}"
        ),
    ),
    (
        Label.VISIT_DATE,
        (
            rf"(?:visit|exam|examination|encounter|report|study|collection|signed)\s?{_DATE}|{_DATE}"
            rf"\s?(?:of\s(?:visit|exam|examination|study|encounter|report|injury)|collected|signed)"
        ),
    ),
    (
        Label.OTHER,
        (
            rf"(?:received|request(?:ed)?|review|due|expiration|effective|print(?:ed)?)\s?{_DATE}"
            rf"|(?:request|{_DATE})\s?received|{_DATE}\s?(?:requested|due|printed|reviewed)"
        ),
    ),
    (
        Label.PROCEDURE,
        (
            rf"(?:cpt|hcpcs)(?:\s?/\s?hcpcs)?(?:\s?codes?|\s?{_NUM})?{_OWN}|(?:procedure|proc|service"
            rf"|treatment|billing)\.?\s?codes?{_OWN}"
        ),
    ),
    (
        Label.DIAGNOSIS,
        (
            rf"icd(?:-?\s?10)?(?:-cm)?(?:\s?codes?)?|diagnos(?:is|es|tic)\s?codes?{_OWN}|dx\b"
            rf"(?:\s?codes?)?|diagnos(?:is|es)(?:\s?on\s?the\s?request)?|condition"
        ),
    ),
    (
        Label.SERVICE,
        (
            rf"services?\s?(?:requested|denied|subject\s?to\s?(?:this\s?)?notice|description)"
            rf"|requested\s?(?:services?|item|treatment|procedure|drug|medication)|(?:drug|medication|"
            rf"item|treatment|procedure)\s?(?:requested|denied)|denied\s?services?|procedure|service"
            rf"|treatment|description{_OWN}|medication|drug\s?name"
        ),
    ),
    (
        Label.PROVIDER,
        (
            rf"(?:requesting|ordering|referring|treating|rendering|servicing|attending|billing"
            rf"|requested|prescribing)\s?(?:provider|physician|doctor|prescriber)(?:\s?name)?"
            rf"|(?:provider|physician|doctor|prescriber){_OWN}(?:\s?name)?|(?:requested|ordered|"
            rf"performed|prescribed)\s?by"
        ),
    ),
    (
        Label.INSURER,
        (
            r"insurance\s?(?:company|carrier|plan)|insurer|carrier|payer|payor|health\s?plan(?:\s?name)?"
            r"|(?:claims\s?)?administered\s?by|claims?\s?administrator"
        ),
    ),
    (Label.PLAN, r"plan\s?name|plan\s?type|benefit\s?plan|plan"),
    (
        Label.PATIENT,
        (
            rf"(?:patient|me(?:m|rn)ber|beneficiary|enrollee|covered\s?person){_OWN}(?:\s?name)?"
            r"|name\s?of\s?(?:patient|member|enrollee|beneficiary)"
        ),
    ),
    (Label.SUBSCRIBER, rf"(?:subscriber|insured|participant|policy\s?holder){_OWN}(?:\s?name)?"),
    (Label.ANY_NAME, r"(?<![a-z]\s)name|re"),
    (Label.ANY_ID, rf"{_ID}"),
    (Label.DATE, r"date"),
    (
        Label.OTHER,
        (
            r"(?:tele)?phone|fax|address|sex|gender|age|height|weight|facility|hospital|location|page"
            r"|subject|to|from|cc|status|type|total|amount\s?(?:billed|paid|allowed)?|billed|charges?"
            r"|allowed|department|attn|attention|email|e-mail|reason|decision|room|insurance|employer"
            r"|signature|title|specialty|relationship|primary|secondary|result|comments?"
        ),
    ),
)
_NAMES = {f"g{n}": label for n, (label, _) in enumerate(_SORTS)}
_LABEL = re.compile(
    r"(?<![\w$'\u2019-])(?:" + "|".join(f"(?P<g{n}>{p})" for n, (_, p) in enumerate(_SORTS)) + r")"
    r"(?![a-z0-9])(?:\s?\([^()]{0,30}\))?"
    r"(?P<sep>\s{0,8}(?:\.{2,40}|[:;|=\uff1a]|#\s?:?|\s[-\u2013\u2014]\s|\t)\s{0,12}|\s{0,12}\Z)?",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\*\*|__|(?<!\S)[>\u2022*]\s")  # Markdown and bullets
_GAP = re.compile(r"\t|\s{3,}|\|")
_CELLS = re.compile(r"\t|\s{2,}|\s?\|\s?")
_FREE = frozenset({Label.MEMBER_ID, Label.CLAIM, Label.CASE, Label.GROUP, Label.PATIENT,
                   Label.SUBSCRIBER, Label.BIRTH, Label.PROCEDURE, Label.DIAGNOSIS})  # fmt: skip
"""Labels whose value has such a shape that it may follow without a colon."""


@dataclass(frozen=True, slots=True)
class _Hit:
    label: Label
    start: int
    end: int
    has_sign: bool  # a colon or the like stands behind it


def fields_in(text: str) -> tuple[Field, ...]:
    """Every labelled value of a text, in order. One value may be read under two labels."""
    lines = [_plain(line) for line in text.split("\n", _MOST_LINES)[:_MOST_LINES]]
    found: list[Field] = []
    hits = [_hits(line) for line in lines]
    bare = [_is_bare(line, marks) for line, marks in zip(lines, hits, strict=True)]
    at = 0
    while at < len(lines):
        if bare[at] and hits[at]:
            at = _read_heads(lines, hits, bare, at, found)
        else:
            found.extend(_inline(lines[at], hits[at], at))
            found.extend(_wrapped(lines, hits[at], at))
            at += 1
    return tuple(found)


def _plain(line: str) -> str:
    """A line without marks. White space in it stays: a wide gap parts columns."""
    line = line[:_MOST_LINE]
    return _MARKS.sub("", line).strip() if "*" in line or "_" in line else line.strip()


def _hits(line: str) -> list[_Hit]:
    hits = []
    for match in _LABEL.finditer(line):
        name = next(key for key in _NAMES if match.group(key) is not None)
        sep = match.group("sep") or ""
        has_sign = bool(sep.strip()) or "\t" in sep or match.group(name).endswith("#")
        hits.append(_Hit(_NAMES[name], match.start(), match.end(), has_sign))
    return hits


def _is_bare(line: str, hits: Sequence[_Hit]) -> bool:
    """Whether a line holds nothing but labels."""
    if not hits or len(line) > 2 * _MOST_VALUE:
        return False
    at = 0
    for hit in hits:
        if any(c.isalnum() for c in line[at : hit.start]):
            return False
        at = hit.end
    return not any(c.isalnum() for c in line[at:])


def _inline(line: str, hits: Sequence[_Hit], number: int) -> Iterator[Field]:
    """The values that stand behind their labels in the same line."""
    ends = [hit.start for hit in hits if hit.has_sign] + [len(line)]
    for hit in hits:
        if not hit.has_sign and hit.label not in _FREE:
            continue
        end = next((end for end in ends if end >= hit.end), len(line))
        value = line[hit.end : min(end, hit.end + _MOST_VALUE)].lstrip(" |")
        gap = _GAP.search(value)
        value = (value[: gap.start()] if gap else value).strip(" \t|,;")
        if value and (hit.has_sign or hit.label is not Label.OTHER):
            yield Field(hit.label, value, number, hit.has_sign)


def _wrapped(lines: Sequence[str], hits: Sequence[_Hit], at: int) -> Iterator[Field]:
    """A number whose label ends the line above it."""
    last = hits[-1] if hits else None
    if (
        last is not None
        and last.label in {Label.CLAIM, Label.MEMBER_ID}
        and last.end >= len(lines[at])
        and at + 1 < len(lines)
        and lines[at + 1]
    ):
        yield Field(last.label, lines[at + 1][:_MOST_VALUE], at + 1, has_sign=False)


def _read_heads(
    lines: Sequence[str],
    hits: Sequence[Sequence[_Hit]],
    bare: Sequence[bool],
    at: int,
    found: list[Field],
) -> int:
    """Labels without values: above them in a row, or in a stack. Gives the next line to read."""
    if len(hits[at]) > 1:
        below = _next(lines, at + 1)
        if below is not None and not bare[below]:
            values = _split(lines[below], len(hits[at]))
            found.extend(
                Field(hit.label, value[:_MOST_VALUE], below)
                for hit, value in zip(hits[at], values, strict=False)
                if value
            )
        return at + 1
    stack = [at]
    while (after := _next(lines, stack[-1] + 1)) is not None:
        if not bare[after] or len(hits[after]) != 1 or after - stack[-1] > 2:  # noqa: PLR2004
            break
        stack.append(after)
    values_at: list[int] = []
    line = stack[-1]
    for _ in stack:
        below = _next(lines, line + 1)
        if below is None or bare[below] or below - line > 2:  # noqa: PLR2004
            break
        values_at.append(below)
        line = below
    if len(values_at) == len(stack):
        for head, below in zip(stack, values_at, strict=True):
            if not any(hit.has_sign and hit.start == 0 for hit in hits[below]):
                found.append(Field(hits[head][0].label, lines[below][:_MOST_VALUE], below))
    return stack[-1] + 1


def _next(lines: Sequence[str], at: int) -> int | None:
    for number in range(at, min(at + 3, len(lines))):
        if lines[number]:
            return number
    return None


def _split(line: str, count: int) -> list[str]:
    """The cells of a row below ``count`` heads; none when they cannot be told apart."""
    for cells in (_CELLS.split(line), line.split(), _by_shape(line)):
        values = [cell.strip() for cell in cells if cell.strip()]
        if len(values) == count:
            return values
    return []


def _by_shape(line: str) -> list[str]:
    """Words together, each number apart: "Rosa Whitfield 1EG4TE5MK72" are two cells."""
    cells: list[str] = []
    was_word = False
    for token in line.split():
        is_word = not any(c.isdigit() for c in token)
        if is_word and was_word:
            cells[-1] = f"{cells[-1]} {token}"
        else:
            cells.append(token)
        was_word = is_word
    return cells
