"""What is timed, each in a process of its own: `bench_runs.py NAME OUT IN...`."""

import json
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

Timed = dict[str, float]


def copy(out: Path, sources: list[Path]) -> None:
    """The floor: every byte once."""
    with out.open("wb") as target:
        for source in sources:
            with source.open("rb") as file:
                shutil.copyfileobj(file, target, 1 << 20)


def pypdf(out: Path, sources: list[Path]) -> None:
    """Append each file, write. No foot line, no contents, links as they come."""
    from pypdf import PdfWriter  # noqa: PLC0415  only this run pays for it

    writer = PdfWriter()
    for source in sources:
        writer.append(source)
    writer.write(out)


def pikepdf(out: Path, sources: list[Path]) -> None:
    """Extend the pages, save."""
    from pikepdf import Pdf  # noqa: PLC0415

    with Pdf.new() as target:
        for source in sources:
            with Pdf.open(source) as file:
                target.pages.extend(file.pages)
        target.save(out)


def export(out: Path, sources: list[Path]) -> None:
    """Ours, with verification: case file to packet on disk."""
    _export(out, sources[0], is_verified=True)


def export_unverified(out: Path, sources: list[Path]) -> None:
    """Ours, without looking at the written bytes again."""
    _export(out, sources[0], is_verified=False)


def _export(out: Path, case: Path, *, is_verified: bool) -> None:
    from appealdesk.casefile.store import CaseFile  # noqa: PLC0415
    from appealdesk.desk.exporting import export as export_packet  # noqa: PLC0415
    from appealdesk.desk.session import Session  # noqa: PLC0415
    from appealdesk.worker.client import Worker  # noqa: PLC0415

    with Session(CaseFile.open(case)) as session, Worker() as worker:
        done = export_packet(session, worker, out, is_verified=is_verified)
    if done.pages < 1:
        raise SystemExit("nothing was exported")


def plan(out: Path, _sources: list[Path]) -> None:
    """Plan a packet of 5,000 pages."""
    from appealdesk.packet.plan import plan as plan_packet  # noqa: PLC0415
    from bench_sets import planned_case  # noqa: PLC0415

    case = planned_case(250, 20)
    timed = {"plan of 5,000 pages": _median(lambda: plan_packet(case, {}), 15)}
    out.write_text(json.dumps(timed))


def big(out: Path, sources: list[Path]) -> None:
    """Open a case of 2,000 pages and 1 GB; edit it, undo, plan."""
    from appealdesk.case import edits  # noqa: PLC0415
    from appealdesk.casefile.store import CaseFile  # noqa: PLC0415
    from appealdesk.packet.plan import plan as plan_packet  # noqa: PLC0415

    path = sources[0]
    timed = {"open a case of 1 GB": _median(lambda: CaseFile.open(path).close(), 9)}
    look = _median(lambda: CaseFile.open(path, read_only=True).close(), 3)
    timed["open a case of 1 GB for reading only"] = look
    with CaseFile.open(path) as file:
        documents = tuple(file.case.documents())
        titles = iter(range(1000))

        def rename() -> None:
            edit = edits.rename_document(documents[40].id, f"Paper {next(titles)} again")
            file.apply(edit.label, edit.change)

        timed["rename among 2,000 pages, on disk"] = _median(rename, 15)
        turns = iter(documents)

        def rotate() -> None:
            document = next(turns)
            edit = edits.rotate_pages(document.id, (document.pages[0].id,), 90)
            file.apply(edit.label, edit.change)

        timed["turn a page among 2,000, on disk"] = _median(rotate, 15)
        timed["undo among 2,000 pages, on disk"] = _median(file.undo, 15)
        timed["plan of 2,000 pages"] = _median(lambda: plan_packet(file.case, {}), 15)
        while file.undo() is not None:
            pass
    out.write_text(json.dumps(timed))


def audit(out: Path, _sources: list[Path]) -> None:
    """The whole self-audit of 2,000 pages whose papers were read, after an edit."""
    from appealdesk.audit.checks import check  # noqa: PLC0415
    from appealdesk.case import edits  # noqa: PLC0415
    from appealdesk.packet.plan import plan as plan_packet  # noqa: PLC0415
    from bench_sets import read_case  # noqa: PLC0415

    case, papers = read_case(100, 20)
    begin = time.perf_counter()
    check(case, plan_packet(case, {}), papers)
    timed = {"first self-audit of 2,000 pages": (time.perf_counter() - begin) * 1000}
    typed = iter(range(1000))
    taken = []
    for _ in range(15):
        section = case.sections[1]
        body = f"{section.body}\n\nOne more sentence, the {next(typed)}th."
        case = edits.set_section_text(section.id, body).change(case)
        packet = plan_packet(case, {})
        taken.append(_median(lambda c=case, p=packet: check(c, p, papers), 1))
    timed["self-audit of 2,000 pages after typing"] = statistics.median(taken)
    out.write_text(json.dumps(timed))


def _median(run: Callable[[], object], times: int) -> float:
    """Milliseconds, the median."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        run()
        taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(taken)


RUNS: dict[str, Callable[[Path, list[Path]], None]] = {
    run.__name__: run for run in (copy, pypdf, pikepdf, export, export_unverified, plan, big, audit)
}

if __name__ == "__main__":
    RUNS[sys.argv[1]](Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
