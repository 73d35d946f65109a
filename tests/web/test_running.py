"""`kg serve` as a process: how it begins, what it does while the graph changes, and that nothing of it is left."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from kg.pipeline import build_graph
from kg.store import commit_graph
from kg.web.dataset import DUMPS
from kg.web.publish import publish
from tests.benchmarks.years import write_years
from tests.conftest import DAY
from tests.query.seaholm import BASE, all_minutes
from tests.web.conftest import serving

ENDLESS = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) } ORDER BY ?c"
MINUTES = """Seaholm Council
Harbour Panel
Minutes of the meeting held on 4 March 2026

Present: Councillor Ada Marsh (Chair)
In attendance: Ben Quay (Harbour Master)

1. Moorings
Mr Quay undertook to report back on {what} by 1 May 2026.
"""


@contextmanager
def running(graph: Path, room: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server and its port; its copy of the graph is in `room`."""
    command = [sys.executable, "-m", "kg", "serve", "--graph", str(graph), "--port", "0", "--as-of", "2026-06-01"]
    room.mkdir(exist_ok=True)
    process = subprocess.Popen(
        [*command, *options], stderr=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(room)}
    )
    assert process.stderr
    try:
        found = re.match(r"http://127\.0\.0\.1:(\d+)/", process.stderr.readline())
        assert found
        yield process, int(found[1])
    finally:
        process.kill()
        process.wait(20)
        process.stderr.close()


def told(*command: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-m", "kg", "serve", *command], capture_output=True, text=True, timeout=60)
    assert not done.stdout
    return done.returncode, done.stderr


def get(port: int, path: str) -> str:
    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        return str(answer.read().decode("utf-8"))


# The beginning --------------------------------------------------------------------------------------------------------


def test_what_keeps_it_from_beginning_is_one_line(seaholm_graph: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, line = told("--graph", str(seaholm_graph), "--port", port)
        assert (code, line.count("\n")) == (2, 1)
        assert re.fullmatch(rf"kg: 127\.0\.0\.1:{port}: cannot answer there \(.*\); choose another --port\n", line)
    for options, part in (
        (("--graph", str(tmp_path / "none"), "--port", "0"), "no graph there"),
        (("--graph", str(seaholm_graph), "--port", "0", "--host", "192.0.2.1"), "choose another --host"),
        (("--graph", str(seaholm_graph), "--port", "0", "--host", "nowhere.invalid"), "no address of that name"),
    ):
        code, line = told(*options)
        assert (code, line.count("\n")) == (2, 1)
        assert part in line


def test_an_empty_graph_is_served(tmp_path: Path) -> None:
    commit_graph(tmp_path / "empty.kg", base=BASE, documents=[], nquads=[])
    with serving(tmp_path / "empty.kg") as address, urlopen(f"{address}/", timeout=20) as answer:
        assert answer.status == 200
        query = urlencode({"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"})
        with urlopen(f"{address}/sparql?{query}", timeout=20) as counted:
            assert json.load(counted)["results"]["bindings"][0]["n"]["value"] == "0"


def test_a_graph_for_another_address_says_so(tmp_path: Path) -> None:
    base = "https://data.example.org/minutes/"
    lines = [line.replace(BASE, base) for each in all_minutes() for line in each.lines]
    commit_graph(tmp_path / "minutes.kg", base=base, documents=[], nquads=lines)
    with running(tmp_path / "minutes.kg", tmp_path / "room") as (process, port):
        assert process.stderr
        line = process.stderr.readline()
        assert line == f"links lead to pages here; addresses in the data begin with {base}\n"
        page = get(port, "/minutes/search")
        assert 'href="/minutes/' in page


def test_a_graph_that_is_built_anew_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "minutes").mkdir()
    file = tmp_path / "minutes" / "panel.txt"
    file.write_text(MINUTES.format(what="moorings"), encoding="utf-8")
    graph = tmp_path / "minutes.kg"
    build_graph([tmp_path / "minutes"], graph, as_of=DAY)
    query = f"/sparql?{urlencode({'query': 'SELECT ?what { ?p minutes:action ?what }'})}"
    with running(graph, tmp_path / "room") as (_, port):
        served = get(port, "/")
        assert json.loads(get(port, "/health"))["current"] is True
        file.write_text(MINUTES.format(what="dredging"), encoding="utf-8")
        build_graph([tmp_path / "minutes"], graph, as_of=DAY)
        assert json.loads(get(port, "/health"))["current"] is False
        assert get(port, "/") == served
        assert "moorings" in get(port, query)
    with running(graph, tmp_path / "room") as (_, port):
        assert "dredging" in get(port, query)


# The end --------------------------------------------------------------------------------------------------------------


def children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in found.split()]


