"""Draw the papers of the sample case into resources/sample: the same bytes every time.

All people, companies, numbers and places are made up. Run by `make sample`; the results are kept in
the repository, because the program ships them.
"""

import io
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont
from reportlab.lib import colors
from reportlab.lib.pagesizes import landscape, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, Paragraph, Spacer, Table, TableStyle

from sample_chart import ChartPage, chart_pages
from sample_letters import DENIAL, EMG_NEEDLE, EMG_NERVES, EMG_WORDS, LETTER, LOG, THERAPY

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "resources" / "fonts"
OUT = ROOT / "resources" / "sample"
INK = (24, 44, 110)
PAPER_DPI = 200
SCAN_DPI = 150


def main(out: Path = OUT) -> None:
    """Draw everything into a folder; the time of day never enters a file."""
    out.mkdir(parents=True, exist_ok=True)
    for name in ("NotoSans-Regular", "NotoSans-Bold", "NotoSerif-Regular", "NotoSerif-Bold"):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"{name}.ttf"))
    for family in ("NotoSans", "NotoSerif"):
        pdfmetrics.registerFontFamily(f"{family}-Regular", f"{family}-Regular", f"{family}-Bold")
    denial_letter(out / "denial-letter.pdf")
    denial_scan(out / "denial-letter.pdf", out / "denial-letter-scan.pdf")
    provider_letter(out / "provider-letter.pdf")
    emg_sheet(out / "nerve-test.pdf")
    therapy_notes(out / "physical-therapy-notes.tif")
    exercise_photo(out / "home-exercise-log.jpg")
    office_chart(out / "office-chart.pdf")
    total = sum(p.stat().st_size for p in out.iterdir())
    for path in sorted(out.iterdir()):
        print(f"{path.stat().st_size:9,} {path.name}")
    print(f"{total:9,} in all")
    if total > 3_000_000:
        raise SystemExit("The sample must stay under 3 MB.")


# ---- PDF ---------------------------------------------------------------------------------------


def canvas(
    path: Path | io.BytesIO, title: str, author: str, size: tuple[float, float] = letter
) -> Canvas:
    """A canvas whose file holds no date and no random id."""
    target = str(path) if isinstance(path, Path) else path
    drawn = Canvas(target, pagesize=size, invariant=1, pageCompression=1)
    drawn.setTitle(title)
    drawn.setAuthor(author)
    drawn.setCreator("A fictional office")
    return drawn


def style(font: str, size: float, **more: object) -> ParagraphStyle:
    """A paragraph style; ``more`` is passed on."""
    settings: dict[str, object] = {"leading": size * 1.4, "spaceAfter": size * 0.65}
    return ParagraphStyle("s", fontName=font, fontSize=size, **(settings | more))


def fill(drawn: Canvas, story: list[Flowable], box: tuple[float, float, float, float]) -> None:
    """Set a page's flowables into a box (x, y, width, height); all must fit."""
    Frame(*box, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0).addFromList(
        story, drawn
    )
    if story:
        raise SystemExit(f"This page of the sample is too full: {story[0]}")


def letter_story(pages: Iterable[str], font: str, size: float) -> list[list[Flowable]]:
    """Pages of text: "# " begins a heading, "> " an indented line, the rest are paragraphs."""
    plain = style(f"{font}-Regular", size)
    head = style(f"{font}-Bold", size + 1, spaceBefore=4)
    inset = style(f"{font}-Regular", size, leftIndent=22)
    short = style(f"{font}-Regular", size, spaceAfter=0)
    out: list[list[Flowable]] = []
    for page in pages:
        story: list[Flowable] = []
        for block in page.strip().split("\n\n"):
            if block.startswith("# "):
                story.append(Paragraph(block[2:], head))
            elif block.startswith("> "):
                story.append(Paragraph(block[2:], inset))
            elif block == "(signature)":
                story.append(Signature())
            elif block.startswith("| "):
                story += [Paragraph(line[2:], short) for line in block.splitlines()]
                story.append(Spacer(1, size))
            else:
                story.append(Paragraph(" ".join(block.splitlines()), plain))
        out.append(story)
    return out


