"""A person before the screen: looks at what shows, points, drags, types; every action is counted.

Knows the programs only through the accessibility tree, so it finds what a blind person's screen reader finds, by the
same words. Run by the system's Python (it has ``gi``):

    /usr/bin/python3 tests/e2e/person.py SCENARIO --app .venv/bin/appealdesk --inbox FOLDER --work FOLDER --report FOLDER

Writes one line of JSON: what was made and how many actions and seconds it took. When something that should show does not,
there is a picture of the screen and the tree in words in the report folder.
"""

import argparse
import json
import re
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from desktop import PAUSE, Desktop
from tree import Node, NotSeen, Tree, Words, dump, fits, until

WAIT = 15.0
_MOVES = 26
_FAULT = re.compile("^Something went wrong that should not")
_CLICKABLE = ("sensitive", "enabled")


@dataclass
class Person:
    """Somebody at the desktop.

    Args:
        desktop: where the programs run.
        tree: the accessibility tree of that desktop.
        report: where pictures go when something is not there.
    """

    desktop: Desktop
    tree: Tree
    report: Path
    actions: list[tuple[str, str]] = field(default_factory=list)
    steps: list[tuple[str, float, int]] = field(default_factory=list)
    app: Node | None = None
    _process: subprocess.Popen[bytes] | None = None
    scale: float = 1.0  # Qt tells places in its own units, not in the screen's

    def close_program(self) -> None:
        """Close the window as a person does, and wait until the program has ended by itself."""
        self.activate("AppealDesk$")
        self.press("ctrl+q")
        process = self._process
        if process is None or (
            until(lambda: process.poll() is not None, 30, "the program to end")
            and process.returncode
        ):
            raise NotSeen(f"the program ended with {process and process.returncode}")

    # ---- looking

    def open_program(self, name: str, *command: str, env: dict[str, str] | None = None) -> Node:
        """Start a program and wait until it shows in the tree."""
        log = self.report / f"{name.lower()}.log"
        process = self.desktop.start(*command, log=log, env=env)

        def look() -> Node | None:
            if process.poll() is not None:
                raise NotSeen(
                    f"{name} ended with {process.returncode}: {log.read_text(errors='replace')[-2000:]}"
                )
            return self.tree.program(name)

        found = until(look, 30, f"{name} to start")
        if name == "AppealDesk":
            self.app, self._process = found, process
        return found

    def meet_program(self, name: str) -> Node:
        """Wait for AppealDesk, started by another program: the file manager, say."""
        self.app = until(lambda: self.tree.program(name), 40, f"{name} to be started")
        return self.app

    def find(
        self, name: Words, role: str | tuple[str, ...] = "", *, inside: Node | None = None, wait: float = WAIT,
        where: Callable[[Node], bool] | None = None,
    ) -> Node:  # fmt: skip
        """The first thing that shows with this name."""
        root = inside or self._program()
        roles = (role,) if isinstance(role, str) else role

        def look() -> Node | None:
            return next(self._found(root, name, roles, where), None)

        what = getattr(name, "pattern", name)
        return until(look, wait, f"{role or 'something'} named {what!r}", self.tree.look)

    def shows(self, name: Words, role: str = "", *, inside: Node | None = None) -> bool:
        """Whether it shows now."""
        self.tree.look()
        return next(self._found(inside or self._program(), name, (role,), None), None) is not None

    def gone(self, name: Words, role: str = "", *, wait: float = WAIT) -> None:
        """Wait until it does not show any more."""
        until(lambda: not self.shows(name, role), wait, f"{name!r} to go away")

    def rows(self, inside: Node, role: str = "table cell") -> list[Node]:
        """The rows of a list or tree that show, from the top."""
        self.tree.look()
        found = [
            n for _, n in inside.walk() if n.role in {role, "tree item", "list item"} and n.name
        ]
        return sorted(found, key=lambda n: n.box[1])

    def focused(self, name: Words, role: str = "", wait: float = WAIT) -> Node:
        """Wait until the keyboard focus is on this."""

        def look() -> Node | None:
            at = self.tree.focused()
            return at if at is not None and fits(at.name, name) and role in {"", at.role} else None

        at = self.tree.focused()
        try:
            return until(look, wait, f"the focus on {getattr(name, 'pattern', name)!r}")
        except NotSeen as missed:
            at = self.tree.focused()
            raise NotSeen(f"{missed}; it is on {at and (at.role, at.name)}") from None

    # ---- doing

    def click(
        self,
        target: Node,
        *,
        count: int = 1,
        button: int = 1,
        keys: str = "",
        at: tuple[float, float] = (0.5, 0.5),
    ) -> None:
        """Point at it and click."""
        x, y = self._place(target, at)
        hold, release = (["keydown", keys], ["keyup", keys]) if keys else ([], [])
        self._count("double click" if count == 2 else "click", target.name)
        self._x(
            "mousemove",
            x,
            y,
            "sleep",
            0.06,
            *hold,
            "click",
            "--repeat",
            count,
            "--delay",
            60,
            button,
            *release,
        )

    def press(self, *keys: str) -> None:
        """Press keys, one gesture each, such as ``ctrl+e``."""
        for key in keys:
            self._count("key", key)
            self._x("key", "--clearmodifiers", key)

    def move(self, key: str) -> None:
        """Press a key that moves the focus, and wait a moment until it has moved."""
        before = self.tree.focused()
        self.press(key)
        self._focus_moved(before)

    def write(self, words: str) -> None:
        """Type words where the focus is. One line feed is Enter."""
        self._count("text", words)
        for number, line in enumerate(words.split("\n")):
            if number:
                self._x("key", "Return")
            if line:
                self._x("type", "--delay", 6, "--", line)

    def drag(
        self,
        source: Node,
        target: Node,
        *,
        at: tuple[float, float] = (0.5, 0.5),
        keys: str = "",
        grip: tuple[float, float] = (0.5, 0.5),
    ) -> None:
        """Drag one thing to a place on another; ``keys`` are held from the middle of the way."""
        (x0, y0), (x1, y1) = self._place(source, grip), self._place(target, at)
        way: list[object] = ["mousemove", x0, y0, "sleep", 0.1, "mousedown", 1, "sleep", 0.15]
        for n in range(1, _MOVES + 1):
            way += [
                "mousemove",
                x0 + (x1 - x0) * n // _MOVES,
                y0 + (y1 - y0) * n // _MOVES,
                "sleep",
                0.012,
            ]
            if keys and n == _MOVES // 2:
                way += ["keydown", keys]
        way += [
            "sleep",
            0.25,
            "mousemove",
            x1 + 1,
            y1,
            "sleep",
            0.1,
            "mousemove",
            x1,
            y1,
            "sleep",
            0.25,
            "mouseup",
            1,
        ]
        if keys:
            way += ["sleep", 0.1, "keyup", keys]
        self._count("drag", f"{source.name} > {target.name}")
        self._x(*way)

    def tab_to(self, name: Words, role: str = "", *, key: str = "Tab", most: int = 40) -> Node:
        """Press Tab until the focus is there; each press counts."""
        for _ in range(most):
            before = self.tree.focused()
            if before is not None and fits(before.name, name) and role in {"", before.role}:
                return before
            self.move(key)
        at = self.tree.focused()
        raise NotSeen(
            f"{most} times {key} did not lead to {getattr(name, 'pattern', name)!r}; last: {at and (at.role, at.name)}"
        )

    def place_window(self, title: str, left: int, top: int, width: int, height: int) -> None:
        """Move a window where it is wanted, and bring it to the front."""
        window = self._window(title)
        self._x("windowsize", window, width, height, "windowmove", window, left, top)

        def is_there() -> bool:
            told = dict(p.split("=") for p in self._x("getwindowgeometry", "--shell", window))
            return abs(int(told["WIDTH"]) - width) < 40

        until(is_there, WAIT, f"the window {title!r} at its place")
        self.activate(title)

    def activate(self, title: str) -> None:
        """Bring a window to the front."""
        window = self._window(title)

        def is_in_front() -> bool:
            self._x("windowactivate", window, may_fail=True)
            return self._x("getactivewindow", may_fail=True) == [window]

        until(is_in_front, WAIT, f"the window {title!r} in front")

    @contextmanager
    def step(self, words: str) -> Iterator[None]:
        """One thing that a person wants; told when it goes wrong."""
        start, count = time.monotonic(), len(self.actions)
        try:
            yield
            self._no_fault()
        except Exception as error:
            error.add_note(f"while: {words}")
            raise
        self.steps.append((words, round(time.monotonic() - start, 2), len(self.actions) - count))

    def keep_proof(self, name: str) -> None:
        """A picture of the screen and the tree in words, for a person who wants to know."""
        self.desktop.screenshot(self.report / f"{name}.png")
        if self.app is not None:
            (self.report / f"{name}.tree.txt").write_text(dump(self.app), encoding="utf-8")

    def counted(self) -> dict[str, int]:
        """How many actions of each kind."""
        return dict(Counter(kind for kind, _ in self.actions))

    # ---- inside

    def _no_fault(self) -> None:
        if self.app is not None and self.shows(_FAULT):
            raise NotSeen("the program says that something went wrong that should not")

    def _program(self) -> Node:
        if self.app is None:
            raise NotSeen("AppealDesk was not started")
        return self.app

    def _found(
        self, root: Node, name: Words, roles: tuple[str, ...], where: Callable[[Node], bool] | None
    ) -> Iterator[Node]:
        for _, node in root.walk():
            if (
                (roles == ("",) or node.role in roles)
                and fits(node.name, name)
                and (where is None or where(node))
            ):
                yield node

    def _place(self, node: Node, at: tuple[float, float]) -> tuple[int, int]:
        """A place on the thing, once it has come to rest there; turns the wheel if it is out of sight."""
        for turn in range(60):
            left, top, width, height = self._rest(node)
            x, y = left + round(width * at[0]), top + round(height * at[1])
            pane = next(
                (box for box in self._panes(node) if not box[1] <= y < box[1] + box[3]), None
            )
            if pane is None:
                break
            if not turn:
                self._count("scroll", node.name)
            self._x(
                "mousemove", pane[0] + pane[2] // 2, pane[1] + pane[3] // 2,
                "click", "--repeat", 2, "--delay", 15, 5 if y >= pane[1] + pane[3] else 4,
            )  # fmt: skip
        if not (0 <= x < self.desktop.screen[0] and 0 <= y < self.desktop.screen[1]):
            raise NotSeen(f"{node.name!r} is at {x}, {y}: outside the screen")
        return x, y

    def _panes(self, node: Node) -> Iterator[tuple[int, int, int, int]]:
        """The boxes around it, from the inside; what lies outside one of them is out of sight."""
        at = node.parent()
        # A list that opens out of a combo box hangs over all that is around the box.
        ends = {"application", "frame", "dialog", "combo box"}
        while at is not None and at.role not in ends:
            box = self._on_screen(at)
            if box[2] > 0 and box[3] > 0 and at.role not in {"table cell", "page tab list"}:
                yield box
            at = at.parent()

    def _on_screen(self, node: Node) -> tuple[int, int, int, int]:
        scale = self.scale if node.program == "AppealDesk" else 1.0
        left, top, width, height = (round(part * scale) for part in node.box)
        return left, top, width, height

    def _rest(self, node: Node) -> tuple[int, int, int, int]:
        """Where it is on the screen, once it has come to rest there and can be used."""
        seen: list[tuple[int, int, int, int]] = [node.box]

        def rests() -> tuple[int, int, int, int] | None:
            PAUSE.wait(0.05)
            self.tree.look()
            seen.append(node.box)
            ready = seen[-1] == seen[-2] and seen[-1][2] > 0 and node.has(*_CLICKABLE)
            return seen[-1] if ready else None

        until(rests, WAIT, f"{node.name!r} to be at rest and to be usable")
        return self._on_screen(node)

    def _focus_moved(self, before: Node | None) -> None:
        end = time.monotonic() + 0.8
        while time.monotonic() < end:
            at = self.tree.focused()
            if at is not None and (before is None or at.raw != before.raw):
                return
            PAUSE.wait(0.02)

    def windows(self, title: str) -> list[str]:
        """Windows with such a title, the last one made at the end."""
        return self._x("search", "--onlyvisible", "--name", title, may_fail=True)

    def front_title(self) -> str:
        """The title of the window in front; empty while there is none."""
        return " ".join(self._x("getactivewindow", "getwindowname", may_fail=True))

    def _window(self, title: str) -> str:
        return until(lambda: self.windows(title), WAIT, f"a window {title!r}")[-1]

    def _count(self, kind: str, what: str) -> None:
        self.actions.append((kind, what))

    def _x(self, *words: object, may_fail: bool = False) -> list[str]:
        """Let xdotool do it. While windows change, what it asks may have no answer yet."""
        run = subprocess.run(
            ["xdotool", *map(str, words)], capture_output=True, text=True, check=False, timeout=60
        )
        if run.returncode and not may_fail:
            raise NotSeen(f"xdotool {words[:4]}: {run.stderr.strip()}")
        return run.stdout.split()


