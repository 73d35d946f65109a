"""Gold annotations and the rows of the three canned queries -> what was found, missed and wrong.

Precision is the share of what was found that should be, recall the share of what should be found that was, F1
their harmonic mean; in all, the counts of the documents are added up (micro-average). Nothing found where
nothing was to be found counts as right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from kg.evaluate.gold import GoldCommitment, GoldDocument
from kg.evaluate.match import is_near, is_same_label, is_same_name, is_same_role, name_key, shared_span

Row = Mapping[str, str]

KINDS = ("commitments", "people", "roles", "figures")
CHECKS = {"commitments": ("kind", "by", "to", "due"), "figures": ("label",)}
_EVERYBODY = "councillor"  # a role that every councillor has, and that is not scored as a role
_SHOWN = 110


@dataclass(frozen=True, slots=True)
class Answers:
    """The rows of the three canned queries, as `kg query` prints them."""

    commitments: Sequence[Row] = ()
    officers: Sequence[Row] = ()
    figures: Sequence[Row] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one kind of fact.

    Args:
        found: how many of the gold ones were found.
        spurious: how many were found that should not be.
        missed: how many of the gold ones were not found.
        right: of the found ones, how many are right in each respect ("by", "due").
    """

    found: int = 0
    spurious: int = 0
    missed: int = 0
    right: Mapping[str, int] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        """The share of what was found that should be."""
        return self.found / (self.found + self.spurious) if self.found + self.spurious else 1.0

    @property
    def recall(self) -> float:
        """The share of what should be found that was."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def gold(self) -> int:
        """How many there are to be found."""
        return self.found + self.missed

    def share(self, check: str) -> float:
        """The share of the found ones that are right in one respect."""
        return self.right.get(check, 0) / self.found if self.found else 0.0

    def __add__(self, other: Tally) -> Tally:
        right = {check: self.right.get(check, 0) + other.right.get(check, 0) for check in {**self.right, **other.right}}
        return Tally(self.found + other.found, self.spurious + other.spurious, self.missed + other.missed, right)


@dataclass(frozen=True, slots=True)
class Miss:
    """Something missed, spurious or wrong, beside what the gold says.

    Args:
        file: the text.
        kind: of which kind of fact.
        what: "missed", "spurious", or the respect in which it is wrong ("by").
        start: where, in code points; -1 for a person, who stands in many places.
        found: what was found; empty if nothing was.
        gold: what should have been; empty if nothing should.
    """

    file: str
    kind: str
    what: str
    start: int
    found: str = ""
    gold: str = ""


@dataclass(frozen=True, slots=True)
class DocumentScores:
    """The scores of one text."""

    file: str
    tallies: Mapping[str, Tally]
    misses: tuple[Miss, ...] = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of all texts."""

    documents: tuple[DocumentScores, ...]

    def total(self, kind: str) -> Tally:
        """The counts of one kind of fact, added up over all documents."""
        return sum((document.tallies[kind] for document in self.documents), Tally())

    def numbers(self) -> dict[str, float]:
        """All scores by name ("commitments.f1"), in a fixed order."""
        out: dict[str, float] = {}
        for kind in KINDS:
            tally = self.total(kind)
            out |= {
                f"{kind}.precision": tally.precision,
                f"{kind}.recall": tally.recall,
                f"{kind}.f1": tally.f1,
            }
            out |= {f"{kind}.{check}": tally.share(check) for check in CHECKS.get(kind, ())}
        return out


def evaluate(gold: Sequence[GoldDocument], answers: Answers) -> Scores:
    """Score what the canned queries print against the gold annotations.

    Args:
        gold: what is to be found; rows about other texts are passed over.
        answers: what was found.
    """
    commitments, officers, figures = (
        _by_file(rows) for rows in (answers.commitments, answers.officers, answers.figures)
    )
    return Scores(
        tuple(
            _score_document(one, commitments.get(one.file, []), officers.get(one.file, []), figures.get(one.file, []))
            for one in gold
        )
    )