def denial_letter(path: Path) -> None:
    """Two pages from the insurer: the reasons, then how to appeal."""
    drawn = canvas(path, "Notice of denial", "Northfield Health Plan")
    for number, story in enumerate(letter_story(DENIAL, "NotoSans", 11.2), start=1):
        drawn.setFillColorRGB(0.09, 0.30, 0.42)
        drawn.rect(0, 730, 612, 62, stroke=0, fill=1)
        drawn.setFillColor(colors.white)
        drawn.setFont("NotoSans-Bold", 17)
        drawn.drawString(60, 753, "Northfield Health Plan")
        drawn.setFont("NotoSans-Regular", 9)
        drawn.drawRightString(552, 753, "Utilization Management")
        drawn.setFillColor(colors.black)
        fill(drawn, story, (60, 60, 492, 650))
        drawn.setFont("NotoSans-Regular", 8)
        drawn.drawString(60, 38, "Reference PA-2026-0093317")
        drawn.drawRightString(552, 38, f"Page {number} of {len(DENIAL)}")
        drawn.showPage()
    drawn.save()


def provider_letter(path: Path) -> None:
    """Two pages from the doctor, signed."""
    drawn = canvas(path, "Letter of medical necessity", "Fairhollow Family Medicine")
    for number, story in enumerate(letter_story(LETTER, "NotoSerif", 11), start=1):
        drawn.setFont("NotoSerif-Bold", 15)
        drawn.drawCentredString(306, 742, "Fairhollow Family Medicine")
        drawn.setFont("NotoSerif-Regular", 9)
        drawn.drawCentredString(
            306, 727, "12 Orchard Lane, Fairhollow  \u00b7  Telephone (207) 555-0117"
        )
        drawn.line(60, 719, 552, 719)
        fill(drawn, story, (60, 52, 492, 655))
        drawn.setFont("NotoSerif-Regular", 8)
        drawn.drawRightString(552, 36, f"Delgado, Maria \u00b7 page {number} of {len(LETTER)}")
        drawn.showPage()
    drawn.save()


class Signature(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A pen stroke that reads as a name."""

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The room that it takes."""
        return 170, 44

    def draw(self) -> None:
        """Draw the stroke from left to right."""
        pen = self.canv
        pen.setStrokeColorRGB(0.1, 0.17, 0.43)
        pen.setLineWidth(1.3)
        stroke = pen.beginPath()
        x, y = 6.0, 14.0
        stroke.moveTo(x, y)
        for dx, dy, lift in (
            (9, 26, 8),
            (10, -24, -4),
            (8, 10, 9),
            (7, -9, -9),
            (12, 15, 22),
            (9, -16, -12),
            (14, 10, 14),
            (8, -10, -9),
            (10, 8, 10),
            (16, -7, -8),
            (30, 6, 3),
        ):
            stroke.curveTo(
                x + dx * 0.3, y + lift, x + dx * 0.8, y + dy + lift * 0.4, x + dx, y + dy * 0.5
            )
            x, y = x + dx, y + dy * 0.5
        pen.drawPath(stroke)


def grid(rows: list[list[str]], font: str, size: float, widths: list[float] | None = None) -> Table:
    """A ruled table with a tinted first row."""
    made = Table(rows, colWidths=widths, hAlign="LEFT")
    made.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), font, size),
                ("LEADING", (0, 0), (-1, -1), size * 1.25),
                ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
                ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.91, 0.93, 0.95)),
                ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
            ]
        )
    )
    return made


