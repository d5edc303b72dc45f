"""What a case knows for its papers: values as Markdown, states, and what is not known yet."""

import re
from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import ClassVar

from appealdesk.audit.clock import deadline_of
from appealdesk.audit.places import Place
from appealdesk.case.details import detail_fields, detail_keys
from appealdesk.case.situation import Timing
from appealdesk.case.values import Case, Kind
from appealdesk.desk.paper_tables import tables_of
from appealdesk.desk.paper_words import blank, cell, escaped, lines
from appealdesk.guidance.coverage import coverage, coverages
from appealdesk.guidance.deadlines import long_day
from appealdesk.guidance.reasons import reason_kind
from appealdesk.guidance.rights import rights_for
from appealdesk.guidance.services import service
from appealdesk.guidance.templates import Field, PaperKind
from appealdesk.reading.values import is_same_name

_BLANK_ROWS = 4
_FOR_USER = "ask the doctor"  # advice to the user, who gives this paper to the doctor
_LINE = 36
_ALONE = "\\" + "_" * _LINE  # underscores alone in a line would be a rule, and end the paragraph
_LONG_BLANKS = MappingProxyType({"service": 36, "diagnosis": 36, "patient_name": 30})
_MEDICARE = frozenset({"original-medicare", "medicare-advantage", "part-d"})
_MEDICAID = frozenset({"medicaid-plan", "medicaid-state"})
_ERISA = frozenset({"employer-self-funded", "employer-insured"})
_RECORDS = frozenset({Kind.PROVIDER_NOTE, Kind.THERAPY_RECORD, Kind.TEST_RESULT, Kind.RECORD})
_OUTSIDE = frozenset(
    {"external", "fair-hearing", "opm", "independent-review"}
)  # levels that somebody else decides
_OFFICE = re.compile(
    r"provider|doctor|physician|nurse|clinic|hospital|billing|office", re.IGNORECASE
)
_PATIENT = re.compile(r"\bpatient\b(?!['\u2019]s)", re.IGNORECASE)  # not "patient's neighbor"
_OTHERS = re.compile(
    r"parent|mother|father|\b(?:grand|step)?son\b|daughter|spouse|wife|husband|guardian|friend"
    r"|sister|brother|aunt\b|uncle|attorney|lawyer|advocate|representative|caregiver",
    re.IGNORECASE,
)


