"""Rows of a list that one chooses from: exhibits by section, and pages on which words stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, Qt
from typing_extensions import override

from appealdesk.audit.checks import why_broken
from appealdesk.case.values import Case, Citation, Document, DocumentId, Section
from appealdesk.desk.search import Hit, folded, wanted
from appealdesk.packet.values import Packet
from appealdesk.ui.reasons.evidence import capital

_BY_LETTER = re.compile(r"(?:exhibit|exh?\.?)\s+([a-z]{1,3})", re.IGNORECASE)
ROW = int(Qt.ItemDataRole.UserRole)


class RowKind(IntEnum):
    """What a row is."""

    HEADING = 0
    EXHIBIT = 1
    PAGE = 2
    PLAIN = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``mark`` is an exhibit's letter or "Exhibit C, p. 3"; ``detail`` stands below."""

    kind: RowKind
    text: str
    mark: str = ""
    detail: str = ""
    citation: Citation | None = None
    is_citable: bool = True

    @property
    def spoken(self) -> str:
        """All of it in words."""
        mark = self.mark
        if self.kind is RowKind.EXHIBIT and mark:
            mark = _tr("Exhibit {letter}").format(letter=mark)
        return ". ".join(part for part in (mark, self.text, self.detail) if part)


class ExhibitRows(QAbstractListModel):
    """The list. Headings can be neither chosen nor reached."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is listed."""
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """List these rows."""
        if tuple(rows) != self._rows:
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()

    def first(self, citation: Citation | None = None) -> int:
        """The row of a citation, or of its document, or the first that can be chosen; else -1."""
        chosen = [n for n, row in enumerate(self._rows) if row.citation is not None]
        for matches in (
            [n for n in chosen if self._rows[n].citation == citation],
            [n for n in chosen if citation and self._document(n) == citation.document],
            [n for n in chosen if self._rows[n].is_citable],
            chosen,
        ):
            if matches:
                return matches[0]
        return -1

    def first_row(self) -> int:
        """The first row that can be chosen, -1 when there is none."""
        chosen = (n for n, row in enumerate(self._rows) if row.citation is not None)
        return next(chosen, -1)

    @override
    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # type: ignore[override]
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # type: ignore[override]
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return None if row.kind is RowKind.HEADING else row.spoken
            case _:
                return row if role == ROW else None

    @override
    def flags(self, index: QModelIndex) -> Qt.ItemFlag:  # type: ignore[override]
        if not index.isValid() or self._rows[index.row()].kind is RowKind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        never = Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | never

    def _document(self, number: int) -> int:
        citation = self._rows[number].citation
        return 0 if citation is None else citation.document


def exhibit_rows(case: Case, packet: Packet, typed: str = "") -> tuple[Row, ...]:
    """The papers by section, then those of the tray; only those whose name has the typed words."""
    rows: list[Row] = []
    for section in case.sections:
        rows += _group(_heading(section), list(_papers(case, packet, section.documents, typed)))
    tray = _tr("To file (not in the packet yet)")
    rows += _group(tray, list(_papers(case, packet, case.tray, typed)))
    return tuple(rows)


def page_rows(case: Case, packet: Packet, hits: Sequence[Hit]) -> tuple[Row, ...]:
    """The pages on which searched words stand, those that can be pointed at first."""
    rows = [_hit(case, packet, hit) for hit in hits if hit.page is not None]
    rows.sort(key=lambda row: not row.is_citable)  # keeps the order otherwise
    return tuple(_group(_tr("Words on pages"), rows))


def _group(heading: str, rows: list[Row]) -> list[Row]:
    return [Row(RowKind.HEADING, heading), *rows] if rows else []


def _heading(section: Section) -> str:
    if section.is_included:
        return section.title
    return _tr("{section} (switched off)").format(section=section.title)


def _papers(case: Case, packet: Packet, documents: Sequence[Document], typed: str) -> Iterator[Row]:
    for document in documents:
        citation = Citation(document.id)
        exhibit = packet.exhibit_of(document.id)
        letter = "" if exhibit is None else exhibit.letter
        if _is_called(document, letter, typed):
            is_citable = packet.pin_cite(citation) is not None
            if is_citable:
                detail = _pages(len(document.included_pages))
            else:
                detail = _why_not(case, document)
            yield Row(
                RowKind.EXHIBIT, document.title, letter, detail, citation, is_citable=is_citable
            )


def _is_called(document: Document, letter: str, typed: str) -> bool:
    """Whether a paper is meant: by its letter ("exhibit b"), or by words of its names."""
    if by_letter := _BY_LETTER.fullmatch(typed.strip()):
        return by_letter.group(1).upper() == letter
    return wanted(typed).is_in(folded(f"{document.title} {document.file_name}"))


def _why_not(case: Case, document: Document) -> str:
    if case.section_of(document.id) is None and document.problem is None:
        return _tr("File it under a section first")
    if document.problem is None and not document.included_pages:
        return _tr("All its pages are left out")
    if document.problem is not None:
        return _tr("It could not be read")
    return _tr("Its section is switched off")


def _hit(case: Case, packet: Packet, hit: Hit) -> Row:
    citation = Citation(DocumentId(hit.id), hit.page)
    cite = packet.pin_cite(citation)
    if cite is not None:
        return Row(RowKind.PAGE, hit.excerpt, cite.words, "", citation)
    why = capital(why_broken(case, citation))
    mark = _tr("Not in the packet")
    return Row(RowKind.PAGE, hit.excerpt, mark, why, citation, is_citable=False)


def _pages(count: int) -> str:
    return _tr("1 page") if count == 1 else _tr("{count} pages").format(count=count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExhibitRows", text)
