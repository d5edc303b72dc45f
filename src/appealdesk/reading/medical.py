"""Codes, sides and parts of the body in a text."""

import re
from collections.abc import Iterable

_CPT = re.compile(r"(?<![\w$.,/-])(\d{5}|\d{4}[FTU]|[A-V]\d{4})(?![\w/]|-\d|[.,]\d)")
_CPT_LABEL = re.compile(
    r"\b(?:cpt|hcpcs|(?:procedure|proc|service|treatment|billing|revenue)\.?\s?codes?)\b",
    re.IGNORECASE,
)
_ICD = re.compile(r"(?<![\w.])([A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?)(?![\w]|\.\d)")
_ICD_LABEL = re.compile(
    r"\b(?:icd|diagnos\w{0,5}|dx|problem|assessment|impression|condition)\b", re.IGNORECASE
)
_NEAR = 90  # characters behind a label in which its codes stand
_SENTENCE_END = re.compile(r"\.\s+[A-Z][a-z]")
_AMOUNT = re.compile(r"\$\s?\d|\d\.\d\d\b")
_STATE = re.compile(r"\b[A-Z]{2}\.?\s$")

_PARTS: tuple[tuple[str, str], ...] = (
    ("lumbar spine", r"lumbar|lumbosacral|low(?:er)? back|l-?spine"),
    ("cervical spine", r"cervical (?:spine|disc|radic\w{0,9}|myelo\w{0,6})|neck|c-?spine"),
    ("thoracic spine", r"thoracic (?:spine|disc)|mid back|upper back|t-?spine"),
    ("shoulder", r"shoulders?|rotator cuff"),
    ("elbow", r"elbows?"),
    ("wrist", r"wrists?|carpal tunnel"),
    ("hand", r"hands?|fingers?|thumbs?"),
    ("arm", r"arms?|forearms?|upper (?:extremity|limb)"),
    ("hip", r"hips?"),
    ("knee", r"knees?|meniscus|acl"),
    ("ankle", r"ankles?|achilles"),
    ("foot", r"foot|feet|toes?|heels?"),
    ("leg", r"legs?|thighs?|calf|calves|lower (?:extremity|limb)|sciatica"),
    ("pelvis", r"pelvis|pelvic|sacroiliac"),
    ("abdomen", r"abdomen|abdominal|liver|kidneys?|pancreas"),
    ("chest", r"chest|lungs?|pulmonary|rib(?:s|cage)"),
    ("heart", r"heart|cardiac|echocardio\w{0,6}|myocardial|coronary"),
    ("breast", r"breasts?|mammogra\w{1,4}"),
    ("brain", r"brain|head|headaches?|migraines?|cranial"),
    ("eye", r"eyes?|retina|macula"),
    ("ear", r"ears?|hearing"),
    ("jaw", r"jaw|tmj"),
)
_BODY = re.compile(
    "|".join(rf"(?P<p{n}>\b(?:{p})\b)" for n, (_, p) in enumerate(_PARTS)), re.IGNORECASE
)
_SIDED = re.compile(
    r"\b(?:(?P<both>bilateral(?:ly)?)|(?P<side>left|right|lt|rt)(?:[\s-]sided?\b|\.?(?:\s[\w-]{1,14}){0,2}?"
    r"\s(?:shoulders?|elbows?|wrists?|hands?|fingers?|thumb|arm|forearm|hip|knee|ankle|foot|toes?|"
    r"heel|leg|thigh|calf|buttock|breast|eye|ear|kidney|lung|jaw|upper|lower|l[1-5]|s1|c[2-8]|side"
    r"|extremity|limb|rotator|carpal|meniscus)\b))",
    re.IGNORECASE,
)  # fmt: skip


def procedure_codes(text: str) -> frozenset[str]:
    """CPT and HCPCS codes that stand behind a label for them, or in a line with an amount."""
    if not any(c.isdigit() for c in text):
        return frozenset()
    found = set(_near(text, _CPT_LABEL, _CPT))
    if _CPT_LABEL.search(text):
        for line in text.split("\n"):
            if len(_AMOUNT.findall(line[:400])) > 1:  # a row of an explanation of benefits
                found.update(_codes(line[:400], _CPT))
    return frozenset(found)


def diagnosis_codes(text: str) -> frozenset[str]:
    """ICD-10 codes behind a label for them; those with a dot also elsewhere in the line."""
    found = set(_near(text, _ICD_LABEL, _ICD))
    with_dot = {code for code in found if "." in code}
    bare = {code for code in found if "." not in code and _is_icd_near(text, code)}
    return frozenset(with_dot | bare)


def sides(text: str) -> frozenset[str]:
    """Tell "left" and "right" where they mean a side of the body; both for "bilateral"."""
    found: set[str] = set()
    for match in _SIDED.finditer(text):
        if match.group("both"):
            return frozenset({"left", "right"})
        found.add("left" if match.group("side")[0] in "lL" else "right")
    return frozenset(found)


def body_parts(text: str) -> frozenset[str]:
    """Parts of the body that a text names, each by one name ("neck" is the cervical spine)."""
    return frozenset(
        _PARTS[int(match.lastgroup[1:])][0]
        for match in _BODY.finditer(text)
        if match.lastgroup is not None
    )


def _near(text: str, label: re.Pattern[str], code: re.Pattern[str]) -> Iterable[str]:
    for match in label.finditer(text):
        behind = text[match.end() : match.end() + _NEAR]
        end = _SENTENCE_END.search(behind)
        yield from _codes(behind[: end.start() + 1] if end else behind, code)


def _codes(text: str, code: re.Pattern[str]) -> Iterable[str]:
    for match in code.finditer(text):
        # A ZIP code stands behind the two letters of a state.
        if not (match.group(1).isdigit() and _STATE.search(text[: match.start()])):
            yield match.group(1)


def _is_icd_near(text: str, code: str) -> bool:
    """A code without a dot counts only right behind the word ICD or "diagnosis code"."""
    wanted = r"(?:icd(?:-?\s?10)?(?:-cm)?|(?:diagnos\w{2,4}|dx)\s?codes?)[\s:#.(]{0,6}"
    return re.search(wanted + re.escape(code), text, re.IGNORECASE) is not None
