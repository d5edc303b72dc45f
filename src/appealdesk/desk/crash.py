"""What is kept of an error that nobody expected, without anything of the case in it.

The words of an exception may quote a file name, a page or a text, so they are left out. What is
told is the kind of error, the way through the code, and the versions of the parts.
"""

import errno
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from traceback import FrameSummary, extract_tb

import platformdirs

from appealdesk import __version__

_PARTS = ("PySide6-Essentials", "apsw-sqlite3mc", "pypdf", "pypdfium2", "reportlab", "pikepdf")
_MOST_FRAMES = 60  # of one error; an endless recursion has a thousand
_MOST_ERRORS = 8  # that led to one another
_MOST_KEPT = 10  # reports


def crash_report(error: BaseException, *, parts: tuple[str, ...] = _PARTS) -> str:
    """What to send to the programmers: versions, the kind of error, the way to it.

    Args:
        error: what was raised.
        parts: Python packages whose versions are told.
    """
    packaged = " (packaged)" if getattr(sys, "frozen", False) else ""
    lines = [
        f"AppealDesk {__version__}",
        f"Time: {datetime.now(UTC).isoformat(timespec='seconds')}",
        f"System: {platform.system()} {platform.release()} {platform.machine()}",
        f"Python: {platform.python_version()}{packaged}",
        f"Parts: {', '.join(f'{name} {_version(name)}' for name in parts)}",
        "",
    ]
    for number, one in enumerate(_chain(error)):
        if number:
            lines.append("which came after:")
        lines += [f"{_kind(one)}{_safe_facts(one)}", *_frames(one)]
    lines += ["", "The words of the error are left out, because they may hold parts of the appeal."]
    return "\n".join(lines) + "\n"


def keep_report(report: str, folder: Path | None = None) -> Path | None:
    """Keep a report for the next start; gives the file, or None when the disk does not take it."""
    folder = folder or _folder()
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    path = folder / f"crash-{stamp}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(report, encoding="utf-8")
        for old in _kept(folder)[:-_MOST_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path


def last_report(folder: Path | None = None) -> str | None:
    """The newest report that was kept and not forgotten, or None."""
    try:
        return _kept(folder or _folder())[-1].read_text(encoding="utf-8")
    except (OSError, IndexError, UnicodeError):
        return None


def forget_reports(folder: Path | None = None) -> None:
    """Remove the reports that were kept: the user has seen them."""
    for path in _kept(folder or _folder()):
        try:
            path.unlink(missing_ok=True)
        except OSError:
            return


def _folder() -> Path:
    return Path(platformdirs.user_log_dir("AppealDesk", False))


def _kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("crash-*.txt"))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, and those that led to it, each once."""
    seen: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting and len(seen) < _MOST_ERRORS:
        one = waiting.pop(0)
        if one is None or any(one is s for s in seen):
            continue
        seen.append(one)
        yield one
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions
        waiting.append(one.__cause__ or (None if one.__suppress_context__ else one.__context__))


def _kind(error: BaseException) -> str:
    kind = type(error)
    home = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    return f"{home}{kind.__qualname__}"


def _safe_facts(error: BaseException) -> str:
    """What is known of an error beside its words: numbers, and names that stand in the code."""
    if isinstance(error, AttributeError | NameError | ImportError) and error.name is not None:
        return f" ({error.name})"
    if isinstance(error, OSError) and error.errno is not None:
        return f" ({errno.errorcode.get(error.errno, error.errno)})"
    return ""


def _frames(error: BaseException) -> list[str]:
    frames = extract_tb(error.__traceback__)
    lines = [f"  {_module(frame)}, line {frame.lineno}, in {frame.name}" for frame in frames]
    if len(lines) > _MOST_FRAMES:
        half = _MOST_FRAMES // 2
        lines[half:-half] = [f"  ... {len(lines) - _MOST_FRAMES} more ..."]
    return lines or ["  (no way to it is known)"]


def _module(frame: FrameSummary) -> str:
    """The name of a module; a path would tell whose computer it is."""
    parts = Path(frame.filename).with_suffix("").parts
    for root in ("site-packages", "dist-packages"):
        if root in parts:
            return ".".join(parts[len(parts) - parts[::-1].index(root) :])
    if "appealdesk" in parts:
        return ".".join(parts[len(parts) - 1 - parts[::-1].index("appealdesk") :])
    return parts[-1] if parts else "?"
