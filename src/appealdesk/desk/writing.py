"""Typing and the history: taking words back in a text takes their edits back.

A text editor has an undo of its own, finer than the case's. Without this, each step back in it
would be one more edit of the case, and the undo behind it would bring back what was taken back.
"""

from appealdesk.case import edits
from appealdesk.case.values import Case
from appealdesk.desk.session import Session


class Trail:
    """The texts that one text went through, as edits of the case; tells which way a text lies.

    Args:
        text: where it begins.
    """

    def __init__(self, text: str = "") -> None:
        self._texts = [text]
        self._at = 0

    def go(self, text: str) -> int:
        """Go to a text. Gives the steps in the history that lead there; 0 when it is a new one."""
        known = [i for i, one in enumerate(self._texts) if one == text and i != self._at]
        if known:
            nearest = min(known, key=lambda i: abs(i - self._at))
            steps, self._at = nearest - self._at, nearest
            return steps
        if text != self._texts[self._at]:
            del self._texts[self._at + 1 :]
            self._texts.append(text)
            self._at += 1
        return 0

    def heard(self, text: str) -> None:
        """The case has this text now, by somebody else's doing: undo, redo, another edit."""
        known = [i for i, one in enumerate(self._texts) if one == text]
        if known:
            self._at = min(known, key=lambda i: abs(i - self._at))
        else:
            self._texts, self._at = [text], 0


def write_section(session: Session, section: int, text: str, steps: int = 0) -> Case:
    """Write a section's text.

    Args:
        session: the open case.
        section: id of the section.
        text: Markdown.
        steps: where the history should have this text, from ``Trail.go``; when it does not, or
            other edits stand between, the text is written as a new edit.

    Raises:
        AppealDeskError: it could not be written; nothing changed.
    """
    edit = edits.set_section_text(section, text)
    with session.file.lock:
        if steps and _walk(session, section, text, steps, edit.label):
            return session.case
        return session.apply(edit)


def _walk(session: Session, section: int, text: str, steps: int, label: str) -> bool:
    """Go through the history as long as it holds nothing but writing; back if it was in vain."""
    file = session.file
    forth, back = (session.undo, session.redo) if steps < 0 else (session.redo, session.undo)
    walked = 0
    while walked < abs(steps) and (file.undo_label if steps < 0 else file.redo_label) == label:
        before = session.case
        forth()
        walked += 1
        if not _is_writing(before, session.case, section):
            break
    else:
        shown = session.case.section(section)
        if walked == abs(steps) and shown is not None and shown.body == text:
            return True
    for _ in range(walked):
        back()
    return False


def _is_writing(before: Case, after: Case, section: int) -> bool:
    """Whether two cases differ in nothing but the text of this section."""
    one, other = before.section(section), after.section(section)
    if one is None or other is None:
        return False
    return before == edits.set_section_text(section, one.body).change(after)