def emg_sheet(path: Path) -> None:
    """A landscape sheet, stored upright and turned by /Rotate 90, as printers do it."""
    width, height = landscape(letter)
    drawn = canvas(path, "Nerve conduction study and EMG", "Fairhollow Nerve and Muscle Laboratory")
    drawn.setPageRotation(90)  # the page is stored portrait; a viewer turns it clockwise
    drawn.translate(letter[0], 0)
    drawn.rotate(90)
    drawn.setFont("Helvetica-Bold", 15)
    drawn.drawString(48, height - 54, "Fairhollow Nerve and Muscle Laboratory")
    drawn.setFont("Helvetica", 9.5)
    drawn.drawString(
        48, height - 72, "Nerve conduction study and EMG, left leg \u00b7 August 3, 2026"
    )
    drawn.drawRightString(width - 48, height - 54, "Maria Delgado \u00b7 born March 14, 1981")
    drawn.drawRightString(width - 48, height - 72, "Ordered by Anne Whitlock, MD")
    left: list[Flowable] = [
        Paragraph("Nerve conduction", style("Helvetica-Bold", 10.5)),
        grid(EMG_NERVES, "Helvetica", 8.5),
    ]
    right: list[Flowable] = [
        Paragraph("Needle examination", style("Helvetica-Bold", 10.5)),
        grid(EMG_NEEDLE, "Helvetica", 8.5),
    ]
    fill(drawn, left, (48, 240, 340, 280))
    fill(drawn, right, (404, 240, 340, 280))
    words: list[Flowable] = []
    for line in EMG_WORDS:
        is_head = line.startswith("# ")
        font = "Helvetica-Bold" if is_head else "Helvetica"
        words.append(Paragraph(line.removeprefix("# "), style(font, 10.5, spaceAfter=4)))
    fill(drawn, words, (48, 40, width - 96, 185))
    drawn.showPage()
    drawn.save()


def office_chart(path: Path) -> None:
    """Forty pages with the office system's own nested bookmarks."""
    drawn = canvas(path, "Office chart", "Fairhollow Family Medicine")
    pages = chart_pages()
    for number, page in enumerate(pages, start=1):
        for level, mark in enumerate((page.mark or "").split("\n"), start=0):
            if not mark:
                continue
            depth = level if "\n" in (page.mark or "") else page.level
            drawn.bookmarkPage(key := f"p{number}-{level}")
            drawn.addOutlineEntry(mark, key, level=depth, closed=depth == 0)
        drawn.setFont("Helvetica-Bold", 13)
        drawn.drawString(54, 742, page.title)
        drawn.setFont("Helvetica", 8.5)
        drawn.drawString(54, 728, "Fairhollow Family Medicine")
        drawn.drawRightString(558, 742, "DELGADO, MARIA")
        drawn.drawRightString(558, 728, "born 03/14/1981 \u00b7 chart 20618")
        drawn.line(54, 720, 558, 720)
        fill(drawn, chart_story(page), (54, 60, 504, 645))
        drawn.setFont("Helvetica", 8)
        drawn.drawCentredString(306, 36, f"Chart page {number} of {len(pages)}")
        drawn.showPage()
    drawn.save()


def joined(text: str) -> Iterator[str]:
    """The lines of a text, with a paragraph that was broken in the source put together again."""
    held = ""
    for line in text.strip().splitlines():
        if held and (line.startswith(("# ", "- ", "| ", "Signed:", "Taken by:")) or len(held) < 80):
            yield held
            held = ""
        if line.startswith(("# ", "- ", "| ")):
            yield line
        else:
            held = f"{held} {line}".strip()
    if held:
        yield held


def chart_story(page: ChartPage) -> list[Flowable]:
    """A chart page's text as flowables."""
    story: list[Flowable] = []
    rows: list[list[str]] = []

    def end_table() -> None:
        if rows:
            story.extend([grid(list(rows), "Helvetica", 10.5), Spacer(1, 9)])
            rows.clear()

    for line in joined(page.text):
        if line.startswith("| "):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        end_table()
        if line.startswith("# "):
            story.append(
                Paragraph(line[2:], style("Helvetica-Bold", 11.5, spaceBefore=8, spaceAfter=4))
            )
        elif line.startswith("- "):
            text = style("Helvetica", 11, leftIndent=14, spaceAfter=2)
            story.append(Paragraph(line[2:], text, bulletText="\u2022"))
        else:
            story.append(Paragraph(line, style("Helvetica", 11, spaceAfter=3)))
    end_table()
    return story


