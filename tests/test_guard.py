"""Work that misbehaves costs its own piece, and nothing else."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from kg.guard import Cause, Guard, Limits, Stopped
from tests.conftest import ROOT

TIGHT = Limits(seconds=1, memory=200_000_000)


def misbehave(how: str) -> str:
    match how:
        case "hang":
            while True:
                pass
        case "sleep":
            time.sleep(100)
        case "eat":
            return str(len(bytearray(900_000_000)))
        case "nibble":
            kept = []
            while True:
                kept.append(" " * 100_000)
        case "crash":
            faulthandler.disable()  # the noise that pytest would make of it
            ctypes.string_at(0)
        case "vanish":
            os.kill(os.getpid(), signal.SIGKILL)
        case "leave":
            os._exit(0)
        case "sink":
            return how.split()[1]
    return how


def say(word: str) -> str:
    return f"{word}!"


def outcomes(*how: str, jobs: int = 1) -> list[str | Cause]:
    limits = TIGHT if {"hang", "sleep"} & set(how) else replace(TIGHT, seconds=60)
    with Guard(misbehave, say, jobs=jobs, limits=limits) as guard:
        return [one.cause if isinstance(one, Stopped) else one for one in guard.run(how)]


@pytest.mark.parametrize(
    ("how", "cause"),
    [
        ("hang", Cause.TIME),
        ("sleep", Cause.TIME),
        pytest.param(
            "eat", Cause.MEMORY, marks=pytest.mark.skipif(sys.platform != "linux", reason="no ceiling on memory here")
        ),
        pytest.param(
            "nibble",
            Cause.MEMORY,
            marks=pytest.mark.skipif(sys.platform != "linux", reason="no ceiling on memory here"),
        ),
        ("crash", Cause.CRASH),
        ("vanish", Cause.CRASH),
        ("leave", Cause.CRASH),
        ("sink", Cause.FAULT),
    ],
)
@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.slow
def test_what_misbehaves_costs_itself_alone(how: str, cause: Cause, jobs: int) -> None:
    begun = time.monotonic()
    assert outcomes("a", how, "b", how, "c", jobs=jobs) == ["a!", cause, "b!", cause, "c!"]
    assert time.monotonic() - begun < 20


def test_results_come_in_the_order_of_the_items() -> None:
    words = [f"w{n}" for n in range(500)]
    assert outcomes(*words, jobs=3) == [f"{word}!" for word in words]


def test_a_process_that_dies_while_it_waits_costs_nothing() -> None:
    with Guard(tell_process, say, limits=TIGHT) as guard:
        (first,) = guard.run(["a"])
        assert isinstance(first, str)
        os.kill(int(first[:-1]), signal.SIGKILL)
        wait_for(lambda: not runs(int(first[:-1])), 5)
        (second,) = guard.run(["a"])
        assert isinstance(second, str)
        assert second != first


def tell_process(_: str) -> str:
    return str(os.getpid())


def test_a_fault_is_described() -> None:
    with Guard(misbehave, say, limits=TIGHT) as guard:
        (one,) = guard.run(["sink"])
    assert isinstance(one, Stopped)
    assert one.detail == "IndexError: list index out of range"
    assert "in misbehave" in one.trace


@pytest.mark.slow
def test_our_own_part_of_the_work_has_no_limit() -> None:
    with Guard(say, nap_after, limits=TIGHT) as guard:
        assert list(guard.run(["a"])) == ["a!"]


def nap_after(word: str) -> str:
    time.sleep(1.5)
    return word


def test_results_may_come_as_they_are_ready() -> None:
    words = ["a" * 20, "b", "c"]
    with Guard(say, nap_by_length, jobs=2, limits=Limits()) as guard:
        assert list(guard.run(words, ordered=False)) == ["b!", "c!", "a" * 20 + "!"]
        assert list(guard.run(words)) == [f"{word}!" for word in words]


def nap_by_length(word: str) -> str:
    time.sleep(len(word) / 20)
    return word


def test_items_are_asked_for_when_there_is_somebody_to_work_on_them() -> None:
    asked: list[int] = []

    def coming() -> Iterator[str]:
        for n in range(10_000):
            asked.append(n)
            yield "a"

    with Guard(misbehave, say, jobs=2, limits=TIGHT) as guard:
        assert list(islice(guard.run(coming()), 5)) == ["a!"] * 5
    assert len(asked) < 1_000


STOPPED = """\
import os, sys, time
from kg.guard import Guard, Limits
def work(path):
    open(path, "w").write(str(os.getpid()))
    while True: pass
def same(x): return x
with Guard(work, same, jobs=2, limits=Limits(seconds=2)) as guard:
    list(guard.run(sys.argv[1:]))
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of another kind")
@pytest.mark.parametrize(("how", "within"), [(signal.SIGINT, 1), (signal.SIGTERM, 9), (signal.SIGKILL, 9)])
def test_no_process_outlives_the_one_that_started_it(tmp_path: Path, how: signal.Signals, within: float) -> None:
    files = [tmp_path / "a", tmp_path / "b"]
    (tmp_path / "work.py").write_text(STOPPED, encoding="utf-8")
    started = subprocess.Popen(
        [sys.executable, tmp_path / "work.py", *files],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_for(lambda: all(file.exists() and file.read_text(encoding="utf-8") for file in files), 20)
    started.send_signal(how)
    started.wait(10)
    pids = [int(file.read_text(encoding="utf-8")) for file in files]
    wait_for(lambda: not any(runs(pid) for pid in pids), within)


IDLE = """\
import os, sys, time
from kg.guard import Guard, Limits
def work(path):
    time.sleep(0.1)  # so that each has one of its own
    open(path, "w").write(str(os.getpid()))
    return path
def same(x): return x
with Guard(work, same, jobs=2, limits=Limits()) as guard:
    list(guard.run(sys.argv[1:]))
    time.sleep(60)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of another kind")
def test_processes_that_wait_for_work_end_when_nobody_can_give_them_any(tmp_path: Path) -> None:
    files = [tmp_path / "a", tmp_path / "b"]
    (tmp_path / "work.py").write_text(IDLE, encoding="utf-8")
    command = [sys.executable, tmp_path / "work.py", *files]
    started = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, start_new_session=True)
    wait_for(lambda: all(file.exists() and file.read_text(encoding="utf-8") for file in files), 20)
    started.kill()
    started.wait(10)
    pids = [int(file.read_text(encoding="utf-8")) for file in files]
    wait_for(lambda: not any(runs(pid) for pid in pids), 5)


def wait_for(condition: object, seconds: float) -> None:
    assert callable(condition)
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def runs(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return False
