"""What a person does, from an empty start to the packet in their hands. System Python only."""

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from person import WAIT, Person
from tree import Node, NotSeen, until

Made = dict[str, Any]
_FILE_CELLS = ("table cell", "icon")
DETAILS = {
    "Patient's name": "Ana Diaz",
    "Member ID": "NF-20418876",
    "Insurer": "Northfield Health Plan",
    "Claim or reference number": "26-118-4471",
}
SAID = "The requested arthroscopy is not medically necessary."
NO_THERAPY = "There is no record of six weeks of physical therapy."
ANSWER = "The knee locks twice a day. Surgery is the standard of care for a locked knee."
THERAPY = "Twelve visits were made, and the knee is no better. The notes of each visit are in this packet."
ANY = re.compile("")
_ROW = ("table cell", "tree item")


def mouse(person: Person, told: argparse.Namespace) -> Made:
    """The pile is dragged in, put in order, answered and sent: all with the pointer, words typed."""
    with person.step("Drag three papers onto the empty window"):
        open_desk(person, told)
        person.find("Start a new appeal", "push button")
        fill_screen(person)
        files = open_folder(person, told.inbox)
        person.drag(
            choose_all(person, files),
            person.find(re.compile("^Or drag the denial letter"), "label"),
        )
        for title in ("Denial letter #2", "Dr. Muñoz office note", "MRI report, page 1"):
            row(person, title)
    with person.step("Drag one more paper onto a section, with Shift held"):
        show_folder(person, told.inbox.with_name("more"))
        paper = person.find("Second opinion.pdf", _FILE_CELLS, inside=files)
        person.drag(paper, row(person, "Clinical Justification"), keys="shift")
        row(person, "Second opinion")
        person.activate("AppealDesk$")
    _mouse_orders(person)
    _mouse_answers(person)
    return made(person, told, _mouse_exports(person))


def _mouse_orders(person: Person) -> None:
    with person.step("Say what the papers are, and file them"):
        person.click(row(person, "To file"))
        choose(person, "What it is", "Denial letter", person.find("Denial letter #2", "panel"))
        person.click(person.find("File “Denial letter #2” under that section", "push button"))
        under(person, "Introduction", "Denial letter #2")
        person.drag(row(person, "MRI report, page 1"), row(person, "Supporting Documentation"))
        under(person, "Supporting Documentation", "MRI report, page 1")
        person.drag(row(person, "Dr. Muñoz office note"), row(person, "Supporting Documentation"))
        under(person, "Supporting Documentation", "MRI report, page 1", "Dr. Muñoz office note")
    with person.step("Put papers and sections in another order"):
        person.drag(
            row(person, "Dr. Muñoz office note"), row(person, "MRI report, page 1"), at=(0.5, 0.04)
        )
        under(person, "Supporting Documentation", "Dr. Muñoz office note", "MRI report, page 1")
        person.drag(
            row(person, "Supporting Documentation"),
            row(person, "Clinical Justification"),
            at=(0.5, 0.04),
        )
        under(person, "Introduction", "Denial letter #2", "Supporting Documentation")


def _mouse_answers(person: Person) -> None:
    with person.step("Fill in the details"):
        person.click(person.find("Case details", "page tab"))
        for field, words in DETAILS.items():
            into(person, field)
            person.write(words)
    with person.step("Take a reason from the letter"):
        person.click(person.find("Add a denial reason", "push button"))
        dialog = person.find("Add denial reasons", "dialog")
        person.click(person.find(f"\u201c{SAID}\u201d", inside=dialog))
        person.click(person.find("Add 1 reason", "push button", inside=dialog))
        row(person, "Not medically necessary")
    with person.step("Answer it, and point at a page"):
        person.click(person.find("Our response", "text"))
        person.write(ANSWER)
        person.click(person.find("Point at a page...", "push button"))
        dialog = person.find("Point at a page", "dialog")
        person.focused(re.compile("^Which page shows it"), "text")
        person.write("locks twice")
        person.click(person.find(re.compile("locks twice a day"), "list item", inside=dialog))
        person.click(person.find("Use this page", "push button", inside=dialog))
        person.find(re.compile(r"^Exhibit [A-Z], p. 1\b"))


