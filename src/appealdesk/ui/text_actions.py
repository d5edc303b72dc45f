"""Cut, copy, paste and the like for whatever field of plain text has the focus."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

Field = QLineEdit | QPlainTextEdit | QTextEdit

NAMES = frozenset({"cut", "copy", "paste", "select-all", "undo", "redo", "remove"})


def focused_field() -> Field | None:
    """The field of text that has the focus, or None."""
    focus = QApplication.focusWidget()
    return focus if isinstance(focus, Field) else None


def can(field: Field, name: str) -> bool:
    """Whether a field can do an action now."""
    if name in {"copy", "select-all"}:
        return name == "select-all" or _has_selection(field)
    if field.isReadOnly():
        return False
    if name in {"undo", "redo"}:
        return _undo_left(field, is_undo=name == "undo")
    if name == "paste":
        return bool(QGuiApplication.clipboard().text())
    return name in {"cut", "remove"} and _has_selection(field)


def do(field: Field, name: str) -> None:
    """Do it."""
    match name:
        case "cut":
            field.cut()
        case "copy":
            field.copy()
        case "paste":
            field.paste()
        case "select-all":
            field.selectAll()
        case "undo":
            field.undo()
        case "redo":
            field.redo()
        case "remove":
            if isinstance(field, QLineEdit):
                field.del_()
            else:
                field.textCursor().removeSelectedText()
        case _:
            raise KeyError(name)


def _has_selection(field: Field) -> bool:
    if isinstance(field, QLineEdit):
        return field.hasSelectedText()
    return field.textCursor().hasSelection()


def _undo_left(field: Field, *, is_undo: bool) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if is_undo else field.isRedoAvailable()
    document = field.document()
    return document.isUndoAvailable() if is_undo else document.isRedoAvailable()
