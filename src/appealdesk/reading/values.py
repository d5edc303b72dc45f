"""The shapes of what stands behind a label, and how two of them are held against each other."""

import re
from unicodedata import combining, normalize

_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9/.-]{0,29}")
_LEAD = re.compile(
    r"(?:(?:[a-z]{4,10}\s)?(?:me(?:m|rn)ber|[il1]d\b|nos?\b\.?|number))?\s?[#:.]?\s?",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:\+?1[ .-])?\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}\b|1-8\d\d-")
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\Z|\d{4}-\d{1,2}-\d{1,2}\Z")
_MASKED = re.compile(r"[xX]{3,}|\*{2,}|\u2022{2,}")
_LEAST, _MOST = 4, 26  # letters and digits of a number
_STRONG = 6
_CONFUSED = str.maketrans("OQILZSBG", "00112586")  # letters that a scanner takes for digits
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_TITLE_WORDS = """
adverse benefit determination final decision letter authorization prior coverage outcome review
external internal expedited important initial utilization
"""
_NOT_BEHIND = frozenset(_TITLE_WORDS.split())
"""What stands in front of such a word is no name: "Cedar Ridge External Review"."""
_DEGREE_WORDS = """
md do np pa rn dpt pt ot dds phd facs lcsw aprn fnp dc psyd dnp pharmd slp otr
"""
_DEGREES = frozenset(_DEGREE_WORDS.split())
_SURNAMES = frozenset({"do", "pa", "ot"})  # degrees that are names too
_PARTICLE_WORDS = "da de del della der di do dos du el la las le los san st ten ter van von y"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
# Letters that plain print has not, and letters that a scanner takes for others.
_ALIKE = (
    *(("\u00f8", "o"), ("\u0142", "l"), ("\u0111", "d"), ("\u00df", "ss"), ("\u00e6", "ae")),
    *(("rn", "m"), ("l", "i"), ("1", "i"), ("0", "o"), ("ae", "a"), ("oe", "o"), ("ue", "u")),
)
_FIRST_NAMES = frozenset({"april", "june", "august", "jan"})  # months that are names too
_WORDS = """
adverse benefit determination final decision letter authorization prior coverage outcome review
external internal expedited important initial utilization
md do np pa rn dpt pt ot dds phd facs lcsw aprn fnp dc psyd dnp pharmd slp otr
"""
_WORDS = """
adverse benefit determination final decision letter authorization prior coverage outcome review
external internal expedited important initial utilization
name names date dear member members provider patient patients information signature the of and
or health plan responsibility id number male female sex age dob mrn born account phone fax visit
exam insurance room referring status gender race address city state zip reason claim group
service services appeal appeals denial notice request requested reference re your our you we is
was has had will may must can in on at to for from with by not no none unknown not listed portal
self spouse child subscriber enrollee beneficiary primary secondary january february march april
may june july august september october november december jan feb mar apr jun jul aug sep sept
oct nov dec monday tuesday wednesday thursday friday saturday sunday paid owes company inc llc
corporation hospital center clinic medical medicine therapy imaging mri ct reports states denies
complains presents instructions education history continued page chart record records discharge
care type since other see below above n/a please sign here print only use label sticker enter
"""
_NO_NAME = frozenset(_WORDS.split())
_NAME = re.compile(r"[^\W\d_][\w'\u2019.-]{0,30}")
_LEAST_NAMES, _MOST_NAMES = 2, 4
_TITLE = re.compile(r"\A(?:mrs?|ms|miss|mx)\b\.?\s{0,3}", re.IGNORECASE)


def number_in(value: str, *, is_strong: bool = False) -> str:
    """The member, claim or group number at the start of a value, as printed; "" for none.

    Args:
        value: what stands behind the label.
        is_strong: ask for a shape that no word or small number has.
    """
    lead = _LEAD.match(value)
    rest = value[lead.end() :] if lead else value
    if _PHONE.match(rest) or _MASKED.match(rest):
        return ""
    parts: list[str] = []
    at = 0
    while (match := _TOKEN.match(rest, at)) is not None:
        token = match.group(0).rstrip(".-/")
        is_first = not parts
        if _DAY.match(token) or not any(c.isdigit() for c in token) or _MASKED.search(token):
            # A first part without digits may be a prefix: "XYZ 123456789".
            follows = re.match(r"\s\d{3,}", rest[match.end() : match.end() + 12])
            if not (is_first and token.isupper() and len(token) <= 4 and follows):  # noqa: PLR2004
                break
        if not is_first and not re.fullmatch(r"[A-Z0-9-]{2,12}", token):
            break
        parts.append(token)
        if match.group(0) != token or rest[match.end() : match.end() + 1] != " ":
            break
        at = match.end() + 1
    found = " ".join(parts)
    size = len(normal_id(found))
    digits = sum(c.isdigit() for c in found)
    if not digits or not (_STRONG if is_strong else _LEAST) <= size <= _MOST:
        return ""
    if is_strong and (digits < _LEAST or (size < 8 and found.isdigit())):  # noqa: PLR2004
        return ""
    return found


