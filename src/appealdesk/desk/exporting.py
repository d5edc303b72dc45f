"""How a packet goes out: check, set, assemble, verify the written bytes, and only then replace.

The file that was there before stays whole until the new one has been verified and is on the disk.
A kill at any instant leaves the old file or the new one, never a half.
"""

import hashlib
import os
import shutil
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from appealdesk.audit.checks import NO_PAPERS, Check, check, stoppers
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import Case, DocumentId, Layout
from appealdesk.casefile.records import ExportRecord
from appealdesk.desk.composing import DEADLINE, Composed, Progress, compose_case, spool
from appealdesk.desk.session import Session
from appealdesk.packet.plan import plan
from appealdesk.packet.values import Delivery, Packet
from appealdesk.reading.paper import PaperFacts
from appealdesk.worker.client import Worker
from appealdesk.worker.messages import (
    AssembleAnswer,
    AssembleRequest,
    FaxAnswer,
    FaxRequest,
    VerifyAgainstAnswer,
    VerifyAgainstRequest,
    VerifyFileAnswer,
    VerifyFileRequest,
)

_CHUNK = 1 << 20
_PDF = b"%PDF-"


class ExportStopped(AppealDeskError):
    """The packet may not go out as it is; ``checks`` tells what is open and where."""

    def __init__(self, sentence: str, hint: str = "", checks: tuple[Check, ...] = ()) -> None:
        super().__init__(sentence, hint)
        self.checks = checks