def _mouse_exports(person: Person) -> str:
    with person.step("Export"):
        person.click(person.find("Export the packet", "push button"))
        dialog = person.find("Export the packet", "dialog")
        person.click(person.find("Export", "push button", inside=dialog))
        person.find("Your packet is ready", wait=40)
        packet = person.find(re.compile(r"\.pdf$"), "label", inside=dialog).name
        person.click(person.find("Close", "push button", inside=dialog))
    return packet


def keyboard(person: Person, told: argparse.Namespace) -> Made:
    """The same without a pointer: the keys that the menus show, Tab, arrows, Enter and typed words."""
    with person.step("Start a new appeal"):
        open_desk(person, told)
        person.focused("Start a new appeal", "push button")
        person.press("ctrl+n")
        person.find(re.compile("^The packet"), "tree")
    with person.step("Add three papers by typing where they are"):
        person.press("ctrl+i")
        person.find(re.compile("^Add files"), "dialog")
        person.focused(re.compile("^File name"), "text")
        person.write(" ".join(f'"{file}"' for file in sorted(told.inbox.iterdir())) + "\n")
        for title in ("denial letter", "MRI photo", "office note #1"):
            row(person, title)
    with person.step("Say what they are, and file them"):
        person.press("ctrl+2")
        arrow_to(person, "denial letter")
        menu_choice(person, "ctrl+k", "Denial letter")
        menu_choice(person, "ctrl+m", "Introduction")
        under(person, "Introduction", "denial letter")
        for title in ("MRI photo", "office note #1"):
            arrow_to(person, title)
            menu_choice(person, "ctrl+m", "Supporting Documentation")
        under(person, "Supporting Documentation", "MRI photo", "office note #1")
    _keyboard_orders(person)
    _keyboard_answers(person)
    return made(person, told, _keyboard_exports(person))


def _keyboard_orders(person: Person) -> None:
    with person.step("Put them in another order; take it back, do it again"):
        arrow_to(person, "office note #1")
        person.press("alt+Up")
        under(person, "Supporting Documentation", "office note #1", "MRI photo")
        person.press("ctrl+z")
        under(person, "Supporting Documentation", "MRI photo", "office note #1")
        person.press("ctrl+shift+z")
        under(person, "Supporting Documentation", "office note #1", "MRI photo")
        arrow_to(person, "Supporting Documentation")
        person.press("alt+Up")
        under(person, "Introduction", "denial letter", "Supporting Documentation")


def _keyboard_answers(person: Person) -> None:
    with person.step("Add a reason, answer it, point at a page"):
        person.press("ctrl+r")
        person.focused(f"\u201c{SAID}\u201d")
        person.press("space")
        person.tab_to("Add 1 reason", "push button")
        person.press("Return")
        row(person, "Not medically necessary")
        person.focused("Our response", "text")
        person.write(ANSWER)
        person.press("ctrl+shift+e")
        person.focused(re.compile("^Which page shows it"), "text")
        person.write("locks twice")
        person.find(
            re.compile("locks twice a day"),
            "list item",
            inside=person.find("Point at a page", "dialog"),
        )
        person.press("Down", "Return")
        person.find(re.compile(r"^Exhibit [A-Z], p. 1\b"))
    with person.step("Fill in the details"):
        person.press("ctrl+4")
        person.focused("Fill it in", "push button")
        person.press("Return")
        person.focused(re.compile("^Fill in these"), "push button")
        person.press("Return")
        person.gone(re.compile("^Fill in these"), "push button")


def _keyboard_exports(person: Person) -> str:
    with person.step("Export"):
        person.press("ctrl+e")
        person.find("Export the packet", "dialog")
        person.focused("Export", "push button")
        person.press("Return")
        person.find("Your packet is ready", wait=40)
        packet = person.find(re.compile(r"\.pdf$"), "label").name
        person.press("Escape")
        person.gone("Export the packet", "dialog")
    with person.step("Close the appeal"):
        person.press("ctrl+w")
        person.focused("Start a new appeal", "push button")
    return packet


