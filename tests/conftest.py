"""What every test may use: the examples, the command line, and `--update-golden`."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kg.cli import run
from kg.pipeline import build_graph

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples" / "minutes"
DAY = dt.date(2026, 6, 1)

# Programs that came with the libraries (oxigraph, lint-imports) are found, whether the environment is active or not.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

# The same cases on every machine and every run, so that a failure can be looked at again.
settings.register_profile("kg", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kg")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the expected results in tests/golden and in the READMEs anew; read the diff before you commit it",
    )


_RECORDED: list[str] = []
Record = Callable[[str, float, str], None]


@pytest.fixture
def record() -> Record:
    """Note a measurement, to be printed at the end of the run: what, how much, and what it was made of."""
    return lambda what, value, details: _RECORDED.append(f"{what}: {value:.2f}" + (f" ({details})" if details else ""))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the measurements and keep them."""
    if _RECORDED:
        terminalreporter.section("how long things take")
        for line in _RECORDED:
            terminalreporter.write_line(line)
        folder = ROOT / ".benchmarks"
        folder.mkdir(exist_ok=True)
        (folder / "ratios.txt").write_text("\n".join(_RECORDED) + "\n", encoding="utf-8")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected results are to be written anew."""
    return bool(request.config.getoption("--update-golden"))


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line of an error: that there is one, and no more, is part of what is tested."""
        (line,) = self.err.splitlines()
        return line


Kg = Callable[..., Done]


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kg:
    """`kg` run in an empty folder: `kg("build", folder)`; in this process, since starting Python takes longer than most tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name in [name for name in os.environ if name.startswith("KG_")]:
        monkeypatch.delenv(name)

    def call(*args: str | Path) -> Done:
        capsys.readouterr()
        code = run([str(arg) for arg in args])
        captured = capsys.readouterr()
        assert "a fault in the program" not in captured.err, captured.err
        assert "Traceback" not in captured.err, captured.err
        return Done(code, captured.out, captured.err)

    return call


def run_process(*args: str | Path, cwd: Path, **env: str) -> Done:
    """`kg` run in a process of its own, as a user does; 80 columns."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "PYTEST_"))}
    environment |= {"COLUMNS": "80", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT), **env}
    done = subprocess.run(
        [sys.executable, "-m", "kg", *map(str, args)],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def examples_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the example minutes; only to be read."""
    folder = tmp_path_factory.mktemp("examples") / "minutes.kg"
    build_graph([EXAMPLES], folder, as_of=DAY)
    return folder
