"""Sets the contents: every section and exhibit with its pages, each row a link."""

from dataclasses import dataclass

from reportlab.platypus import Flowable

from appealdesk.engine import styles
from appealdesk.engine.flowables import LeaderRow, Words, room
from appealdesk.engine.reasons import page_range
from appealdesk.engine.setter import SCHEME, Setter
from appealdesk.packet.values import ContentsEntry

_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class ContentsFacts:
    """All that the setting of the contents depends on."""

    entries: tuple[ContentsEntry, ...]
    is_fax: bool = False


def set_contents(facts: ContentsFacts, setter: Setter) -> list[Flowable]:
    """The contents as a story; it may run over several pages."""
    story: list[Flowable] = [setter.words("Contents", "title")]
    for number, entry in enumerate(facts.entries):
        is_strong = entry.level == 0
        name = "row-strong" if is_strong else "row"
        title = entry.title if len(entry.title) <= _LONGEST_TITLE else entry.title[:299] + "\u2026"
        label: Words | None = None
        label_width = 0.0
        if entry.label and not is_strong:
            label, label_width = setter.words(entry.label, name), 82.0
        elif entry.label:
            title = f"{entry.label}: {title}" if title else entry.label
        follower = facts.entries[number + 1 : number + 2]
        if is_strong and follower and follower[0].level > 0:
            story.append(room(62))  # a section's name never stands alone at the foot of a page
        pages = page_range(entry.first_page + 1, entry.last_page + 1)
        story.append(
            LeaderRow(
                label,
                setter.words(title or "\xa0", name),
                setter.words(pages, name, right=True),
                left=styles.INDENT * entry.level,
                label_width=label_width,
                link=SCHEME + entry.anchor,
                before=11 if is_strong else 3.5,
            )
        )
    return story