def newcomer(person: Person, told: argparse.Namespace) -> Made:
    """The shortest way that somebody finds who sees the program for the first time: eight papers, two reasons."""
    open_desk(person, told)
    person.find("Start a new appeal", "push button")
    fill_screen(person)
    files = open_folder(person, told.inbox)
    person.actions.clear()  # until here nothing was done with the program
    with person.step("Drag all papers onto the window"):
        person.drag(
            choose_all(person, files),
            person.find(re.compile("^Or drag the denial letter"), "label"),
        )
        for paper in told.inbox.iterdir():
            row(person, paper.stem, wait=30)
        person.activate("AppealDesk$")
    with person.step("File them all"):
        person.click(row(person, "To file"))
        choose(person, "What it is", "Denial letter", person.find("Denial letter #2", "panel"))
        person.click(person.find("File all under...", "push button"))
        person.press("Down", "Return")
        under(person, "Introduction", "Denial letter #2")
    with person.step("Say whose appeal it is"):
        person.click(person.find("Fill it in", "push button"))
        person.click(person.focused(re.compile("^Fill in these"), "push button"))
        person.gone(re.compile("^Fill in these"), "push button")
    with person.step("Take the reasons from the letter"):
        person.click(person.find("Add a denial reason", "push button"))
        dialog = person.find("Add denial reasons", "dialog")
        for said in (SAID, NO_THERAPY):
            person.click(person.find(f"\u201c{said}\u201d", inside=dialog))
        person.click(person.find("Add 2 reasons", "push button", inside=dialog))
    answers = (
        ("Not medically necessary", ANSWER, "locks twice a day"),
        (NO_THERAPY.rstrip("."), THERAPY, "Visit 2 of 12"),
    )
    for title, answer, page in answers:
        with person.step(f"Answer: {title}"):
            if title != answers[0][0]:  # the first one shows already
                person.click(row(person, title))
                person.click(person.find("Our response", "text"))
            person.focused("Our response", "text")
            person.write(answer)
            person.click(person.find("Point at a page...", "push button"))
            person.focused(re.compile("^Which page shows it"), "text")
            person.write(page)
            person.find(re.compile(page), "list item")
            person.press("Return")
            person.find(re.compile(r"^Exhibit [A-Z], p. \d+\b"), "panel")
    with person.step("Export"):
        person.click(person.find("Export the packet", "push button"))
        person.focused("Export", "push button")
        person.press("Return")
        person.find("Your packet is ready", wait=40)
        packet = person.find(re.compile(r"\.pdf$"), "label").name
        count = len(person.actions)
        person.keep_proof("exported")
        person.press("Escape")
        person.gone("Export the packet", "dialog")
    found = made(person, told, packet)
    del person.actions[count:]  # looking at it and closing is no part of the way
    return found


def double_click(person: Person, told: argparse.Namespace) -> Made:
    """A case is opened from the file manager, and again while it is open, by double-clicks alone.

    Only where the program is installed: the desktop must know what opens a case.
    """
    with person.step("Double-click the case"):
        files = open_folder(person, told.inbox)
        case = person.find(re.compile(r"\.appeal$"), _FILE_CELLS, inside=files)
        person.click(case, count=2)
        person.meet_program("AppealDesk")
        person.find(re.compile("^The packet"), "tree", wait=40)
        row(person, "Denial letter")
    with person.step("Double-click it once more: the window that has it comes to the front"):
        person.activate("Thunar$")
        person.click(case, count=2)
        until(lambda: person.front_title().endswith("AppealDesk"), 20, "the window in front again")
        if len(person.windows("AppealDesk$")) != 1:
            raise NotSeen("the second double-click opened a second window")
    with person.step("Close the window"):
        person.press("ctrl+q")
        until(lambda: not person.windows("AppealDesk$"), 30, "the program to end")
    return {"case": str(next(told.inbox.glob("*.appeal"))), "packet": ""}


def made(person: Person, told: argparse.Namespace, packet: str) -> Made:
    """Close the program; gives what it made."""
    with person.step("Close the window"):
        person.close_program()
    case = next((told.work / "appeals").glob("*.appeal"))
    return {"case": str(case), "packet": packet}


# ---- what several scenarios do


def open_desk(person: Person, told: argparse.Namespace) -> Node:
    """The program with nothing in it yet."""
    settings = told.work / "settings.json"
    if told.dark:
        settings.write_text('{"theme": "dark"}', encoding="utf-8")
    return person.open_program(
        "AppealDesk", told.app, "--settings", str(settings), "--home", str(told.work / "appeals"),
        env={"QT_SCALE_FACTOR": told.scale} if told.scale else None,
    )  # fmt: skip


