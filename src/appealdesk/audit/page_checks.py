"""Checks of single pages: blank, lying on their side, there twice, damaged."""

from collections.abc import Callable, Sequence

from appealdesk.audit.matter import Filed, Matter
from appealdesk.audit.places import Place
from appealdesk.audit.values import NOTHING, Verdict, weak
from appealdesk.case.values import Kind, PageRef
from appealdesk.reading.paper import PageSign

_UPRIGHT_KINDS = frozenset({Kind.DENIAL_LETTER, Kind.PROVIDER_LETTER, Kind.ATTESTATION})
_SAYS_SOMETHING = 20  # words below which two pages may well say the same: a title, a fax head
_WIDER = 1.05  # width to height from which on a page lies
_TURNED = (90, 270)
_DAMAGED = {
    "blank-after-mending": "a page is blank since it was mended",
    "page-count": "a page may be missing",
    "picture-cut-off": "the lower part of a picture is missing",
    "pictures-lost": "some pictures are missing",
    "portfolio": "it is a folder of other files, and they are not in it",
    "xfa": "it is a form that may not show right",
}
_SHOWN = 6  # page numbers named in one line
_Signed = tuple[PageRef, PageSign]


def pages_not_blank(matter: Matter) -> Verdict:
    """Pages with neither words nor anything else on them."""
    return _per_paper(matter, "blank", _blank)


def pages_upright(matter: Matter) -> Verdict:
    """Scanned pages that lie, in a paper whose other pages stand or that is a letter.

    A page with words is set upright by whoever made it; tables may well be wide.
    """
    return _per_paper(matter, "on its side", _lying, "on their side")


def pages_once(matter: Matter) -> Verdict:
    """Pages that say the same as an earlier one, or are the very same page of the same file."""
    if not matter.filed:
        return NOTHING
    seen: set[object] = set()
    where: list[Place] = []
    for filed in matter.filed:
        again: list[PageRef] = []
        signs = dict(_signed(filed))
        for page in filed.document.included_pages:
            keys: list[object] = [(filed.document.source, page.index)]
            sign = signs.get(page)
            if sign is not None and sign.digest and sign.words >= _SAYS_SOMETHING:
                keys.append(sign.digest)
            if any(key in seen for key in keys):
                again.append(page)
            seen.update(keys)
        if again:
            where.append(filed.place(f"{_pages(again)} there already", "pages"))
    return weak(where)


def pages_whole(matter: Matter) -> Verdict:
    """Papers of which something was lost before or while they came in."""
    if not matter.filed:
        return NOTHING
    return weak(
        filed.place(_DAMAGED[code], "pages")
        for filed in matter.filed
        for code in filed.document.notes
        if code in _DAMAGED
    )


def looked_through(matter: Matter) -> Verdict:
    """Asked of the user."""
    if not matter.filed:
        return NOTHING
    return matter.ask("looked-through")


def _per_paper(
    matter: Matter,
    words: str,
    bad: Callable[[Filed, Sequence[_Signed]], list[PageRef]],
    many: str = "",
) -> Verdict:
    read = [(filed, signed) for filed in matter.filed if (signed := _signed(filed))]
    if not read:
        return NOTHING
    return weak(
        filed.place(f"{_pages(found)} {words if len(found) == 1 else many or words}", "pages")
        for filed, signed in read
        if (found := bad(filed, signed))
    )


def _signed(filed: Filed) -> list[_Signed]:
    """The included pages of a paper with what they are like, as far as that is known."""
    signs = filed.facts.pages if filed.facts else ()
    return [(p, signs[p.index]) for p in filed.document.included_pages if p.index < len(signs)]


def _blank(_filed: Filed, signed: Sequence[_Signed]) -> list[PageRef]:
    return [page for page, sign in signed if not sign.words and not sign.has_ink]


def _lying(filed: Filed, signed: Sequence[_Signed]) -> list[PageRef]:
    lying = [(page, sign) for page, sign in signed if _lies(page, sign)]
    if len(lying) == len(signed) and filed.document.kind not in _UPRIGHT_KINDS:
        return []
    return [page for page, sign in lying if not sign.words]


def _lies(page: PageRef, sign: PageSign) -> bool:
    width, height = sign.width, sign.height
    if page.rotation in _TURNED:
        width, height = height, width
    return width > height * _WIDER


def _pages(found: Sequence[PageRef]) -> str:
    """Page numbers of the file in words, with the verb behind them."""
    numbers = [str(page.index + 1) for page in found[:_SHOWN]]
    if len(found) == 1:
        return f"page {numbers[0]} is"
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f"pages {', '.join(numbers)}{more} are"
