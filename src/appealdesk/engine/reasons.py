"""Sets the sections of the appeal: texts, the denial reasons with their evidence, the letter."""

import re
from dataclasses import dataclass, replace

from reportlab.platypus import Flowable, Spacer

from appealdesk.case.details import Details
from appealdesk.case.text import fill_details
from appealdesk.case.values import Citation, Reason, SectionId
from appealdesk.engine import styles
from appealdesk.engine.flowables import Mark, Rule, Words, flowing, grid, headed, room
from appealdesk.engine.markdown import flow
from appealdesk.engine.reason_tables import TableFacts, set_tables
from appealdesk.engine.setter import SCHEME, BrokenCitation, Run, Setter, cite_run
from appealdesk.packet.values import PinCite

# How a text signs off: a closing word, and at most a few short lines after it.
_CLOSING = re.compile(
    r"(?:\A|\n)[ \t]*((?:yours )?(?:sincerely|truly|faithfully|respectfully)(?: yours)?"
    r"|respectfully submitted|(?:kind |best |warm )?regards)[ \t]*,?[ \t]*"
    r"((?:\n+[^\n]{0,60}){0,4})\s*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ExhibitLine:
    """An exhibit as a list names it. Pages are 1-based packet pages, both ends included."""

    letter: str
    title: str
    first_page: int
    last_page: int
    anchor: str


@dataclass(frozen=True, slots=True)
class ReasonFacts:
    """A denial reason as it stands in this packet; ``evidence`` pairs each cite with its title."""

    number: int
    reason: Reason
    evidence: tuple[tuple[Citation, PinCite | None, str], ...]
    tables: tuple[TableFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """All that the setting of one section depends on."""

    id: SectionId
    title: str
    body: str
    details: Details
    pins: tuple[tuple[Citation, PinCite | None], ...]
    exhibits: tuple[ExhibitLine, ...] = ()
    reasons: tuple[ReasonFacts, ...] = ()
    is_fax: bool = False


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """All that the setting of the letter depends on."""

    details: Details
    sections: tuple[SectionFacts, ...]
    enclosures: tuple[ExhibitLine, ...]
    is_fax: bool = False


def page_range(first: int, last: int) -> str:
    """1-based pages as words: "5" or "5-9" with an en dash."""
    return str(first) if first == last else f"{first}\u2013{last}"


def set_section(facts: SectionFacts, setter: Setter) -> list[Flowable]:
    """A section as its own part: title, text, reasons, and the list of its exhibits."""
    story: list[Flowable] = [setter.words(facts.title or "Section", "title")]
    body, is_closed = facts.body, False
    if not facts.reasons:  # they stand after the text, so it does not end there
        body, is_closed = without_closing(body, facts.details)
    story += _section_body(replace(facts, body=body), setter)
    if is_closed:
        story += _closing(facts.details, setter)
    if facts.exhibits:
        has_text = len(story) > 1
        story += _exhibits(facts.exhibits, setter, "Exhibits in this section", has_text=has_text)
    return story


def set_letter(facts: LetterFacts, setter: Setter) -> list[Flowable]:
    """All sections as one signed letter."""
    details = facts.details
    story: list[Flowable] = []
    sender = _lines(
        details.sender_name,
        details.sender_address,
        details.sender_phone and f"Phone {details.sender_phone}",
        details.sender_email,
    )
    to = _lines(details.insurer_name, details.insurer_department, details.insurer_address)
    for block, gap in ((sender, 15.0), (details.letter_date, 15.0), (to, 16.0)):
        if block:
            story += [setter.words(block, "address"), Spacer(1, gap)]
    story += _regarding(details, setter)
    for section in facts.sections:
        anchor = f"section:{section.id}"
        text, _ = without_closing(section.body, details)  # the letter signs off once, at its end
        body = _section_body(replace(section, body=text), setter) or _see(section, setter)
        if body:
            story += headed(setter.words(section.title or "\xa0", "h1", anchor=anchor))
            story += body
        else:
            # A heading over nothing looks like a mistake; what points to it lands here.
            story.append(Mark(setter.note(anchor)))
    last = next((s for s in reversed(facts.sections) if s.body.strip()), None)
    signs_itself = last is not None and not last.reasons and _CLOSING.search(last.body)
    if not signs_itself or without_closing(last.body if last else "", details)[1]:
        story += _closing(details, setter)
    if facts.enclosures:
        story += _exhibits(facts.enclosures, setter, "Enclosed exhibits", has_text=True)
    return story


def without_closing(body: str, details: Details) -> tuple[str, bool]:
    """A text without its "Sincerely, (name)", and whether it had one that we set instead.

    Ours has a line to sign on. A closing with any other words than the sender's name and role is
    left as it was written.
    """
    found = _CLOSING.search(body)
    if found is None or not details.sender_name.strip():
        return body, False
    own = {"", details.sender_name.strip(), details.sender_role.strip()}
    lines = fill_details(found.group(2) or "", details).splitlines()
    if any(line.strip() not in own for line in lines):
        return body, False
    return body[: found.start()], True


def _lines(*parts: str) -> str:
    return "\n".join(part.strip() for part in parts if part.strip())


def _regarding(details: Details, setter: Setter) -> list[Flowable]:
    service = details.service and f"Appeal of the denial of {details.service}"
    known = [
        ("Re:", service or "Appeal of a denied claim"),
        ("Patient:", details.patient_name),
        ("Member ID:", details.member_id),
        ("Claim or reference number:", details.claim_number),
        ("Date of the denial:", details.denial_date),
    ]
    runs: list[Run] = []
    for label, value in known:
        if value.strip():
            runs += [Run("\n" if runs else ""), Run(f"{label} ", bold=True), Run(value.strip())]
    return [setter.words(runs, "address"), Spacer(1, 10)]


def _see(facts: SectionFacts, setter: Setter) -> list[Flowable]:
    """What a section says that has exhibits but no text."""
    if not facts.exhibits:
        return []
    runs: list[Run] = [Run("Please see ")]
    last = len(facts.exhibits) - 1
    for i, exhibit in enumerate(facts.exhibits):
        if i > 0:
            runs.append(Run(" and " if i == last else ", "))
        link = SCHEME + exhibit.anchor
        runs += [Run(f"Exhibit {exhibit.letter}", link=link), Run(f" ({exhibit.title})")]
    return [setter.words([*runs, Run(".")], "body")]


def _closing(details: Details, setter: Setter) -> list[Flowable]:
    name = details.sender_name.strip()
    story: list[Flowable] = [room(130), Spacer(1, 10), setter.words("Sincerely,", "body")]
    if name:
        story += [
            Spacer(1, 40),
            Rule(0, 4, styles.HAIRLINE, length=230),
            setter.words(name, "address"),
        ]
        if details.sender_role.strip():
            story.append(setter.words(details.sender_role, "address"))
    story.append(Spacer(1, 14))
    return story


def _section_body(facts: SectionFacts, setter: Setter) -> list[Flowable]:
    pins = dict(facts.pins)
    story = flow(facts.body, facts.details, pins, setter)
    for item in facts.reasons:
        story += _reason(item, facts, setter)
    return story


def _reason(item: ReasonFacts, facts: SectionFacts, setter: Setter) -> list[Flowable]:
    reason = item.reason
    title = f"Reason {item.number}"
    if reason.title.strip():
        title += f": {reason.title.strip()}"
    story = headed(setter.words(title, "reason", anchor=f"reason:{reason.id}"), below=80)
    if reason.insurer_words.strip():
        story += headed(setter.words("What the insurer wrote", "label"))
        for number, block in enumerate(_paragraphs(reason.insurer_words)):
            rules = (styles.INDENT * 0.45,)
            words = setter.words(block, "quote", left=styles.INDENT, rules=rules)
            words.bridge = 0.0 if number == 0 else float(words.style.spaceAfter)
            story += flowing(words, len(block), styles.TEXT_WIDTH)
    response = flow(reason.response, facts.details, dict(facts.pins), setter)
    response += set_tables(item.tables, setter)
    if response:
        story += [*headed(setter.words("Our response", "label")), *response]
    if item.evidence:
        story += headed(setter.words("Evidence", "label"), below=60)
        story += _evidence(item, setter)
    return story


def _paragraphs(text: str) -> list[str]:
    """Blocks parted by empty lines; line ends inside a block are kept, they are the insurer's."""
    blocks: list[list[str]] = [[]]
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    return ["\n".join(block) for block in blocks if block]


def _evidence(item: ReasonFacts, setter: Setter) -> list[Flowable]:
    head = [
        setter.words("Where", "cell-head"),
        setter.words("Document", "cell-head"),
        setter.words("Packet page", "cell-head", right=True),
    ]
    rows: list[list[Words]] = [head]
    for citation, pin, title in item.evidence:
        if pin is None:
            setter.broken[BrokenCitation(citation, setter.where)] = None
            continue
        link = cite_run(pin).link
        rows.append(
            [
                setter.words([cite_run(pin)], "cell"),
                setter.words(title, "cell"),
                setter.words([Run(str(pin.page + 1), link=link)], "cell-number", right=True),
            ]
        )
    if len(rows) == 1:
        return []
    return grid(rows, [118, styles.TEXT_WIDTH - 118 - 76, 76], has_header=True)


def _exhibits(
    exhibits: tuple[ExhibitLine, ...], setter: Setter, title: str, *, has_text: bool
) -> list[Flowable]:
    story: list[Flowable] = []
    if has_text:
        story.append(room(98))
    story.append(setter.words(title, "label"))
    rows: list[list[Words]] = []
    for exhibit in exhibits:
        link = SCHEME + exhibit.anchor
        pages = page_range(exhibit.first_page, exhibit.last_page)
        word = "page" if exhibit.first_page == exhibit.last_page else "pages"
        rows.append(
            [
                setter.words([Run(f"Exhibit {exhibit.letter}", link=link)], "cell"),
                setter.words(exhibit.title, "cell"),
                setter.words([Run(f"{word} {pages}", link=link)], "cell-number", right=True),
            ]
        )
    return story + grid(rows, [78, styles.TEXT_WIDTH - 78 - 110, 110], has_header=False)
