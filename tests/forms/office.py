"""LibreOffice and Chromium, which write forms as councils get them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

OFFICE = shutil.which("libreoffice") or shutil.which("soffice")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class ToolMissing(Exception):
    """A program that writes a form is not on this machine."""


def convert_files(files: Sequence[bytes], suffix: str, to: str, kind: str = "") -> list[bytes]:
    """Files in another form, as LibreOffice writes them: all at once, since it takes a second to start.

    Args:
        files: their bytes.
        suffix: what they are: ".html", ".docx".
        to: what to make of them: "docx", "odt", "rtf", "pdf".
        kind: the filter of LibreOffice to use; its own choice if empty.
    """
    if OFFICE is None:
        raise ToolMissing("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as folder:
        sources = [Path(folder, f"minutes-{n}{suffix}") for n in range(len(files))]
        for source, data in zip(sources, files, strict=True):
            source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        wanted = f"{to}:{kind}" if kind else to
        # A web page opens as a document of its own kind, which cannot be saved as Word's.
        opened = ["--infilter=HTML (StarWriter)"] if suffix == ".html" else []
        command = [
            OFFICE,
            profile,
            "--headless",
            *opened,
            "--convert-to",
            wanted,
            "--outdir",
            folder,
            *map(str, sources),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60 + 10 * len(files))
        results = [source.with_suffix(f".{to}") for source in sources]
        if not all(result.is_file() for result in results):
            raise RuntimeError(f"LibreOffice wrote no {to}: {done.stdout}{done.stderr}")
        return [result.read_bytes() for result in results]


def print_page(html: str) -> bytes:
    """A web page as Chromium prints it to PDF."""
    if CHROMIUM is None:
        raise ToolMissing("Chromium is not installed")
    with tempfile.TemporaryDirectory() as folder:
        source, result = Path(folder, "minutes.html"), Path(folder, "minutes.pdf")
        source.write_text(html, encoding="utf-8")
        quiet = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
        command = [
            CHROMIUM,
            *quiet.split(),
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={result}",
            source.as_uri(),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        if not result.is_file():
            raise RuntimeError(f"Chromium wrote no PDF: {done.stderr}")
        return result.read_bytes()
