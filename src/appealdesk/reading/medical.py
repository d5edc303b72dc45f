"""Codes, sides and parts of the body in a text."""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

_CPT = re.compile(r"(?<![\w$.,/-])(\d{5}|\d{4}[FTUM]|[A-V]\d{4})(?![\w/]|-\d|[.,]\d)")
_CPT_LABEL = re.compile(
    r"\b(?:cpt|hcpcs|(?:procedure|proc|service|treatment|billing|revenue)\.?\s?codes?)\b",
    re.IGNORECASE,
)
_ICD = re.compile(r"(?<![\w.])([A-Z]\d[0-9AB](?:\.[0-9A-Z]{1,4})?)(?![\w]|\.\d)")
_ICD_LABEL = re.compile(
    r"\b(?:icd|diagnos\w{0,5}|dx|problem|assessment|impression|condition)\b", re.IGNORECASE
)
_NEAR = 90  # characters behind a label in which its codes stand
_SENTENCE_END = re.compile(r"(?<!\s\d)\.\s+[A-Z][a-z]")  # "1. Left knee" goes on
_AMOUNT = re.compile(r"\$\s?\d|\d\.\d\d\b")
_STATE = re.compile(r"\b[A-Z]{2}\.?\s$")

_PARTS: tuple[tuple[str, str], ...] = (
    (
        "lumbar spine",
        r"lumbar|lumbosacral|low(?:er)? back|l-?spine|sciatica|l[1-5]\s?[-/]\s?(?:l?[2-5]|s1)",
    ),
    (
        "cervical spine",
        r"cervical (?:spine|disc|radic\w{0,9}|myelo\w{0,6})|neck|c-?spine|c[2-7]\s?[-/]\s?c?[3-7]",
    ),
    ("thoracic spine", r"thoracic (?:spine|disc)|mid back|upper back|t-?spine"),
    ("shoulder", r"shoulders?(?! (?:the|this|that) (?:cost|burden|risk|expense))|rotator cuff"),
    ("elbow", r"elbows?"),
    ("wrist", r"wrists?|carpal tunnel"),
    (
        "hand",
        (
            r"(?<!other )(?<!\bat )(?<!\bon )(?<!\bby )hands?"
            r"(?![\s-](?:on|deliver\w{0,3}|out|written|dominan\w{1,3})\b)"
            r"|fingers?|thumbs?"
        ),
    ),
    (
        "arm",
        (
            r"(?<!treatment )(?<!study )(?<!control )(?<!placebo )arms?|forearms?"
            r"|upper (?:extremity|limb)"
        ),
    ),
    ("hip", r"hips?(?! (?:health|plan|prime|insurance)\b)"),
    ("knee", r"knees?|meniscus|acl"),
    ("ankle", r"ankles?|achilles"),
    ("foot", r"(?<!\d[\s-])foot(?! (?:of|note)\b)|(?<!\d )feet|toes?|heels?"),
    ("leg", r"legs?|thighs?|calf|calves|lower (?:extremity|limb)"),
    ("pelvis", r"pelvis|pelvic|sacroiliac"),
    ("abdomen", r"abdomen|abdominal|liver|kidneys?|pancreas"),
    ("chest", r"chest|lungs?|pulmonary|rib(?:s|cage)"),
    (
        "heart",
        (
            r"heart(?! of the (?:matter|issue|problem|case)\b)|cardiac|echocardio\w{0,6}|myocardial"
            r"|coronary"
        ),
    ),
    ("breast", r"breasts?|mammogra\w{1,4}"),
    ("brain", r"brain|head(?! (?:of|nurse|office|start)\b)|headaches?|migraines?|cranial"),
    ("eye", r"eyes?|retina|macula"),
    ("ear", r"ears?|hearing (?:loss|aids?|tests?)|cochlear"),
    ("jaw", r"jaw|tmj"),
)
_BODY = re.compile(
    r"\b(?:" + "|".join(rf"(?P<p{n}>{p})" for n, (_, p) in enumerate(_PARTS)) + r")\b",
    re.IGNORECASE,
)
# Parts of which one holds the other, or in which the pain of the other is felt.
_RELATED = {
    "lumbar spine": {"thoracic spine", "leg", "pelvis"},
    "cervical spine": {"thoracic spine", "arm", "brain"},
    "arm": {"shoulder", "elbow", "wrist", "hand"},
    "leg": {"hip", "knee", "ankle", "foot"},
    "hand": {"wrist"},
    "foot": {"ankle"},
    "pelvis": {"hip", "abdomen"},
    "chest": {"thoracic spine", "heart", "breast"},
    "brain": {"eye", "ear", "jaw"},
}
_WHERE = (
    r"(?:shoulders?|elbows?|wrists?|hands?|fingers?|thumbs?|arms?|forearms?|hips?|knees?|ankles?"
    r"|foot|feet|toes?|heels?|legs?|thighs?|calf|calves|buttocks?|breasts?|eyes?|ears?|kidneys?"
    r"|lungs?|jaw|upper|lower|l[1-5]|s1|c[2-8]|side|extremit(?:y|ies)|limbs?|rotator|carpal|meniscus)\b"
    # No body has these: "upper right hand corner"; and the hand one writes with tells nothing.
    r"(?![\s-](?:corner|column|margin|dominan|deliver)|\s(?:of|on)\s(?:the|this|that|each|your)\s"
    r"(?:page|form|letter|card|sheet|screen|table|notice|bill|statement|envelope)\b)"
)
# Words that part a side from what follows: "right to arm yourself", "left with knee pain".
_PARTED = (
    r"(?:to|the|with|without|now|her|his|my|your|their|our|its|an?|in|at|of|on|off|out|for|by|from"
    r"|as|is|was|be|being|not|if|when|and|or|but|before|after|away)\b"
)
_CUE = re.compile(
    r"\b(?:left|right|lt|rt|bilateral|both|laterality|side\s?:|(?-i:[LR])\b)", re.IGNORECASE
)
_SIDED = re.compile(
    r"(?P<both>bilateral(?:ly)?\b|both\s" + _WHERE + r")"
    r"|(?P<side>left|right|lt|rt)(?:\.?(?:\s(?:and|or|&)\s|\s?/\s?)(?P<too>left|right|lt|rt))?"
    r"(?:[\s-]sided\b|\.?(?:[\s-]\(?(?!" + _PARTED + r")[\w-]{1,14}\)?){0,2}?[\s-]" + _WHERE + r")"
    r"|(?P<letter>[LR])\)?\s" + _WHERE + r"|(?:laterality|side)\s?:\s?(?P<named>left|right)\b",
    re.IGNORECASE,
)
# "MRI knee, right": the side stands behind, and a comma, a mark or the end behind that.
_PART_BEFORE = re.compile(r"\b" + _WHERE + r"(?:,\s|\s-\s|\s\(|\s)\Z", re.IGNORECASE)
_END_BEHIND = re.compile(
    r"(?:left|right)\b\s{0,3}(?:[),.;:\n]|\Z|w/?o?\b|with(?:out)? contrast)", re.IGNORECASE
)
_ROOM = 16  # characters in front of a side in which a part may stand


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
    """ICD-10 codes with a dot soon behind a label for them; those without one right behind it."""
    found = set(_near(text, _ICD_LABEL, _ICD))
    with_dot = {code for code in found if "." in code}
    bare = {code for code in found if "." not in code and _is_icd_near(text, code)}
    return frozenset(with_dot | bare)


