"""How the desk takes foreign files: every PDF and picture of a folder, through the real worker.

    python tools/robustness.py FOLDER [--write docs/robustness.md] [--limit N] [--only TEXT]

Each file goes in by the worker's "intake". What came out is judged by programs that did not make
it: qpdf --check, pypdf, and poppler's drawing of the source beside its drawing of the result. Each
file that came in is then put into a packet of its own, which is assembled and verified. The sample
files are not part of the project; bring your own folder.
"""

import argparse
import shutil
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops
from pypdf import PdfReader

from appealdesk.case.values import Case, Document, DocumentId, PageId, PageRef, Route, new_case
from appealdesk.packet.plan import plan
from appealdesk.worker import messages as m
from appealdesk.worker.client import Worker, WorkerProblem

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".gif", ".bmp", ".webp"})
KINDS = PICTURES | {".pdf", ".heic", ".heif"}
DEADLINE = 120.0
ORDER = ("clean", "repaired", "page images", "picture set on a page", "refused", "wrong", "failed")
NAMES = {
    Route.DIRECT: "clean",
    Route.REPAIRED: "repaired",
    Route.IMAGES: "page images",
    Route.CONVERTED: "picture set on a page",
}
GRID = (40, 52)
MEAN_DIFFERS = 8.0
CELLS_DIFFER = 60
CELL_DIFFERS = 60
WORKER_CODES = frozenset(
    {"timeout", "memory", "crashed", "garbled", "unexpected", "too-deep", "disk-full", "too-large"}
)

LEGEND = (
    "*Clean*: the pages are the file's own and look as before. *Repaired*: a damaged file was "
    "mended and looks as before. *Page images*: its pages came in as pictures. *Refused*: the "
    "user is told why and what to do. *Wrong*: a result that qpdf or pypdf cannot read. "
    "*Failed*: the worker crashed, ran out of time or memory."
)
POPPLER = (
    "Poppler drew them, before and after. AppealDesk itself compares with PDFium; where the two "
    "programs disagree about a broken file, neither is the truth."
)


@dataclass(slots=True)
class Outcome:
    """What became of one file."""

    name: str
    what: str
    why: str = ""
    pages: int = 0
    seconds: float = 0.0
    poppler: str = ""  # "same", "differs" or "no view"
    packet: str = ""  # "", "verified" or what is wrong
    notes: tuple[str, ...] = field(default=())


