"""How well minutes are read in every form in which councils publish them, beside the same minutes as plain text.

    python -m tests.forms.score                                  every form, on all sets that are there
    python -m tests.forms.score --of seeds --form pdf-chromium   one set, one form
    python -m tests.forms.score --of dev --form docx-styled -v   with every miss that the plain text does not have
    python -m tests.forms.score --of dev --form rtf --only damp  only the texts whose name contains this
    python -m tests.forms.score --keep DIR                       the files and their texts stay there, to look at

Each text is rendered, the forms of one kind go into a folder with their `minutes.csv`, `kg build` reads it, and what the
canned queries answer is scored as if it had been read from the plain text: its offsets are those of the same words there.
Exit status 1 if an F1 is more than 0.02 below that of the plain text.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from kg.cli import run
from kg.errors import KgError
from kg.evaluate import Answers, GoldDocument, Miss, Scores, evaluate, read_gold
from kg.read import render as read_text
from tests.forms import FORMS, About, ToolMissing, render_all
from tests.forms.align import Alignment, align

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
# Gold and minutes of each set. Those of `shared` are kept out of the project.
SETS = {
    "seeds": (SHARED / "gold", SHARED / "seeds"),
    "dev": (SHARED / "dev/gold", SHARED / "dev/minutes"),
    "examples": (ROOT / "examples/gold", ROOT / "examples/minutes"),
    "train": (ROOT / "examples/corpus/gold", ROOT / "examples/corpus/minutes"),
}
_SPLITS = ROOT / "examples/corpus/split.csv"
QUERIES = ("who-promised-what", "officers", "figures")
KINDS = ("commitments", "people", "roles", "figures")
ALLOWED = 0.02  # F1

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of one set in one form ("text" is the plain minutes themselves).

    Args:
        form: its name.
        scores: as `kg evaluate` counts.
        unread: what the build said of files that it could not read.
    """

    form: str
    scores: Scores
    unread: str = ""

    def f1(self, kind: str) -> float:
        """F1 of "commitments", "people", "roles" or "figures"."""
        return self.scores.total(kind).f1


def score_text(name: str, only: str = "") -> Scored:
    """The scores of the plain text of a set."""
    minutes = SETS[name][1]
    with tempfile.TemporaryDirectory(prefix="kg-forms-") as folder:
        rows, said = build_answers([minutes], Path(folder))
    return Scored("text", evaluate(_read_gold(name, only), Answers(*rows)), said)


def score_form(name: str, form: str, only: str = "", keep: Path | None = None) -> Scored:
    """The scores of a set in a form.

    Args:
        name: of the set, one of `SETS`.
        form: one of `tests.forms.FORMS`.
        only: only the texts whose name contains this.
        keep: a folder in which the files stay, each beside the text that `kg` makes of it.

    Raises:
        ToolMissing: what writes the form is not on this machine.
    """
    minutes = SETS[name][1]
    with tempfile.TemporaryDirectory(prefix="kg-forms-") as folder:
        work = Path(folder)
        written = write_forms(minutes, form, work / "minutes", only)
        rows, said = build_answers([work / "minutes"], work)
        alignments: dict[str, Alignment] = {}
        for file, (plain, data) in written.items():
            try:
                text = read_text(data, file).text
            except KgError as error:
                said += f"{error}\n"
                text = ""
            alignments[file] = align(text, plain)
            if keep is not None:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / file).write_bytes(data)
                (keep / f"{file}.txt").write_text(text, encoding="utf-8")
    translated = [[_translate(row, alignments) for row in table] for table in rows]
    return Scored(form, evaluate(_read_gold(name, only), Answers(*translated)), said)


def _read_gold(name: str, only: str) -> list[GoldDocument]:
    """The gold of a set; of the corpus only what may be looked at."""
    documents = read_gold(SETS[name][0], only)
    if name != "train":
        return list(documents)
    with _SPLITS.open(encoding="utf-8", newline="") as rows:
        train = {row["council"] for row in csv.DictReader(rows) if row["split"] == "train"}
    councils = {path.name: path.parent.name for path in SETS[name][1].rglob("*.txt")}
    return [document for document in documents if councils[document.file] in train]


