"""How hard a text is to read: the Flesch-Kincaid grade, with a count of syllables of its own.

Names that nobody can put in other words ("UnitedHealthcare", "physical therapy") are counted as a
plain word: they are what the letter itself says.
"""

import re
from collections.abc import Iterable

OFFICIAL = (
    "Office of Personnel Management",
    "Original Medicare",
    "Medicare Advantage",
    "Medicare",
    "Medicaid",
    "TRICARE",
    "CHAMPVA",
    "UnitedHealthcare",
    "InterQual",
    "Appropriateness Criteria",
    "American College of Radiology",
    "Notice of Denial of Medical Coverage",
    "Notice of Adverse Benefit Determination",
    "Notice of Action",
    "Medicare Summary Notice",
    "Clinical Policy Bulletins",
    "Clinical Policy Bulletin",
    "National Imaging Associates",
    "AIM Specialty Health",
    "Kaiser Permanente",
    "usually not appropriate",
    "usually appropriate",
    "may be appropriate",
    "rarely appropriate",
    "not medically necessary",
    "medically necessary",
    "medical necessity",
    "physical therapy",
    "external review",
    "state fair hearing",
    "reconsideration",
    "redetermination",
    "pathology",
    "guidelines",
    "guideline",
    "criteria",
)
"""Names and words of the letters themselves; the longer ones stand first."""

_NAMES = re.compile(
    r"\b(?:" + "|".join(map(re.escape, sorted(OFFICIAL, key=len, reverse=True))) + r")\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.?!:])[\"\u201d)]*\s+")
_WORD = re.compile(r"[A-Za-z]+(?:['\u2019][A-Za-z]+)*")
_SPLIT = re.compile(  # two vowels that are spoken apart
    r"i(?=a|ou|o(?!u))|[^qg]u(?=[ao])|e(?=o(?!u))|[aeiouy](?=ing)|(?<=[aeou])y(?=[aeo])|i(?=en|et)"
    r"|cre(?=at)|ide(?=a)|are(?=a$)|poe(?=m)|^sc(?=ien)"
)
_JOINED = re.compile(r"[cstgx]i(?=[ao]|en)|eo(?=ple)|frie(?=nd)")
_SILENT = re.compile(
    r"[^aeiouyl]e$|[aeiou]le$|[^aeiouytd]ed$|[aeiou]les$|[^aeiouysxzcghl]es$|[^sc]hes$|eve(?=ry)"
)
_MARKS = re.compile(r"<key [^>]*>|\{[^}]*\}")


def sentences(parts: Iterable[str]) -> list[str]:
    """The sentences of several texts; one without a full stop is a sentence too."""
    return [s for part in parts for s in _SENTENCE.split(part.strip()) if words(s)]


def words(text: str) -> list[str]:
    """The words of a text; numbers and marks are none."""
    return _WORD.findall(_MARKS.sub(" Key ", text))


def syllables(word: str) -> int:
    """How many syllables an English word has, near enough for a mean."""
    word = re.sub(r"[^a-z]", "", word.lower())
    count = len(re.findall(r"[aeiouy]+", word))
    count += len(_SPLIT.findall(word)) - len(_JOINED.findall(word))
    if _SILENT.search(word):
        count -= 1
    return max(1, count)


def grade(parts: Iterable[str]) -> float:
    """The school grade that reads this with ease; 0 for no words."""
    lines = [_NAMES.sub("Name", line) for line in sentences(parts)]
    found = [word for line in lines for word in words(line)]
    if not found:
        return 0.0
    mean = sum(map(syllables, found)) / len(found)
    return 0.39 * len(found) / len(lines) + 11.8 * mean - 15.59
