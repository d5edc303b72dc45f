"""What the user is told about how a file came in."""

from appealdesk.case.values import Document, Route

_ROUTES = {
    Route.REPAIRED: "This file was damaged. It was mended, and its pages were compared with the "
    "original.",
    Route.IMAGES: "This file was badly damaged, so its pages came in as pictures. They look right, "
    "but their words cannot be searched.",
}

NOTES: dict[str, str] = {
    "forms-flattened": "What was typed into this form is now part of the page, so it cannot get "
    "lost.",
    "annotations-flattened": "Notes and stamps on the pages are now part of the page.",
    "signature": "This file carries a digital signature. It stays visible, but it can no longer be "
    "checked by computer in the packet; keep the original too.",
    "xfa": "This is a kind of form that only some programs can show. Look at its pages; if they are "
    "not right, print it to a PDF and add that.",
    "javascript": "Small programs inside the file were left out.",
    "attachments": "Files attached inside this PDF were left out. Save them and add them one by one "
    "if they matter.",
    "actions": "Automatic actions in the file were left out.",
    "hidden-layers": "This file has hidden layers. They stay hidden in the packet.",
    "restricted": "This file had restrictions on printing or copying. Its pages came in whole.",
    "page-count": "The file claims another number of pages than could be found. Check that none is "
    "missing.",
    "scaled-down": "This picture was very large and was made smaller, still sharp enough to print.",
    "blank-pages": "Some pages of this file are blank.",
}
"""Sentence for each note code that intake may give."""


def sentences(document: Document) -> tuple[str, ...]:
    """Everything worth knowing about how a document came in, most important first."""
    if document.problem is not None:
        return (document.problem.sentence, document.problem.hint)
    route = _ROUTES.get(document.route)
    return ((route,) if route else ()) + tuple(NOTES.get(n, n) for n in document.notes)
