"""Gold annotations: one JSON file for each text, saying what a careful reader finds in it.

They are read strictly, since a misspelt key would silently change every score: a file that is not as it
should be is one error with the file and the place in it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import UsageError
from kg.facts import CommitmentKind

UNITS = (
    "%",
    "count",
    "GBP",
    "days",
    "weeks",
    "months",
    "years",
    "hours",
    "per 1,000",
    "per 10,000",
    "per 100,000",
    "score",
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class GoldCommitment:
    """A commitment as an annotator marked it.

    Args:
        start: where its clause begins, in code points of the text as decoded.
        end: where it ends.
        quote: its words.
        kinds: every kind that is accepted.
        by: every name that is accepted for who promises, asks or is bound.
        to: every name that is accepted for whom it is owed to.
        due_text: by when, as written; empty if nothing is said.
        due_by: the last day, ISO 8601; empty if the words do not fix one.
        optional: a judgement call, which neither counts when found nor when missed.
        group: of an act printed twice, the same for both; any of them will do. Empty otherwise.
    """

    start: int
    end: int
    quote: str
    kinds: tuple[str, ...]
    by: tuple[str, ...]
    to: tuple[str, ...]
    due_text: str = ""
    due_by: str = ""
    optional: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A value that a sentence gives: number, unit, and what is measured."""

    value: float
    unit: str
    label: str