def write_forms(minutes: Path, form: str, folder: Path, only: str = "") -> dict[str, tuple[str, bytes]]:
    """The texts of a set in a form, with their `minutes.csv`; by the name of the file, the plain text and the bytes."""
    suffix = FORMS[form].suffix
    paths = [path for path in sorted(minutes.rglob("*.txt")) if only in path.name]
    texts: list[tuple[str, About]] = []
    for path in paths:
        known = _record(path.parent).get(path.name, {})
        about = About(known.get("council", ""), known.get("body", ""), known.get("date", ""))
        texts.append((path.read_bytes().decode("utf-8"), about))
    written: dict[str, tuple[str, bytes]] = {}
    for path, (plain, _), data in zip(paths, texts, render_all(texts, form), strict=True):
        into = folder / path.parent.relative_to(minutes)
        into.mkdir(parents=True, exist_ok=True)
        file = f"{path.stem}{suffix}"
        (into / file).write_bytes(data)
        written[file] = (plain, data)
    for table in sorted(minutes.rglob("minutes.csv")):
        into = folder / table.parent.relative_to(minutes)
        rows = [
            row | {"file": f"{Path(name).stem}{suffix}"} for name, row in _record(table.parent).items() if only in name
        ]
        if into.is_dir() and rows:
            with (into / "minutes.csv").open("w", encoding="utf-8", newline="") as out:
                writer = csv.DictWriter(out, ["file", "council", "body", "date", "url"], lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
    return written


def _record(folder: Path) -> dict[str, Row]:
    table = folder / "minutes.csv"
    if not table.is_file():
        return {}
    with table.open(encoding="utf-8-sig", newline="") as rows:
        return {row["file"]: row for row in csv.DictReader(rows)}


def build_answers(paths: Sequence[Path], work: Path, queries: Sequence[str] = QUERIES) -> tuple[list[list[Row]], str]:
    """The answers of queries over some minutes, by the commands that a user types, and what the build warned of."""
    graph = str(work / "graph.kg")
    code, _, said = run_kg("build", *map(str, paths), "--graph", graph, "--as-of", "2026-01-01")
    if code == 2:
        return [[] for _ in queries], said
    tables = []
    for query in queries:
        code, answer, complaint = run_kg("query", query, "--graph", graph, "--format", "csv")
        if code:
            raise RuntimeError(complaint)
        tables.append(list(csv.DictReader(io.StringIO(answer, newline=""))))
    return tables, said


def run_kg(*arguments: str) -> tuple[int, str, str]:
    """`kg` with what a user types: its exit code, what it prints, and what it says besides.

    It runs in this process, since starting Python and compiling the phrases takes longer than most answers.
    """
    out, said = io.TextIOWrapper(io.BytesIO(), "utf-8", newline=""), io.StringIO()
    with redirect_stdout(out), redirect_stderr(said):
        code = run(list(arguments))
    out.flush()
    printed = out.detach()
    assert isinstance(printed, io.BytesIO)
    return code, printed.getvalue().decode("utf-8"), said.getvalue()


def _translate(row: Row, alignments: dict[str, Alignment]) -> Row:
    """A row as if it had been read from the plain text."""
    file = Path(row["source"]).name
    moved = {"source": f"{Path(file).stem}.txt"}
    if "start" in row:
        start, end = alignments[file].translate(int(row["start"]), int(row["end"]))
        moved |= {"start": str(start), "end": str(end)}
    return row | moved


def _told(miss: Miss) -> str:
    return f"    {miss.file} {miss.start} {miss.kind}: {miss.what!r} found {miss.found!r} gold {miss.gold!r}"


def _misses(scored: Scored) -> dict[tuple[str, str, str, str, str], Miss]:
    """What is wrong, by all but the offset, which may differ by a space."""
    every = (miss for document in scored.scores.documents for miss in document.misses)
    return {(miss.file, miss.kind, miss.what, miss.found, miss.gold): miss for miss in every}


def _print_set(name: str, forms: Iterable[str], *, only: str, verbose: bool, keep: Path | None) -> bool:
    """Print the scores of a set; whether one is too low."""
    plain = score_text(name, only)
    sys.stdout.write(f"== {name}\n{'':15} {'  '.join(f'{kind:>18}' for kind in KINDS)}\n")
    sys.stdout.write(f"{'text':15} {'  '.join(f'{plain.f1(kind):18.3f}' for kind in KINDS)}\n")
    low = False
    for form in forms:
        try:
            scored = score_form(name, form, only, keep / name / form if keep else None)
        except ToolMissing as missing:
            sys.stdout.write(f"{form:15} not rendered: {missing}\n")
            continue
        cells = []
        for kind in KINDS:
            by = scored.f1(kind) - plain.f1(kind)
            below = by < -ALLOWED
            low |= below
            cells.append(f"{scored.f1(kind):.3f} ({by:+.3f}){'!' if below else ' '}")
        sys.stdout.write(f"{form:15} {'  '.join(f'{cell:>18}' for cell in cells)}\n")
        if not any(scored.f1(kind) for kind in KINDS):
            sys.stdout.write(f"    {scored.unread.strip().splitlines()[-1] if scored.unread else 'nothing read'}\n")
        elif verbose:
            known = _misses(plain)
            for key, miss in _misses(scored).items():
                if key not in known:
                    sys.stdout.write(f"{_told(miss)}\n")
            sys.stdout.writelines(f"    said: {line}\n" for line in scored.unread.splitlines())
        sys.stdout.flush()
    return low


def main() -> int:
    """Score the sets and forms that are asked for, and say by the exit status whether all are close to plain text."""
    parser = argparse.ArgumentParser(prog="python -m tests.forms.score", description=__doc__.splitlines()[0])
    parser.add_argument("--of", choices=SETS, action="append", help="a set; all that are there if left out")
    parser.add_argument("--form", choices=FORMS, action="append", help="a form; all if left out")
    parser.add_argument("--only", default="", metavar="NAME", help="only the texts whose name contains this")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the files there, each beside its text")
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="tell every miss that the plain text does not have"
    )
    asked = parser.parse_args()
    low = False
    for name in asked.of or [name for name, (gold, _) in SETS.items() if gold.is_dir()]:
        if not SETS[name][0].is_dir():
            sys.stdout.write(f"== {name}: not scored, {SETS[name][0]} is not there\n")
            continue
        low |= _print_set(name, asked.form or FORMS, only=asked.only, verbose=asked.verbose, keep=asked.keep)
    return int(low)


if __name__ == "__main__":
    sys.exit(main())
