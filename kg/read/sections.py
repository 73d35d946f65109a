"""One file, several meetings: where each begins and ends."""

from __future__ import annotations

from kg.document import Span
from kg.read.rendering import Rendering


def split_meetings(rendering: Rendering) -> tuple[Span, ...]:
    """The stretches of a text that record one meeting each, in its order; empty if it records one."""
    return rendering.sections if len(rendering.sections) > 1 else ()
