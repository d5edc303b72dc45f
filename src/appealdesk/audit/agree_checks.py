"""Checks that the papers agree with the case and with each other, as far as their words were read.

A paper with no facts is not judged, and neither is a fact of which only one side is known.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date

from appealdesk.audit.evidence_checks import written
from appealdesk.audit.matter import SIGNED, Filed, Matter
from appealdesk.audit.places import Place
from appealdesk.audit.values import NOTHING, Verdict, weak
from appealdesk.case.situation import Timing
from appealdesk.case.values import Kind
from appealdesk.guidance.deadlines import long_day
from appealdesk.reading.dates import parse_date
from appealdesk.reading.letter import day_words
from appealdesk.reading.medical import body_parts, is_related, sides
from appealdesk.reading.paper import PaperFacts
from appealdesk.reading.values import is_same_id, is_same_name

_PROCEDURE = re.compile(r"\b(?:\d{4}[0-9FTUM]|[A-V]\d{4})\b")
_DIAGNOSIS = re.compile(r"(?<![\w.-])[A-Z]\d[0-9AB](?:\.[0-9A-Z]{1,4})?(?![\w-])")
_NO_CODES = frozenset({"B12", "T10", "T11", "T12"})  # a vitamin and vertebrae; no such codes exist
_BETWEEN = re.compile(r"\s*(?:[,;/&\n]|\band\b|\bor\b)\s*", re.IGNORECASE)
_NAMED = 3  # numbers, codes or parts that one line names
_CATEGORY = 3  # letters of an ICD-10 code that name its family
_SPEAKS = (Kind.DENIAL_LETTER, *SIGNED)
"""Papers that speak of the very care that was denied."""


def same_person_everywhere(matter: Matter) -> Verdict:
    """No paper names another patient, or another birth date."""
    details = matter.case.details
    read = [
        (f, f.facts) for f in matter.filed if f.facts and (f.facts.names or f.facts.birth_dates)
    ]
    if not read or not details.patient_name:
        return NOTHING
    ours = (details.patient_name, details.sender_name)
    born = parse_date(details.patient_birth_date)
    return weak(
        filed.place(words, "pages")
        for filed, facts in read
        if (words := _someone_else(facts, tuple(n for n in ours if n), born))
    )


def numbers_agree(matter: Matter) -> Verdict:
    """Member IDs everywhere, claim or case numbers in the denial letter."""
    details = matter.case.details
    where: list[Place] = []
    judged = False
    for filed, facts in _read(matter):
        if facts.member_ids and details.member_id:
            judged = True
            if not _has_number(details.member_id, facts.member_ids):
                where.append(filed.place(f"it has the member ID {_all(facts.member_ids)}", "pages"))
        is_letter = filed.document.kind is Kind.DENIAL_LETTER
        if is_letter and facts.claim_numbers and details.claim_number:
            judged = True
            if not _has_number(details.claim_number, facts.claim_numbers | facts.case_numbers):
                words = f"the denial letter has {_all(facts.claim_numbers)}"
                place = Place("detail", 0, f"Claim or reference number: {words}", "claim_number")
                where.append(place)
    return weak(where) if judged else NOTHING


def codes_agree(matter: Matter) -> Verdict:
    """Procedure and diagnosis codes of the case stand in the papers that speak of the care."""
    details = matter.case.details
    care = frozenset(_PROCEDURE.findall(details.service_code.upper()))
    illness = frozenset(_DIAGNOSIS.findall(details.diagnosis.upper())) - _NO_CODES
    where: list[Place] = []
    judged = False
    for filed, facts in _read(matter, *_SPEAKS):
        if care and facts.procedure_codes:
            judged = True
            if care.isdisjoint(facts.procedure_codes):
                where.append(_other_code(filed, facts.procedure_codes, care))
        if illness and facts.diagnosis_codes:
            judged = True
            if not _is_related(illness, facts.diagnosis_codes, filed.document.kind):
                where.append(_other_code(filed, facts.diagnosis_codes, illness))
    return weak(where) if judged else NOTHING


def sides_agree(matter: Matter) -> Verdict:
    """A paper about the care that names only the other side."""
    ours, parts = _our_sides(matter), _our_parts(matter)
    read = [
        (filed, facts)
        for filed, facts in _read(matter, *_SPEAKS, Kind.TEST_RESULT)
        # A test of another part of the body may well be of the other side.
        if facts.sides and not (parts and facts.body_parts and parts.isdisjoint(facts.body_parts))
    ]
    if len(ours) != 1 or not read:
        return NOTHING
    return weak(
        filed.place(
            f"it speaks of the {_only(facts.sides)}, your case of the {_only(ours)}", "pages"
        )
        for filed, facts in read
        if ours.isdisjoint(facts.sides)
    )


def parts_agree(matter: Matter) -> Verdict:
    """The doctor's letters speak of a part of the body that the case or the denial is about."""
    ours = _our_parts(matter)
    read = [(f, x) for f, x in _read(matter, *SIGNED) if x.body_parts]
    if not ours or not read:
        return NOTHING
    return weak(
        filed.place(
            f"it speaks of the {_all(facts.body_parts)}, your case of the {_all(ours)}", "pages"
        )
        for filed, facts in read
        if not is_related(ours, facts.body_parts)
    )