def name_in(value: str) -> str:
    """The person's name at the start of a value, as printed; "" when none stands there."""
    value = _TITLE.sub("", value[:120].lstrip())
    spans: list[tuple[int, int]] = []
    words: list[str] = []
    count = 0  # of names; "de la" in front of one is none
    was_particle = False
    for match in _NAME.finditer(value):
        between = value[spans[-1][1] if spans else 0 : match.start()].replace(" ", "")
        word = match.group(0)
        if words and between in {"", ","} and _is_no_patient(word, count, between):
            return ""
        # In front, only small letters tell it from a name: "Van Nguyen".
        is_particle = not between and (word.lower() if words else word) in _PARTICLES
        is_after_comma = between == "," and count == 1
        if (between and not is_after_comma) or not (is_particle or _is_name(word, len(words))):
            break
        words.append(word)
        spans.append(match.span())
        was_particle = is_particle
        count += not is_particle
        if count == _MOST_NAMES:
            break
    if was_particle and not words[-1].islower():
        count += 1  # "Kim Do"
    while words and words[-1].islower():  # a particle belongs to the name behind it
        words.pop()
        spans.pop()
    if count < _LEAST_NAMES or max(len(w.strip(".")) for w in words) < _LEAST_NAMES:
        return ""
    found = value[spans[0][0] : spans[-1][1]]
    return found if len(words[-1]) <= 2 else found.rstrip(".")  # noqa: PLR2004  an initial keeps its dot


def _is_no_patient(word: str, count: int, between: str) -> bool:
    """Whether a word behind others tells that they name a doctor, or are part of a title."""
    low = word.lower().rstrip(".")
    if low in _SURNAMES and not between and (count < _LEAST_NAMES or not word.isupper()):
        return False  # "Kim Do"
    return low in _DEGREES or low in _NOT_BEHIND


def _is_name(word: str, place: int) -> bool:
    low = word.lower().rstrip(".")
    return (
        word[0].isupper()
        and (low not in _NO_NAME or (place == 0 and low in _FIRST_NAMES))
        and not any(c.isdigit() for c in word)
        and not _MASKED.search(word)
    )


def normal_name(name: str) -> str:
    """A name to hold against another: small letters, first name first, no titles or marks.

    "DELGADO, MARIA J." and "Ms. Maria J Delgado" give the same.
    """
    last, _, first = name.partition(",")
    tokens = [re.sub(r"[^\w'-]", "", t.replace("\u2019", "'")) for t in f"{first} {last}".split()]
    is_loud = name.isupper()  # then capital letters tell no degree: "THANH VAN DO"
    kept = (t for t in tokens if t and not _is_title(t, is_loud=is_loud))
    return " ".join(kept).lower()


def _is_title(word: str, *, is_loud: bool) -> bool:
    low = word.lower()
    if low in _SURNAMES:
        return word.isupper() and not is_loud
    return low in _TITLES | _SUFFIXES | _DEGREES


def is_same_name(one: str, other: str) -> bool:
    """Whether two names may be those of one person.

    Initials, middle names, accents and letters that scanners take for each other do not part
    them. Names are taken as printed or normal. It errs on the side of "the same".
    """
    first, second = (_name_parts(n) for n in (one, other))
    if not first or not second or "".join(first) == "".join(second):
        return True
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    if not any(len(t) > 1 and t in second for t in (first[-1], *first[1:-1])) and (
        second[-1] not in first
    ):
        return False
    a, b = first[0], second[0]
    return a.startswith(b) or b.startswith(a) or a in second or b in first


def _name_parts(name: str) -> list[str]:
    plain = "".join(c for c in normalize("NFKD", normal_name(name)) if not combining(c))
    for seen, meant in _ALIKE:
        plain = plain.replace(seen, meant)
    return plain.replace("-", " ").replace("'", "").split()


def normal_id(number: str) -> str:
    """A number to hold against another: capital letters and digits alone."""
    return "".join(c for c in number.upper() if c.isascii() and c.isalnum())


def is_same_id(one: str, other: str) -> bool:
    """Whether two numbers may be the same.

    Marks do not count, nor letters that scanners take for digits (O and 0), nor a suffix of a
    few digits, as of a family member ("W123456789 01"), nor leading zeros.
    """
    first, second = (normal_id(n).translate(_CONFUSED).lstrip("0") for n in (one, other))
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return (
        len(short) >= _STRONG
        and (
            (long.startswith(short) and len(long) - len(short) <= 2)  # noqa: PLR2004
            or (long.endswith(short) and long[: -len(short)].isalpha())
        )
    )
