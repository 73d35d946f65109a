"""A small graph of two documents, and a SPARQL server on this machine."""

from __future__ import annotations

import hashlib
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.facts import DocumentFacts, encode_facts
from kg.store import DocumentEntry

BASE = "http://localhost:8000/"
TEXTS = {
    "harbour-panel-2024-05-14": "Ms Okafor undertook to circulate the rota.\r\n",
    "harbour-panel-2024-09-10": "Siân said: “noted”.\n",
}


def document(slug: str, encoding: str = "utf-8") -> tuple[DocumentEntry, bytes, bytes]:
    """A document of the sample: its entry in the manifest, its bytes and its facts."""
    data = TEXTS[slug].encode(encoding)
    facts = encode_facts(DocumentFacts(source=f"{slug}.txt"))
    entry = DocumentEntry(
        name=f"{slug}.txt",
        council="seaholm-council",
        slug=slug,
        iri=f"{BASE}seaholm-council/document/{slug}#it",
        sha256=hashlib.sha256(data).hexdigest(),
        facts=hashlib.sha256(facts).hexdigest(),
        encoding=encoding,
    )
    return entry, data, facts


def lines(slug: str, note: str = "") -> list[str]:
    """The statements of a document of the sample."""
    iri = f"<{BASE}seaholm-council/document/{slug}#it>"
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    return [
        f'{iri} {label} "{slug}.txt" {iri} .',
        f'{iri} <http://purl.org/dc/terms/description> "{note}é" {iri} .',
    ]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an Oxigraph server on loopback, with nothing in it."""
    program = shutil.which("oxigraph")
    if program is None:
        pytest.skip("needs the oxigraph package (pip install oxigraph)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    arguments = [program, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        url = f"http://127.0.0.1:{port}"
        try:
            for _ in range(200):
                if _answers(url):
                    break
                time.sleep(0.05)
            else:
                pytest.fail("the oxigraph server did not start")
            yield url
        finally:
            process.terminate()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1):
            return True
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a graph folder may be made."""
    return tmp_path / "minutes.kg"
