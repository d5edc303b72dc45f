"""How files come in: bytes first, then the worker, then one edit for each file.

The original bytes are in the case file before anything tries to understand them. A file that cannot
be read becomes an entry with its reason; the others come in.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
from natsort import natsort_keygen, ns

from appealdesk.case import edits
from appealdesk.case.values import Document, Kind, Problem, Route
from appealdesk.desk.notes import sentences
from appealdesk.desk.session import Session
from appealdesk.worker.client import Worker, WorkerProblem
from appealdesk.worker.messages import IntakeAnswer, IntakeRequest

_DEADLINE = 180.0  # seconds for one file; a 1,250-page scan takes about a minute
_LITTER = frozenset(
    {".ds_store", "thumbs.db", "desktop.ini"}
)  # made by file managers, never papers

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of one file.

    ``document`` is None when nothing was filed: the file could not be opened on disk, or the same
    bytes are in the case already (``same_as`` is then that document).
    """

    path: Path
    document: Document | None = None
    same_as: Document | None = None
    problem: Problem | None = None

    def sentences(self) -> tuple[str, ...]:
        """What the user should be told about this file, best first; empty when all is plain."""
        if self.same_as is not None:
            return (f"The same file is already in the case as \u201c{self.same_as.title}\u201d.",)
        if self.problem is not None:
            return (self.problem.sentence, self.problem.hint)
        return sentences(self.document) if self.document else ()


def files_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files meant by a drop: folders opened, in natural order ("page 2" before "page 10").

    The order is by folder and name, because file managers hand over a selection in any order.
    """
    key = natsort_keygen(key=str, alg=ns.IGNORECASE | ns.PATH)
    return tuple(sorted(_opened(paths), key=key))


def import_files(
    session: Session,
    worker: Worker,
    paths: Iterable[Path],
    *,
    section: int | None = None,
    before: int | None = None,
    kind: Kind = Kind.OTHER,
    passwords: Mapping[Path, str] | None = None,
    password: str | None = None,
    allow_same: bool = False,
    on_progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Iterator[Arrival]:
    """Bring files in, one after the other, yielding what became of each.

    Args:
        session: the case that they come into.
        worker: reads them.
        paths: files and folders in any order.
        section: id of the section to file them under; None is the tray.
        before: id of the document they go in front of; None is the end.
        kind: what the documents are, when the user said so.
        passwords: passwords for single files.
        password: tried for every other locked file.
        allow_same: take in a file again whose very bytes are in the case already.
        on_progress: told (step, done, total) for each file.
        cancel: set it to stop; what came in stays, the file in hand does not come in.
    """
    files = files_in(paths)
    for number, path in enumerate(files):
        if cancel is not None and cancel.is_set():
            return
        if on_progress is not None:
            on_progress(f"Reading {path.name}", number, len(files))
        try:
            source = session.file.add_blob(path)
        except OSError as error:
            yield Arrival(path, problem=_disk_problem(path, error))
            continue
        same = next((d for d in session.case.documents() if d.source == source), None)
        if same is not None and not allow_same:
            yield Arrival(path, same_as=same)
            continue
        word = (passwords or {}).get(path, password)
        try:
            arrived = _read(session, worker, source, path.name, word, cancel)
        except WorkerProblem:  # cancelled in the middle of this file: it did not come in
            return
        yield Arrival(
            path,
            document=_file(
                session, path, source, arrived, section=section, before=before, kind=kind
            ),
            problem=arrived.problem,
        )
    if on_progress is not None:
        on_progress("Files read", len(files), len(files))


def _file(
    session: Session,
    path: Path,
    source: str,
    arrived: "_Read",
    *,
    section: int | None,
    before: int | None,
    kind: Kind,
) -> Document | None:
    """File what was read. Meanwhile the user may have moved or removed what it was aimed at."""
    with session.file.lock:
        case = session.case
        target = None if section is None else case.section(section)
        if target is None:
            section = None
        siblings = case.tray if target is None else target.documents
        if before is not None and all(d.id != before for d in siblings):
            before = None
        document_id = case.next_id
        after = session.apply(
            edits.add_document(
                section,
                title=title_from(path.name),
                file_name=path.name,
                source=source,
                clean=arrived.clean,
                kind=kind,
                route=arrived.route,
                notes=arrived.notes,
                problem=arrived.problem,
                page_count=arrived.page_count,
                before=before,
            )
        )
        return after.document(document_id)


def read_again(
    session: Session, worker: Worker, document_id: int, *, password: str | None = None
) -> Document:
    """Try a refused file once more, for example with its password.

    Raises:
        EditRefused: there is no such document.
    """
    document = session.case.document(document_id)
    if document is None:
        raise edits.EditRefused("That document is no longer in the case.")
    arrived = _read(session, worker, document.source, document.file_name, password, None)
    session.apply(
        edits.replace_import(
            document_id,
            clean=arrived.clean,
            route=arrived.route,
            notes=arrived.notes,
            page_count=arrived.page_count,
            problem=arrived.problem,
        )
    )
    found = session.case.document(document_id)
    assert found is not None  # noqa: S101  replaced in place a line above
    return found


def title_from(file_name: str) -> str:
    """A first title for a file: its name without the ending, underscores as spaces."""
    stem = Path(file_name).stem.replace("_", " ").strip()
    return stem or file_name


@dataclass(frozen=True, slots=True)
class _Read:
    clean: str
    route: Route
    notes: tuple[str, ...]
    page_count: int
    problem: Problem | None


def _read(
    session: Session,
    worker: Worker,
    source: str,
    name: str,
    password: str | None,
    cancel: threading.Event | None,
) -> _Read:
    came = worker.folder / "came-in"
    clean = worker.folder / "came-in.clean.pdf"
    try:
        session.file.copy_blob_to(source, came)
        request = IntakeRequest(source=came.name, out=clean.name, file_name=name, password=password)
        answer = worker.call(
            "intake", request, IntakeAnswer, deadline=_DEADLINE, on_progress=None, cancel=cancel
        )
        sha = session.file.add_blob(clean)
    except WorkerProblem as problem:
        if problem.code == "cancelled":
            raise
        told = Problem(problem.code, problem.sentence, problem.hint)
        return _Read("", Route.REFUSED, (), 0, told)
    finally:
        came.unlink(missing_ok=True)
        clean.unlink(missing_ok=True)
    session.file.set_page_texts(sha, tuple(page.text for page in answer.pages))
    facts = [(page.width, page.height, page.has_ink) for page in answer.pages]
    session.file.set_import_facts(sha, msgspec.json.encode(facts))
    return _Read(sha, answer.route, answer.notes, len(answer.pages), None)


def _opened(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inside = (p for p in path.rglob("*") if p.is_file())
            yield from (p for p in inside if p.name.lower() not in _LITTER)
        else:
            yield path


def _disk_problem(path: Path, error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem(
            "not-found",
            f"There is no file \u201c{path.name}\u201d at that place.",
            "Check the name, or whether it was moved, and add it again.",
        )
    if isinstance(error, PermissionError):
        return Problem(
            "not-allowed",
            f"This computer does not let AppealDesk read \u201c{path.name}\u201d.",
            "Copy the file to your own folder, and add the copy.",
        )
    return Problem(
        "unreadable-disk",
        f"\u201c{path.name}\u201d could not be read from the disk ({error.strerror or error}).",
        "Copy the file to another place and add the copy.",
    )
