"""The `#+` lines at the head of a query file: a small, strict part of YAML, each value with its line.

It is the part in which grlc writes its decorators (https://github.com/CLARIAH/grlc), so grlc and any YAML
reader read the same. Mappings by two spaces of indentation, block lists of plain items, plain or
double-quoted text that may go on over deeper lines; nothing else. What is not understood is an error with
file and line, never silently nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.errors import QueryError

MARK = "#+"

_KEY = re.compile(r"(?P<key>[A-Za-z][\w -]*):(?: +(?P<value>.*))?")
_ITEM = re.compile(r"- +(?P<value>\S.*)")
_QUOTED = re.compile(r'"((?:[^"\\]|\\["\\])*)"')
# What YAML would read as something else than text.
_SPECIAL = re.compile(r"[\[\]{}&*!|>'\"%@`#,?-]|.*: |.* #|.*:$")


@dataclass(slots=True)
class Entry:
    """A value of the header.

    Args:
        line: on which it begins, from 1.
        text: its text, if it is one.
        entries: its entries, if it is a mapping.
        items: its items, if it is a list.
    """

    line: int
    text: str = ""
    entries: dict[str, Entry] = field(default_factory=dict)
    items: list[str] = field(default_factory=list)


def parse_header(text: str, where: str) -> Entry:
    r"""The header of a query file, as a mapping.

    >>> header = parse_header("#+ summary: Who met\n#+ params:\n#+   panel:\n#+     type: body", "a.rq")
    >>> header.entries["params"].entries["panel"].entries["type"].text
    'body'

    Args:
        text: of the whole file.
        where: its name, for errors.

    Raises:
        QueryError: there is no header, or a line of it is not understood.
    """
    root = Entry(1)
    open_: list[tuple[int, Entry]] = [(-2, root)]  # the entries that the next line may belong to, by indentation
    lines = text.split("\n")
    length = next((n for n, line in enumerate(lines) if not line.startswith(MARK)), len(lines))
    for number, line in enumerate(lines[:length], start=1):
        if content := line[len(MARK) :].rstrip():
            _read_line(content, number, open_, where)
    if not root.entries:
        raise _fault(where, 1, "the file does not begin with a header", 'write "#+ summary: ..." in its first line')
    for number, line in enumerate(lines[length:], start=length + 1):
        if line.startswith(MARK):
            raise _fault(where, number, "a header line below the header", f"move it up, or begin it without {MARK}")
    return root


def _read_line(content: str, number: int, open_: list[tuple[int, Entry]], where: str) -> None:
    indent = len(content) - len(content.lstrip(" ")) - 1
    words = content.strip()
    if not content.startswith(" ") or "\t" in content or indent % 2:
        raise _fault(where, number, "the indentation is not in steps of two spaces after #+ and one space", "")
    while open_[-1][0] >= indent:
        open_.pop()
    parent_indent, parent = open_[-1]
    if parent.text:  # deeper than a text: the text goes on
        parent.text += " " + _plain(words, number, where)
        return
    if indent != parent_indent + 2:
        raise _fault(where, number, "indented too deep", "indent it by two spaces more than the line it belongs to")
    if (item := _ITEM.fullmatch(words)) and not parent.entries:
        parent.items.append(_scalar(item["value"], number, where))
        return
    match = _KEY.fullmatch(words)
    if match is None or parent.items:
        raise _fault(where, number, f'"{words[:40]}" is not understood', 'write "key: value"')
    if match["key"] in parent.entries:
        raise _fault(where, number, f'"{match["key"]}" is said twice', "leave one of them out")
    entry = Entry(number, _scalar(match["value"], number, where) if match["value"] else "")
    parent.entries[match["key"]] = entry
    if not (match["value"] or "").startswith('"'):
        open_.append((indent, entry))


def _scalar(value: str, number: int, where: str) -> str:
    if quoted := _QUOTED.fullmatch(value):
        return re.sub(r"\\(.)", r"\1", quoted[1])
    return _plain(value, number, where)


def _plain(value: str, number: int, where: str) -> str:
    if _SPECIAL.match(value):
        raise _fault(where, number, f'"{value[:40]}" would be read as more than text', 'put it in "double quotes"')
    return value


def _fault(where: str, line: int, what: str, todo: str) -> QueryError:
    return QueryError(what, where=f"{where}:{line}", todo=todo)
