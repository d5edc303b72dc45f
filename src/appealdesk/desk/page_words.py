"""What tells one page of a document from the others."""

from collections.abc import Sequence


def telling_words(texts: Sequence[str], index: int, most: int) -> str:
    """The first words of a page, without the lines that stand on other pages too, as letterheads.

    Args:
        texts: the text of every page.
        index: the page, 0-based; one that has no text gives an empty string.
        most: characters at most; what is cut off ends with an ellipsis.
    """
    if not 0 <= index < len(texts):
        return ""
    others = {
        line.strip()
        for number, text in enumerate(texts)
        if number != index
        for line in text.splitlines()
    }
    lines = [line.strip() for line in texts[index].splitlines()]
    own = [line for line in lines if line and line not in others]
    words = " ".join(" ".join(own or lines).split())
    if len(words) <= most:
        return words
    return f"{words[:most].rpartition(' ')[0] or words[:most]}\u2026"
