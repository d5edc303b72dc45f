"""The drafts of one open case: as the case fills them, or as the user wrote them."""

from dataclasses import dataclass

from appealdesk.case.values import Case
from appealdesk.desk.papers import Draft, PaperKind, draft, paper_kind


@dataclass(slots=True)
class _Own:
    title: str
    text: str
    begun_from: str  # the draft that was changed
    kept: str = ""  # the words that were saved or filed last


class Drafts:
    """Remembers what the user changed, while the case is open."""

    def __init__(self) -> None:
        self._own: dict[str, _Own] = {}

    def draft(self, kind: PaperKind, case: Case) -> Draft:
        """The paper as the case fills it."""
        return draft(kind, case)

    def title(self, kind: PaperKind, case: Case) -> str:
        """What the paper is called: by the user, or as it comes."""
        own = self._own.get(kind.id)
        return own.title if own is not None else kind.title_for(case.situation.coverage)

    def text(self, kind: PaperKind, case: Case) -> str:
        """The words of the paper: the user's, or the draft's."""
        own = self._own.get(kind.id)
        return own.text if own is not None else draft(kind, case).text

    def write(self, kind: PaperKind, case: Case, title: str, text: str) -> None:
        """The user wrote this; what is equal to the draft is the draft again."""
        made = draft(kind, case)
        own = self._own.get(kind.id)
        if (title, text) == (made.title, made.text):
            self._own.pop(kind.id, None)
        elif own is None:
            self._own[kind.id] = _Own(title, text, made.text)
        else:
            own.title, own.text = title, text

    def forget(self, kind: PaperKind) -> None:
        """Go back to the draft."""
        self._own.pop(kind.id, None)

    def keep(self, kind: PaperKind, text: str) -> None:
        """These words were saved or filed."""
        own = self._own.get(kind.id)
        if own is not None:
            own.kept = text

    def is_own(self, kind: PaperKind) -> bool:
        """Whether the user changed it."""
        return kind.id in self._own

    def is_behind(self, kind: PaperKind, case: Case) -> bool:
        """Whether the case would fill it otherwise than when the user began to change it."""
        own = self._own.get(kind.id)
        return own is not None and own.begun_from != draft(kind, case).text

    def unkept(self) -> tuple[str, ...]:
        """Ids of the papers whose changed words were neither saved nor filed."""
        return tuple(
            paper
            for paper, own in self._own.items()
            if own.text not in {own.kept, own.begun_from} and paper_kind(paper) is not None
        )
