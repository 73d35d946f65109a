r"""What a client likes best, in regular expressions: servers of files have nothing else to read a header with.

The weight of a form is that of the range of `Accept` that names it most exactly, as text: `1`, `0.5`, `0` if none does
(RFC 9110, section 12.5.1). Of two weights with a comma between them, `GREATER` finds whether the first is the greater.

>>> import re
>>> [bool(re.search(GREATER, pair)) for pair in ("1,0.9", "0.5,0.55", "0.51,0.5", "1,1.000", "0.1,0", "0,0")]
[True, False, True, False, True, False]
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.web.hosts.types import TWINS, TYPES

# The same beginning, then a greater digit; or nothing more in the second and something in the first.
GREATER = (
    r"^([0-9.]*)(?:"
    + "|".join(f"[{digit + 1}-9][0-9.]*,\\1[{digit}]" for digit in range(9))
    + r"|[0.]*[1-9][0-9.]*,\1$)"
)
FORMS = ("html", *TWINS)


def ranges_of(form: str) -> Iterator[tuple[str, str]]:
    """For the ranges that take in a form, the most exact first: a pattern that captures its weight, one without.

    Both are to be used without regard to case.
    """
    media_type = TYPES[form]
    kind = media_type.partition("/")[0]
    for name in (media_type, f"{kind}/*", "*/*"):
        start = r"(?:^|,)\s*" + name.replace("+", r"\+").replace("*", r"\*") + r"\s*"
        yield (
            start + r"(?:;[^,;]*)*?;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*(?:[;,]|$)",
            start + r"(?:;(?!\s*q\s*=)[^,;]*)*(?:,|$)",
        )