class Facts:
    """The values of one case for one paper.

    Attributes:
        missing: where what was asked for in vain is to be filled in, in the order of asking.
    """

    def __init__(self, kind: PaperKind, case: Case) -> None:
        self._kind, self._case = kind, case
        self.missing: dict[Place, None] = {}

    def holds(self, name: str) -> bool:
        """Whether a state holds, or a value is known."""
        return is_so(name, self._case)

    def value(self, field: Field) -> str:
        """What is printed for a field; a blank, remembered as missing, when it is not known.

        Raises:
            KeyError: there is no such field.
        """
        if field.name in detail_keys():
            return self._detail(field.name, field.amount)
        return self.FIELDS[field.name](self, field.amount)

    # ---- values

    def _detail(self, key: str, letters: int = 0) -> str:
        known = escaped(getattr(self._case.details, key))
        if not known:
            label = next(f.label for f in detail_fields() if f.key == key)
            self.missing[Place("detail", 0, label, key)] = None
        return known or blank(letters or _LONG_BLANKS.get(key, 0))

    def _form(self, rows: Iterable[tuple[str, str]]) -> str:
        first, *rest = (f"| {label}: | {cell(value)} |" for label, value in rows)
        return "\n".join([first, "|---|---|", *rest])

    def _re(self, _amount: int) -> str:
        """Who and what the paper is about; what is not needed is left out when it is unknown."""
        details = self._case.details
        rows = []
        for label, key, more, words, is_needed in _RE:
            known = escaped(getattr(details, key))
            extra = escaped(getattr(details, more)) if more else ""
            if known or is_needed:
                said = self._detail(key)
                rows.append((label, f"{said}{words.format(extra)}" if extra and known else said))
        return self._form(rows)

    def _block(self, *keys: str) -> str:
        """Lines of an address; only the first, and the address itself, are asked for."""
        told = []
        for number, key in enumerate(keys):
            known = escaped(getattr(self._case.details, key))
            if known or number == 0 or key.endswith("_address"):
                said = self._detail(key, _LINE)
                count = 2 if key.endswith("_address") else 1
                told += [_ALONE] * count if said == blank(_LINE) else [said]
        return "\\\n".join(told)

    def _insurer(self, _amount: int) -> str:
        return self._block("insurer_name", "insurer_department", "insurer_address")

    def _sender(self, _amount: int) -> str:
        return self._block("sender_name", "sender_address", "sender_phone", "sender_email")

    def _reasons(self, _amount: int) -> str:
        told = []
        for number, reason in enumerate(self._case.reasons, start=1):
            words = " ".join(escaped(reason.insurer_words).replace("\\\n", " ").split())
            said = f" The letter says: \u201c{words}\u201d" if words else ""
            title = escaped(reason.title) or blank()
            told.append(f"{number}. {title}{'' if title.endswith('.') else '.'}{said}")
        if not told:
            self.missing[Place("case", 0, "The reasons of the denial", "add-reason")] = None
            return lines(2)
        return "\n".join(told)

    def _points(self, _amount: int) -> str:
        """For each reason a heading, and room for an answer."""
        if not self._case.reasons:
            return self._reasons(0)
        rows = ["| Reason of the denial | What answers it, with date and page |", "|---|---|"]
        rows += [f"| {cell(escaped(r.title))} | |" for r in self._case.reasons]
        return "\n".join(rows)

    def _asks(self, _amount: int) -> str:
        self._ask_coverage()
        found = {right.id: right for right in rights_for(self._case.situation)}
        chosen = [found[name] for name in self._kind.rights if name in found]
        return "\n".join(f"{n}. {right.sentence}" for n, right in enumerate(chosen, start=1))

    def _rules(self, _amount: int) -> str:
        rules = self._kind.rules_for(self._case.situation.coverage)
        return "\n".join(f"- {rule.words}" for rule in rules)

    def _treatments(self, _amount: int) -> str:
        """What was tried, from the tables of the reasons; else rows to fill in."""
        known = tables_of(self._case, "prior-treatments", "medicines")
        rows = [
            "| What was tried | From, to | Dose or visits | How it ended |",
            "|---|---|---|---|",
        ]
        return known or "\n".join([*rows, *["| | | | |"] * _BLANK_ROWS])

    def _missed(self, _amount: int) -> str:
        """What the reviewer missed, and the pages that show it."""
        known = tables_of(self._case, "missing-items")
        rows = ["| What the reviewer missed | Date and page that shows it |", "|---|---|"]
        return known or "\n".join([*rows, *["| | |"] * _BLANK_ROWS])

    def _changes(self, count: int) -> str:
        """What the result will change."""
        return tables_of(self._case, "result-plan") or lines(count or 1)

    def _answers(self, _amount: int) -> str:
        """What a good answer to each reason says, where its kind is known."""
        out = []
        for number, reason in enumerate(self._case.reasons, start=1):
            kind = reason_kind(reason.kind) if reason.kind else None
            if kind is not None and not kind.is_billing:
                points = (f"- {escaped(p)}" for p in kind.answer if _FOR_USER not in p)
                out.append("\n".join([f"What helps to answer reason {number}:", "", *points]))
        return "\n\n".join(out)

    def _looks(self, _amount: int) -> str:
        """What reviewers look for in this kind of care."""
        found = service(self._case.situation.service)
        if found is None:
            return ""
        points = (f"- {escaped(point)}" for point in found.look)
        head = f"Reviewers look for this in a case of this kind ({escaped(found.title)}):"
        return "\n".join([head, "", *points])

    def _coverage(self, letters: int) -> str:
        known = self._ask_coverage()
        found = coverage(self._case.situation.coverage)
        return escaped(found.title) if known and found is not None else blank(letters)

    def _last_day(self, letters: int) -> str:
        day = deadline_of(self._case).last_day
        if day is None:
            self.missing[_DEADLINE] = None
        return blank(letters) if day is None else long_day(day)

    def _papers(self, _amount: int) -> str:
        """The papers that are in the packet."""
        titles = [
            f"- {escaped(document.title)}"
            for section in self._case.sections
            if section.is_included
            for document in section.documents
            if document.included_pages
        ]
        return "\n".join(titles) or lines(3)

    def _ask_coverage(self) -> bool:
        if is_so("coverage-known", self._case):
            return True
        self.missing[Place("case", 0, "The kind of coverage", "deadline")] = None
        return False

    FIELDS: ClassVar[MappingProxyType[str, Callable[["Facts", int], str]]] = MappingProxyType(
        {
            "blank": lambda _facts, letters: blank(letters),
            "lines": lambda _facts, count: lines(count or 1),
            "re": _re,
            "insurer": _insurer,
            "sender": _sender,
            "reasons": _reasons,
            "points": _points,
            "asks": _asks,
            "rules": _rules,
            "treatments": _treatments,
            "missed": _missed,
            "changes": _changes,
            "answers": _answers,
            "looks": _looks,
            "coverage": _coverage,
            "last_day": _last_day,
            "papers": _papers,
        }
    )