@dataclass(frozen=True, slots=True)
class GoldObservation:
    """A clause that gives values."""

    start: int
    end: int
    quote: str
    values: tuple[GoldFigure, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """What is to be found in one text.

    Args:
        file: name of the text, without folders.
        officers: people with a job title or function, and their roles as written.
        councillors: likewise.
        others: people named without any role, neither wanted nor punished.
        characters: how long the text is, in code points; 0 if the file does not say.
    """

    file: str
    officers: Mapping[str, tuple[str, ...]]
    councillors: Mapping[str, tuple[str, ...]]
    others: tuple[str, ...]
    commitments: tuple[GoldCommitment, ...]
    observations: tuple[GoldObservation, ...]
    characters: int = 0


def read_gold(folder: Path, only: str = "") -> tuple[GoldDocument, ...]:
    """The annotations of a folder, in the order of the names of its files.

    Args:
        folder: holds `*.json`.
        only: keep those of texts whose name contains this.

    Raises:
        UsageError: there are none, or one of them is malformed.
    """
    if not folder.is_dir():
        raise UsageError(
            "there is no such folder", where=str(folder), todo="give the folder of the gold files (*.json)"
        )
    documents = tuple(read_gold_file(path) for path in sorted(folder.glob("*.json")))
    if not documents:
        raise UsageError("no gold files", where=str(folder), todo="give a folder that holds *.json")
    seen: dict[str, int] = {}
    for document in documents:
        seen[document.file] = seen.get(document.file, 0) + 1
        if seen[document.file] > 1:
            raise UsageError(f"two gold files for {document.file}", where=str(folder), todo="keep one of them")
    kept = tuple(document for document in documents if only in document.file)
    if not kept:
        raise UsageError(f"no gold file is for a text whose name contains {only!r}", where=str(folder))
    return kept


def read_gold_file(path: Path) -> GoldDocument:
    """The annotations of one text.

    Raises:
        UsageError: it is not JSON, or a key is missing, unknown or not what it should be.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise UsageError(f"not JSON: {error}", where=str(path), todo="correct it") from error
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=str(path), todo="check the file") from error
    return _document(_Place(path, ""), data)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in which file: "commitments[3].due_by"."""

    path: Path
    key: str

    def at(self, key: str | int) -> _Place:
        if isinstance(key, int):
            return _Place(self.path, f"{self.key}[{key}]")
        return _Place(self.path, f"{self.key}.{key}" if self.key else key)

    def fault(self, what: str) -> UsageError:
        return UsageError(
            f"{self.key}: {what}" if self.key else what, where=str(self.path), todo="correct the gold file"
        )


def _document(place: _Place, data: Any) -> GoldDocument:
    keys = _keys(
        place,
        data,
        need=("file", "officers", "councillors", "commitments", "observations"),
        may=("characters", "others"),
    )
    characters = _number(place.at("characters"), keys.get("characters", 0))
    document = GoldDocument(
        file=_text(place.at("file"), keys["file"], empty=False),
        characters=characters,
        officers=_roles(place.at("officers"), keys["officers"]),
        councillors=_roles(place.at("councillors"), keys["councillors"]),
        others=_texts(place.at("others"), keys.get("others", [])),
        commitments=_each(place.at("commitments"), keys["commitments"], _commitment),
        observations=_each(place.at("observations"), keys["observations"], _observation),
    )
    ends = [("commitments", i, one.end) for i, one in enumerate(document.commitments)]
    ends += [("observations", i, one.end) for i, one in enumerate(document.observations)]
    for name, i, end in ends:
        if characters and end > characters:
            fault = f"{end} is beyond the {characters} characters of the text"
            raise place.at(name).at(i).at("end").fault(fault)
    return document


def _commitment(place: _Place, data: Any) -> GoldCommitment:
    keys = _keys(
        place,
        data,
        need=("start", "end", "kind", "by", "to", "due_text", "due_by", "optional"),
        may=("quote", "recurs", "group"),
    )
    start, end = _span(place, keys)
    kinds = _texts(place.at("kind"), keys["kind"])
    for kind in kinds:
        if kind not in tuple(CommitmentKind):
            raise place.at("kind").fault(f"{kind!r} is none of {', '.join(CommitmentKind)}")
    for name, given in (("kind", kinds), ("by", keys["by"]), ("to", keys["to"])):
        if not given:
            raise place.at(name).fault("is empty")
    due_by = _text(place.at("due_by"), keys["due_by"] or "")
    if due_by:
        try:
            dt.date.fromisoformat(due_by)
        except ValueError as error:
            raise place.at("due_by").fault(f"{due_by!r} is not a date like 2026-01-31") from error
    return GoldCommitment(
        start=start,
        end=end,
        quote=_text(place.at("quote"), keys.get("quote", "")),
        kinds=kinds,
        by=_texts(place.at("by"), keys["by"]),
        to=_texts(place.at("to"), keys["to"]),
        due_text=_text(place.at("due_text"), keys["due_text"] or ""),
        due_by=due_by,
        optional=_flag(place.at("optional"), keys["optional"]),
        group=_text(place.at("group"), keys.get("group") or ""),
    )


def _observation(place: _Place, data: Any) -> GoldObservation:
    keys = _keys(place, data, need=("start", "end", "values", "optional"), may=("quote",))
    start, end = _span(place, keys)
    return GoldObservation(
        start=start,
        end=end,
        quote=_text(place.at("quote"), keys.get("quote", "")),
        values=_each(place.at("values"), keys["values"], _figure),
        optional=_flag(place.at("optional"), keys["optional"]),
    )


def _figure(place: _Place, data: Any) -> GoldFigure:
    keys = _keys(place, data, need=("value", "unit", "label"))
    value = keys["value"]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise place.at("value").fault(f"{value!r} is not a number")
    if keys["unit"] not in UNITS:
        raise place.at("unit").fault(f"{keys['unit']!r} is none of {', '.join(UNITS)}")
    return GoldFigure(float(value), keys["unit"], _text(place.at("label"), keys["label"], empty=False))


def _keys(place: _Place, data: Any, *, need: Iterable[str], may: Iterable[str] = ()) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise place.fault("is not an object in { }")
    for key in need:
        if key not in data:
            raise place.at(key).fault("is missing")
    for key in data:
        if key not in (*need, *may):
            raise place.at(key).fault("is not a key of a gold file")
    return data


def _each(place: _Place, data: Any, read: Callable[[_Place, Any], T]) -> tuple[T, ...]:
    if not isinstance(data, list):
        raise place.fault("is not a list in [ ]")
    return tuple(read(place.at(i), one) for i, one in enumerate(data))


def _text(place: _Place, data: Any, *, empty: bool = True) -> str:
    if not isinstance(data, str) or not (data.strip() or empty):
        raise place.fault(f"{data!r} is not a text" if data != "" else "is empty")
    return data


def _texts(place: _Place, data: Any) -> tuple[str, ...]:
    return _each(place, data, lambda at, one: _text(at, one, empty=False))


def _roles(place: _Place, data: Any) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(data, dict):
        raise place.fault("is not an object in { }")
    return {name: _texts(place.at(name), roles) for name, roles in data.items()}


def _flag(place: _Place, data: Any) -> bool:
    if not isinstance(data, bool):
        raise place.fault(f"{data!r} is neither true nor false")
    return data


def _number(place: _Place, data: Any) -> int:
    if isinstance(data, bool) or not isinstance(data, int) or data < 0:
        raise place.fault(f"{data!r} is not a whole number")
    return data


def _span(place: _Place, keys: Mapping[str, Any]) -> tuple[int, int]:
    start, end = _number(place.at("start"), keys["start"]), _number(place.at("end"), keys["end"])
    if start >= end:
        raise place.at("end").fault(f"{end} is not behind the start, {start}")
    return start, end
