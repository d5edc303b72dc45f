"""The files that the benchmark works on, made by a script and kept in build/bench.

Every page is different, so that no program gains by finding two alike.
"""

import io
import random
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from appealdesk.case import edits
from appealdesk.case.details import Details
from appealdesk.case.text import cite_token
from appealdesk.case.values import Case, Citation, DocumentId, Kind, Section, new_case
from appealdesk.casefile.store import CaseFile
from appealdesk.desk.importing import import_files
from appealdesk.desk.session import Session
from appealdesk.reading.paper import PageSign, PaperFacts
from appealdesk.worker.client import Worker

WORDS = """
claim denial medical necessity appeal patient provider plan coverage policy review evidence clinical
letter member benefit service treatment physician request external determination guideline record
hospital outpatient therapy authorization date amount diagnosis procedure
""".split()  # noqa: SIM905  words read better as words
TEXT = (
    "The records show what was done and when. The finding is in {cite}, and it was the same at the "
    "next visit.\n\n- first point\n- second point\n\n"
    "| Date | Finding |\n|---|---|\n| May | 4 of 5 |\n"
)
_VERSION = "1"


def mixed(folder: Path, files: int, pages: int) -> tuple[Path, ...]:
    """``files`` PDFs of ``pages`` pages; of six, five are text and one is JPEG scans."""
    return _made(folder, files, pages, lambda n: n % 6 == 5, 150, 68)


def scans(folder: Path, files: int, pages: int) -> tuple[Path, ...]:
    """``files`` PDFs of ``pages`` JPEG scans each, 200 dpi."""
    return _made(folder, files, pages, lambda _n: True, 200, 75)


def _made(
    folder: Path, files: int, pages: int, is_scan: Callable[[int], bool], dpi: int, quality: int
) -> tuple[Path, ...]:
    names = tuple(folder / f"paper-{n:03}.pdf" for n in range(files))
    stamp, told = folder / "stamp", f"{_VERSION} {files} {pages}"
    if stamp.exists() and stamp.read_text() == told:
        return names
    folder.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(names):
        if is_scan(number):
            _scan(path, pages, number, dpi, quality)
        else:
            _text(path, pages, number)
    stamp.write_text(told)
    return names


