"""A paper with words, a lying page and a picture; and words of a page by hand."""

from reportlab.pdfgen import canvas

from appealdesk.worker.messages import PageWord

LINES = (
    "Straight leg raise positive on the left",
    "No therapy since July",
    "",  # a black square: a page without words
    "The MRI is medically necessary",
    "Six weeks of therapy without success",
    "Signed by Dr. Whitlock",
)


def make_paper(path, lines=LINES):
    """A PDF with one line of words a page; the fourth page lies."""
    pen = canvas.Canvas(str(path), invariant=1)
    for number, words in enumerate(lines):
        wide, high = (792, 612) if number == 3 else (612, 792)
        pen.setPageSize((wide, high))
        pen.setFont("Helvetica", 16)
        if words:
            pen.drawString(100, high - 120, words)
        else:
            pen.rect(100, 300, 200, 200, fill=1)
        pen.showPage()
    pen.save()
    return path


def word(text, left, top, right, bottom, line=0):
    """A word at a place of its page."""
    return PageWord(text, (left, top, right, bottom), line)