class ExportFailed(AppealDeskError):
    """The packet could not be made or written; the file that was there before is unchanged."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    path: Path
    pages: int
    size: int  # bytes
    sha256: str
    packet: Packet
    open_checks: tuple[Check, ...]  # what is weak or missing but does not stop a packet
    tiff: Path | None = None
    is_remembered: bool = True  # in the case; not when it is open for reading only


def compose(
    session: Session,
    worker: Worker,
    *,
    delivery: Delivery = Delivery.MAIL,
    layout: Layout | None = None,
    on_progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Composed:
    """Set the texts and settle every page number; nothing is written for the user yet.

    Raises:
        ExportStopped: a character cannot be printed with any font that we ship.
        WorkerProblem: the worker failed or was cancelled.
    """
    case = _laid_out(session.case, layout)
    return _printable(
        compose_case(case, worker, delivery=delivery, on_progress=on_progress, cancel=cancel)
    )


def _printable(composed: Composed) -> Composed:
    """Refuse what would be sent with boxes in place of characters."""
    if composed.missing_glyphs:
        raise ExportStopped(
            "Some characters cannot be printed, and they must not turn into black boxes.",
            f"Write them another way: {composed.missing_words}.",
        )
    return composed


def export(
    session: Session,
    worker: Worker,
    target: Path,
    *,
    delivery: Delivery = Delivery.MAIL,
    layout: Layout | None = None,
    is_verified: bool = True,
    is_remembered: bool = True,
    papers: Mapping[DocumentId, PaperFacts] = NO_PAPERS,
    on_progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Exported:
    """Write the packet to ``target``, verified; a fax form also writes a TIFF beside it.

    Args:
        session: the case to send.
        worker: makes and checks the files.
        target: the PDF to write; an older PDF there is replaced at the very end.
        delivery: mail (as it looks) or fax (fax cover, black and white).
        layout: another layout than the case's, for this export only.
        is_verified: False leaves the check of the written bytes out; only for measuring.
        is_remembered: False leaves the case as it is: the packet is not one that is sent.
        papers: what the papers say, as far as they were read, for the list of what is open.
        on_progress: told (named step, done, total).
        cancel: set it to stop; nothing is written then.

    Raises:
        ExportStopped: something in the case must be mended first; ``checks`` says what and where.
        ExportFailed: the file could not be written or did not pass its verification.
        WorkerProblem: the worker failed, ran out of time or was cancelled.
    """
    tell = on_progress or _quiet
    refuse_target(target)
    if delivery is Delivery.FAX:
        _refuse_tiff(session, target)
    case = _laid_out(session.case, layout)
    tell("Checking the case", 0, 1)
    draft = plan(case, {}, delivery)
    checks = check(case, draft, papers)
    if stop := stoppers(checks):
        raise ExportStopped("The packet is not ready to send.", "Mend these first:", stop)
    # The worker starts and sets the texts while the exhibits are fetched for it. Only this thread
    # touches the case file and tells of progress.
    with ThreadPoolExecutor(1) as beside:
        # The same case for both: in the window an edit may be made meanwhile.
        setting = beside.submit(compose_case, case, worker, delivery=delivery, cancel=cancel)
        exhibits = spool(session, worker, case, draft, partial(_tell_or_stop, tell, cancel))
        tell("Setting the texts", 0, 1)
        composed = _printable(setting.result())
    packet = composed.packet
    sources = dict(composed.files) | exhibits
    out = worker.folder / "packet.pdf"
    try:
        request = AssembleRequest(packet=packet, sources=sources, out=out.name)
        worker.call(
            "assemble", request, AssembleAnswer, deadline=DEADLINE, on_progress=tell, cancel=cancel
        )
        if is_verified:
            _verify(worker, packet, sources, out.name, tell, cancel)
        tiff: Path | None = None
        if delivery is Delivery.FAX:
            out, tiff = _as_fax(worker, packet, out, tell, cancel)
        if cancel is not None and cancel.is_set():
            raise _cancelled()
        tell("Writing the packet", 0, 1)
        tiff_target = target.with_suffix(".tif")
        if tiff is not None:
            put_in_place(tiff, tiff_target)
        size, sha = put_in_place(out, target)
    finally:
        for left in worker.folder.glob("packet*"):
            left.unlink(missing_ok=True)
    is_remembered = is_remembered and not session.file.is_read_only
    if is_remembered:
        session.file.add_export(
            ExportRecord(
                at=datetime.now(UTC).isoformat(timespec="seconds"),
                file_name=target.name,
                sha256=sha,
                pages=len(packet.pages),
                size=size,
                delivery=delivery.value,
            )
        )
    tell("Done", 1, 1)
    open_checks = tuple(c for c in checks if c.state in {"missing", "weak"})
    return Exported(
        target,
        len(packet.pages),
        size,
        sha,
        packet,
        open_checks,
        tiff_target if tiff is not None else None,
        is_remembered,
    )


def _quiet(step: str, done: int, total: int) -> None:
    """Tell nobody."""


def _tell_or_stop(
    tell: Progress, cancel: threading.Event | None, step: str, done: int, total: int
) -> None:
    """Tell of progress where nothing else looks whether to stop."""
    if cancel is not None and cancel.is_set():
        raise _cancelled()
    tell(step, done, total)


def _cancelled() -> ExportFailed:
    return ExportFailed("The export was cancelled. Nothing was written.")


def _laid_out(case: Case, layout: Layout | None) -> Case:
    return case if layout is None else replace(case, layout=layout)


def _refuse_tiff(session: Session, target: Path) -> None:
    """See that the fax picture would replace nothing but our own: nobody chose its name."""
    tiff = target.with_suffix(".tif")
    made = {(r.file_name, r.delivery) for r in session.file.exports()}
    if tiff.exists() and (target.name, Delivery.FAX.value) not in made:
        raise ExportFailed(
            f"A fax also writes \u201c{tiff.name}\u201d, and a file of that name is there already.",
            "It was left alone. Choose another name for the packet.",
        )


def refuse_target(target: Path) -> None:
    """See that a PDF may be written there: only another PDF is ever replaced.

    Raises:
        ExportFailed: it may not.
    """
    if target.suffix.lower() != ".pdf":
        raise ExportFailed(
            f"\u201c{target.name or target}\u201d does not end in .pdf.",
            "Give it a name like packet.pdf.",
        )
    if not target.parent.is_dir():
        raise ExportFailed(
            f"The folder \u201c{target.parent}\u201d does not exist.",
            "Make it first, or choose another.",
        )
    if not target.exists():
        return
    try:
        with target.open("rb") as old:
            head = old.read(len(_PDF))
    except OSError as error:
        raise ExportFailed(
            f"\u201c{target.name}\u201d is there already and cannot be replaced.",
            "Choose another name.",
        ) from error
    if head not in {b"", _PDF}:
        raise ExportFailed(
            f"\u201c{target.name}\u201d is there already and is not a PDF, so it was left alone.",
            "Choose another name.",
        )


def _verify(
    worker: Worker,
    packet: Packet,
    sources: dict[str, str],
    out: str,
    tell: Progress,
    cancel: threading.Event | None,
) -> None:
    request = VerifyAgainstRequest(packet=packet, sources=sources, out=out)
    answer = worker.call(
        "verify_against",
        request,
        VerifyAgainstAnswer,
        deadline=DEADLINE,
        on_progress=tell,
        cancel=cancel,
    )
    if answer.findings:
        raise _not_passed(packet, tuple((f.sentence, f.page) for f in answer.findings))


def _not_passed(packet: Packet, findings: tuple[tuple[str, int | None], ...]) -> ExportFailed:
    """Say what did not pass, and which exhibit to mend when it is one exhibit's fault."""
    total = len(packet.pages)
    pages = [packet.pages[page] for _, page in findings if page is not None and page < total]
    guilty = {page.document for page in pages if page.document is not None}
    first = " ".join(sentence for sentence, _ in findings[:5])
    names = [f"Exhibit {e.letter} ({e.title})" for e in packet.exhibits if e.document in guilty]
    if names:
        return ExportFailed(
            f"The finished packet did not pass its own check. {first}",
            f"Nothing was replaced. It is about {', '.join(names[:5])}. Open that file in another "
            "program, print it to a new PDF, and add the new one in its place.",
        )
    return ExportFailed(
        f"The finished packet did not pass its own check. {first}",
        "Nothing was replaced. Please keep this message and report it.",
    )


