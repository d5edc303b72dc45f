"""Edits of documents and their pages. Given again by ``edits``."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import cast

from appealdesk.case.change import Edit, document_of, one_line, put_before, refuse, section_of
from appealdesk.case.values import (
    Case,
    Document,
    DocumentId,
    Kind,
    PageId,
    PageRef,
    Problem,
    Rotation,
    Route,
)

_QUARTER = 90


def add_document(
    section: int | None,
    *,
    title: str,
    file_name: str,
    source: str,
    clean: str = "",
    kind: Kind = Kind.OTHER,
    route: Route = Route.DIRECT,
    notes: Sequence[str] = (),
    problem: Problem | None = None,
    page_count: int = 0,
    before: int | None = None,
) -> Edit:
    """File a document under a section, or lay it in the tray (None).

    Its id is the case's ``next_id`` at the time the change is made; its pages take the ids that
    follow.

    Raises:
        ValueError: the number of pages is negative.
    """
    if page_count < 0:
        raise ValueError(page_count)
    name = one_line(title) or one_line(file_name) or "Untitled"

    def change(case: Case) -> Case:
        first = case.next_id + 1
        new = Document(
            id=DocumentId(case.next_id),
            title=name,
            file_name=one_line(file_name),
            source=source,
            clean=clean,
            kind=kind,
            route=route,
            notes=tuple(notes),
            problem=problem,
            pages=_pages(first, page_count),
        )
        return replace(_placed(case, (new,), section, before), next_id=first + page_count)

    return Edit(f"Add \u201c{name}\u201d", change)


def move_document(document: int, section: int | None, before: int | None = None) -> Edit:
    """Move a document in front of another of a section (or of the tray), or to its end."""

    def change(case: Case) -> Case:
        moved = document_of(case, document)
        is_here = any(d is moved for d in _siblings(case, section))
        if before == document and is_here:
            return case
        after = _placed(_without(case, moved), (moved,), section, before)
        return case if after == case else after

    return Edit("Move a document", change)


def move_documents(
    documents: Sequence[int], section: int | None, before: int | None = None
) -> Edit:
    """Move documents, in the order given, as one step.

    Args:
        documents: ids of what is moved.
        section: id of the section to file them under; None is the tray.
        before: id of the document they go in front of; None is the end. One that is being moved
            itself stands for the next one after it that is not.
    """
    wanted = frozenset(documents)

    def change(case: Case) -> Case:
        moved = tuple(document_of(case, one) for one in dict.fromkeys(documents))
        place = _staying(_siblings(case, section), before, wanted)
        after = _placed(_without(case, *moved), moved, section, place)
        return case if after == case else after

    return Edit("Move a document" if len(wanted) == 1 else "Move documents", change)


def copy_documents(
    documents: Sequence[int], section: int | None, before: int | None = None
) -> Edit:
    """Put copies of documents, with their choice of pages, somewhere else; their ids are new."""

    def change(case: Case) -> Case:
        next_id = case.next_id
        copies = []
        for old in [document_of(case, one) for one in dict.fromkeys(documents)]:
            pages = tuple(
                replace(page, id=PageId(next_id + number))
                for number, page in enumerate(old.pages, start=1)
            )
            copies.append(replace(old, id=DocumentId(next_id), pages=pages))
            next_id += 1 + len(pages)
        return replace(_placed(case, tuple(copies), section, before), next_id=next_id)

    return Edit("Copy a document" if len(set(documents)) == 1 else "Copy documents", change)


def remove_document(document: int) -> Edit:
    """Take a document out of the case; its bytes stay, so that undo brings it back."""
    return Edit("Remove a document", lambda case: _without(case, document_of(case, document)))


def rename_document(document: int, title: str) -> Edit:
    """Give a document another title."""
    name = one_line(title)

    def change(case: Case) -> Case:
        if not name:
            raise refuse("A document needs a title.", "Type a name for it.")
        return _with_document(case, document, lambda d: replace(d, title=name))

    return Edit(f"Rename to \u201c{name}\u201d", change)


def set_document_kind(document: int, kind: Kind) -> Edit:
    """Say what a document is."""
    return Edit(
        "Change what a document is",
        lambda case: _with_document(case, document, lambda d: replace(d, kind=kind)),
    )


def replace_import(
    document: int,
    *,
    clean: str,
    route: Route,
    notes: Sequence[str] = (),
    page_count: int = 0,
    problem: Problem | None = None,
) -> Edit:
    """Put the outcome of a second reading in place, for example after a password was given.

    Pages keep their ids, and so their citations, while their number stays the same.

    Raises:
        ValueError: the number of pages is negative.
    """
    if page_count < 0:
        raise ValueError(page_count)

    def change(case: Case) -> Case:
        old = document_of(case, document)
        is_same = page_count == len(old.pages)
        new = replace(
            old,
            clean=clean,
            route=route,
            notes=tuple(notes),
            problem=problem,
            pages=old.pages if is_same else _pages(case.next_id, page_count),
        )
        after = _with_document(case, document, lambda _old: new)
        return after if is_same else replace(after, next_id=case.next_id + page_count)

    return Edit("Read a document again", change)


def include_pages(document: int, pages: Sequence[int], is_included: bool) -> Edit:
    """Choose pages of a document into the packet, or out of it."""
    return Edit(
        "Choose pages" if is_included else "Leave pages out",
        lambda case: _with_pages(
            case, document, pages, lambda page: replace(page, is_included=is_included)
        ),
    )


def rotate_pages(document: int, pages: Sequence[int], degrees: int) -> Edit:
    """Turn pages by a multiple of 90 degrees clockwise."""

    def turned(page: PageRef) -> PageRef:
        return replace(page, rotation=cast("Rotation", (page.rotation + degrees) % 360))

    def change(case: Case) -> Case:
        if degrees % _QUARTER:
            raise refuse(
                "A page can be turned by quarter turns only.", "Use 90, 180 or 270 degrees."
            )
        return _with_pages(case, document, pages, turned)

    return Edit("Turn pages", change)


def move_pages(document: int, pages: Sequence[int], before: int | None) -> Edit:
    """Move pages, kept in order, in front of another page of the document or to its end."""

    def change(case: Case) -> Case:
        old = document_of(case, document)
        wanted = _known(old, pages)
        if before in wanted:
            raise refuse(
                "Pages cannot be put in front of one of themselves.",
                "Choose a page that is not being moved.",
            )
        others = tuple(p for p in old.pages if p.id not in wanted)
        moved = tuple(p for p in old.pages if p.id in wanted)
        order = put_before(others, moved, before, "page")
        return _with_document(case, document, lambda d: replace(d, pages=order))

    return Edit("Move pages", change)


def _pages(first: int, count: int) -> tuple[PageRef, ...]:
    return tuple(PageRef(PageId(first + index), index) for index in range(count))


def _known(document: Document, pages: Sequence[int]) -> frozenset[int]:
    wanted = frozenset(pages)
    if not wanted <= {page.id for page in document.pages}:
        raise refuse("A page that was named is not in this document.", "Look at its pages again.")
    return wanted


def _siblings(case: Case, section: int | None) -> tuple[Document, ...]:
    return case.tray if section is None else section_of(case, section).documents


def _staying(
    siblings: tuple[Document, ...], before: int | None, moved: frozenset[int]
) -> int | None:
    """The document to go in front of when those that move are gone; None is the end."""
    if before not in moved:
        return before
    place = next((n for n, d in enumerate(siblings) if d.id == before), len(siblings))
    return next((d.id for d in siblings[place:] if d.id not in moved), None)


def _placed(
    case: Case, moved: tuple[Document, ...], section: int | None, before: int | None
) -> Case:
    if section is None:
        return replace(case, tray=put_before(case.tray, moved, before, "document"))
    target = section_of(case, section)
    documents = put_before(target.documents, moved, before, "document")
    new = replace(target, documents=documents)
    return replace(case, sections=tuple(new if s is target else s for s in case.sections))


def _without(case: Case, *gone: Document) -> Case:
    ids = frozenset(d.id for d in gone)
    return _map_documents(case, lambda docs: tuple(d for d in docs if d.id not in ids))


def _with_document(case: Case, document: int, change: Callable[[Document], Document]) -> Case:
    old = document_of(case, document)
    new = change(old)
    if new == old:
        return case
    return _map_documents(case, lambda docs: tuple(new if d is old else d for d in docs))


def _with_pages(
    case: Case, document: int, pages: Sequence[int], change: Callable[[PageRef], PageRef]
) -> Case:
    def changed(old: Document) -> Document:
        wanted = _known(old, pages)
        return replace(old, pages=tuple(_changed(p, wanted, change) for p in old.pages))

    return _with_document(case, document, changed)


def _changed(
    page: PageRef, wanted: frozenset[int], change: Callable[[PageRef], PageRef]
) -> PageRef:
    if page.id not in wanted:
        return page
    new = change(page)
    return page if new == page else new


def _map_documents(
    case: Case, change: Callable[[tuple[Document, ...]], tuple[Document, ...]]
) -> Case:
    """The case with ``change`` applied to each list of documents; unchanged parts are shared."""

    def shared(old: tuple[Document, ...]) -> tuple[Document, ...]:
        new = change(old)
        is_same = len(new) == len(old) and all(a is b for a, b in zip(new, old, strict=True))
        return old if is_same else new

    sections = []
    for section in case.sections:
        documents = shared(section.documents)
        is_same = documents is section.documents
        sections.append(section if is_same else replace(section, documents=documents))
    return replace(case, sections=tuple(sections), tray=shared(case.tray))
