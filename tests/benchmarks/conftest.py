"""What every measurement needs."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _without_collections() -> Iterator[None]:
    """Time without the garbage collector: in a run of thousands of tests one of its rounds takes longer than what is measured."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()
