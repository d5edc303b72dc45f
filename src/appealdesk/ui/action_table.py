"""Every action of the program in one table: name, words, icon, menu, shortcut.

Menus, tool bars, context menus, the list of shortcuts and the accessibility walk are made from
it, so an action that exists can be found, and one that is found works. What an action does is
connected by the window.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. ``menu`` is the menu it stands in; a ``|`` before the name draws a line first.

    ``keys`` is the shortcut as Qt writes it, or the name of a standard one ("Undo").
    """

    name: str
    text: str
    menu: str
    keys: str = ""
    icon: str = ""
    help: str = ""
    is_checkable: bool = False


MENUS = ("File", "Edit", "Packet", "Appeal", "Page", "View", "Help")
"""Menus in the order of the menu bar. Texts go through ``tr`` when they are shown."""

SPECS: tuple[ActionSpec, ...] = (
    # ---- File
    ActionSpec(
        "new", "&New appeal...", "File", "New", "file-plus", "Start an appeal from nothing."
    ),
    ActionSpec(
        "open", "&Open...", "File", "Open", "folder-open", "Open an appeal that you made before."
    ),
    ActionSpec(
        "sample", "Try the &sample", "File", "", "book-open", "Look at a finished, made-up appeal."
    ),
    ActionSpec(
        "close-case",
        "&Close this appeal",
        "File",
        "Ctrl+W",
        "",
        "Back to the first page. Everything is saved.",
    ),
    ActionSpec(
        "save-copy",
        "Save a cop&y as...",
        "|File",
        "SaveAs",
        "copy",
        "Write a second file with all that is in this appeal.",
    ),
    ActionSpec(
        "password",
        "Pass&word...",
        "File",
        "",
        "lock",
        "Protect this appeal with a password, or take it off.",
    ),
    ActionSpec(
        "export",
        "&Export the packet...",
        "|File",
        "Ctrl+E",
        "send",
        "Make the PDF that you send to the insurer.",
    ),
    ActionSpec(
        "print", "&Print the packet...", "File", "Print", "printer", "Print the whole packet."
    ),
    ActionSpec(
        "quit", "&Quit", "|File", "Ctrl+Q", "log-out", "Close AppealDesk. Everything is saved."
    ),
    # ---- Edit
    ActionSpec("undo", "&Undo", "Edit", "Undo", "undo-2", "Take back the last change."),
    ActionSpec("redo", "&Redo", "Edit", "Redo", "redo-2", "Do again what was taken back."),
    ActionSpec(
        "history",
        "&History...",
        "Edit",
        "Ctrl+Shift+H",
        "history",
        "See every change, and go back to any of them.",
    ),
    ActionSpec(
        "cut", "Cu&t", "|Edit", "Cut", "scissors", "Take what is chosen, to put it elsewhere."
    ),
    ActionSpec("copy", "&Copy", "Edit", "Copy", "copy", "Copy what is chosen."),
    ActionSpec(
        "paste",
        "&Paste",
        "Edit",
        "Paste",
        "clipboard",
        "Put in what was cut or copied: documents, files, pictures or words.",
    ),
    ActionSpec(
        "select-all",
        "Select &all",
        "Edit",
        "SelectAll",
        "text-select",
        "Choose everything in this list or text.",
    ),
    ActionSpec(
        "find",
        "&Find in this appeal...",
        "|Edit",
        "Find",
        "search",
        "Find words in your texts and in all pages.",
    ),
    ActionSpec(
        "shortcuts", "&Keyboard shortcuts...", "|Edit", "", "keyboard", "See and change the keys."
    ),
    # ---- Packet
    ActionSpec(
        "add-files",
        "&Add files...",
        "Packet",
        "Ctrl+I",
        "file-plus",
        "Bring in letters, notes, test results, pictures.",
    ),
    ActionSpec(
        "add-section",
        "Add a &section...",
        "Packet",
        "",
        "folder",
        "Add a part of your own to the appeal.",
    ),
    ActionSpec(
        "add-reason",
        "Add a denial &reason...",
        "Packet",
        "Ctrl+R",
        "message-square-quote",
        "Add one reason that the insurer gives.",
    ),
    ActionSpec(
        "rename", "Re&name...", "|Packet", "F2", "pencil", "Give what is chosen another name."
    ),
    ActionSpec(
        "remove",
        "Remo&ve",
        "Packet",
        "Del",
        "trash-2",
        "Take what is chosen out of the appeal. Undo brings it back.",
    ),
    ActionSpec(
        "move-up", "Move &up", "|Packet", "Alt+Up", "arrow-up", "Move what is chosen one place up."
    ),
    ActionSpec(
        "move-down",
        "Move &down",
        "Packet",
        "Alt+Down",
        "arrow-down",
        "Move what is chosen one place down.",
    ),
    ActionSpec(
        "file-under",
        "&File under...",
        "Packet",
        "Ctrl+M",
        "file-input",
        "Put the chosen documents under a section.",
    ),
    ActionSpec(
        "switch-section",
        "In the &packet",
        "Packet",
        "",
        "",
        "Switch this section on or off.",
        is_checkable=True,
    ),
    ActionSpec(
        "document-kind",
        "&What it is...",
        "Packet",
        "Ctrl+K",
        "paperclip",
        "Say what this paper is: denial letter, doctor's letter, test result.",
    ),
    ActionSpec(
        "unlock", "Unl&ock...", "Packet", "", "lock-open", "Give the password of this locked file."
    ),
    # ---- Appeal
    ActionSpec(
        "deadline", "The &deadline", "Appeal", "Ctrl+5", "calendar", "The last day, and why."
    ),
    ActionSpec(
        "care",
        "About this &care",
        "Appeal",
        "",
        "clipboard-list",
        "The kind of care and the insurer: the hints beside your text follow them.",
    ),
    ActionSpec(
        "reminders",
        "Save &reminders...",
        "Appeal",
        "",
        "download",
        "A file that puts the dates into your calendar.",
    ),
    ActionSpec(
        "print-audit",
        "Save the chec&klist...",
        "Appeal",
        "",
        "clipboard-list",
        "A PDF to print of all that is done, missing, or still to be answered.",
    ),
    ActionSpec(
        "papers",
        "&Papers to make...",
        "Appeal",
        "Ctrl+Shift+P",
        "file-plus",
        "Requests, forms and an outline for the doctor, filled from your case.",
    ),
    ActionSpec(
        "tracker",
        "How far it &is",
        "|Appeal",
        "Ctrl+6",
        "list-checks",
        "The stages of the appeal: what was done, and what comes next.",
    ),
    ActionSpec(
        "next-level",
        "Start the ne&xt level...",
        "Appeal",
        "",
        "arrow-right",
        "After another no: a new appeal that takes your papers along.",
    ),
    # ---- Page
    ActionSpec(
        "page-include",
        "&In the packet",
        "Page",
        "Ctrl+Shift+I",
        "eye",
        "Choose the pages into the packet, or out of it.",
        is_checkable=True,
    ),
    ActionSpec(
        "rotate-left",
        "Turn &left",
        "|Page",
        "Ctrl+Left",
        "rotate-ccw",
        "Turn the chosen pages to the left.",
    ),
    ActionSpec(
        "rotate-right",
        "Turn &right",
        "Page",
        "Ctrl+Right",
        "rotate-cw",
        "Turn the chosen pages to the right.",
    ),
    ActionSpec(
        "quote",
        "&Quote the chosen words",
        "|Page",
        "Ctrl+Shift+Q",
        "text-quote",
        "Put the words that you marked on the page into a reason, as a quotation.",
    ),
    ActionSpec(
        "cite-page",
        "&Point a reason at this page...",
        "Page",
        "Ctrl+Shift+E",
        "locate",
        "Use this page as evidence.",
    ),
    # ---- View
    ActionSpec(
        "show-packet",
        "The &whole packet",
        "View",
        "Ctrl+1",
        "layers",
        "See the packet as it will be sent.",
    ),
    ActionSpec(
        "go-packet-list",
        "Go to the &list",
        "View",
        "Ctrl+2",
        "",
        "Move to the list of sections and papers.",
    ),
    ActionSpec(
        "go-work", "Go to the wor&k", "View", "Ctrl+3", "", "Move to the middle of the window."
    ),
    ActionSpec(
        "go-guide", "Go to the &guide", "View", "Ctrl+4", "", "Move to the guide on the right."
    ),
    ActionSpec("zoom-in", "Zoom &in", "|View", "ZoomIn", "zoom-in", "Show pages larger."),
    ActionSpec("zoom-out", "Zoom &out", "View", "ZoomOut", "zoom-out", "Show pages smaller."),
    ActionSpec(
        "zoom-fit", "&Fit the page", "View", "Ctrl+0", "maximize", "Show the whole width of a page."
    ),
    ActionSpec(
        "text-larger",
        "La&rger text",
        "|View",
        "Ctrl+Shift++",
        "type",
        "Make all words of the window larger, up to twice as large.",
    ),
    ActionSpec(
        "text-smaller",
        "&Smaller text",
        "View",
        "Ctrl+Shift+-",
        "type",
        "Make all words of the window smaller.",
    ),
    ActionSpec("theme-light", "Lig&ht", "|View", "", "sun", "Light colors.", is_checkable=True),
    ActionSpec("theme-dark", "&Dark", "View", "", "moon", "Dark colors.", is_checkable=True),
    ActionSpec(
        "theme-system",
        "As the s&ystem has it",
        "View",
        "",
        "",
        "Colors as the system has them.",
        is_checkable=True,
    ),
    ActionSpec(
        "show-list",
        "Show the lis&t",
        "|View",
        "F7",
        "panel-left",
        "Show or hide the list on the left.",
        is_checkable=True,
    ),
    ActionSpec(
        "show-guide",
        "Show the g&uide",
        "View",
        "F8",
        "panel-right",
        "Show or hide the guide on the right.",
        is_checkable=True,
    ),
    ActionSpec(
        "full-screen",
        "Full s&creen",
        "View",
        "F11",
        "maximize",
        "Use the whole screen.",
        is_checkable=True,
    ),
    # ---- Help
    ActionSpec("help", "&How this works", "Help", "F1", "circle-help", "What to do, step by step."),
    ActionSpec(
        "guidebook",
        "&Guide to appeals",
        "Help",
        "Shift+F1",
        "book-open",
        "How appeals work, page by page, with an example.",
    ),
    ActionSpec(
        "about",
        "&About AppealDesk",
        "Help",
        "",
        "info",
        "Version, licences, and how to get a newer one.",
    ),
)