def dates_agree(matter: Matter) -> Verdict:
    """The dates of the case stand in the denial letter; no letter is later than the appeal."""
    details, told = matter.case.details, matter.case.situation
    letters = [facts for _, facts in _read(matter, Kind.DENIAL_LETTER)]
    where: list[Place] = []
    judged = False
    printed = {facts.written for facts in letters} - {None}
    notice = parse_date(details.denial_date)
    if notice and printed:
        judged = True
        if notice not in printed:
            days = ", ".join(long_day(day) for day in printed if day)
            words = f"Date of the denial letter: the letter has {days}"
            where.append(Place("detail", 0, words, "denial_date"))
    service = parse_date(details.service_date)
    named = {day for facts in letters for day in facts.dates}
    is_planned = told.timing is Timing.BEFORE or (notice and service and service > notice)
    if service and named and not is_planned:
        judged = True
        if service not in named:
            words = "Date of service: the denial letter does not have this day"
            where.append(Place("detail", 0, words, "service_date"))
    latest = parse_date(details.letter_date) or matter.today
    for filed in matter.of_kind(*SIGNED):
        day = written(filed)
        if day and latest:
            judged = True
            if day > latest:
                where.append(filed.place(f"dated {long_day(day)}, after your appeal", "date"))
    return weak(where) if judged else NOTHING


def _read(matter: Matter, *kinds: Kind) -> Iterator[tuple[Filed, PaperFacts]]:
    """Papers of these kinds (none given: of all) whose words were read."""
    for filed in matter.of_kind(*kinds) if kinds else matter.filed:
        if filed.facts is not None:
            yield filed, filed.facts


def _someone_else(facts: PaperFacts, ours: tuple[str, ...], born: date | None) -> str:
    """Who else a paper seems to be about, in words; "" for nobody."""
    birth_dates = {_in_century_of(born, day) for day in facts.birth_dates} if born else set()
    if born and birth_dates == {born}:
        return ""  # the same birth date and no other: a name that was changed or misread
    others = sorted(n for n in facts.names if not any(is_same_name(n, own) for own in ours))
    # A plan's papers name the subscriber too. A second birth date is what makes a second patient.
    if others and (len(others) == len(facts.names) or len(facts.birth_dates) > 1):
        return f"it names {others[0].title()}"
    if born and birth_dates and born not in birth_dates:
        return f"it has the birth date {day_words(min(birth_dates))}"
    return ""


def _in_century_of(born: date, day: date) -> date:
    """A day whose year may have been printed with two digits only, as the one that is meant."""
    is_same = (day.month, day.day, day.year % 100) == (born.month, born.day, born.year % 100)
    return born if is_same else day


def _has_number(ours: str, theirs: AbstractSet[str]) -> bool:
    """Whether a paper has one of our numbers; a detail may hold two ("C-1, C-2")."""
    parts = (ours, *_BETWEEN.split(ours))
    return any(is_same_id(one, other) for one in parts if one for other in theirs)


def _is_related(ours: frozenset[str], theirs: frozenset[str], kind: Kind) -> bool:
    """Whether a paper has one of our diagnoses; an insurer may well have a broader one."""
    if kind is Kind.DENIAL_LETTER:
        return bool({c[:_CATEGORY] for c in ours} & {c[:_CATEGORY] for c in theirs})
    return not ours.isdisjoint(theirs)


def _other_code(filed: Filed, theirs: frozenset[str], ours: frozenset[str]) -> Place:
    return filed.place(f"it has {_all(theirs)}, your case {_all(ours)}", "pages")


def _our_sides(matter: Matter) -> AbstractSet[str]:
    """Left or right as the case says it, else as the denial letter does."""
    details = matter.case.details
    told = sides(f"{details.service}\n{details.diagnosis}")
    if told:
        return told
    return frozenset[str]().union(*(facts.sides for _, facts in _read(matter, Kind.DENIAL_LETTER)))


def _our_parts(matter: Matter) -> AbstractSet[str]:
    """The parts of the body that the care is about, as far as the case or the letter says."""
    details = matter.case.details
    told = body_parts(f"{details.service}\n{details.diagnosis}")
    letters = (facts.body_parts for _, facts in _read(matter, Kind.DENIAL_LETTER))
    return told.union(*letters)


def _only(found: AbstractSet[str]) -> str:
    return " and ".join(f"{side} side" for side in sorted(found))


def _all(found: AbstractSet[str]) -> str:
    named = ", ".join(sorted(found)[:_NAMED])
    return f"{named}, ..." if len(found) > _NAMED else named
