"""The next level of an appeal: a new case beside the old one, which it leaves as it is.

It takes along the details, the papers, the reasons and the stages. The letter as it was sent comes
along as one paper; the exhibits behind it are there already, so their pages are left out of it.
What belongs to the old letter alone (its date, its words, where it was to be sent) is left behind.
"""

import tempfile
import threading
from dataclasses import replace
from pathlib import Path

from appealdesk.case import edits
from appealdesk.case.details import Details
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.situation import Novelty, Sending, Situation, StageRecord
from appealdesk.case.values import DIRECT_RESPONSE, Case, Document, Kind, PageRef, Reason, Section
from appealdesk.casefile.placing import placed
from appealdesk.casefile.store import CaseFile
from appealdesk.desk.composing import Progress
from appealdesk.desk.exporting import ExportStopped, export
from appealdesk.desk.importing import Arrival, import_files
from appealdesk.desk.session import Session
from appealdesk.desk.tracker import level_step, record_of
from appealdesk.guidance.coverage import Level, coverage
from appealdesk.worker.client import Worker

PACKET_TITLE = "The appeal as it was sent before"
DENIAL_TITLE = "The denial of that appeal"
_REFUSED = "refused"
_LEFT_TEXTS = frozenset(("introduction", "supporting-documentation", DIRECT_RESPONSE, "conclusion"))
_OF_THE_LETTER = (
    "denial_date",
    "letter_date",
    "insurer_department",
    "insurer_address",
    "insurer_fax",
)


class PacketNotReady(AppealDeskError):
    """The first packet cannot be made again; the PDF that was sent can be given instead."""


def next_levels(case: Case) -> tuple[Level, ...]:
    """The levels that can come after the one this case is for; none while none is known."""
    found = coverage(case.situation.coverage)
    if found is None:
        return ()
    number = next((n for n, one in enumerate(found.levels) if one.id == case.situation.level), 0)
    return found.levels[number + 1 :]


