"""What the user is told about how a file came in."""

from appealdesk.case.values import Document, Route

_ROUTES = {
    Route.REPAIRED: "This file was damaged. It was mended, and its pages were compared with the "
    "original.",
    Route.IMAGES: "This file was badly damaged, so its pages came in as pictures. They look right, "
    "but their words cannot be searched.",
}

NOTES: dict[str, str] = {
    "page-count": "The file claims another number of pages than could be found. Check that none "
    "is missing.",
    "blank-after-mending": "The file was damaged, and at least one page of it is blank now. Ask "
    "the sender for a new copy if something is missing.",
    "picture-cut-off": "The picture file is cut off: its lower part is missing.",
    "pictures-lost": "Some pictures in this file could not be read and are missing.",
    "first-picture-only": "The file holds several pictures. Only the first is shown.",
    "portfolio": "This PDF is a folder of other files, and only its front page shows. Open it in a "
    "PDF program, save the files in it, and add each one.",
    "attachments": "Files attached inside this PDF were left out. Save them and add them one by "
    "one if they matter.",
    "xfa": "This is a kind of form that only some programs can show. Look at its pages; if they "
    "are not right, print it to a PDF and add that.",
    "forms-flattened": "What was typed into this form is now part of the page, so it cannot get "
    "lost.",
    "annotations-flattened": "Notes and stamps on the pages are now part of the page.",
    "comments-dropped": "The words inside sticky notes do not show in the packet.",
    "signature": "This file carries a digital signature. It stays visible, but it can no longer be "
    "checked by computer in the packet; keep the signed file too.",
    "hidden-layers": "This file has hidden layers. They stay hidden in the packet, but they are "
    "still in the file.",
    "media-dropped": "Sound, video or 3D inside the file does not show in the packet.",
    "actions": "Buttons and small programs inside the file were left out.",
    "links-dropped": "Links that lead to other files or to nowhere were taken out.",
    "bookmarks-dropped": "Some bookmarks of the file led nowhere and were left out.",
    "restricted": "This file had restrictions on changes. Its pages came in whole.",
    "scaled-down": "The picture was made smaller. It still prints sharply on Letter paper.",
}
"""Sentence for each note code that intake may give, most important first."""


def sentences(document: Document) -> tuple[str, ...]:
    """Everything worth knowing about how a document came in, most important first."""
    if document.problem is not None:
        return (document.problem.sentence, document.problem.hint)
    route = _ROUTES.get(document.route)
    told = tuple(words for code, words in NOTES.items() if code in document.notes)
    return ((route,) if route else ()) + told
