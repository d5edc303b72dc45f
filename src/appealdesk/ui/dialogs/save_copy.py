"""Writing a second file with all that is in the appeal."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from appealdesk.desk.naming import file_name, free_path
from appealdesk.desk.notices import Choice, FileKinds, Question, Tone
from appealdesk.ui.jobs import Lane, Report
from appealdesk.ui.view import Kit
from appealdesk.ui.workbench import Workbench


def save_copy_as(bench: Workbench, kit: Kit) -> None:
    """Ask where to, and whether with a password when the appeal has one; then write the copy."""
    name = file_name(_tr("Copy of {0}").format(bench.path.stem), ".appeal")
    kit.jobs.start(
        Lane.BESIDE,
        "find a name",
        lambda _report: free_path(bench.path.with_name(name), Path.exists),
        done=partial(_choose, bench, kit),
    )


def _choose(bench: Workbench, kit: Kit, suggested: Path) -> None:
    kinds = FileKinds(_tr("AppealDesk file"), (".appeal",))
    kit.notices.choose_target(
        _tr("Save a copy as"), suggested, kinds, partial(_ask_protection, bench, kit)
    )


def _ask_protection(bench: Workbench, kit: Kit, path: Path) -> None:
    if path.suffix.lower() != ".appeal":
        path = path.with_name(f"{path.name}.appeal")
    if path.exists():  # whatever the file dialog asked: a copy replaces nothing
        kit.notices.tell(
            _tr("\u201c{0}\u201d is there already, and a copy replaces nothing.").format(path.name),
            _tr("Choose another name."),
            Tone.WARNING,
        )
        return
    save = partial(_save, bench, kit, path)
    if not bench.session.file.is_protected:
        save(None)
        return
    kit.notices.ask(
        Question(
            _tr("Save a copy as"),
            _tr("This appeal is protected with a password. Should the copy have one, too?"),
            (
                Choice("with", _tr("Yes, choose its password")),
                Choice("without", _tr("No, anyone may open it")),
            ),
            _tr(
                "The copy does not take the old password by itself. You type one for it: the same "
                "or another."
            ),
        ),
        partial(_answered, kit, save),
    )


def _answered(kit: Kit, save: Callable[[str | None], None], answer: str) -> None:
    if answer == "without":
        save(None)
    elif answer == "with":
        kit.notices.ask_password(
            _tr("Password of the copy"),
            _tr("Choose the password of the copy. It cannot be found out again if you lose it."),
            save,
            is_new=True,
        )


def _save(bench: Workbench, kit: Kit, path: Path, password: str | None) -> None:
    bench.flush()
    # Edits wait in the same lane, so that the copy holds what was typed last.
    kit.jobs.start(
        Lane.CASE,
        _tr("Saving a copy"),
        partial(_write, bench, path, password),
        done=partial(_saved, kit, path, bool(password)),
        failed=kit.notices.error,
        is_shown=True,
    )


def _write(bench: Workbench, path: Path, password: str | None, _report: Report) -> None:
    bench.session.file.save_copy(path, password=password)


def _saved(kit: Kit, path: Path, is_protected: bool, _none: None) -> None:
    if is_protected:
        sentence = _tr("The copy \u201c{0}\u201d was saved. It has a password.")
    else:
        sentence = _tr("The copy \u201c{0}\u201d was saved. It has no password.")
    kit.notices.tell(
        sentence.format(path.name),
        _tr("You go on working in the file that was open before."),
        Tone.DONE,
        action=_tr("Open the folder"),
        on_action=partial(kit.notices.open_outside, path.parent),
    )


def _tr(words: str) -> str:
    return QCoreApplication.translate("SaveCopy", words)
