"""The sample as a fixture."""

from __future__ import annotations

import pytest

from tests.graph.sample import DOCUMENT, FACTS, Sample, identify


@pytest.fixture
def sample() -> Sample:
    """One small document with every kind of fact in it."""
    return Sample(DOCUMENT, FACTS, identify(FACTS))