# ---- pictures ----------------------------------------------------------------------------------


def denial_scan(source: Path, path: Path) -> None:
    """The denial letter as a tired office scanner sends it: skewed, speckled, black and white."""
    dice = random.Random(5)  # noqa: S311  the same specks every time
    drawn = canvas(path, "Scan", "Scanner")
    with tempfile.TemporaryDirectory() as folder, pdfium.PdfDocument(source) as document:
        for number in range(len(document)):
            page = (
                document[number].render(scale=SCAN_DPI / 72, grayscale=True).to_pil().convert("L")
            )
            page = page.rotate(1.4 - 2.3 * number, Image.Resampling.BICUBIC, fillcolor=255)
            page = page.filter(ImageFilter.GaussianBlur(0.7))
            grain = Image.frombytes("L", page.size, dice.randbytes(page.width * page.height))
            page = ImageChops.subtract(page, grain.point(lambda v: 150 if v > 253 else v // 6))
            black = page.point(lambda v: 255 if v > 128 else 0).convert(
                "1", dither=Image.Dither.NONE
            )
            spot = Path(folder) / f"{number}.png"
            black.save(spot)
            drawn.drawImage(ImageReader(str(spot)), 0, 0, *letter)
            drawn.showPage()
    drawn.save()


def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A shipped font in pixels."""
    return ImageFont.truetype(str(FONTS / f"{name}.ttf"), size)


def therapy_notes(path: Path) -> None:
    """Five faxed pages in one TIFF, Group 4, fine resolution both ways."""
    pages = [fax_page(text, n, len(THERAPY)) for n, text in enumerate(THERAPY, start=1)]
    pages[0].save(
        path,
        save_all=True,
        append_images=pages[1:],
        compression="group4",
        dpi=(PAPER_DPI, PAPER_DPI),
    )


def fax_page(text: str, number: int, count: int) -> Image.Image:
    """One therapy page: drawn in grey so that edges are smooth, then cut to black and white."""
    page = Image.new("L", (1700, 2200), 255)
    pen = ImageDraw.Draw(page)
    pen.text(
        (60, 26),
        "FROM Lakeside Physical Therapy   TO (207) 555-0118",
        60,
        font("NotoSans-Regular", 26),
    )
    pen.text((1400, 26), f"P. {number:02}/{count:02}", 0, font("NotoSans-Regular", 26))
    pen.text((150, 130), "Lakeside Physical Therapy", 0, font("NotoSans-Bold", 52))
    pen.text(
        (150, 205),
        "Maria Delgado, born March 14, 1981. Left lumbar radiculopathy, M54.16",
        0,
        font("NotoSans-Regular", 32),
    )
    pen.line((150, 262, 1550, 262), 0, 4)
    y = 300
    is_row = False
    for line in joined(text):
        y += 18 if is_row and not line.startswith("| ") else 0
        is_row = line.startswith("| ")
        if line.startswith("# "):
            y += 14
            pen.text((150, y), line[2:], 0, font("NotoSans-Bold", 38))
            y += 62
        elif line.startswith("| "):
            y = fax_row(pen, y, [cell.strip() for cell in line.strip("|").split("|")])
        else:
            y = fax_words(pen, y, line)
    if y > 2120:
        raise SystemExit(f"Therapy page {number} is too full: {y}")
    return page.point(lambda v: 255 if v > 140 else 0).convert("1", dither=Image.Dither.NONE)


def fax_row(pen: ImageDraw.ImageDraw, y: int, cells: list[str]) -> int:
    """A ruled row; gives the next y."""
    shares = {2: (0, 620), 3: (0, 330, 800), 4: (0, 330, 800, 1120)}[len(cells)]
    for share, cell in zip(shares, cells, strict=True):
        pen.text((164 + share, y + 4), cell, 0, font("NotoSans-Regular", 31))
        pen.line((150 + share, y, 150 + share, y + 50), 0, 2)
    pen.rectangle((150, y, 1550, y + 50), None, 0, 2)
    return y + 50


def fax_words(pen: ImageDraw.ImageDraw, y: int, line: str) -> int:
    """A paragraph broken to the width; gives the next y."""
    face = font("NotoSans-Regular", 33)
    row = ""
    for word in [*line.split(), ""]:
        wider = f"{row} {word}".strip()
        if word and face.getlength(wider) <= 1390:
            row = wider
            continue
        pen.text((150, y), row, 0, face)
        y += 50
        row = word
    return y + 12


def exercise_photo(path: Path) -> None:
    """A handwritten log photographed with a phone that was held sideways (EXIF orientation 6)."""
    dice = random.Random(11)  # noqa: S311  the same hand every time
    paper = log_sheet(dice)
    desk = Image.new("RGB", (1440, 1920), (112, 78, 52))
    grain = ImageDraw.Draw(desk)
    for x in range(0, 1440, 6):
        shade = dice.randint(-12, 12)
        grain.line(
            (x, 0, x + dice.randint(-20, 20), 1920), (112 + shade, 78 + shade, 52 + shade), 5
        )
    shadow = Image.new("L", paper.size, 130).rotate(-2.2, expand=True)
    turned = paper.rotate(-2.2, Image.Resampling.BICUBIC, expand=True)
    mask = Image.new("L", paper.size, 255).rotate(-2.2, Image.Resampling.BICUBIC, expand=True)
    place = ((1440 - turned.width) // 2, (1920 - turned.height) // 2)
    desk.paste(
        (30, 20, 14), (place[0] + 16, place[1] + 20), shadow.filter(ImageFilter.GaussianBlur(9))
    )
    desk.paste(turned, place, mask)
    light = Image.linear_gradient("L").resize(desk.size).transpose(Image.Transpose.ROTATE_180)
    lit = ImageChops.multiply(desk, light.point(lambda v: 196 + v * 59 // 255).convert("RGB"))
    upright = lit.filter(ImageFilter.GaussianBlur(0.6))
    exif = Image.Exif()
    exif[0x0112] = 6  # "turn me 90 degrees clockwise"
    stored = upright.transpose(Image.Transpose.ROTATE_90)
    stored.save(path, quality=82, exif=exif, dpi=(72, 72))


def log_sheet(dice: random.Random) -> Image.Image:
    """The sheet of paper: printed lines, blue handwriting."""
    paper = Image.new("RGB", (1240, 1660), (250, 247, 238))
    pen = ImageDraw.Draw(paper)
    pen.text((70, 60), LOG[0][0], (40, 40, 40), font("NotoSans-Bold", 46))
    write(paper, dice, (72, 128), LOG[0][1], 40)
    top, row = 215, 94
    columns = (60, 270, 690, 880, 1180)
    for number in range(len(LOG)):
        pen.line((60, top + row * number, 1180, top + row * number), (120, 140, 170), 2)
    for x in columns:
        pen.line((x, top, x, top + row * (len(LOG) - 1)), (120, 140, 170), 2)
    for number, cells in enumerate(LOG[1:]):
        for x, cell in zip(columns, cells, strict=False):
            spot = (x + 14, top + row * number + 18)
            if number == 0:
                pen.text((spot[0], spot[1] + 8), cell, (40, 40, 40), font("NotoSans-Bold", 30))
            else:
                write(paper, dice, spot, cell, 38)
    return paper


def write(
    paper: Image.Image, dice: random.Random, spot: tuple[int, int], text: str, size: int
) -> None:
    """Blue words, each a little off its line, as a hand writes."""
    face = font("NotoSerif-Italic", size)
    x = float(spot[0])
    for word in text.split():
        wide = int(face.getlength(word)) + 20
        slip = Image.new("L", (wide, size * 2), 0)
        ImageDraw.Draw(slip).text((6, 4), word, 255, face)
        slip = slip.rotate(dice.uniform(-2.0, 3.0), Image.Resampling.BICUBIC)
        paper.paste(INK, (int(x), spot[1] + dice.randint(-3, 3)), slip)
        x += face.getlength(word) + size * 0.32


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
