"""What a screen reader can know of the programs on the screen: the accessibility tree. System Python only."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import gi

gi.require_version("Atspi", "2.0")
from desktop import PAUSE  # noqa: E402
from gi.repository import Atspi, GLib  # noqa: E402

T = TypeVar("T")
Words = str | re.Pattern[str]
_STATE = Atspi.StateType
_DEEP, _WIDE = 40, 600


class NotSeen(Exception):
    """What a person waited for did not show."""


@dataclass(frozen=True)
class Node:
    """One thing in the tree. It may be gone by the time it is asked; then it tells nothing."""

    raw: Atspi.Accessible

    @property
    def name(self) -> str:
        return self._ask(lambda: self.raw.get_name() or "", "")

    @property
    def description(self) -> str:
        return self._ask(lambda: self.raw.get_description() or "", "")

    @property
    def label(self) -> str:
        """The words beside it. A choice is called after what is chosen, so it is found by these."""

        def look() -> str:
            labels = (
                r
                for r in self.raw.get_relation_set()
                if r.get_relation_type() == Atspi.RelationType.LABELLED_BY
            )
            return " ".join(
                r.get_target(n).get_name() for r in labels for n in range(r.get_n_targets())
            )

        return self._ask(look, "")

    @property
    def role(self) -> str:
        return self._ask(lambda: self.raw.get_role_name() or "", "")

    @property
    def program(self) -> str:
        """The name of the program it belongs to."""
        return self._ask(lambda: self.raw.get_application().get_name() or "", "")

    @property
    def text(self) -> str:
        """The words in a field."""
        return self._ask(
            lambda: Atspi.Text.get_text(self.raw, 0, Atspi.Text.get_character_count(self.raw)), ""
        )

    @property
    def value(self) -> float:
        """Where a scroll bar or a spin box stands."""
        return self._ask(lambda: Atspi.Value.get_current_value(self.raw), 0.0)

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, width and height on the screen, in pixels."""
        found = self._ask(
            lambda: Atspi.Component.get_extents(self.raw, Atspi.CoordType.SCREEN), None
        )
        return (0, 0, 0, 0) if found is None else (found.x, found.y, found.width, found.height)

    def has(self, *names: str) -> bool:
        """Whether it is in every one of these states, such as ``showing`` or ``focused``."""

        def look() -> bool:
            states = self.raw.get_state_set()
            return all(states.contains(getattr(_STATE, name.upper())) for name in names)

        return self._ask(look, False)

    def children(self) -> "list[Node]":
        count = min(self._ask(self.raw.get_child_count, 0), _WIDE)
        found = (self._ask(lambda n=n: self.raw.get_child_at_index(n), None) for n in range(count))
        return [Node(child) for child in found if child is not None]

    def parent(self) -> "Node | None":
        found = self._ask(self.raw.get_parent, None)
        return None if found is None else Node(found)

    def walk(self, depth: int = 0, *, hidden: bool = False) -> "Iterator[tuple[int, Node]]":
        """This and all below it that shows, with how deep it lies."""
        yield depth, self
        if depth < _DEEP:
            for child in self.children():
                if hidden or child.has("showing"):
                    yield from child.walk(depth + 1, hidden=hidden)

    @staticmethod
    def _ask(question: Callable[[], T], without: T) -> T:
        try:
            return question()
        except GLib.Error:  # it went away while we asked
            return without


class Tree:
    """The desktop's tree, and what has the keyboard focus."""

    def __init__(self) -> None:
        Atspi.init()
        Atspi.set_timeout(3000, 15000)
        self.went: list[
            str
        ] = []  # where the focus was, for whoever wants to know why it is not where it should be
        self._focused: Node | None = None
        self._listener = Atspi.EventListener.new(self._heard)
        self._listener.register("object:state-changed:focused")

    def look(self) -> None:
        """Hear what has happened since."""
        context = GLib.MainContext.default()
        while context.pending():
            context.iteration(False)

    def program(self, name: str) -> Node | None:
        """A running program by its name."""
        self.look()
        for child in Node(Atspi.get_desktop(0)).children():
            if child.name.lower() == name.lower():
                child.raw.clear_cache()
                return child
        return None

    def focused(self) -> Node | None:
        """What has the keyboard focus."""
        self.look()
        return self._focused

    def _heard(self, event: Atspi.Event) -> None:
        if event.detail1:
            self._focused = Node(event.source)
            self.went.append(f"{self._focused.role} {self._focused.name!r}")


def fits(found: str, words: Words) -> bool:
    """Whether a name is this one: the same words, or a pattern found in them."""
    return found == words if isinstance(words, str) else words.search(found) is not None


def until(
    look: Callable[[], T | None], wait: float, what: str, before: Callable[[], object] | None = None
) -> T:
    """Look again and again until there is something; raises ``NotSeen`` after ``wait`` seconds."""
    end = time.monotonic() + wait
    while True:
        if before is not None:
            before()
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            raise NotSeen(f"waited {wait:.0f} s for {what}")
        PAUSE.wait(0.06)


def dump(root: Node) -> str:
    """The tree in words, one thing a line, for a person who wants to know what was there."""
    lines = []
    for depth, node in root.walk(hidden=False):
        told = [node.role, repr(node.name)]
        if node.description:
            told.append(f"({node.description})")
        words = node.text
        if words and words != node.name:
            told.append(f"text={words[:120]!r}")
        told += [
            s
            for s in ("focused", "focusable", "checked", "selected", "expanded", "defunct")
            if node.has(s)
        ]
        if not node.has("enabled"):
            told.append("disabled")
        told.append("{}x{}+{}+{}".format(*(node.box[n] for n in (2, 3, 0, 1))))
        lines.append("  " * depth + " ".join(told))
    return "\n".join(lines)