def lives(pid: int) -> bool:
    """Whether a process is there; one that has ended and that nobody has asked for is not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone(pids: Iterable[int], seconds: float) -> bool:
    """Whether processes are all gone within some seconds."""
    until = time.monotonic() + seconds
    while (left := any(map(lives, pids))) and time.monotonic() < until:
        time.sleep(0.1)
    return not left


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("busy", [False, True])
@pytest.mark.parametrize("how", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
def test_nothing_is_left_however_it_ends(seaholm_graph: Path, tmp_path: Path, how: str, busy: bool) -> None:
    with running(seaholm_graph, tmp_path / "room", "--timeout", "4") as (process, port):
        workers = children(process.pid)
        assert len(workers) >= 2
        assert any((tmp_path / "room").iterdir())
        clients = [socket.create_connection(("127.0.0.1", port), timeout=20) for _ in range(2 if busy else 0)]
        for client in clients:
            client.sendall(f"GET /sparql?{urlencode({'query': ENDLESS})} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
        time.sleep(0.5)
        process.send_signal(getattr(signal, how))
        process.wait(20)
        assert gone(workers, 20)
        assert process.stderr
        assert "Traceback" not in process.stderr.read()
        if how != "SIGKILL":
            assert not any((tmp_path / "room").iterdir())
        for client in clients:
            client.close()


@pytest.mark.slow
def test_clients_that_do_not_go_on_are_hung_up_on(seaholm_graph: Path, tmp_path: Path) -> None:
    """For a time, all of them: one that says nothing, one that sends half a head or half a body, one that does not read."""
    large = urlencode({"query": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 60000"})
    said = [
        b"",
        b"GET /health HTTP/1.1\r\nX-",
        b"GET /health HTTP/1.1\r\nHost: here\r\n\r\nGET /health HTTP/1.1\r\nX-",
        b"POST /sparql HTTP/1.1\r\nHost: here\r\nContent-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nASK",
        f"GET /sparql?{large} HTTP/1.1\r\nHost: here\r\n\r\n".encode(),
    ]
    with running(seaholm_graph, tmp_path / "room") as (process, port):
        files = Path(f"/proc/{process.pid}/fd")
        get(port, "/health")
        before = len(list(files.iterdir())) if files.is_dir() else 0
        clients = []
        for text in said * 10:
            client = socket.socket()
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.settimeout(60)
            client.connect(("127.0.0.1", port))
            client.sendall(text)
            clients.append(client)
        began = time.monotonic()
        while time.monotonic() < began + 45:
            time.sleep(1)
            assert json.loads(get(port, "/health"))["status"] == "ok"
        if before:  # those that do not read began when it was their turn, so some may have a little time left
            assert len(list(files.iterdir())) < before + 10
        assert clients[3].recv(1000).startswith(b"HTTP/1.1 408 ")
        for client in clients:
            client.close()


# While the page about the data is made ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of which the check and the dumps take some seconds."""
    folder = tmp_path_factory.mktemp("years")
    write_years(folder / "minutes", 8)
    build_graph([folder / "minutes"], folder / "years.kg", as_of=DAY)
    return folder / "years.kg"


@pytest.mark.slow
def test_other_pages_answer_while_the_data_are_made_and_these_are_as_published(years: Path, tmp_path: Path) -> None:
    with running(years, tmp_path / "room") as (_, port), ThreadPoolExecutor() as pool:
        data = pool.submit(fetch, port, "/data")
        dump = pool.submit(fetch, port, "/data/minutes.trig.gz")
        paths = ["/", "/search", "/saltmarsh-borough-council/person/odile-marchetti", "/health"]
        assert all(len(fetch(port, path)) > 10 for path in paths)
        assert not data.done()
        assert not dump.done()
        publish(years, tmp_path / "site", DAY, jobs=1)
        assert data.result(60) == (tmp_path / "site" / "data" / "index.html").read_bytes()
        for path in (*DUMPS, "validation.ttl", "data.ttl", "data.jsonld", "search.json", "feed.atom"):
            assert fetch(port, f"/{path}") == (tmp_path / "site" / path).read_bytes(), path
        for path in ("", "ontology/"):
            assert fetch(port, f"/{path.strip('/')}") == (tmp_path / "site" / path / "index.html").read_bytes()


@pytest.mark.slow
def test_the_data_are_those_of_the_graph_that_it_began_with(years: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph.kg"
    shutil.copytree(years, graph)
    publish(graph, tmp_path / "site", DAY, jobs=1)
    with running(graph, tmp_path / "room") as (_, port):
        write_years(tmp_path / "minutes", 8)
        write_years(tmp_path / "minutes", 2, council="Heronford Town Council")
        build_graph([tmp_path / "minutes"], graph, as_of=DAY)
        assert fetch(port, "/data") == (tmp_path / "site" / "data" / "index.html").read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("how", ["SIGINT", "SIGTERM", "SIGKILL"])
@pytest.mark.parametrize("seconds", [0, 2])
def test_it_ends_at_once_while_the_data_are_made(years: Path, tmp_path: Path, how: str, seconds: int) -> None:
    with running(years, tmp_path / "room") as (process, port):
        started = children(process.pid)
        with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
            client.sendall(b"GET /data HTTP/1.1\r\nHost: here\r\n\r\n")
            time.sleep(seconds)
            process.send_signal(getattr(signal, how))
            process.wait(8)
        assert gone(started, 8)
        assert process.stderr
        assert "Traceback" not in process.stderr.read()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are looked up in /proc")
def test_the_data_are_told_even_if_the_system_stops_what_makes_them(years: Path, tmp_path: Path) -> None:
    with running(years, tmp_path / "room") as (process, port), ThreadPoolExecutor() as pool:
        data = pool.submit(fetch, port, "/data")
        os.kill(max(children(process.pid)), signal.SIGKILL)  # the last to be started
        assert b"minutes.nq.gz" in data.result(60)


def fetch(port: int, path: str) -> bytes:
    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
        return bytes(answer.read())
