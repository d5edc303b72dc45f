"""The one base of every error that a person may read."""


class AppealDeskError(Exception):
    """Something went wrong that the user can be told about in a sentence.

    Attributes:
        sentence: what happened, in plain words, ending with a full stop.
        hint: what to do now; may be empty when nothing need be done.
    """

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence if not hint else f"{sentence} {hint}")
        self.sentence = sentence
        self.hint = hint


class EditRefused(AppealDeskError):
    """An edit that makes no sense for this case; the case is unchanged."""
