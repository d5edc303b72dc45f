"""All keys of the program: find one, change it, give it back."""

from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from appealdesk.desk.notices import Choice, Question
from appealdesk.ui.action_table import MENUS, SPECS, ActionSpec
from appealdesk.ui.actions import usual_keys
from appealdesk.ui.dialogs.base import Dialog, foot, say
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, column, label, row, set_role

_NAME = Qt.ItemDataRole.UserRole
_NATIVE = QKeySequence.SequenceFormat.NativeText
_NEEDED = frozenset(  # alone these move, close, or write
    (
        Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space,
        Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left,
        Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    )
)  # fmt: skip


class ShortcutsDialog(Dialog):
    """A table of all actions with their keys.

    Args:
        kit: what every part of the window may use; the keys are kept in its settings.
        parent: the window.
    """

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(
            kit, parent, title=self.tr("Keyboard shortcuts"), name="shortcutsDialog",
            size=(640, 640),
        )  # fmt: skip
        self._specs = {spec.name: spec for spec in SPECS}
        self._rows: dict[str, QTreeWidgetItem] = {}
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self.filter = QLineEdit()
        self.filter.setObjectName("shortcutsFilter")
        self.filter.setAccessibleName(self.tr("Find an action or a key"))
        self.filter.setPlaceholderText(self.tr("Find an action or a key"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._filter)
        self.filter.installEventFilter(self)
        self.none = label(self.tr("No action and no key is called that."), "quiet")
        self.none.hide()
        self.table = self._make_table()
        self.keys = QKeySequenceEdit()
        self.keys.setObjectName("shortcutsKeys")
        self.keys.setMaximumSequenceLength(1)
        self.keys.setAccessibleName(self.tr("Press the new keys"))
        for inner in self.keys.findChildren(QLineEdit):  # that is what a screen reader is given
            inner.setAccessibleName(self.keys.accessibleName())
        self.keys.setClearButtonEnabled(True)
        self.keys.installEventFilter(self)
        self.keys.keySequenceChanged.connect(self._pressed)
        self.use = button(self.tr("Use these keys"), self._use, role="main", name="shortcutsUse")
        self._usual = button(self.tr("Usual keys"), self._back_one, name="shortcutsUsual")
        self._no_keys = button(self.tr("No keys"), self._take_away, name="shortcutsNone")
        self._what = label("", "title")
        self.note = label("")
        self.note.setObjectName("shortcutsNote")
        top = column(self.filter, self.none, space=SPACE)
        top.setContentsMargins(20, 16, 20, SPACE + 4)
        all_back = button(self.tr("All back to usual"), self._ask_all, name="shortcutsReset")
        close = button(self.tr("Close"), self.accept, name="shortcutsClose")
        self.put(top, self.table, self._make_editor(), foot=foot(all_back, None, close))
        self._fill()
        self.table.currentItemChanged.connect(self._chosen)
        self._chosen()
        self.filter.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the filter to the table; Esc in the keys empties them, then closes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.filter and event.key() == Qt.Key.Key_Down:
                self.table.setFocus()
                return True
            if watched is self.keys and event.key() == Qt.Key.Key_Escape and not event.modifiers():
                if self.keys.keySequence().isEmpty():
                    self.reject()
                self.keys.clear()
                return True
        return super().eventFilter(watched, event)

    def choose(self, name: str) -> None:
        """Choose the action of this name."""
        self.table.setCurrentItem(self._rows[name])

    # ---- making

    def _make_table(self) -> QTreeWidget:
        table = QTreeWidget()
        table.setObjectName("shortcutsTable")
        table.setAccessibleName(self.tr("Actions and their keys"))
        table.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        table.setRootIsDecorated(False)
        table.setItemsExpandable(False)
        table.setIndentation(self.kit.theme.pixels(12))
        table.setAllColumnsShowFocus(True)
        table.setStyleSheet("QTreeView::item { padding: 3px 6px; }")
        header = table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _make_editor(self) -> QVBoxLayout:
        words = label(self.tr("Press the new keys:"))
        words.setBuddy(self.keys)
        line = row(words, self.keys, self.use)
        line.setStretch(1, 1)
        below = row(self._usual, self._no_keys)
        below.addStretch(1)
        parts = column(self._what, line, self.note, below)
        parts.setContentsMargins(20, SPACE + 4, 20, SPACE + 4)
        return parts

    def _fill(self) -> None:
        for menu in MENUS:
            group = QTreeWidgetItem([self.tr(menu)])
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.table.addTopLevelItem(group)
            items: list[QTreeWidgetItem] = []
            self._groups.append((group, items))
            for spec in SPECS:
                if spec.menu.lstrip("|") == menu:
                    item = QTreeWidgetItem([self._title(spec), ""])
                    item.setData(0, _NAME, spec.name)
                    item.setToolTip(0, self.kit.actions[spec.name].statusTip())
                    group.addChild(item)
                    items.append(item)
                    self._rows[spec.name] = item
            group.setExpanded(True)
        self._show_keys()
        self.table.setCurrentItem(self._rows[SPECS[0].name])

    # ---- showing

    def _title(self, spec: ActionSpec) -> str:
        return self.tr(spec.text).replace("&", "").rstrip(".")

    def _show_keys(self) -> None:
        own = self.kit.settings.now.shortcuts
        for name, item in self._rows.items():
            item.setText(1, self.kit.actions[name].shortcut().toString(_NATIVE))
            font = item.font(1)
            font.setBold(name in own)  # the user's own keys stand out
            item.setFont(1, font)

    def _filter(self, text: str) -> None:
        wanted = text.casefold().split()
        is_any = False
        for group, items in self._groups:
            shown = 0
            for item in items:
                words = f"{item.text(0)} {item.text(1)} {item.toolTip(0)}".casefold()
                item.setHidden(not all(word in words for word in wanted))
                shown += not item.isHidden()
            group.setHidden(shown == 0)
            is_any = is_any or shown > 0
        self.none.setVisible(not is_any)
        current = self.table.currentItem()
        if is_any and (current is None or current.isHidden()):
            first = next(item for item in self._rows.values() if not item.isHidden())
            self.table.setCurrentItem(first)

    def _spec(self) -> ActionSpec | None:
        item = self.table.currentItem()
        return None if item is None else self._specs.get(item.data(0, _NAME) or "")

    def _chosen(self) -> None:
        spec = self._spec()
        self.keys.setEnabled(spec is not None)
        self._what.setText(self.tr("Choose an action.") if spec is None else self._title(spec))
        self.keys.clear()
        self._pressed()

    def _pressed(self) -> None:
        """Say what the keys that were pressed would do, before anything is changed."""
        spec, keys = self._spec(), self.keys.keySequence()
        mine = QKeySequence() if spec is None else self.kit.actions[spec.name].shortcut()
        words, role = "", "quiet"
        why = self._why_not(keys)
        other = self._owner(keys, spec)
        if why:
            words, role = why, "warn"
        elif other is not None:
            words = self.tr("{0} belongs to \u201c{1}\u201d, which would lose it.")
            words, role = words.format(keys.toString(_NATIVE), self._title(other)), "warn"
        elif spec is not None and keys.isEmpty():
            words = self._usual_words(spec, mine)
        self._say(words, role)
        self.use.setText(
            self.tr("Take them") if other is not None and not why else self.tr("Use these keys")
        )
        self.use.setEnabled(spec is not None and not keys.isEmpty() and not why and keys != mine)
        self._usual.setEnabled(spec is not None and mine != usual_keys(spec))
        self._no_keys.setEnabled(not mine.isEmpty())

    def _usual_words(self, spec: ActionSpec, mine: QKeySequence) -> str:
        usual = usual_keys(spec)
        if mine == usual:
            return self.tr("These are the usual keys.") if not usual.isEmpty() else ""
        if usual.isEmpty():
            return self.tr("It usually has no keys.")
        return self.tr("The usual keys are {0}.").format(usual.toString(_NATIVE))

    def _why_not(self, keys: QKeySequence) -> str:
        if keys.isEmpty():
            return ""
        pressed: QKeyCombination = cast("Any", keys)[0]  # the stubs do not know the index
        held = pressed.keyboardModifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if held == Qt.KeyboardModifier.NoModifier:
            if pressed.key() in _NEEDED:
                return self.tr("This key is needed to move about. Hold Ctrl or Alt with it.")
            if pressed.key() < Qt.Key.Key_Escape:
                return self.tr("This key alone would write a letter. Hold Ctrl or Alt with it.")
        return ""

    def _owner(self, keys: QKeySequence, spec: ActionSpec | None) -> ActionSpec | None:
        """The other action that has these keys."""
        return next(
            (
                other
                for other, action in self.kit.actions
                if other is not spec and not keys.isEmpty() and action.shortcut() == keys
            ),
            None,
        )

    def _say(self, words: str, role: str) -> None:
        set_role(self.note, role)
        if words != self.note.text():
            self.note.setText(words)
            if words:
                say(self.note, words)

    # ---- changing

    def _use(self) -> None:
        spec, keys = self._spec(), self.keys.keySequence()
        if spec is None or keys.isEmpty():
            return
        other = self._owner(keys, spec)
        own = dict(self.kit.settings.now.shortcuts)
        if other is not None:
            own[other.name] = ""
        own[spec.name] = keys.toString(QKeySequence.SequenceFormat.PortableText)
        self._keep(own)

    def _take_away(self) -> None:
        spec = self._spec()
        if spec is not None:
            self._keep({**self.kit.settings.now.shortcuts, spec.name: ""})

    def _back_one(self) -> None:
        """Give an action its usual keys; whoever has them meanwhile loses them."""
        spec = self._spec()
        if spec is None:
            return
        own = dict(self.kit.settings.now.shortcuts)
        other = self._owner(usual_keys(spec), spec)
        if other is not None:
            own[other.name] = ""
        own.pop(spec.name, None)
        self._keep(own)
        if other is not None:
            words = self.tr("\u201c{0}\u201d had these keys and has none now.")
            self._say(words.format(self._title(other)), "warn")

    def _ask_all(self) -> None:
        self.kit.notices.ask(
            Question(
                self.tr("All back to usual"),
                self.tr("Should every action have its usual keys again?"),
                (Choice("all", self.tr("Yes, all of them"), is_destructive=True),),
                self.tr("The keys that you chose yourself are forgotten."),
            ),
            self.alive(self._answered),
        )

    def _answered(self, answer: str) -> None:
        if answer == "all":
            self._keep({})

    def _keep(self, own: dict[str, str]) -> None:
        """Keep the keys; what is as usual need not be kept."""
        usual = {
            spec.name: usual_keys(spec).toString(QKeySequence.SequenceFormat.PortableText)
            for spec in SPECS
        }
        kept = {name: keys for name, keys in own.items() if keys != usual.get(name)}
        self.kit.settings.set(replace(self.kit.settings.now, shortcuts=kept))
        self.kit.actions.set_shortcuts(kept)
        self._show_keys()
        self.keys.clear()
        self._pressed()
