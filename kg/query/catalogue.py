"""The canned queries: the files of `queries/`, each a header and a SELECT.

A query is added by adding a file; `queries/README.md` says what stands in it. Its parameters are variables
that begin with an underscore (`?_panel` for `--panel`), as grlc names them, and are bound as terms, never
pasted in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg import paths
from kg.errors import QueryError, UsageError
from kg.query.header import Entry, parse_header
from kg.store.sparql import Form, mask_query, query_form

NAMES = "names"  # the folder of the queries that list what things are called
PLAIN_TYPES = ("choice", "date", "number")

_GROUPS = ("commitments", "people", "figures", "meetings")
_QUERY_KEYS = ("summary", "description", "tags", "params", "columns", "layout", "join")
_PARAM_KEYS = ("type", "description", "default", "choices", "example")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_VARIABLE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_PARAMETER = re.compile(r"[?$](_[A-Za-z0-9_]+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query.

    Args:
        name: as in the header ("as_of"); the variable is `?_as_of`, the option `--as-of`.
        type: "date", "number", "choice", or a file of `queries/names/` ("body"): then what is typed is looked
            up among the names of the graph.
        description: what it does.
        default: its value if none is given; empty for any; None if it must be given.
        choices: the values of a choice.
        example: a value as somebody would type it.
    """

    name: str
    type: str
    description: str
    default: str | None
    choices: tuple[str, ...] = ()
    example: str = ""

    @property
    def option(self) -> str:
        """The option on the command line."""
        return "--" + self.name.replace("_", "-")

    @property
    def variable(self) -> str:
        """The variable in the query, without `?`."""
        return "_" + self.name

    @property
    def hint(self) -> str:
        """What to write behind the option."""
        return "|".join(self.choices) or {"date": "DATE", "number": "N"}.get(self.type, self.type.upper())

    @property
    def help(self) -> str:
        """What the option does, with an example."""
        example = f' Example: {self.option} "{self.example}".' if self.example else ""
        needed = " (needed)" if self.default is None else f" ({self.default} if not given)" if self.default else ""
        return f"{self.description[:1].upper()}{self.description[1:]}{needed}.{example}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer: the name of its variable, and what it holds."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the table on the screen.

    Args:
        title: above it.
        lines: the columns of the answer that stand in it: line below line, and side by side in each.
    """

    title: str
    lines: tuple[tuple[str, ...], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(name for line in self.lines for name in line)


@dataclass(frozen=True, slots=True)
class CannedQuery:
    """A query of the catalogue.

    Args:
        name: the file's name without ending.
        summary: one line.
        description: more, or empty.
        group: under which heading of the catalogue it stands.
        parameters: in the order of the header.
        columns: of the answer, in their order.
        layout: of the table on the screen.
        join: columns that can have several values: rows that are otherwise equal become one, these joined.
        text: the whole file.
        path: the file.
    """

    name: str
    summary: str
    description: str
    group: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    layout: tuple[Heading, ...]
    join: tuple[str, ...]
    text: str
    path: Path


@cache
def load_catalogue(folder: Path = paths.QUERIES) -> tuple[CannedQuery, ...]:
    """All canned queries, in the order of the catalogue: by group, then by name.

    Raises:
        QueryError: a file has a faulty header; it says which, and where.
    """
    queries = [load_query(path) for path in sorted(folder.glob("*.rq"))]
    return tuple(sorted(queries, key=lambda query: (_GROUPS.index(query.group), query.name)))


def find_query(name: str, folder: Path = paths.QUERIES) -> CannedQuery:
    """The canned query of that name.

    Raises:
        UsageError: there is none; it names the nearest.
        QueryError: its header is faulty.
    """
    known = {path.stem: path for path in sorted(folder.glob("*.rq"))}
    if name in known:
        return load_query(known[name])
    raise UsageError(f'no query is called "{name}"', todo=suggest(name, known, "kg query lists them all"))


def suggest(typed: str, known: Iterable[str], otherwise: str) -> str:
    """What to write instead of `typed`: the nearest of what is known, if one is near.

    >>> suggest("who-promissed-what", ["officers", "who-promised-what"], "see the list")
    'did you mean "who-promised-what"?'
    >>> suggest("xyz", ["officers"], "see the list")
    'see the list'
    """
    from rapidfuzz import fuzz, process

    near = process.extractOne(typed, sorted(known), scorer=fuzz.WRatio, score_cutoff=65, processor=str.casefold)
    return f'did you mean "{near[0]}"?' if near else otherwise


@cache
def load_query(path: Path) -> CannedQuery:
    """The query in a file.

    Raises:
        QueryError: its header is faulty, or does not fit the query below it.
    """
    text = path.read_text(encoding="utf-8")
    header = parse_header(text, str(path))
    _only(header, _QUERY_KEYS, path)
    if not _NAME.fullmatch(path.stem):
        raise _fault(path, header, "the file's name is not lower-case words joined by hyphens", "rename it")
    tags = header.entries.get("tags", Entry(1))
    group = tags.items[0] if tags.items else ""
    if group not in _GROUPS:
        raise _fault(path, tags, "tags does not begin with a group", f"list one of {', '.join(_GROUPS)}")
    columns = tuple(Column(name, _text(entry, path)) for name, entry in _mapping(header, "columns", path).items())
    layout = _mapping(header, "layout", path).items()
    query = CannedQuery(
        name=path.stem,
        summary=_text(header.entries.get("summary", Entry(1)), path, "summary"),
        description=header.entries.get("description", Entry(1)).text,
        group=group,
        parameters=tuple(_parameter(name, entry, path) for name, entry in _optional(header, "params").items()),
        columns=columns,
        layout=tuple(Heading(title, tuple(tuple(line.split()) for line in _list(entry))) for title, entry in layout),
        join=_list(header.entries.get("join", Entry(1))),
        text=text,
        path=path,
    )
    _check_names(query, header)
    return query


def _parameter(name: str, entry: Entry, path: Path) -> Parameter:
    _only(entry, _PARAM_KEYS, path)
    said = entry.entries
    kind = _text(said.get("type", Entry(entry.line)), path, "type")
    types = (*PLAIN_TYPES, *sorted(file.stem for file in (path.parent / NAMES).glob("*.rq")))
    if kind not in types:
        raise _fault(path, said["type"], f'no type is called "{kind}"', suggest(kind, types, f"use {', '.join(types)}"))
    choices = _list(said.get("choices", Entry(entry.line)))
    if (kind == "choice") != bool(choices):
        raise _fault(path, entry, "choices belong to a parameter of type choice, and to no other", "")
    default = said["default"].text if "default" in said else None
    if choices and default and default not in choices:
        raise _fault(path, said["default"], f'the default "{default}" is none of the choices', "")
    return Parameter(
        name=name,
        type=kind,
        description=_text(said.get("description", Entry(entry.line)), path, "description"),
        default=default,
        choices=choices,
        example=said.get("example", Entry(entry.line)).text,
    )


def _check_names(query: CannedQuery, header: Entry) -> None:
    path, columns = query.path, [column.name for column in query.columns]
    for name in (*columns, *(parameter.name for parameter in query.parameters)):
        if not _VARIABLE.fullmatch(name):
            raise _fault(path, header, f'"{name}" is not lower-case words joined by underscores', "rename it")
    for name in (*query.join, *(name for heading in query.layout for name in heading.columns)):
        if name not in columns:
            raise _fault(path, header, f'"{name}" is in join or layout but not a column', suggest(name, columns, ""))
    if query_form(query.text) is not Form.SELECT:
        raise _fault(path, header, "a canned query is a SELECT", "begin it with SELECT")
    used = set(_PARAMETER.findall(mask_query(query.text)))
    declared = {parameter.variable for parameter in query.parameters}
    for name in sorted(used ^ declared):
        what = "is used but not in params" if name in used else "is in params but not used"
        raise _fault(path, header, f"?{name} {what}", "make both agree")


def _only(entry: Entry, keys: tuple[str, ...], path: Path) -> None:
    for key, value in entry.entries.items():
        if key not in keys:
            raise _fault(path, value, f'the key "{key}" is not known', suggest(key, keys, f"use {', '.join(keys)}"))


def _mapping(header: Entry, key: str, path: Path) -> dict[str, Entry]:
    entries = _optional(header, key)
    if not entries:
        raise _fault(path, header.entries.get(key, header), f"{key} is missing", "queries/README.md says what it is")
    return entries


def _optional(header: Entry, key: str) -> dict[str, Entry]:
    return header.entries[key].entries if key in header.entries else {}


def _text(entry: Entry, path: Path, key: str = "a description") -> str:
    if not entry.text:
        raise _fault(path, entry, f"{key} is missing", "queries/README.md says what it is")
    return entry.text


def _list(entry: Entry) -> tuple[str, ...]:
    """A list of names in one line, separated by commas, or as a block."""
    return tuple(entry.items) or tuple(filter(None, (part.strip() for part in entry.text.split(","))))


def _fault(path: Path, entry: Entry, what: str, todo: str) -> QueryError:
    return QueryError(what, where=f"{path}:{entry.line}", todo=todo)
