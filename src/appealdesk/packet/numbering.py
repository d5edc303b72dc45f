"""How things are numbered for people: exhibit letters and page ranges."""


def exhibit_letter(index: int) -> str:
    """The letter of the exhibit at a 0-based place: A ... Z, AA, AB ...

    Raises:
        ValueError: the place is negative.
    """
    if index < 0:
        raise ValueError(index)
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def pages_shown(first: int, last: int) -> str:
    """A run of 0-based packet pages, both ends included, as printed: "5" or "5\u20139"."""
    return str(first + 1) if first >= last else f"{first + 1}\u2013{last + 1}"