def start_next_level(
    session: Session,
    worker: Worker,
    target: Path,
    *,
    denial: Path,
    level: str | None = None,
    denial_date: str = "",
    packet: Path | None = None,
    password: str | None = None,
    on_progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> int:
    """Write the case of the next level; gives the number of its documents.

    The new file appears whole or not at all.

    Args:
        session: the case of the level before; nothing in it changes.
        worker: makes the packet and reads the letter.
        target: the new case file.
        denial: the letter that said no again.
        level: id of the level that comes now; None is the one that follows.
        denial_date: the date on that letter, as typed.
        packet: the PDF that was sent; None makes the packet from the case as it stands.
        password: protects the new file.
        on_progress: told (step, done, total).
        cancel: set it to stop.

    Raises:
        PacketNotReady: the packet cannot be made again, because something in the case is missing.
        AppealDeskError: a file could not be read or written; nothing is left behind.
    """
    tell = on_progress or _quiet
    case = next_case(session.case, level, denial_date)
    # The worker's folder is swept when the program ends in whatever way: these are medical papers.
    with tempfile.TemporaryDirectory(prefix="next-", dir=worker.folder) as name:
        folder = Path(name)
        own_pages: frozenset[int] | None = None
        if packet is None:
            packet = folder / "First appeal.pdf"
            own_pages = _first_packet(session, worker, packet, on_progress, cancel)
        tell("Making the new appeal", 0, 1)
        with (
            placed(target) as part,
            Session(CaseFile.create(part, case, password=password)) as made,
        ):
            _take_along(session, made, folder, cancel)
            _bring(made, worker, denial, Kind.DENIAL_LETTER, DENIAL_TITLE, cancel)
            paper = _bring(made, worker, packet, Kind.PREVIOUS_APPEAL, PACKET_TITLE, cancel)
            _finish(made, paper, own_pages)
            count = sum(1 for _ in made.case.documents())
    tell("Done", 1, 1)
    return count


def next_case(old: Case, level: str | None, denial_date: str = "") -> Case:
    """The case of the next level as it begins, before the new letter and the packet are in it."""
    emptied = dict.fromkeys(_OF_THE_LETTER, "")
    details: Details = replace(old.details, **{**emptied, "denial_date": denial_date.strip()})
    following = next((one.id for one in next_levels(old)), old.situation.level)
    situation: Situation = replace(
        old.situation,
        level=following if level is None else level,
        notice_received="",
        letter_words="",
        letter_last_day="",
        sending=Sending.UNKNOWN,
    )
    return replace(
        old,
        details=details,
        situation=situation,
        sections=tuple(_section(section) for section in old.sections),
        tray=tuple(_sent_before(document) for document in old.tray),
        reasons=tuple(_reason(reason) for reason in old.reasons),
        answers=(),
        stages=_stages(old),
    )


def _section(section: Section) -> Section:
    """Its papers stay. Its words stay where they are about the patient and not about the letter."""
    documents = tuple(_sent_before(document) for document in section.documents)
    body = "" if section.key in _LEFT_TEXTS else section.body
    return replace(section, body=body, documents=documents)


def _sent_before(document: Document) -> Document:
    return replace(document, novelty=Novelty.SENT_BEFORE)


def _reason(reason: Reason) -> Reason:
    """A start: what it is about and what shows it. Words and answer belong to the old letter."""
    return replace(reason, insurer_words="", response="")


def _stages(old: Case) -> tuple[StageRecord, ...]:
    """What was done so far; the level that is over ended with a no."""
    step = level_step(old)
    record = record_of(old, step.id)
    outcome = record.outcome
    if not outcome and step.stage.outcome(_REFUSED) is not None:
        outcome = _REFUSED
    return edits.set_stage(replace(record, outcome=outcome)).change(old).stages


def _first_packet(
    session: Session,
    worker: Worker,
    path: Path,
    on_progress: Progress | None,
    cancel: threading.Event | None,
) -> frozenset[int]:
    """Write the packet as it was sent; tells which of its pages (0-based) are no exhibit's."""
    try:
        done = export(
            session, worker, path, is_remembered=False, on_progress=on_progress, cancel=cancel
        )
    except ExportStopped as stopped:
        raise PacketNotReady(
            "The first packet cannot be made again from this appeal: something in it is missing.",
            "Choose the PDF that you sent, or mend the appeal first.",
        ) from stopped
    pages = enumerate(done.packet.pages)
    return frozenset(number for number, page in pages if page.document is None)


def _take_along(
    session: Session, made: Session, folder: Path, cancel: threading.Event | None
) -> None:
    """Copy the bytes of every paper, with what was read of them."""
    blob = folder / "blob"
    for document in made.case.documents():
        for sha in {document.source, document.clean} - {""}:
            if cancel is not None and cancel.is_set():
                raise AppealDeskError("It was stopped. Nothing was made.")
            if made.file.has_blob(sha):
                continue
            session.file.copy_blob_to(sha, blob)
            made.file.add_blob(blob)
        if document.clean:
            made.file.set_page_texts(document.clean, session.file.page_texts(document.clean))
            facts = session.file.import_facts(document.clean)
            if facts is not None:
                made.file.set_import_facts(document.clean, facts)


def _bring(
    made: Session,
    worker: Worker,
    path: Path,
    kind: Kind,
    title: str,
    cancel: threading.Event | None,
) -> Document:
    """Take in one paper, in front of the others where the letter is discussed."""
    first = made.case.sections[0] if made.case.sections else None
    section = first if kind is Kind.DENIAL_LETTER else _last_home(made.case)
    before = next((d.id for d in section.documents), None) if section is not None else None
    arrivals: list[Arrival] = list(
        import_files(
            made,
            worker,
            [path],
            section=None if section is None else section.id,
            before=before if kind is Kind.DENIAL_LETTER else None,
            kind=kind,
            allow_same=True,
            cancel=cancel,
        )
    )
    came = arrivals[0].document if arrivals else None
    if came is None or came.problem is not None:
        problem = arrivals[0].problem if arrivals else None
        raise AppealDeskError(
            f"\u201c{path.name}\u201d could not be read.",
            problem.hint if problem is not None else "Nothing was made.",
        )
    made.apply(edits.rename_document(came.id, title))
    return came


def _last_home(case: Case) -> Section | None:
    """Where the first packet is filed: among the supporting papers."""
    found = (s for s in case.sections if s.key == "supporting-documentation")
    return next(found, case.sections[-1] if case.sections else None)


def _finish(made: Session, packet: Document, own_pages: frozenset[int] | None) -> None:
    """Say what is new, and leave out of the packet those pages that are papers of their own."""
    for document in made.case.documents():
        if document.kind is Kind.DENIAL_LETTER and document.novelty is Novelty.UNKNOWN:
            made.apply(edits.set_novelty(document.id, Novelty.NEW))
    made.apply(edits.set_novelty(packet.id, Novelty.SENT_BEFORE))
    left_out = [page.id for page in packet.pages if _is_exhibit(page, own_pages)]
    if left_out and len(left_out) < len(packet.pages):
        made.apply(edits.include_pages(packet.id, left_out, False))


def _is_exhibit(page: PageRef, own_pages: frozenset[int] | None) -> bool:
    return own_pages is not None and page.index not in own_pages


def _quiet(step: str, done: int, total: int) -> None:
    """Tell nobody."""