def main() -> int:
    """Run over the folder; 1 when a file came in wrong or broke the worker."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("folder", type=Path)
    asked.add_argument("--write", type=Path, help="write the report here as Markdown")
    asked.add_argument("--limit", type=int, default=0)
    asked.add_argument("--only", default="")
    asked.add_argument("--sources", default="", help="whose files they are, for the report")
    options = asked.parse_args()
    if not options.folder.is_dir():
        print(f"There is no folder {options.folder}: nothing was tried.", file=sys.stderr)
        return 2
    files = [
        f for f in sorted(options.folder.rglob("*")) if is_sample(f) and options.only in str(f)
    ]
    files = files[: options.limit or None]
    with Worker() as worker:
        outcomes = list(run(worker, files, options.folder))
    table = summary(outcomes)
    print(table)
    for outcome in outcomes:
        is_odd = outcome.what in {"wrong", "failed"} or outcome.packet not in {"", "verified"}
        if is_odd or outcome.poppler == "differs":
            print(
                f"{outcome.name}: {outcome.what} {outcome.why} {outcome.poppler} {outcome.packet}"
            )
    if options.write:
        options.write.write_text(document(outcomes, table, options.sources), encoding="utf-8")
    return int(any(outcome.what in {"wrong", "failed"} for outcome in outcomes))


def is_sample(path: Path) -> bool:
    """A PDF or picture by its name."""
    return path.suffix.lower() in KINDS and path.is_file()


def run(worker: Worker, files: list[Path], root: Path) -> Iterator[Outcome]:
    """Take in each file, judge it, and make a packet of it."""
    has_packets = True
    for number, path in enumerate(files, start=1):
        came = take(worker, path, str(path.relative_to(root)))
        if came.what in NAMES.values():
            judge(worker.folder / "clean.pdf", path, came)
            if has_packets and came.what != "wrong":
                has_packets = make_packet(worker, came)
        if number % 100 == 0:
            print(f"{number} of {len(files)}", file=sys.stderr)
        yield came


def take(worker: Worker, path: Path, name: str) -> Outcome:
    """One file through the worker."""
    source, out = worker.folder / "source", worker.folder / "clean.pdf"
    shutil.copyfile(path, source)
    out.unlink(missing_ok=True)
    start = time.perf_counter()
    try:
        request = m.IntakeRequest("source", "clean.pdf", path.name)
        answer = worker.call("intake", request, m.IntakeAnswer, deadline=DEADLINE)
    except WorkerProblem as problem:
        broke = problem.code in WORKER_CODES
        seconds = time.perf_counter() - start
        return Outcome(name, "failed" if broke else "refused", problem.code, seconds=seconds)
    seconds = time.perf_counter() - start
    return Outcome(name, NAMES[answer.route], "", len(answer.pages), seconds, notes=answer.notes)


def judge(clean: Path, source: Path, outcome: Outcome) -> None:
    """Look at a result with other people's programs; sets ``what`` to "wrong" with the reason."""
    checked = subprocess.run(["qpdf", "--check", clean], capture_output=True, check=False)
    try:
        count = len(PdfReader(clean).pages)
    except Exception as error:  # noqa: BLE001  whatever pypdf raises is the finding
        count, outcome.why = -1, f"pypdf: {error}"
    if checked.returncode not in {0, 3} or count != outcome.pages:
        outcome.what = "wrong"
        outcome.why = outcome.why or f"qpdf {checked.returncode}, {count} of {outcome.pages} pages"
    elif source.suffix.lower() == ".pdf":
        outcome.poppler = compare_by_poppler(source, clean, outcome.pages)


def compare_by_poppler(source: Path, clean: Path, pages: int) -> str:
    """Poppler's drawing of the first and last page, before and after."""
    with TemporaryDirectory() as folder:
        verdicts = [
            _page_verdict(drawn(source, page, Path(folder)), drawn(clean, page, Path(folder)))
            for page in sorted({1, pages})
        ]
    return next((v for v in ("differs", "no view") if v in verdicts), "same")


def _page_verdict(before: Image.Image | None, after: Image.Image | None) -> str:
    if before is None or after is None:
        return "no view"
    change = ImageChops.difference(before, after).histogram()
    mean = sum(step * count for step, count in enumerate(change)) / (GRID[0] * GRID[1])
    is_far = mean > MEAN_DIFFERS or sum(change[CELL_DIFFERS:]) > CELLS_DIFFER
    return "differs" if is_far else "same"


def drawn(path: Path, page: int, folder: Path) -> Image.Image | None:
    """One page as poppler draws it, small and grey; None when it does not."""
    base = folder / "page"
    command = ["pdftoppm", "-gray", "-cropbox", "-f", str(page), "-l", str(page), "-singlefile"]
    try:
        subprocess.run(
            [*command, "-scale-to", "200", path, base], capture_output=True, check=False, timeout=20
        )
        with Image.open(base.with_suffix(".pgm")) as picture:
            return picture.convert("L").resize(GRID, Image.Resampling.BOX)
    except (OSError, subprocess.TimeoutExpired):
        return None
    finally:
        base.with_suffix(".pgm").unlink(missing_ok=True)


