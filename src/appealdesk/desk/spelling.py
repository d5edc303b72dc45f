"""Whether words are spelled right, and what else may be meant.

English as it is written in the United States, with words of medicine and insurance that a general
dictionary does not have. Qt-free; loading takes about 70 ms, so load it beside the interface.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import hunspell

from appealdesk.resources import resource_path

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_PART_OF_OTHER = re.compile(r"\S*(?:@|://|www\.)\S*|\S*[\d_]\S*")
_LETTERS = "esianrtolcdugmphbyfvkwzxjq'-"
_MOST_KEPT = 50_000
_MOST_SUGGESTIONS = 6


class Speller:
    """Checks single words.

    Args:
        own: the user's own words.
    """

    def __init__(self, own: Iterable[str] = ()) -> None:
        folder = Path(hunspell.__file__).with_name("dictionaries")
        self._dictionary = hunspell.Hunspell("en_US", hunspell_data_dir=str(folder))
        self._known: dict[str, bool] = {}
        for word in _field_words():
            self._dictionary.add(word)
        for word in own:
            self.add(word)

    def is_right(self, word: str) -> bool:
        """Whether a word is spelled right, or is none that can be checked.

        Words with digits, abbreviations in capitals and words in other scripts are not checked.
        """
        found = self._known.get(word)
        if found is None:
            if len(self._known) > _MOST_KEPT:
                self._known.clear()
            found = self._known[word] = self._look_up(_plain(word))
        return found

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Other words that may be meant, the likeliest first.

        One slip of the finger is found in a few milliseconds; for anything else the dictionary is
        asked, which takes about 100 ms.
        """
        plain = _plain(word)
        if not _can_check(plain):
            return ()
        near = [w for w in dict.fromkeys(_slips(plain)) if self._dictionary.spell(w)]
        found: Iterable[str] = near or self._dictionary.suggest(plain)
        curly = "\u2019" in word
        shown = (w.replace("'", "\u2019") if curly else w for w in found)
        return tuple(dict.fromkeys(shown))[:_MOST_SUGGESTIONS]

    def add(self, word: str) -> None:
        """Count a word as right from now on, also with a capital or a possessive ending."""
        plain = _plain(word).strip()
        self._known.clear()
        if plain and _is_latin(plain):
            self._dictionary.add(plain)
            self._dictionary.add(f"{plain}'s")

    def wrong_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a text has words that are not right: (begin, end) in characters."""
        skipped = [match.span() for match in _PART_OF_OTHER.finditer(text)]
        for match in _WORD.finditer(text):
            begin, end = match.span()
            if any(a <= begin and end <= b for a, b in skipped):
                continue
            if not self.is_right(match.group(0)):
                yield begin, end

    def _look_up(self, word: str) -> bool:
        spell = self._dictionary.spell
        return not _can_check(word) or spell(word) or bool(spell(word.removesuffix("'s")))


def words_in(text: str) -> Iterator[tuple[int, int, str]]:
    """The words of a text with their places: (begin, end, word)."""
    for match in _WORD.finditer(text):
        yield match.start(), match.end(), match.group(0)


def _plain(word: str) -> str:
    return word.replace("\u2019", "'")


def _is_latin(word: str) -> bool:
    # The dictionary is in ISO 8859-1, and asked about anything else its library raises an error.
    try:
        word.encode("iso8859-1")
    except UnicodeEncodeError:
        return False
    return True


def _can_check(word: str) -> bool:
    if len(word) < 2 or not _is_latin(word):  # noqa: PLR2004  a letter alone is no word
        return False
    letters = word.removesuffix("'s")
    return not letters.isupper() and word.replace("'", "").isalpha()


def _slips(word: str) -> Iterator[str]:
    """What one may have meant with one wrong stroke, the commonest slips first."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    yield from (a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1)
    yield from (a + b[1:] for a, b in cuts if len(b) > 0)
    yield from (a + char + b for a, b in cuts for char in _LETTERS)
    yield from (a + char + b[1:] for a, b in cuts if b for char in _LETTERS)
    yield from (f"{a} {b}" for a, b in cuts if len(a) > 1 and len(b) > 1)


def _field_words() -> Iterator[str]:
    for line in resource_path("words.txt").read_text(encoding="utf-8").splitlines():
        word = line.strip()
        if word and not word.startswith("#"):
            yield word