_DEADLINE = Place("case", 0, "The last day to appeal", "deadline")

# Label, its detail, a further detail with its words, whether the paper needs it.
_RE = (
    ("Patient", "patient_name", "patient_birth_date", ", born {}", True),
    ("Member ID", "member_id", "group_number", ", group {}", True),
    ("Plan", "plan_name", "", "", False),
    ("Claim or reference number", "claim_number", "", "", True),
    ("Date of the denial letter", "denial_date", "", "", True),
    ("What was denied", "service", "service_code", " ({})", True),
    ("Diagnosis", "diagnosis", "", "", False),
    ("Date of service", "service_date", "", "", False),
)


def field_names() -> frozenset[str]:
    """Every name that can be filled in."""
    return detail_keys() | Facts.FIELDS.keys()


def states() -> frozenset[str]:
    """Every name of a state that ``{if}`` can ask for."""
    return detail_keys() | _STATES.keys() | {kind.id for kind in coverages()}


def is_so(name: str, case: Case) -> bool:
    """Whether a state holds: a detail is known, the coverage is that one, or as its name says.

    Raises:
        KeyError: there is no such state.
    """
    if name in detail_keys():
        return bool(getattr(case.details, name).strip())
    if coverage(name) is not None:
        return case.situation.coverage == name
    return _STATES[name](case)


def _has(*kinds: Kind) -> Callable[[Case], bool]:
    """Whether such a paper is in the packet; what lies in the tray is not."""
    return lambda case: any(
        document.kind in kinds and document.included_pages
        for section in case.sections
        if section.is_included
        for document in section.documents
    )


def _is_patient(case: Case) -> bool:
    """Whether the patient appeals; so it is taken until somebody else is named."""
    details = case.details
    if _is_called_patient(details.sender_role):
        return True
    if _OTHERS.search(details.sender_role) or _is_office(case):
        return False
    return is_same_name(details.sender_name, details.patient_name)  # also while one is unknown


def _is_called_patient(role: str) -> bool:
    is_told = _PATIENT.search(role) is not None
    return is_told and not (_OTHERS.search(role) or _OFFICE.search(role))


def _is_office(case: Case) -> bool:
    return bool(_OFFICE.search(case.details.sender_role))


_STATES: MappingProxyType[str, Callable[[Case], bool]] = MappingProxyType(
    {
        "coverage-known": lambda case: (
            case.situation.coverage != "unknown" and coverage(case.situation.coverage) is not None
        ),
        "erisa": lambda case: case.situation.coverage in _ERISA,
        "medicare": lambda case: case.situation.coverage in _MEDICARE,
        "medicaid": lambda case: case.situation.coverage in _MEDICAID,
        "urgent": lambda case: case.situation.is_urgent,
        "care-before": lambda case: case.situation.timing is Timing.BEFORE,
        "care-ongoing": lambda case: case.situation.timing is Timing.ONGOING,
        "care-after": lambda case: case.situation.timing is Timing.AFTER,
        "outside": lambda case: case.situation.level in _OUTSIDE,
        "last_day-known": lambda case: deadline_of(case).last_day is not None,
        "reasons": lambda case: bool(case.reasons),
        "patient": _is_patient,
        "office": _is_office,
        "notes": lambda case: (
            service(case.situation.service) is not None
            or any(reason_kind(reason.kind) for reason in case.reasons if reason.kind)
        ),
        "provider-letter": _has(Kind.PROVIDER_LETTER),
        "attestation": _has(Kind.ATTESTATION),
        "criteria": _has(Kind.CRITERIA),
        "records": _has(*_RECORDS),
        "form": _has(Kind.FORM),
        "denial-letter": _has(Kind.DENIAL_LETTER),
    }
)
