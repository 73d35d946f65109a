"""LibreOffice and Chromium, which write forms as councils get them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

OFFICE = shutil.which("libreoffice") or shutil.which("soffice")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class ToolMissing(Exception):
    """A program that writes a form is not on this machine."""


def convert_file(data: bytes, suffix: str, to: str, kind: str = "") -> bytes:
    """A file in another form, as LibreOffice writes it.

    Args:
        data: the file.
        suffix: what it is: ".html", ".docx".
        to: what to make of it: "docx", "odt", "rtf", "pdf".
        kind: the filter of LibreOffice to use; its own choice if empty.
    """
    if OFFICE is None:
        raise ToolMissing("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"minutes{suffix}")
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        wanted = f"{to}:{kind}" if kind else to
        # A web page opens as a document of its own kind, which cannot be saved as Word's.
        opened = ["--infilter=HTML (StarWriter)"] if suffix == ".html" else []
        command = [OFFICE, profile, "--headless", *opened, "--convert-to", wanted, "--outdir", folder, str(source)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        result = source.with_suffix(f".{to}")
        if not result.is_file():
            raise RuntimeError(f"LibreOffice wrote no {to}: {done.stdout}{done.stderr}")
        return result.read_bytes()


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
