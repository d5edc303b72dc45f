"""The self-audit: what is done, missing or weak in a case and its plan, and where to mend it.

Each check is a pure function from ``Matter`` to ``Verdict``, in the module of its subject. Its
words stand in ``resources/guidance/checks.toml``, in the order in which a person works.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from appealdesk.audit import (
    agree_checks,
    case_checks,
    denial_checks,
    evidence_checks,
    guideline_checks,
    in_time,
    page_checks,
    paper_checks,
    sending_checks,
    word_checks,
    wording,
)
from appealdesk.audit.matter import Matter
from appealdesk.audit.places import Place
from appealdesk.audit.values import Check, State, Verdict
from appealdesk.audit.word_checks import why_broken
from appealdesk.case.situation import Answer, AnswerState
from appealdesk.case.values import Case, DocumentId
from appealdesk.guidance.checks import CheckText, check_texts
from appealdesk.packet.values import Packet
from appealdesk.reading.paper import PaperFacts

__all__ = ["NO_PAPERS", "Check", "Place", "State", "check", "stoppers", "why_broken"]

Judge = Callable[[Matter], Verdict]

NO_PAPERS: Mapping[DocumentId, PaperFacts] = MappingProxyType({})
STOPPING = frozenset(
    {"details-needed", "reasons-shown", "citations-whole", "no-placeholders", "files-readable"}
)
"""Checks that, while missing, let no packet out."""


def check(
    case: Case,
    packet: Packet,
    papers: Mapping[DocumentId, PaperFacts] = NO_PAPERS,
    today: date | None = None,
) -> tuple[Check, ...]:
    """Run every check, in the order in which a person works through an appeal.

    Args:
        case: what is judged.
        packet: its plan; page numbers need not be settled.
        papers: what the words of its papers tell, for those that were read so far.
        today: the day, where papers of tomorrow are to be told; None judges by the case alone.
    """
    matter = Matter(case, packet, papers, today)
    return tuple(_check(text, matter) for text in check_texts())


def stoppers(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """The checks that let no packet out as they stand."""
    return tuple(c for c in checks if c.stops_export and c.state is State.MISSING)


def _hints(check_id: str) -> Judge:
    return lambda matter: wording.hinted(matter, check_id)


JUDGES: Mapping[str, Judge] = MappingProxyType(
    {
        "details-needed": case_checks.details_needed,
        "details-known": case_checks.details_known,
        "denial-letter": case_checks.denial_letter,
        "in-time": in_time.in_time,
        "urgent-fits": in_time.urgent_fits,
        "reasons-listed": denial_checks.reasons_listed,
        "reasons-complete": denial_checks.reasons_complete,
        "reasons-quote-insurer": denial_checks.reasons_quote,
        "reasons-answered": denial_checks.reasons_answered,
        "reasons-cite-evidence": denial_checks.reasons_cite,
        "tables-filled": denial_checks.tables_filled,
        "tables-cited": denial_checks.tables_cited,
        "reasons-shown": denial_checks.reasons_shown,
        "provider-support": evidence_checks.provider_support,
        "provider-signed": evidence_checks.provider_signed,
        "provider-dated": evidence_checks.provider_dated,
        "letter-says": evidence_checks.letter_says,
        "something-new": evidence_checks.something_new,
        "evidence-fits": denial_checks.evidence_fits,
        "symptoms-told": evidence_checks.symptoms_told,
        "treatments-told": evidence_checks.treatments_told,
        "alternatives-told": evidence_checks.alternatives_told,
        "risks-told": evidence_checks.risks_told,
        "result-told": evidence_checks.result_told,
        "criteria-had": evidence_checks.criteria_had,
        "papers-named": evidence_checks.papers_named,
        "peer-to-peer": evidence_checks.peer_to_peer,
        "late-notes": evidence_checks.late_notes,
        "guideline-fits": guideline_checks.guideline_fits,
        "guideline-exact": guideline_checks.guideline_exact,
        "citations-whole": word_checks.citations_whole,
        "no-placeholders": word_checks.no_placeholders,
        "sections-written": word_checks.sections_written,
        "wording-emotion": _hints("wording-emotion"),
        "wording-doctor": _hints("wording-doctor"),
        "wording-absolute": _hints("wording-absolute"),
        "wording-attack": _hints("wording-attack"),
        "files-readable": paper_checks.files_readable,
        "pages-chosen": paper_checks.pages_chosen,
        "exhibits-cited": paper_checks.exhibits_cited,
        "exhibits-pinned": paper_checks.exhibits_pinned,
        "letter-first": paper_checks.letter_first,
        "exhibits-named": paper_checks.exhibits_named,
        "tray-empty": paper_checks.tray_empty,
        "same-person": agree_checks.same_person_everywhere,
        "numbers-agree": agree_checks.numbers_agree,
        "codes-agree": agree_checks.codes_agree,
        "sides-agree": agree_checks.sides_agree,
        "parts-agree": agree_checks.parts_agree,
        "dates-agree": agree_checks.dates_agree,
        "pages-not-blank": page_checks.pages_not_blank,
        "pages-upright": page_checks.pages_upright,
        "pages-once": page_checks.pages_once,
        "pages-whole": page_checks.pages_whole,
        "looked-through": page_checks.looked_through,
        "address-right": sending_checks.address_right,
        "representative": sending_checks.representative,
        "signed": sending_checks.signed,
        "copies-kept": sending_checks.copies_kept,
    }
)
"""Check id to what judges it."""


def _check(text: CheckText, matter: Matter) -> Check:
    stops = text.id in STOPPING
    verdict = JUDGES[text.id](matter)
    answer = None if stops else matter.answers.get(text.id)
    state, where = verdict.state, verdict.where
    if answer is not None:
        if answer.state is AnswerState.NOT_FOR_THIS_CASE:
            state, where = State.NOT_APPLICABLE, ()
        elif not verdict.is_asked:
            answer = None  # what can be seen is not argued away
        else:
            state, where = _answered(answer, verdict)
    return Check(
        text.id,
        text.title,
        state,
        text.why,
        where,
        stops_export=stops,
        is_asked=verdict.is_asked,
        answer=answer,
        source=text.source,
        ask=text.ask,
        todo=text.todo,
        group=text.group,
        help=text.help,
    )


def _answered(answer: Answer, verdict: Verdict) -> tuple[State, tuple[Place, ...]]:
    """What the user said of a point that only the user can tell."""
    if answer.state is AnswerState.DONE:
        return State.DONE, ()
    mend = sorted(verdict.where, key=lambda place: place.key == "answer")  # first what mends it
    return State.WEAK, tuple(mend)
