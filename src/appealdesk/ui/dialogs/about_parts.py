"""The parts that AppealDesk is made of, with their licences, as the packages tell them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePath

from appealdesk import __version__
from appealdesk.resources import resource_path

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_LONGEST = 120_000  # letters of licence texts shown for one part

# Asked for even when the program's own metadata was left out of a packaged build.
_ALWAYS = ("PySide6-Essentials", "chunspell", "platformdirs")
# What the packages themselves tell wrongly, too briefly, or only in a text.
_TOLD = {
    "apsw-sqlite3mc": "OSI permissive; SQLite3 Multiple Ciphers: MIT",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "reportlab": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause and Apache-2.0 (PDFium)",
    "pyside6-essentials": "LGPL-3.0 (Qt for Python)",
    "shiboken6": "LGPL-3.0 (Qt for Python)",
}
# What is shipped beside the packages: name, licence, folder and files of its text.
_SHIPPED = (
    ("Noto Serif and Noto Sans (fonts)", "SIL OFL 1.1", ("fonts/LICENSE-Noto-OFL-1.1.txt",)),
    ("DejaVu Sans (font)", "Bitstream Vera", ("fonts/LICENSE-DejaVu.txt",)),
    ("Droid Sans Fallback (font)", "Apache 2.0", ("fonts/LICENSE-Droid-Apache-2.0.txt",)),
    ("Lucide (icons)", "ISC", ("icons/LICENSE-lucide.txt",)),
)
_QT = {"pyside6-essentials", "shiboken6"}
_QT_NOTE = """\
AppealDesk uses Qt and Qt for Python under the GNU Lesser General Public License, version 3. They
lie in the program's folder as files of their own. You may replace them with versions that you
changed or built yourself, and you may look into how the program works with them. Their source is
at https://download.qt.io and https://code.qt.io.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name, version (maybe empty), licence in a few words, and the full texts."""

    name: str
    version: str
    licence: str
    text: str


def all_parts() -> tuple[Part, ...]:
    """Every part, AppealDesk first. Reads many small files: not for the interface's thread."""
    own = Part("AppealDesk", __version__, "MIT", _own_text())
    shipped = [
        Part(name, "", licence, "\n\n".join(_shipped_text(file) for file in files))
        for name, licence, files in _SHIPPED
    ]
    packages = [_part(package) for package in _packages()]
    return (own, *sorted(packages, key=lambda part: part.name.casefold()), *shipped, *_others())


def _others() -> Iterator[Part]:
    """What else lies in the resources with a licence beside it."""
    named = {file for _, _, files in _SHIPPED for file in files}
    root = resource_path("fonts").parent
    for file in sorted(root.glob("*/LICENSE*")):
        name = file.relative_to(root).as_posix()
        if name not in named and file.parent.name != "qt":
            title = f"{file.stem.removeprefix('LICENSE').strip('-')} ({file.parent.name})"
            yield Part(title, "", "see its text", _shipped_text(name))


def _packages() -> Iterator[Distribution]:
    """The packages that AppealDesk needs, and those that they need."""
    waiting = [*_ALWAYS, *_needs("appealdesk")]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        key = _key(name)
        if key in seen:
            continue
        seen.add(key)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue  # for another system, or left out of a packaged program
        waiting += _needs(name)
        yield found


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _needs(name: str) -> list[str]:
    """The packages that one asks for; those of an extra only when the extra is asked for here."""
    try:
        told = distribution(name).requires or []
    except PackageNotFoundError:
        return []
    wanted = [line for line in told if "extra ==" not in line or "crypto" in line]
    return [match.group(0) for line in wanted if (match := _NAME.match(line))]


def _part(package: Distribution) -> Part:
    name = package.metadata["Name"]
    text = ""
    if _key(name) in _QT:
        text = _QT_NOTE + "\n\n" + _shipped_text("qt/LICENSE-LGPL-3.0.txt")
        text += "\n\n" + _shipped_text("qt/LICENSE-GPL-3.0.txt")
    return Part(name, package.version, _licence(package), text or _texts(package))


def _licence(package: Distribution) -> str:
    told = package.metadata
    if known := _TOLD.get(_key(told["Name"])):
        return known
    for field in ("License-Expression", "License"):
        words = " ".join(told.get_all(field) or ()).strip()
        if words:
            return words.splitlines()[0][:80]
    named = [c.rpartition(":: ")[2] for c in told.get_all("Classifier") or [] if "License ::" in c]
    return ", ".join(named) or "see its text"


def _texts(package: Distribution) -> str:
    """The licence texts that came with a package, one after the other."""
    texts: list[str] = []
    for file in package.files or []:
        path = PurePath(file)
        is_text = path.suffix.lower() in {"", ".txt", ".md", ".rst", ".apache", ".bsd"}
        if ".dist-info" in path.parts[0] and is_text and _LICENCE_FILE.search(str(path)):
            found = Path(str(package.locate_file(file)))
            if found.is_file():
                text = found.read_text(encoding="utf-8", errors="replace")
                texts.append(f"{path.name}\n\n{text}")
        if sum(map(len, texts)) > _LONGEST:
            break
    return "\n\n----\n\n".join(texts)


def _shipped_text(name: str) -> str:
    try:
        return resource_path(name).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""


def _own_text() -> str:
    try:
        package = distribution("appealdesk")
    except PackageNotFoundError:
        return ""
    return _texts(package)
