"""What stands before the words of a list item, as a browser would show it."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_BY_STYLE = {
    "decimal": "1", "decimal-leading-zero": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A",
    "upper-latin": "A", "lower-roman": "i", "upper-roman": "I", "disc": "·", "circle": "·", "square": "·", "none": "",
}  # fmt: skip


def list_form(kind: str, style: str, *, ordered: bool) -> str:
    """How a list is marked: "1", "a", "A", "i", "I", "·" or "" for not at all.

    >>> list_form("a", "", ordered=True), list_form("", "list-style: none", ordered=False)
    ('a', '')

    Args:
        kind: its attribute `type`.
        style: its attribute `style`.
        ordered: whether it is an `ol`.
    """
    words = style.replace(":", " ").replace(";", " ").lower().split()
    if any(word.startswith("list-style") for word in words):
        for word in words:
            if word in _BY_STYLE:
                return _BY_STYLE[word]
    if ordered:
        return kind if kind in ("1", "a", "A", "i", "I") else "1"
    return "·"


def number_as(form: str, value: int) -> str:
    """A number as a list of that form shows it, with its full stop.

    >>> number_as("1", 4), number_as("a", 28), number_as("i", 4), number_as("A", 0)
    ('4.', 'ab.', 'iv.', '0.')
    """
    text = str(value)
    if form in ("a", "A") and value > 0:
        text = ""
        while value:
            value, rest = divmod(value - 1, 26)
            text = chr(ord("a") + rest) + text
    elif form in ("i", "I") and 0 < value < 4000:
        text = ""
        for size, letters in _ROMAN:
            text += letters * (value // size)
            value %= size
    return f"{text.upper() if form in ('A', 'I') else text}."
