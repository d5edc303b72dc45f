"""What the denial letter says beside what the case has: offers, each with its page and words.

Nothing is taken by itself. What the case says already is not offered again; where the case says
something else, the offer tells so.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from appealdesk.case import edits
from appealdesk.case.change import Edit, together
from appealdesk.case.details import detail_fields
from appealdesk.case.values import Case, Document, DocumentId, PageId
from appealdesk.guidance.reasons import reason_kind
from appealdesk.reading.dates import parse_date
from appealdesk.reading.letter import LetterFacts
from appealdesk.reading.phrases import folded_words
from appealdesk.reading.values import is_same_id, is_same_name

Letters = Mapping[DocumentId, LetterFacts]

_LABELS = {field.key: field.label for field in detail_fields()}
_DATES = frozenset({"denial_date", "patient_birth_date", "service_date"})
_TITLE = 60  # characters of a title that is made of a sentence
_NOT_DIGITS = re.compile(r"\D")
_CODE = re.compile(r"\b(?:\d{5}|\d{4}[A-Z]|[A-Z]\d{4})\b")


@dataclass(frozen=True, slots=True)
class Stand:
    """Where words stand: ``number`` is the page of the file, 1-based, as it is shown."""

    document: DocumentId
    title: str
    page: PageId | None
    number: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A detail that the letter says. ``held`` is what the case says instead, "" for nothing."""

    key: str
    label: str
    value: str
    words: str
    stand: Stand
    held: str = ""


@dataclass(frozen=True, slots=True)
class ReasonOffer:
    """A sentence of the letter that gives a reason; ``kind`` is an id or "" when not clear."""

    words: str
    kind: str
    title: str
    stand: Stand


@dataclass(frozen=True, slots=True)
class DeadlineOffer:
    """The letter's own words on the last day; ``last_day`` is ISO, "" when it prints none."""

    words: str
    last_day: str
    stand: Stand


def offers(case: Case, letters: Letters) -> tuple[Offer, ...]:
    """The details that the letters say and the case does not, in the order of the form."""
    found: dict[str, Offer] = {}
    for document, letter in _known(case, letters):
        for said in letter.said:
            held = getattr(case.details, said.key)
            if said.key not in found and not is_same_detail(said.key, held, said.value):
                stand = _stand(document, said.page)
                label = _LABELS[said.key]
                found[said.key] = Offer(said.key, label, said.value, said.words, stand, held)
    agreed = {
        said.key
        for letter in letters.values()
        for said in letter.said
        if is_same_detail(said.key, getattr(case.details, said.key), said.value)
    }
    return tuple(found[key] for key in _LABELS if key in found and key not in agreed)


def take(taken: Sequence[Offer]) -> Edit:
    """Put what the letter says into the case, as one step of the history."""
    changes = [edits.set_detail(offer.key, offer.value) for offer in taken]
    return changes[0] if len(changes) == 1 else together("Take what the letter says", changes)


def fill_in(missing: Sequence[Offer]) -> Edit:
    """Take what the letter says for details that are empty when the edit is made.

    What the user typed meanwhile stays, although it was not known when this was offered.
    """

    def change(case: Case) -> Case:
        empty = [offer for offer in missing if not getattr(case.details, offer.key).strip()]
        return take(empty).change(case) if empty else case

    return Edit(take(missing).label, change)


def reason_offers(case: Case, letters: Letters) -> tuple[ReasonOffer, ...]:
    """The sentences that give reasons and that no reason of the case quotes yet."""
    quoted = [folded_words(reason.insurer_words) for reason in case.reasons]
    found: dict[str, ReasonOffer] = {}
    for document, letter in _known(case, letters):
        for quote in letter.quotes:
            folded = folded_words(quote.words)
            if any(folded in words for words in quoted):
                continue
            kind = next((k for k in quote.kinds if reason_kind(k) is not None), "")
            offer = ReasonOffer(
                quote.words, kind, _title(kind, quote.words), _stand(document, quote.page)
            )
            found.setdefault(folded, offer)
    return tuple(found.values())


def add_reasons(chosen: Sequence[ReasonOffer]) -> Edit:
    """Add a reason for each sentence, in their order, as one step of the history."""
    changes = [edits.add_reason(o.title, o.words, kind=o.kind) for o in chosen]
    if len(changes) == 1:
        return changes[0]
    return together(f"Add {len(changes)} reasons from the letter", changes)


def deadline_offer(case: Case, letters: Letters) -> DeadlineOffer | None:
    """The letter's words on the last day, unless the case has them."""
    held = folded_words(case.situation.letter_words)
    for document, letter in _known(case, letters):
        stated = letter.stated
        if stated is None:
            continue
        day = stated.last_day.isoformat() if stated.last_day is not None else ""
        said = folded_words(stated.words)
        is_held = bool(held.strip()) and (held in said or said in held)
        if is_held and (not day or case.situation.letter_last_day == day):
            return None
        return DeadlineOffer(stated.words, day, _stand(document, letter.stated_page))
    return None


def take_deadline(offer: DeadlineOffer) -> Edit:
    """Keep the letter's words on the last day, and the day if it prints one."""
    changes = [edits.set_situation("letter_words", offer.words)]
    if offer.last_day:
        changes.append(edits.set_situation("letter_last_day", offer.last_day))
    return together("Take the letter's words on the last day", changes)


def is_same_detail(key: str, held: str, said: str) -> bool:
    """Whether what the case has and what the letter says mean the same."""
    if not held.strip():
        return False
    days = (parse_date(held), parse_date(said)) if key in _DATES else (None, None)
    if None not in days:
        return days[0] == days[1]
    return _SAME.get(key, _is_same_text)(held, said)


def _is_same_text(held: str, said: str) -> bool:
    first, second = set(folded_words(held).split()), set(folded_words(said).split())
    return first <= second or second <= first


def _is_same_phone(held: str, said: str) -> bool:
    return _NOT_DIGITS.sub("", held)[-10:] == _NOT_DIGITS.sub("", said)[-10:]


def _has_codes(held: str, said: str) -> bool:
    return set(_CODE.findall(said)) <= set(_CODE.findall(held))


_SAME: Mapping[str, Callable[[str, str], bool]] = {
    "patient_name": is_same_name,
    "provider_name": is_same_name,
    "member_id": is_same_id,
    "group_number": is_same_id,
    "claim_number": is_same_id,
    "insurer_fax": _is_same_phone,
    "service_code": _has_codes,
}


def _known(case: Case, letters: Letters) -> Iterator[tuple[Document, LetterFacts]]:
    for number, letter in letters.items():
        document = case.document(number)
        if document is not None:
            yield document, letter


def _stand(document: Document, index: int) -> Stand:
    page = next((p.id for p in document.pages if p.index == index), None)
    return Stand(document.id, document.title, page, index + 1)


def _title(kind: str, words: str) -> str:
    found = reason_kind(kind)
    if found is not None:
        return found.title
    if len(words) <= _TITLE:
        return words.rstrip(".")
    return f"{words[:_TITLE].rpartition(' ')[0]}\u2026"
