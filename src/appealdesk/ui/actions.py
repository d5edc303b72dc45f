"""The actions as Qt has them, made from the table in ``action_table``."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from appealdesk.ui.action_table import SPECS, ActionSpec
from appealdesk.ui.icons import Icons


class Actions(QObject):
    """The actions as Qt has them, each made once.

    Args:
        specs: the table.
        icons: draws them.
        shortcuts: the user's own keys, by action name; an empty string takes the key away.
    """

    def __init__(self, icons: Icons, shortcuts: Mapping[str, str], parent: QObject) -> None:
        super().__init__(parent)
        self._icons = icons
        self._made: dict[str, QAction] = {}
        for spec in SPECS:
            action = QAction(self.tr(spec.text), self)
            action.setObjectName(spec.name)
            action.setStatusTip(self.tr(spec.help))
            action.setCheckable(spec.is_checkable)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            self._made[spec.name] = action
        self.set_shortcuts(shortcuts)

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def __iter__(self) -> Iterator[tuple[ActionSpec, QAction]]:
        return iter((spec, self._made[spec.name]) for spec in SPECS)

    def draw(self) -> None:
        """Draw the icons in the colours of the theme."""
        for spec, action in self:
            if spec.icon:
                action.setIcon(self._icons.get(spec.icon))

    def set_shortcuts(self, own: Mapping[str, str]) -> None:
        """Give each action its key: the user's own, or the usual one."""
        for spec, action in self:
            keys = QKeySequence(own[spec.name]) if spec.name in own else usual_keys(spec)
            action.setShortcut(keys)
            shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
            plain = action.text().replace("&", "").rstrip(".")
            action.setToolTip(f"{plain} ({shown})" if shown else plain)


def usual_keys(spec: ActionSpec) -> QKeySequence:
    """The shortcut that an action has when the user did not choose another."""
    standard = getattr(QKeySequence.StandardKey, spec.keys, None) if spec.keys else None
    return QKeySequence(spec.keys) if standard is None else QKeySequence(standard)