def sides(text: str) -> frozenset[str]:
    """Tell "left" and "right" where they mean a side of the body; both for "bilateral"."""
    found: set[str] = set()
    for cue in _CUE.finditer(text):
        at = cue.start()
        match = _SIDED.match(text, at)
        if match is not None:
            if match.group("both"):
                return frozenset({"left", "right"})
            told = [word for word in match.group("side", "too", "letter", "named") if word]
        elif _END_BEHIND.match(text, at) and _PART_BEFORE.search(text[max(0, at - _ROOM) : at]):
            told = [cue.group()]
        else:
            continue
        found.update("left" if word[0] in "lL" else "right" for word in told)
    return frozenset(found)


def body_parts(text: str) -> frozenset[str]:
    """Parts of the body that a text names, each by one name ("neck" is the cervical spine)."""
    return frozenset(
        _PARTS[int(match.lastgroup[1:])][0]
        for match in _BODY.finditer(text)
        if match.lastgroup is not None
    )


def is_related(ours: AbstractSet[str], theirs: AbstractSet[str]) -> bool:
    """Whether some part of the one may be told of when the other is meant: "hand" and "wrist"."""
    return any(
        one == other or other in _RELATED.get(one, ()) or one in _RELATED.get(other, ())
        for one in ours
        for other in theirs
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