def make_packet(worker: Worker, outcome: Outcome) -> bool:
    """A packet of this one exhibit, assembled and verified. False when this build cannot."""
    case = case_of(outcome.pages)
    exhibit = "document:90"
    try:
        composed = worker.call("compose", m.ComposeRequest(case), m.ComposeAnswer, deadline=60)
        packet = plan(case, composed.lengths)
        sources = {**composed.files, exhibit: "clean.pdf"}
        request = m.AssembleRequest(packet, sources, "packet.pdf")
        worker.call("assemble", request, m.AssembleAnswer, deadline=DEADLINE)
        verify = m.VerifyAgainstRequest(packet, sources, "packet.pdf")
        told = worker.call("verify_against", verify, m.VerifyAgainstAnswer, deadline=DEADLINE)
    except WorkerProblem as problem:
        if "No module named" in problem.detail:
            return False
        outcome.packet = f"{problem.code}: {problem.detail.strip()[-200:]}"
        return True
    outcome.packet = "; ".join(f"{f.code}: {f.sentence}" for f in told.findings) or "verified"
    return True


def case_of(pages: int) -> Case:
    """A case with one document of so many pages, filed in the third section."""
    case = new_case()
    refs = tuple(PageRef(PageId(100 + at), at) for at in range(pages))
    paper = Document(
        id=DocumentId(90), title="Sample", file_name="s.pdf", source="0", clean="1", pages=refs
    )
    filed = replace(case.sections[2], documents=(paper,))
    sections = (*case.sections[:2], filed, *case.sections[3:])
    return replace(case, sections=sections, next_id=100 + pages)


def summary(outcomes: list[Outcome]) -> str:
    """The table of what became of PDFs and pictures."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        kind = "PDF" if outcome.name.lower().endswith(".pdf") else "picture"
        rows[outcome.what][kind] += 1
    lines = ["| came in | PDF | picture |", "|---|---:|---:|"]
    lines += [f"| {what} | {rows[what]['PDF']} | {rows[what]['picture']} |" for what in ORDER]
    every = Counter("PDF" if o.name.lower().endswith(".pdf") else "picture" for o in outcomes)
    return "\n".join([*lines, f"| **all** | {every['PDF']} | {every['picture']} |"])


def _packets_line(good: int, bad: int) -> str:
    if not good and not bad:
        return "This build had no assembler, so no packets were made."
    return (
        "Each file that came in was made into a packet of its own, assembled and verified: "
        f"{good} packets passed, {bad} did not."
    )


def _intro(count: int, sources: str) -> str:
    whose = f" of {sources}" if sources else ""
    return (
        f"Written by `tools/robustness.py` over a corpus of {count} public sample files{whose}. "
        "Many of them are broken or hostile on purpose. Each went through the real worker."
    )


def document(outcomes: list[Outcome], table: str, sources: str) -> str:
    """The report as Markdown; it names no place on this machine."""
    refused = Counter(o.why for o in outcomes if o.what == "refused")
    views = Counter(o.poppler for o in outcomes if o.poppler)
    packets = Counter("verified" if o.packet == "verified" else "not" for o in outcomes if o.packet)
    slowest = max(outcomes, key=lambda o: o.seconds)
    total = sum(o.seconds for o in outcomes)
    parts = [
        "# How foreign files come in",
        "",
        _intro(len(outcomes), sources),
        "",
        table,
        "",
        LEGEND,
        "",
        "## Why files were refused",
        "",
        "| reason | files |",
        "|---|---:|",
        *(f"| {why} | {count} |" for why, count in refused.most_common()),
        "",
        "## Seen by another program",
        "",
        f"Of the first and last pages of each PDF, {views['same']} look the same, "
        f"{views['differs']} different, {views['no view']} cannot be drawn. " + POPPLER,
        "",
        "## Packets",
        "",
        _packets_line(packets["verified"], packets["not"]),
        "",
        f"Time: {total:.0f} s for all, the slowest file {slowest.seconds:.1f} s.",
        "",
    ]
    return "\n".join(parts)


if __name__ == "__main__":
    sys.exit(main())
