"""Checks of the evidence: the doctor's support, what is new, and what only the user can tell."""

from datetime import date

from appealdesk.audit.case_checks import of_kind
from appealdesk.audit.matter import SIGNED, SUPPORT, Filed, Matter
from appealdesk.audit.places import Place
from appealdesk.audit.values import DONE, NOTHING, Verdict, weak
from appealdesk.case.situation import Novelty
from appealdesk.case.values import Kind
from appealdesk.reading.dates import parse_date

_CLINICAL = "clinical-justification"
_ADD_RULE = Place("case", 0, "Add the rule that was used", "add-files")
# Papers that are no evidence of the patient's health, whatever date they bear.
_NO_EVIDENCE = frozenset(
    {
        Kind.DENIAL_LETTER,
        Kind.PREVIOUS_APPEAL,
        Kind.CRITERIA,
        Kind.PLAN_DOCUMENT,
        Kind.GUIDELINE,
        Kind.FORM,
        Kind.PROOF,
    }
)
_CHART = (Kind.PROVIDER_NOTE, Kind.RECORD, Kind.THERAPY_RECORD)
# Tables of ``resources/guidance/tables.toml`` that answer a question when they are filled in.
_TRIED = ("prior-treatments", "medicines")
_RESULTS = ("result-plan",)
# Stages of ``resources/guidance/stages.toml`` of which a begun one answers a question.
_ASKED_FOR_RULE = "letter"
_PEER_TO_PEER = "peer-to-peer"


def provider_support(matter: Matter) -> Verdict:
    """A letter or a note of the treating doctor is in the packet."""
    if any(matter.of_kind(*SUPPORT)):
        return DONE
    return weak(of_kind(matter.case, "Add the doctor's letter or notes", *SUPPORT))


def provider_signed(matter: Matter) -> Verdict:
    """The doctor's own letters are signed; where their words do not tell, the user does."""
    letters = tuple(matter.of_kind(*SIGNED))
    if not letters:
        return NOTHING
    told = [(f, f.facts.is_signed if f.facts else None) for f in letters]
    bare = [
        f.place("its signature line is empty", "pages") for f, signed in told if signed is False
    ]
    if bare:
        return weak(bare)
    unclear = [f.place("look for the signature", "pages") for f, signed in told if signed is None]
    return matter.ask("provider-signed", *unclear) if unclear else DONE


def provider_dated(matter: Matter) -> Verdict:
    """The doctor's own letters bear a date."""
    read = [f for f in matter.of_kind(*SIGNED) if f.document.date or f.facts]
    if not read:
        return NOTHING
    return weak(f.place("which date does it bear?", "date") for f in read if written(f) is None)


def letter_says(matter: Matter) -> Verdict:
    """Only a reader can tell what the doctor's letter is worth."""
    letters = [f.place("read it", "pages") for f in matter.of_kind(*SIGNED)]
    return matter.ask("letter-says", *letters) if letters else NOTHING


def something_new(matter: Matter) -> Verdict:
    """At least one paper that the insurer did not have when it denied."""
    evidence = [f for f in matter.filed if f.document.kind not in _NO_EVIDENCE]
    notice = parse_date(matter.case.details.denial_date)
    marked = any(f.document.novelty is Novelty.NEW for f in matter.filed)
    if marked or any(_is_later(f, notice) for f in evidence):
        return DONE
    if not evidence and not matter.has_answer:
        return NOTHING
    add = Place("case", 0, "Add a new letter, note or test result", "add-files")
    unknown = (f for f in evidence if f.document.novelty is Novelty.UNKNOWN)
    return weak([*(f.place("did the insurer have it?", "novelty") for f in unknown), add])


def written(filed: Filed) -> date | None:
    """The date of a paper: as the user says, else as it was read."""
    return parse_date(filed.document.date) or (filed.facts.written if filed.facts else None)


def symptoms_told(matter: Matter) -> Verdict:
    """Asked of the user."""
    return matter.ask(
        "symptoms-told", *matter.section(_CLINICAL, "Write since when, how bad, what you cannot do")
    )


def treatments_told(matter: Matter) -> Verdict:
    """A table of them is filled in, or the user says that the text lists them."""
    if _has_rows(matter, *_TRIED):
        return DONE
    return matter.ask("treatments-told", *matter.section(_CLINICAL, "List what was tried"))


def alternatives_told(matter: Matter) -> Verdict:
    """Asked of the user."""
    return matter.ask(
        "alternatives-told", *matter.section(_CLINICAL, "Write why other care would not do")
    )


def risks_told(matter: Matter) -> Verdict:
    """Asked of the user."""
    return matter.ask(
        "risks-told", *matter.section(_CLINICAL, "Write what is special, and what waiting would do")
    )


def result_told(matter: Matter) -> Verdict:
    """The table of results is filled in, or the user says that the text tells them."""
    if _has_rows(matter, *_RESULTS):
        return DONE
    return matter.ask("result-told", *matter.section(_CLINICAL, "Write what it will change"))


def criteria_had(matter: Matter) -> Verdict:
    """The rule is in the packet, or the user has it or has asked for it."""
    if any(matter.of_kind(Kind.CRITERIA)) or _is_begun(matter, _ASKED_FOR_RULE):
        return DONE
    return matter.ask("criteria-had", _ADD_RULE)


def papers_named(matter: Matter) -> Verdict:
    """Asked of the user, with the letter at hand."""
    letters = [
        f.place("read what it asks for", "pages") for f in matter.of_kind(Kind.DENIAL_LETTER)
    ]
    return matter.ask("papers-named", *letters) if letters else NOTHING


def peer_to_peer(matter: Matter) -> Verdict:
    """A talk that was had stands among the stages; else the user is asked."""
    return DONE if _is_begun(matter, _PEER_TO_PEER) else matter.ask("peer-to-peer")


def late_notes(matter: Matter) -> Verdict:
    """Asked of the user where there is a chart."""
    charts = [f.place("look at the notes", "pages") for f in matter.of_kind(*_CHART)]
    return matter.ask("late-notes", *charts) if charts else NOTHING


def _has_rows(matter: Matter, *tables: str) -> bool:
    """Whether a table of one of these kinds says something."""
    filled = (t for r in matter.case.reasons for t in r.tables if t.kind in tables)
    return any(any(row.cells) for table in filled for row in table.rows)


def _is_begun(matter: Matter, stage_id: str) -> bool:
    stages = (s for s in matter.case.stages if s.stage == stage_id)
    return any(s.started or s.ended or s.outcome for s in stages)


def _is_later(filed: Filed, notice: date | None) -> bool:
    if filed.document.novelty is not Novelty.UNKNOWN or notice is None:
        return False
    day = written(filed)
    return day is not None and day > notice