def main() -> int:
    """Play one scenario and tell how it went.

    Returns:
        0 when all of it went as it should.
    """
    from scenarios import SCENARIOS

    asked = argparse.ArgumentParser()
    asked.add_argument("scenario", choices=sorted(SCENARIOS))
    asked.add_argument("--app", required=True, help="the program")
    asked.add_argument("--inbox", type=Path, required=True, help="the papers of the person")
    asked.add_argument(
        "--work", type=Path, required=True, help="a fresh folder for everything that is made"
    )
    asked.add_argument("--report", type=Path, required=True, help="pictures of what went wrong")
    asked.add_argument("--screen", default="1366x768")
    asked.add_argument("--dark", action="store_true")
    asked.add_argument("--scale", default="")
    told = asked.parse_args()
    told.app = str(Path(told.app).absolute())
    told.inbox, told.work, told.report = (
        path.absolute() for path in (told.inbox, told.work, told.report)
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))  # so that everything started is ended
    shutil.rmtree(told.report, ignore_errors=True)
    told.report.mkdir(parents=True)
    width, _, height = told.screen.partition("x")
    desktop = Desktop(told.work / "desk", (int(width), int(height)))
    person: Person | None = None
    try:
        person = Person(desktop, Tree(), told.report, scale=float(told.scale or 1))
        start = time.monotonic()
        made = SCENARIOS[told.scenario](person, told)
        seconds = round(time.monotonic() - start, 1)
        print(json.dumps({
            **made, "scenario": told.scenario, "actions": len(person.actions), "by_kind": person.counted(), "seconds": seconds,
            "steps": [{"step": s, "seconds": t, "actions": n} for s, t, n in person.steps],
        }))  # fmt: skip
    except Exception as error:  # noqa: BLE001  whatever it was, the screen as it was then helps to understand
        traceback.print_exc()
        if person is not None:
            person.keep_proof("failed")
            crashes = "\n".join(f.read_text() for f in sorted(told.work.rglob("crash-*.txt"))[-2:])
            done = "\n".join(f"{t:6.1f} s {n:4d} actions  {s}" for s, t, n in person.steps)
            went = ", ".join(person.tree.went[-12:])
            last = "\n".join(f"{kind}: {what}" for kind, what in person.actions[-8:])
            words = f"{crashes}\n{error}\n{getattr(error, '__notes__', '')}\n\nDone before:\n{done}\n\nLast actions:\n{last}\n\nThe focus went: {went}\n"
            (told.report / "failed.txt").write_text(words, encoding="utf-8")
            print(words, file=sys.stderr)
        return 1
    else:
        return 0
    finally:
        desktop.close()


if __name__ == "__main__":
    raise SystemExit(main())
