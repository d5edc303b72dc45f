"""Notices that remember what the user was told, and answer as the test says."""

from pathlib import Path


class RecordingNotices:
    """Stands in for message boxes. ``answers`` are used up in order by asks and choosers."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []  # (sentence, hint)
        self.errors: list[object] = []
        self.asked: list[object] = []  # Question, or (title, label) of a text
        self.opened: list[Path] = []
        self.answers: list[object] = []
        self.actions: list[object] = []  # callbacks of notices with a button

    def tell(self, sentence, hint="", tone=None, *, action="", on_action=None):
        self.told.append((sentence, hint))
        if on_action is not None:
            self.actions.append(on_action)

    def error(self, error):
        self.errors.append(error)
        self.told.append((error.sentence, error.hint))

    def ask(self, question, answered):
        self.asked.append(question)
        answered(self.answers.pop(0) if self.answers else question.cancel)

    def ask_text(self, title, label, value, given, *, hint=""):
        self.asked.append((title, label))
        self._give(given)

    def ask_password(self, title, sentence, given, *, is_new=False):
        self.asked.append((title, sentence))
        self._give(given)

    def choose_files(self, title, kinds, chosen):
        self.asked.append((title, ""))
        self._give(chosen)

    def choose_target(self, title, suggested, kinds, chosen):
        self.asked.append((title, suggested))
        self._give(chosen)

    def open_outside(self, path):
        self.opened.append(path)

    def sentences(self) -> str:
        """All that was told, as one text."""
        return "\n".join(f"{sentence} {hint}".strip() for sentence, hint in self.told)

    def _give(self, callback):
        if self.answers:
            callback(self.answers.pop(0))
