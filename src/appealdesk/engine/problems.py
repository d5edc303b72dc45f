"""Why a file cannot come in, each with a stable code and what to do now."""

from appealdesk.case.errors import AppealDeskError


class IntakeProblem(AppealDeskError):
    """A file that cannot be taken in.

    Attributes:
        code: stable name of the problem, for programs.
        sentence: what happened.
        hint: what the user can do.
    """

    def __init__(self, code: str, sentence: str, hint: str) -> None:
        super().__init__(sentence, hint)
        self.code = code


_CODES: dict[str, tuple[str, str]] = {
    "empty-file": (
        "This file is empty: it holds no data at all.",
        "It may have been cut off when it was copied. Copy or download it again.",
    ),
    "password-needed": (
        "This PDF is locked with a password.",
        "Enter its password to open it. The sender can tell you what it is.",
    ),
    "password-wrong": (
        "That password does not open this PDF.",
        "Check capital letters and try again, or ask the sender.",
    ),
    "locked-otherwise": (
        "This PDF is locked in a way that no password can open here.",
        "Ask the sender for a copy without a lock, or print it and scan the paper.",
    ),
    "no-pages": (
        "This PDF has no pages.",
        "Ask the sender for the file again.",
    ),
    "too-many-pages": (
        "This file has more pages than AppealDesk takes in one file.",
        "Save only the pages that you need as a new PDF and add that one.",
    ),
    "damaged": (
        "This PDF is so damaged that no page of it can be read.",
        "Download it again or ask the sender for a new copy.",
    ),
    "fillable-only": (
        "This form can only be seen in Adobe Acrobat. Other programs show \u201cPlease wait\u201d.",
        "Open it in Acrobat, choose Print, print it to PDF, and add that PDF.",
    ),
    "picture-damaged": (
        "This picture is damaged and cannot be opened.",
        "Take the picture again, or ask for a new copy.",
    ),
    "picture-too-large": (
        "This picture is too large to open safely.",
        "Open it in a picture program, make it smaller, and add the smaller one.",
    ),
    "kind-word": (
        "This is a word processor file, which AppealDesk cannot open.",
        "Open it and save it as PDF (File, Save as, PDF). Then add the PDF.",
    ),
    "kind-office": (
        "This is a spreadsheet, a slide show or another office file, which AppealDesk cannot open.",
        "Open it and save it as PDF (File, Save as, PDF). Then add the PDF.",
    ),
    "kind-heic": (
        "This is an iPhone photo (HEIC), which AppealDesk cannot open.",
        "Open the photo and save or export it as JPEG. Then add the JPEG.",
    ),
    "kind-mail": (
        "This is a saved e-mail, which AppealDesk cannot open.",
        "Open the e-mail and print it to PDF. Save what is attached to it, and add each file.",
    ),
    "kind-web": (
        "This is a web page, which AppealDesk cannot open.",
        "Open it in your browser, choose Print, then \u201cSave as PDF\u201d, and add the PDF.",
    ),
    "kind-zip": (
        "This is an archive: a packed folder of files.",
        "Open the archive, take the files out, and add those.",
    ),
    "kind-rtf": (
        "This is a rich text file (RTF), which AppealDesk cannot open.",
        "Open it and save it as PDF (File, Save as, PDF). Then add the PDF.",
    ),
    "kind-text": (
        "This is a plain text file, which AppealDesk cannot open.",
        "Print it to PDF and add the PDF, or paste its words into a section.",
    ),
    "kind-postscript": (
        "This is a PostScript file, which AppealDesk cannot open.",
        "Ask the sender for a PDF instead.",
    ),
    "kind-media": (
        "This is a sound or video file. A paper packet cannot hold it.",
        "Write down what matters in it, or ask for a written report.",
    ),
    "kind-drawing": (
        "This is a drawing (SVG), which AppealDesk cannot open.",
        "Open it in your browser, choose Print, then \u201cSave as PDF\u201d, and add the PDF.",
    ),
    "kind-unknown": (
        "AppealDesk does not know this kind of file.",
        "Open it in the program that made it, save or print it as PDF, and add the PDF.",
    ),
}

CODES = frozenset(_CODES)


def problem(code: str) -> IntakeProblem:
    """The problem of this code, ready to raise.

    Raises:
        KeyError: no such code.
    """
    sentence, hint = _CODES[code]
    return IntakeProblem(code, sentence, hint)