def _as_fax(
    worker: Worker, packet: Packet, out: Path, tell: Progress, cancel: threading.Event | None
) -> tuple[Path, Path]:
    pdf, tiff = worker.folder / "packet-fax.pdf", worker.folder / "packet-fax.tif"
    request = FaxRequest(packet_pdf=out.name, out_pdf=pdf.name, out_tiff=tiff.name)
    answer = worker.call(
        "fax", request, FaxAnswer, deadline=DEADLINE, on_progress=tell, cancel=cancel
    )
    if answer.pages != len(packet.pages):
        raise ExportFailed(
            f"The fax form has {answer.pages} pages instead of {len(packet.pages)}.",
            "Nothing was replaced. Please keep this message and report it.",
        )
    return pdf, tiff


def put_in_place(made: Path, target: Path) -> tuple[int, str]:
    """Bring a finished file to its place in one step; gives its size and SHA-256."""
    part = target.with_name(f".{target.name}.appealdesk-part")
    try:
        try:
            made.replace(part)
        except OSError:  # another disk
            shutil.copyfile(made, part)
        sha = hashlib.sha256()
        with part.open("rb+") as file:
            while block := file.read(_CHUNK):
                sha.update(block)
            os.fsync(file.fileno())
            size = file.tell()
        part.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        with suppress(OSError):  # a disk that may only be read refuses this too
            part.unlink(missing_ok=True)
        raise ExportFailed(
            f"The PDF could not be written to \u201c{target}\u201d ({error.strerror or error}).",
            "Check that there is room on the disk and that you may write there. "
            "The old file, if there was one, is unchanged.",
        ) from error
    return size, sha.hexdigest()


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows cannot open a folder; the replace is durable there by itself
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def verify_packet(
    worker: Worker, path: Path, *, on_progress: Progress | None = None
) -> VerifyFileAnswer:
    """Check a packet that was written earlier, by what the file itself promises.

    Raises:
        AppealDeskError: there is no such file, or it is no PDF that can be opened.
    """
    copy = worker.folder / "verify-me.pdf"
    try:
        shutil.copyfile(path, copy)
    except OSError as error:
        raise AppealDeskError(
            f"\u201c{path}\u201d could not be read ({error.strerror or error}).", "Check the name."
        ) from error
    try:
        return worker.call(
            "verify_file",
            VerifyFileRequest(path=copy.name),
            VerifyFileAnswer,
            deadline=DEADLINE,
            on_progress=on_progress,
        )
    finally:
        copy.unlink(missing_ok=True)
