"""Puts AppealDesk into the start menu of a Linux desktop, for whoever installed it with pip.

Packages (.deb, Flatpak) do this themselves. Written are four files below ``~/.local/share`` as the
Desktop Entry, Icon Theme and Shared MIME-info specifications of freedesktop.org say, and the
desktop is told with its own tools, where they are installed.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from appealdesk.case.errors import AppealDeskError
from appealdesk.resources import resource_path

ID = "org.appealdesk.AppealDesk"
_TYPE_ICON = "application-vnd.appealdesk.case"
_TOLD = (("update-desktop-database", "applications"), ("update-mime-database", "mime"))


@dataclass(frozen=True, slots=True)
class Installed:
    """What was written, and which tools of the desktop were not there to tell it."""

    files: tuple[Path, ...]
    not_told: tuple[str, ...]


def install_desktop_entry(program: Path, data_home: Path | None = None) -> Installed:
    """Write the start-menu entry, the icon and the type of a case.

    Args:
        program: the start file that the entry calls.
        data_home: where the desktop looks; None asks ``XDG_DATA_HOME``.

    Raises:
        AppealDeskError: this is no Linux desktop, or a file could not be written.
    """
    if sys.platform in {"win32", "darwin"}:
        raise AppealDeskError(
            "This works on Linux only.",
            "On Windows and macOS the installer puts AppealDesk into the start menu.",
        )
    home = data_home or Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")
    entry = resource_path(f"desktop/{ID}.desktop").read_text(encoding="utf-8")
    icon = resource_path("icons/appealdesk.svg").read_bytes()
    icons = home / "icons" / "hicolor" / "scalable"
    written = {
        home / "applications" / f"{ID}.desktop": _for_program(entry, program).encode(),
        home / "mime" / "packages" / f"{ID}.xml": resource_path(f"desktop/{ID}.xml").read_bytes(),
        icons / "apps" / f"{ID}.svg": icon,
        icons / "mimetypes" / f"{_TYPE_ICON}.svg": icon,
    }
    try:
        for path, data in written.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    except OSError as error:
        raise AppealDeskError(
            f"The start-menu entry could not be written ({error.strerror or error}).",
            f"Check that you may write to {home}.",
        ) from error
    return Installed(tuple(written), _tell_desktop(home))


def _for_program(entry: str, program: Path) -> str:
    """The entry with the full path, quoted as the Desktop Entry specification wants it."""
    # In this order: a backslash that quotes is no backslash of the path.
    quoted = re.sub(r'([\\"`$])', r"\\\1", str(program)).replace("%", "%%")
    entry = re.sub(r"^TryExec=.*\n", "", entry, flags=re.MULTILINE)
    return entry.replace("Exec=appealdesk ", f'Exec="{quoted.replace(chr(92), chr(92) * 2)}" ')


def _tell_desktop(home: Path) -> tuple[str, ...]:
    missing = []
    for name, folder in _TOLD:
        tool = shutil.which(name)
        if tool is None:
            missing.append(name)
        else:
            subprocess.run([tool, str(home / folder)], check=False, capture_output=True)  # noqa: S603
    return tuple(missing)
