"""What can be reached and understood without looking: names for a screen reader, stops of the Tab key."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QTextBrowser, QWidget

_ROLE = QAccessible.Role
_USED = {
    _ROLE.Button, _ROLE.ButtonMenu, _ROLE.ButtonDropDown, _ROLE.CheckBox, _ROLE.ComboBox, _ROLE.EditableText, _ROLE.Link,
    _ROLE.List, _ROLE.ListItem, _ROLE.MenuItem, _ROLE.PageTab, _ROLE.ProgressBar, _ROLE.RadioButton, _ROLE.Slider, _ROLE.SpinBox,
    _ROLE.Table, _ROLE.Tree, _ROLE.TreeItem, _ROLE.Cell,
}  # fmt: skip
_MOST_STOPS = 250


def unnamed(root: QWidget) -> list[str]:
    """Everything below this that can be used and that a screen reader could not name."""
    start = QAccessible.queryAccessibleInterface(root)
    assert start is not None
    return [
        _where(node)
        for node in _shown(start)
        if _is_used(node) and not _name(node) and not _is_blank_cell(node)
    ]


def tab_stops(window: QWidget, *, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Where Tab goes from what has the focus now, until it is there again; raises when it never is."""
    start = QApplication.focusWidget()
    assert start is not None, "nothing has the focus"
    stops: list[QWidget] = []
    at: QWidget = start
    for _ in range(_MOST_STOPS):
        QTest.keyClick(at, key)
        now = QApplication.focusWidget()
        links = 0
        while now is at and isinstance(at, QTextBrowser):  # from link to link in it
            place = at.textCursor().position()
            QTest.keyClick(at, key)
            now = QApplication.focusWidget()
            links += 1
            assert now is not at or at.textCursor().position() != place, "stays at one link"
            assert links < _MOST_STOPS, "the links have no end"
        assert now is not None, f"{key.name} on {told(at)} left nothing with the focus"
        assert now is not at, f"{key.name} does not leave {told(at)}"
        assert now.window() is window, f"{key.name} on {told(at)} left the window for {told(now)}"
        at = now
        if at is start:
            return stops
        assert at not in stops, (
            f"{key.name} runs in a circle that leaves {told(start)} out: it comes back to {told(at)}"
        )
        stops.append(at)
    raise AssertionError(f"more than {_MOST_STOPS} stops: {[told(s) for s in stops[-8:]]}")


def tab_order(root: QWidget) -> list[QWidget]:
    """What shows below this and takes the focus with Tab, in the order in which Tab comes to it."""
    found, at = [], root.nextInFocusChain()
    while at is not root:
        takes = at.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and root.isAncestorOf(at) and at.isVisibleTo(root) and at.isEnabled():
            found.append(at)
        at = at.nextInFocusChain()
    return found


def passed_over(window: QWidget, stops: list[QWidget]) -> list[str]:
    """Controls that show, can be used and take the focus by Tab, but were never stopped at."""
    missed = []
    for widget in window.findChildren(QWidget):
        wants = (
            widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isEnabled()
            and widget.isVisibleTo(window)
        )
        if not wants or widget.window() is not window or widget in stops:
            continue
        if widget.focusProxy() is not None or _has_stop_in_group(widget, stops):
            continue
        missed.append(told(widget))
    return missed


def told(widget: QWidget) -> str:
    """A widget for a message: its class, its own name and its parents'."""
    names = [
        w.objectName()
        for w in _parents(widget)
        if w.objectName() and not w.objectName().startswith("qt_")
    ]
    return f"{type(widget).__name__} {'/'.join(reversed(names[:3]))} {widget.accessibleName()!r}"


def _has_stop_in_group(widget: QWidget, stops: list[QWidget]) -> bool:
    """Tab stops at one button of a group, and the arrow keys do the rest."""
    if not isinstance(widget, QRadioButton):
        return False
    group = widget.group()
    if group is None:
        return any(
            isinstance(s, QRadioButton) and s.parentWidget() is widget.parentWidget() for s in stops
        )
    return any(button in stops for button in group.buttons())


def _parents(widget: QWidget) -> Iterator[QWidget]:
    at: QWidget | None = widget
    while at is not None:
        yield at
        at = at.parentWidget()


def _shown(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if not node.isValid() or node.state().invisible:
        return
    yield node
    for number in range(node.childCount()):
        child = node.child(number)
        if child is not None:
            yield from _shown(child)


def _is_used(node: QAccessibleInterface) -> bool:
    return node.role() in _USED or bool(node.state().focusable)


def _is_blank_cell(node: QAccessibleInterface) -> bool:
    """A column may have nothing to say, as long as its row has."""
    parent = node.parent()
    if node.role() not in {_ROLE.TreeItem, _ROLE.Cell} or parent is None:
        return False
    row = node.rect().y()
    others = (parent.child(number) for number in range(parent.childCount()))
    return any(other is not None and other.rect().y() == row and _name(other) for other in others)


def _name(node: QAccessibleInterface) -> str:
    return node.text(QAccessible.Text.Name).strip()


def _where(node: QAccessibleInterface) -> str:
    widget = node.object()
    place = told(widget) if isinstance(widget, QWidget) else str(node.text(QAccessible.Text.Value))
    return f"{node.role().name}: {place}"