def _by_file(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[PurePosixPath(row["source"]).name].append(row)
    return found


def _score_document(
    gold: GoldDocument, commitments: list[Row], officers: list[Row], figures: list[Row]
) -> DocumentScores:
    misses: list[Miss] = []
    people, roles = _score_people(gold, officers, misses)
    tallies = {
        "commitments": _score_commitments(gold, commitments, misses),
        "people": people,
        "roles": roles,
        "figures": _score_figures(gold, figures, misses),
    }
    return DocumentScores(gold.file, tallies, tuple(misses))


# --- Commitments ----------------------------------------------------------------------------------


def _score_commitments(gold: GoldDocument, rows: list[Row], misses: list[Miss]) -> Tally:
    matched = _match_commitments(gold.commitments, rows)
    found_groups = {one.group for i, one in enumerate(gold.commitments) if one.group and i in matched}
    counted: set[str] = set()
    found = missed = 0
    right = dict.fromkeys(CHECKS["commitments"], 0)
    for i, one in enumerate(gold.commitments):
        if one.optional or one.group in counted or (one.group in found_groups and i not in matched):
            continue
        if one.group:
            counted.add(one.group)
        if i not in matched:
            missed += 1
            misses.append(
                Miss(gold.file, "commitments", "missed", one.start, gold=f"{one.kinds[0]}: {_short(one.quote)}")
            )
            continue
        found += 1
        row = rows[matched[i]]
        for check, (ok, was, wanted) in _check_commitment(one, row).items():
            right[check] += ok
            if not ok:
                misses.append(Miss(gold.file, "commitments", check, one.start, was, wanted))
    used = set(matched.values())
    spurious = [row for j, row in enumerate(rows) if j not in used]
    misses += [
        Miss(
            gold.file,
            "commitments",
            "spurious",
            int(row["start"]),
            f"{row.get('kind', '')}: {_short(row.get('what', ''))}",
        )
        for row in spurious
    ]
    return Tally(found, len(spurious), missed, right)


def _match_commitments(gold: Sequence[GoldCommitment], rows: list[Row]) -> dict[int, int]:
    """Which row is which gold commitment: one to one, those that count first, the largest overlap first."""
    pairs = []
    for i, one in enumerate(gold):
        for j, row in enumerate(rows):
            if shared := shared_span(int(row["start"]), int(row["end"]), one.start, one.end):
                pairs.append((one.optional, -shared, i, j))
    matched: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in sorted(pairs):
        if i not in matched and j not in used:
            matched[i] = j
            used.add(j)
    return matched


def _check_commitment(gold: GoldCommitment, row: Row) -> dict[str, tuple[bool, str, str]]:
    """In which respects a found commitment is right: for each, whether, what was found, what was wanted."""
    kind, by, to = row.get("kind", ""), row.get("by", ""), row.get("to", "")
    due_by, due_text = row.get("due_by", "")[:10], row.get("due_text", "")
    if gold.group:  # printed twice: the day may come from either
        due = True
    elif gold.due_by:
        due = due_by == gold.due_by
    else:
        due = bool(due_text) == bool(gold.due_text)
    return {
        "kind": (kind in gold.kinds, kind, " or ".join(gold.kinds)),
        "by": (any(is_same_name(each, gold.by) for each in by.split(";")), by, " or ".join(gold.by)),
        "to": (is_same_name(to, gold.to), to, " or ".join(gold.to)),
        "due": (due, due_by or due_text, gold.due_by or gold.due_text),
    }


# --- People and roles -----------------------------------------------------------------------------


def _score_people(gold: GoldDocument, rows: list[Row], misses: list[Miss]) -> tuple[Tally, Tally]:
    held: dict[str, dict[str, None]] = {}
    for row in rows:
        held.setdefault(row["name"], {})[row.get("role", "")] = None
    wanted = {**gold.officers, **gold.councillors}
    people = roles = Tally()
    for name, titles in wanted.items():
        titles = tuple(title for title in titles if title != "Councillor")
        hit = next((other for other in held if name_key(other) == name_key(name)), None)
        if hit is None:
            people += Tally(missed=1)
            roles += Tally(missed=len(titles))
            misses.append(Miss(gold.file, "people", "missed", -1, gold=name))
            continue
        people += Tally(found=1)
        mine = tuple(role for role in held.pop(hit) if role and role.casefold() != _EVERYBODY)
        roles += _score_roles(gold.file, name, titles, mine, misses)
    for name in held:
        if not any(name_key(name) == name_key(other) for other in gold.others):
            people += Tally(spurious=1)
            misses.append(Miss(gold.file, "people", "spurious", -1, name))
    return people, roles


def _score_roles(file: str, name: str, wanted: Sequence[str], found: Sequence[str], misses: list[Miss]) -> Tally:
    lacking = [title for title in wanted if not any(is_same_role(role, title) for role in found)]
    extra = [role for role in found if not any(is_same_role(role, title) for title in wanted)]
    misses += [Miss(file, "roles", "missed", -1, gold=f"{name}: {title}") for title in lacking]
    misses += [Miss(file, "roles", "spurious", -1, f"{name}: {role}") for role in extra]
    return Tally(len(wanted) - len(lacking), len(extra), len(lacking))


# --- Figures --------------------------------------------------------------------------------------


def _score_figures(gold: GoldDocument, rows: list[Row], misses: list[Miss]) -> Tally:
    left = list(rows)
    found = missed = labels = 0
    for observation in gold.observations:
        for figure in observation.values:
            wanted = f"{figure.value:.12g} {figure.unit} {figure.label}"
            hit = next(
                (
                    row
                    for row in left
                    if float(row["value"]) == figure.value
                    and row["unit"] == figure.unit
                    and is_near(int(row["start"]), int(row["end"]), observation.start, observation.end)
                ),
                None,
            )
            if hit is not None:
                left.remove(hit)
            if observation.optional:
                continue
            if hit is None:
                missed += 1
                misses.append(Miss(gold.file, "figures", "missed", observation.start, gold=wanted))
                continue
            found += 1
            if is_same_label(hit.get("indicator", ""), figure.label):
                labels += 1
            else:
                misses.append(Miss(gold.file, "figures", "label", observation.start, hit.get("indicator", ""), wanted))
    misses += [
        Miss(
            gold.file,
            "figures",
            "spurious",
            int(row["start"]),
            f"{row['value']} {row['unit']} {row.get('indicator', '')}",
        )
        for row in left
    ]
    return Tally(found, len(left), missed, {"label": labels})


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