def fill_screen(person: Person) -> None:
    """The window as large as the screen."""
    width, height = person.desktop.screen
    person.place_window("AppealDesk$", 0, 0, width - 4, height - 24)


def open_folder(person: Person, folder: Path) -> Node:
    """A folder in the file manager, as a list (pictures of files are not in the tree), over the corner of the window."""
    files = person.open_program("Thunar", "thunar", str(folder))
    width, height = person.desktop.screen
    person.place_window(
        rf"^{re.escape(folder.name)}( - Thunar)?$", width - 520, height - 420, 500, 360
    )
    person.press("ctrl+2")
    person.find(min(f.name for f in folder.iterdir()), _FILE_CELLS, inside=files)
    return files


def show_folder(person: Person, folder: Path) -> None:
    """Go to another folder in the file manager."""
    person.activate("Thunar$")
    person.press("ctrl+l")
    person.write(f"{folder}\n")


def choose_all(person: Person, files: Node) -> Node:
    """Mark every file of the folder; gives the cell of one, to drag them all by."""
    person.press("ctrl+a")
    return person.find(
        re.compile(r"\.pdf$"), _FILE_CELLS, inside=files, where=lambda n: n.has("selected")
    )


def row(person: Person, title: str, wait: float = WAIT) -> Node:
    """The row of the packet's list with this title."""
    packet = person.find(re.compile("^The packet"), "tree")
    return person.find(
        re.compile(rf"(^|, ){re.escape(title)}(,|$)"), _ROW, inside=packet, wait=wait
    )


def under(person: Person, title: str, *below: str) -> None:
    """Wait until these rows follow each other in the packet's list."""
    wanted = [title, *below]

    def stand() -> bool:
        person.tree.look()
        packet = person.find(re.compile("^The packet"), "tree")
        names = [n.name for n in person.rows(packet)]
        found = [
            next((n for n, name in enumerate(names) if _is_title(name, one)), -1) for one in wanted
        ]
        return found[0] >= 0 and found == list(range(found[0], found[0] + len(found)))

    until(stand, 15, f"the rows {wanted} in this order")


def choose(person: Person, words: str, entry: str, inside: Node | None = None) -> None:
    """Choose from a list that opens; ``words`` stand beside it."""
    box = person.find(ANY, "combo box", inside=inside, where=lambda n: n.label == words)
    person.click(box)
    person.click(person.find(entry, "list item"))
    person.find(entry, "combo box", inside=inside, where=lambda n: n.label == words)


def into(person: Person, field: str) -> None:
    """Click into a field and see that the caret is there; what stands over it may have just changed."""
    name = re.compile(f"^{field}(,|$)")
    for wait in (3, 3, WAIT):
        person.click(person.find(name, "text"))
        try:
            person.focused(name, "text", wait)
        except NotSeen:
            if wait == WAIT:
                raise
        else:
            return


def arrow_to(person: Person, title: str) -> Node:
    """Go up or down in the packet's list until the row has the focus."""
    wanted = row(person, title)
    for _ in range(40):
        at = person.tree.focused()
        if at is not None and at.role in _ROW and _is_title(at.name, title):
            return at
        here = at.box[1] if at is not None and at.role in _ROW else -1
        person.move("Down" if wanted.box[1] > here else "Up")
    raise NotSeen(f"the arrow keys did not lead to {title!r}")


def menu_choice(person: Person, keys: str, entry: str) -> None:
    """Open a menu with a key, and choose from it."""
    person.press(keys)
    for _ in range(20):
        person.move("Down")
        at = person.tree.focused()
        if at is not None and at.name == entry:
            person.press("Return")
            return
    raise NotSeen(f"the menu of {keys} has no entry {entry!r}")


def _is_title(name: str, title: str) -> bool:
    return re.search(rf"(^|, ){re.escape(title)}(,|$)", name) is not None


SCENARIOS: dict[str, Callable[[Person, argparse.Namespace], Made]] = {
    "mouse": mouse,
    "keyboard": keyboard,
    "newcomer": newcomer,
    "double-click": double_click,
}
