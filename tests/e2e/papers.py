"""The pile of paper that the person of these tests has: made here, with names as people give them."""

from pathlib import Path

from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen import canvas

_LETTER = (
    (
        "Northfield Health Plan", "Notice of Adverse Benefit Determination", "October 2, 2026", "",
        "Member: Ana Diaz", "Member ID: NF-20418876", "Claim number: 26-118-4471", "Service: Left knee arthroscopy", "",
        "We have denied the requested service for the following reasons:", "",
        "1. The requested arthroscopy is not medically necessary.",
        "2. There is no record of six weeks of physical therapy.",
    ),
    ("Your right to appeal", "You have 180 days from the date of this notice to ask for an appeal.",
     "Northfield Health Plan, Appeals, PO Box 5550100, Riverton"),
)  # fmt: skip
_NOTE = (
    ("Riverton Orthopedics", "Office note, September 14, 2026", "The knee locks twice a day and gives way on stairs."),
    ("Riverton Orthopedics", "Plan: arthroscopy. Twelve weeks of therapy have not helped."),
)  # fmt: skip
_THERAPY = tuple(
    (f"Physical therapy note {n}", f"Visit {n} of 12: pain 7 of 10, motion 5 to 95 degrees.")
    for n in (1, 2, 3)
)
_NECESSITY = (
    ("Letter of medical necessity", "Arthroscopy is the standard of care for a locked knee."),
)
_PLAN = (
    (
        "Northfield Health Plan: what is covered",
        "Section 4.2: surgery is covered when care of six weeks failed.",
    ),
)
_SECOND = (("Second opinion", "I agree with Dr. Munoz. The meniscus is torn."),)
_BILLS = (("Statement of costs", "Deposit paid: 120.00"),)

DENIAL, NOTE, PHOTO = "Denial letter #2.pdf", "Dr. Muñoz office note.pdf", "MRI report, page 1.jpg"


def pdf(path: Path, pages: tuple[tuple[str, ...], ...]) -> Path:
    """A PDF of plain lines."""
    pen = canvas.Canvas(str(path), pagesize=LETTER, invariant=1)
    for lines in pages:
        pen.setFont("Helvetica", 12)
        for number, line in enumerate(lines):
            pen.drawString(72, 720 - 18 * number, line)
        pen.showPage()
    pen.save()
    return path


def picture(path: Path, words: str) -> Path:
    """A page as a telephone takes it."""
    image = Image.new("RGB", (1100, 1420), "#f4f1e8")
    pen = ImageDraw.Draw(image)
    for number, line in enumerate(words.split("\n")):
        pen.text((90, 100 + 60 * number), line, fill="#222222", font_size=36)
    for line in range(20):
        pen.line((90, 500 + 40 * line, 1000, 500 + 40 * line), fill="#888888", width=3)
    image.save(path)
    return path


def three_papers(folder: Path) -> Path:
    """A letter, a note and a photograph."""
    folder.mkdir(parents=True)
    pdf(folder / DENIAL, _LETTER)
    pdf(folder / NOTE, _NOTE)
    picture(folder / PHOTO, "MRI OF THE LEFT KNEE\nTear of the medial meniscus")
    return folder


def one_more(folder: Path) -> Path:
    """A paper that comes later."""
    folder.mkdir(parents=True)
    pdf(folder / "Second opinion.pdf", _SECOND)
    return folder


def plain_papers(folder: Path) -> Path:
    """Three papers with names that every keyboard can type."""
    folder.mkdir(parents=True)
    pdf(folder / "denial letter.pdf", _LETTER)
    pdf(folder / "office note #1.pdf", _NOTE)
    picture(folder / "MRI photo.jpg", "MRI OF THE LEFT KNEE\nTear of the medial meniscus")
    return folder


def eight_papers(folder: Path) -> Path:
    """The pile of somebody who starts for the first time."""
    three_papers(folder)
    pdf(folder / "Letter of medical necessity.pdf", _NECESSITY)
    pdf(folder / "PT notes.pdf", _THERAPY)
    pdf(folder / "Plan booklet.pdf", _PLAN)
    pdf(folder / "Second opinion.pdf", _SECOND)
    picture(folder / "Lab results.png", "LABORATORY RESULTS\nAll values as expected")
    return folder