def _text(path: Path, pages: int, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  the same words every time
    drawn = Canvas(str(path), pagesize=letter, pageCompression=1, invariant=1)
    for page in range(pages):
        drawn.bookmarkPage(f"p{page}")
        drawn.addOutlineEntry(f"Page {page + 1} of paper {seed}", f"p{page}", 0)
        drawn.setFont("Helvetica", 10)
        for line in range(48):
            words = " ".join(dice.choice(WORDS) for _ in range(11))
            drawn.drawString(60, 740 - 14 * line, words[:95])
        drawn.linkURL(f"https://example.org/{seed}/{page}", (60, 40, 200, 55))
        drawn.linkAbsolute("next", f"p{(page + 1) % pages}", (300, 40, 400, 55))
        drawn.showPage()
    drawn.save()


def _scan(path: Path, pages: int, seed: int, dpi: int, quality: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    tile = Image.frombytes("L", (512, 512), dice.randbytes(512 * 512)).point(lambda v: v // 20)
    words = io.BytesIO()
    _text_to(words, pages, seed)
    drawn = Canvas(str(path), pagesize=letter, invariant=1)
    with pdfium.PdfDocument(words) as document:
        for page in range(pages):
            seen = document[page].render(scale=dpi / 72).to_pil().convert("RGB")
            grain = Image.new("L", seen.size)
            for x in range(-dice.randrange(512), seen.width, 512):
                for y in range(-dice.randrange(512), seen.height, 512):
                    grain.paste(tile, (x, y))
            noisy = ImageChops.subtract(seen, Image.merge("RGB", (grain, grain, grain)))
            packed = io.BytesIO()
            noisy.save(packed, "JPEG", quality=quality)
            packed.seek(0)
            drawn.drawImage(ImageReader(packed), 0, 0, *letter)
            drawn.showPage()
    drawn.save()


def _text_to(target: io.BytesIO, pages: int, seed: int) -> None:
    dice = random.Random(seed + 1000)  # noqa: S311
    drawn = Canvas(target, pagesize=letter)
    for _ in range(pages):
        drawn.setFont("Helvetica", 10)
        for line in range(48):
            words = " ".join(dice.choice(WORDS) for _ in range(11))
            drawn.drawString(60, 740 - 14 * line, words[:95])
        drawn.showPage()
    drawn.save()


def case_of(path: Path, papers: tuple[Path, ...]) -> Path:
    """A case with these papers, brought in through the worker, with texts, reasons and cites."""
    if path.exists():
        return path
    begun = path.with_name(f"begun-{path.name}")
    begun.unlink(missing_ok=True)
    begun.with_name(f"{begun.name}.lock").unlink(missing_ok=True)
    with Session(CaseFile.create(begun, new_case(_details()))) as session, Worker() as worker:
        sections = session.case.sections
        for number, paper in enumerate(papers):
            section = sections[number * 3 // len(papers)].id
            kind = Kind.DENIAL_LETTER if number == 0 else Kind.PROVIDER_LETTER
            for arrival in import_files(session, worker, [paper], section=section, kind=kind):
                if arrival.problem is not None:
                    raise SystemExit(f"{paper}: {arrival.problem.sentence}")
        documents = tuple(session.case.documents())
        for number, section in enumerate(sections):
            page = documents[number].pages[-1].id
            cite = f"[cite:{documents[number].id}/{page}]"
            session.apply(edits.set_section_text(section.id, TEXT.format(cite=cite) * 4))
        for number in range(2):
            reason = session.case.next_id
            session.apply(edits.add_reason(f"Reason {number + 1}", "Not shown.", "It is shown."))
            document = documents[-1 - number]
            session.apply(edits.cite(reason, Citation(document.id, document.pages[2].id)))
    begun.replace(path)
    return path


def big_case(path: Path, documents: int, pages: int, megabytes: int) -> Path:
    """A case of many pages and bytes that need no reading: its originals are noise."""
    if path.exists():
        return path
    begun = path.with_name(f"begun-{path.name}")
    begun.unlink(missing_ok=True)
    begun.with_name(f"{begun.name}.lock").unlink(missing_ok=True)
    noise = path.with_name("noise")
    with CaseFile.create(begun, planned_case(documents, pages)) as file:
        for number in range(megabytes // 10):
            noise.write_bytes(random.Random(number).randbytes(10 << 20))  # noqa: S311
            file.add_blob(noise)
    noise.unlink()
    begun.replace(path)
    return path


def many_papers(folder: Path, count: int) -> tuple[Path, ...]:
    """Many short text files of one page, as a records office hands them over."""
    folder.mkdir(parents=True, exist_ok=True)
    papers = tuple(folder / f"record {number:03}.pdf" for number in range(1, count + 1))
    for number, path in enumerate(papers):
        if not path.exists():
            _text(path, 1, 9000 + number)
    return papers


def big_pages(path: Path, pages: int) -> Path:
    """One long file of text pages."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _text(path, pages, 77)
    return path


def planned_case(documents: int, pages: int) -> Case:
    """A case of ``documents`` exhibits of ``pages`` pages each, without any bytes."""
    case = new_case(_details())
    for number in range(documents):
        section: Section = case.sections[number * 5 // documents]
        edit = edits.add_document(
            section.id,
            title=f"Paper {number}",
            file_name=f"paper-{number}.pdf",
            source=f"{number:064x}",
            clean=f"{number + 1_000_000:064x}",
            page_count=pages,
        )
        case = edit.change(case)
    return case


def read_case(documents: int, pages: int) -> tuple[Case, dict[DocumentId, PaperFacts]]:
    """A case as ``planned_case``, with long texts, reasons and cites, and what its papers say."""
    case = planned_case(documents, pages)
    papers = list(case.documents())
    dice = random.Random(7)  # noqa: S311
    cites = iter([cite_token(Citation(d.id, p.id)) for d in papers for p in d.pages[:2]])
    for section in case.sections:
        body = "\n".join(TEXT.format(cite=next(cites)) for _ in range(20))
        case = edits.set_section_text(section.id, body).change(case)
    for number in range(6):
        answer = "\n".join(TEXT.format(cite=next(cites)) for _ in range(15))
        reason = case.next_id
        case = edits.add_reason(f"Reason {number}", "Not needed.", answer).change(case)
        for paper in papers[number * 10 : number * 10 + 10]:
            case = edits.cite(reason, Citation(paper.id, paper.pages[3].id)).change(case)
    signs = [
        PageSign(200, True, 612, 792, f"{dice.getrandbits(96):024x}")
        for _ in range(documents * pages)
    ]
    facts = {
        paper.id: PaperFacts(
            names=frozenset({"maria delgado"}),
            member_ids=frozenset({"NHP447188290"}),
            sides=frozenset({"left"}),
            body_parts=frozenset({"lumbar spine", "leg"}),
            pages=tuple(signs[number * pages : (number + 1) * pages]),
        )
        for number, paper in enumerate(papers)
    }
    return case, facts


def _details() -> Details:
    return Details(
        patient_name="Maria Delgado",
        member_id="NHP-447188290",
        insurer_name="Northfield Health Plan",
        insurer_address="P.O. Box 4410",
        claim_number="PA-2026-0093317",
        denial_date="September 8, 2026",
        service="MRI of the lumbar spine",
        sender_name="Maria Delgado",
        sender_phone="(207) 555-0163",
        letter_date="October 5, 2026",
    )
