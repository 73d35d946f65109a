"""Every error a user can meet, in one tree, and the doubts that are not errors.

    KgError                 something the user can put right; the command line prints one line and exits with 2
    ├── UsageError          the command was called wrongly: an unknown query, parameter or format
    ├── SourceError         a source file cannot be read as minutes
    ├── SiteError           a web site cannot be harvested: it is not there, or wants to be left alone
    ├── RecordError         minutes.csv says something that cannot be so
    ├── GraphError          the graph folder is missing, of another version, or cannot be written
    ├── LexiconError        an entry of the lexicon does not match its own examples
    ├── QueryError          a query cannot be parsed or answered
    └── MissingLibrary      an optional part is not installed

The library never prints and never exits. A doubt about a document (a date that contradicts `minutes.csv`, a page
without text) is not an error: it is a `Doubt` in the result, and the rest is built.
"""

from __future__ import annotations

from dataclasses import dataclass


class KgError(Exception):
    """What happened, where, and what to do next, in one line each.

    Args:
        what: what is wrong, in the words of a reader who does not know the code.
        where: the file, with line or page where one is known; empty if the fault has no place.
        todo: what the reader can do next.
    """

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        self.what = what
        self.where = where
        self.todo = todo
        super().__init__(str(self))

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        line = f"{head}; {self.todo}" if self.todo else head
        return " ".join(line.split())

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword arguments do not survive the default pickling, and errors cross process borders.
        return (_rebuild, (type(self), self.what, self.where, self.todo))


def _rebuild(kind: type[KgError], what: str, where: str, todo: str) -> KgError:
    return kind(what, where=where, todo=todo)


class UsageError(KgError):
    """The command was called wrongly: an unknown query, parameter or format."""


class SourceError(KgError):
    """A source file cannot be read as minutes."""


class SiteError(KgError):
    """A web site cannot be harvested: it is not there, is of another kind, or wants to be left alone."""


class RecordError(KgError):
    """`minutes.csv` says something that cannot be so."""


class GraphError(KgError):
    """The graph folder is missing, of another version, or cannot be written."""


class LexiconError(KgError):
    """An entry of the lexicon does not match its own examples."""


class QueryError(KgError):
    """A query cannot be parsed or answered."""


class MissingLibrary(KgError):
    """An optional part is not installed; `todo` says which extra brings it."""


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Something a person should look at; the build goes on.

    Args:
        where: the file, with line where one is known.
        what: what is doubtful.
        todo: what the reader can do about it.
    """

    where: str
    what: str
    todo: str = ""

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}"
        return f"{line}; {self.todo}" if self.todo else line
