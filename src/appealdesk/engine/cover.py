"""Sets the sheets that stand in front: the cover, the fax cover, and the divider of an exhibit."""

from dataclasses import dataclass

from reportlab.platypus import Flowable, Spacer

from appealdesk.case.details import Details
from appealdesk.engine import styles
from appealdesk.engine.flowables import Rule, Words, grid, headed
from appealdesk.engine.reasons import page_range
from appealdesk.engine.setter import SCHEME, Run, Setter


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A denial reason and the packet page (1-based) that answers it, None when not in it."""

    number: int
    title: str
    page: int | None
    anchor: str


@dataclass(frozen=True, slots=True)
class CoverFacts:
    """All that the setting of the cover or the fax cover depends on."""

    details: Details
    pages: int
    reasons: tuple[ReasonLine, ...]
    is_fax: bool = False


@dataclass(frozen=True, slots=True)
class DividerFacts:
    """All that the setting of one divider depends on. Pages are 1-based packet pages."""

    letter: str
    title: str
    first_page: int
    last_page: int
    total: int
    section: str
    is_fax: bool = False


def _block(*parts: str) -> str:
    return "\n".join(part.strip() for part in parts if part.strip())


def _labelled(label: str, number: str) -> str:
    return f"{label} {number.strip()}" if number.strip() else ""


def set_cover(facts: CoverFacts, setter: Setter) -> list[Flowable]:
    """The cover: what this is, from whom to whom, the claim, and where each reason is answered."""
    details = facts.details
    service = details.service.strip()
    # A long service is set smaller, so that the cover stays one page.
    name = "cover-title" if len(service) < 70 else "h1"  # noqa: PLR2004  letters: two lines
    story: list[Flowable] = []
    if service:
        story.append(setter.words("Appeal of the denial of", "cover-lead"))
    story += [setter.words(service or "Appeal of a denied claim", name), Rule(8, 14, 1.4)]
    if details.letter_date.strip():
        story += [setter.words(details.letter_date.strip(), "address"), Spacer(1, 14)]
    story += _to_and_from(details, setter)
    story += _claim(details, setter)
    story += _reasons(facts, setter)
    said = "1 page" if facts.pages == 1 else f"{facts.pages:d} pages"
    story += [
        Spacer(1, 4),
        setter.words([Run("This packet has "), Run(said, bold=True), Run(".")], "address"),
    ]
    return story


def _to_and_from(details: Details, setter: Setter) -> list[Flowable]:
    to = _block(
        details.insurer_name,
        details.insurer_department,
        details.insurer_address,
        _labelled("Fax", details.insurer_fax),
    )
    sender = details.sender_name.strip()
    role = details.sender_role.strip()
    from_ = _block(
        sender and (f"{sender}, {role}" if role else sender),
        details.sender_address,
        _labelled("Phone", details.sender_phone),
        _labelled("Fax", details.sender_fax),
        details.sender_email,
    )
    half = styles.TEXT_WIDTH / 2
    blocks = [(label, text) for label, text in (("To", to), ("From", from_)) if text]
    if not blocks:
        return []
    heads = [setter.words(label, "cell-head") for label, _ in blocks]
    texts = [setter.words(text, "address") for _, text in blocks]
    return grid([heads, texts], [half] * len(blocks), has_header=False, after=18)


def _claim(details: Details, setter: Setter) -> list[Flowable]:
    code = details.service_code.strip()
    service = details.service.strip()
    known = (
        ("Patient", details.patient_name),
        ("Date of birth", details.patient_birth_date),
        ("Member ID", details.member_id),
        ("Group number", details.group_number),
        ("Plan", details.plan_name),
        ("Claim or reference no.", details.claim_number),
        ("Date of the denial", details.denial_date),
        ("Service denied", f"{service} (code {code})" if service and code else service or code),
        ("Diagnosis", details.diagnosis),
        ("Date of service", details.service_date),
        ("Doctor or provider", details.provider_name),
    )
    rows = [
        [setter.words(label, "cell-label"), setter.words(value.strip(), "cell")]
        for label, value in known
        if value.strip()
    ]
    if not rows:
        return []
    head = headed(setter.words("Re: the claim and the patient", "label"))
    return [*head, *grid(rows, [150, styles.TEXT_WIDTH - 150], has_header=False, padding=2.5)]


def _reasons(facts: CoverFacts, setter: Setter) -> list[Flowable]:
    if not facts.reasons:
        return []
    rows: list[list[Words]] = []
    for line in facts.reasons:
        link = SCHEME + line.anchor if line.page is not None else ""
        where = "" if line.page is None else f"page {line.page}"
        rows.append(
            [
                setter.words(f"Reason {line.number}", "cell-label"),
                setter.words(line.title or "\xa0", "cell"),
                setter.words([Run(where, link=link)], "cell-number", right=True),
            ]
        )
    head = headed(setter.words("The reasons for the denial, and where we answer them", "label"))
    widths = [70, styles.TEXT_WIDTH - 70 - 80, 80.0]
    return [*head, *grid(rows, widths, has_header=False, padding=2.5)]


def set_fax_cover(facts: CoverFacts, setter: Setter) -> list[Flowable]:
    """The fax cover: black on white, large, and nothing about anybody's health."""
    details = facts.details
    story: list[Flowable] = [setter.words("FAX", "fax-title"), Rule(2, 6, 3)]
    about = _block(
        "Appeal of a denied claim",
        _labelled("Claim or reference no.", details.claim_number),
        _labelled("Member ID", details.member_id),
    )
    to = _block(details.insurer_name, details.insurer_department)
    known = (
        ("To", to),
        ("Fax", details.insurer_fax),
        ("From", details.sender_name),
        ("Phone", details.sender_phone),
        ("Our fax", details.sender_fax),
        ("Date", details.letter_date),
        ("Pages", f"{facts.pages:d}, with this cover"),
        ("Re", about),
    )
    rows = [
        [setter.words(label, "fax-label"), setter.words(value.strip(), "fax-value")]
        for label, value in known
        if value.strip()
    ]
    story += grid(
        rows, [90, styles.TEXT_WIDTH - 90], has_header=False, padding=7, after=22, has_top=False
    )
    phone = details.sender_phone.strip()
    call = f"please call {phone}" if phone else "please tell the sender"
    story += [
        setter.words(
            [
                Run("Each page is numbered at its foot. ", bold=True),
                Run(f"If pages are missing or hard to read, {call}.", bold=True),
            ],
            "fax-note",
        ),
        Spacer(1, 8),
        setter.words(
            [
                Run("Confidential. ", bold=True),
                Run(
                    "This fax holds private health information. It is meant only for the "
                    "addressee above. If it reached you by mistake, please do not read, copy or "
                    "pass it on. Call the sender so that it can be sent again to the right place, "
                    "and then destroy every page."
                ),
            ],
            "fax-note",
        ),
    ]
    return story


def set_divider(facts: DividerFacts, setter: Setter) -> list[Flowable]:
    """The sheet in front of an exhibit."""
    pages = page_range(facts.first_page, facts.last_page)
    word = "Page" if facts.first_page == facts.last_page else "Pages"
    title = facts.title if len(facts.title) < 600 else facts.title[:600] + "\u2026"  # noqa: PLR2004  letters
    story: list[Flowable] = [
        Spacer(1, 190),
        setter.words(f"Exhibit {facts.letter}", "divider-letter"),
        Rule(2, 16, 1.4),
        setter.words(title or "\xa0", "divider-title"),
        setter.words(f"{word} {pages} of {facts.total:d}", "divider-note"),
    ]
    if facts.section.strip():
        story.append(setter.words(facts.section.strip(), "divider-note"))
    return story
