"""What the program remembers between starts: recent cases, the window, the user's choices.

One small JSON file in the place that the platform has for such. Nothing of a case is in it but the
path, the title and the last day shown in the list of recent cases; all go with the entry.
"""

import contextlib
import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import get_type_hints

import msgspec
import platformdirs

MOST_RECENT = 12


@dataclass(frozen=True, slots=True)
class RecentCase:
    """A case that was open before.

    Attributes:
        path: the case file.
        title: what is shown.
        seen: when it was open (ISO).
        last_day: the last day to appeal (ISO), empty while not known. Nothing else of a deadline
            is kept: a list that anybody may see at the desk needs no more.
    """

    path: str
    title: str = ""
    seen: str = ""
    last_day: str = ""

    @property
    def is_there(self) -> bool:
        """Whether the file is still at its place."""
        return Path(self.path).is_file()


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything remembered. ``text_scale`` is in percent; ``theme`` is light, dark or system."""

    theme: str = "system"
    text_scale: int = 100
    recent: tuple[RecentCase, ...] = ()
    shortcuts: dict[str, str] = field(default_factory=dict)
    window: str = ""  # geometry and state, as the window gives it (hex)
    panes: str = ""
    words: tuple[str, ...] = ()  # the user's own spelling dictionary
    checks_spelling: bool = True
    last_folder: str = ""
    export_folder: str = ""

    def with_recent(self, case: RecentCase) -> "Settings":
        """With this case in front of the recent ones."""
        others = tuple(r for r in self.recent if r.path != case.path)
        return replace(self, recent=(case, *others)[:MOST_RECENT])

    def without_recent(self, path: str) -> "Settings":
        """Without the recent case of this path."""
        return replace(self, recent=tuple(r for r in self.recent if r.path != path))


class SettingsFile:
    """Keeps the settings on disk. A file that cannot be read or written loses nothing but itself.

    Args:
        path: the file; None is the platform's place for the user's settings.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = (
            path or Path(platformdirs.user_config_dir("AppealDesk", False)) / "settings.json"
        )
        self.now = self._read()

    def set(self, settings: Settings) -> None:
        """Keep these settings; they count even when the disk does not take them."""
        if settings == self.now:
            return
        self.now = settings
        part = self.path.with_name(f"{self.path.name}.part-{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(msgspec.json.format(msgspec.json.encode(settings), indent=1))
            part.replace(self.path)
        except OSError:
            part.unlink(missing_ok=True)

    def _read(self) -> Settings:
        """What was kept. A value of another version that does not fit costs itself alone."""
        try:
            told = msgspec.json.decode(self.path.read_bytes(), type=dict[str, msgspec.Raw])
        except (OSError, msgspec.DecodeError):
            return Settings()
        kept: dict[str, object] = {}
        for name, kind in get_type_hints(Settings).items():
            if name in told:
                with contextlib.suppress(msgspec.DecodeError):
                    kept[name] = msgspec.json.decode(told[name], type=kind)
        return msgspec.convert(kept, Settings)
