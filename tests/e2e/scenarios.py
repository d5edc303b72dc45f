"""What a person does, from an empty start to the packet in their hands. System Python only."""

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from person import Person
from tree import Node, until

Made = dict[str, Any]
_FILE_CELLS = ("table cell", "icon")


def welcome(person: Person, told: argparse.Namespace) -> Made:
    open_desk(person, told)
    person.focused("Start a new appeal")
    person.place_window("^AppealDesk", 0, 0, 900, 860)
    files = open_folder(person, told.inbox, (920, 100, 460, 400))
    person.drag(choose_all(person, files), person.find("Start a new appeal"), at=(0.5, 3))
    person.keep_proof("welcome")
    import time

    time.sleep(2)
    person.keep_proof("welcome2")
    return {}


def open_desk(person: Person, told: argparse.Namespace) -> Node:
    """The program with nothing in it yet."""
    settings = told.work / "settings.json"
    if told.dark:
        settings.write_text('{"theme": "dark"}', encoding="utf-8")
    return person.open_program(
        "AppealDesk", told.app, "--settings", str(settings), "--home", str(told.work / "appeals"),
        env={"QT_SCALE_FACTOR": told.scale} if told.scale else None,
    )  # fmt: skip


def open_folder(person: Person, folder: Path, place: tuple[int, int, int, int]) -> Node:
    """A folder in the file manager, as a list: pictures of files are not in the tree."""
    files = person.open_program("Thunar", "thunar", str(folder))
    person.place_window(f"^{re.escape(folder.name)}( - Thunar)?$", *place)
    person.press("ctrl+2")
    first = min(folder.iterdir()).name
    person.find(first, _FILE_CELLS, inside=files)
    return files


def choose_all(person: Person, files: Node) -> Node:
    """Mark every file of the folder; gives the cell of one, to drag them all by."""
    person.press("ctrl+a")
    return person.find(
        re.compile(r"\.pdf$"), _FILE_CELLS, inside=files, where=lambda n: n.has("selected")
    )


SCENARIOS: dict[str, Callable[[Person, argparse.Namespace], Made]] = {"welcome": welcome}
