"""Minutes wrapped as pages, Word files and PDFs are read as well as their plain text: F1 within 0.02 (`tests.forms.score`).

The seeds and the development set stand beside the project, not in it; `test_same_facts` asks more of our own examples.
"""

from __future__ import annotations

from functools import cache

import pytest

from tests.forms import FORMS, ToolMissing
from tests.forms.score import ALLOWED, KINDS, SETS, Scored, score_form, score_text

plain = cache(score_text)


def scored(name: str, form: str) -> Scored:
    if not SETS[name][0].is_dir():
        pytest.skip(f"{SETS[name][0]} is not there")
    try:
        return score_form(name, form)
    except ToolMissing as missing:
        pytest.skip(str(missing))


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["seeds", "dev"])
def test_a_form_is_read_as_well_as_its_plain_text(name: str, form: str) -> None:
    of_form = scored(name, form)
    reached = {kind: (of_form.f1(kind), plain(name).f1(kind)) for kind in KINDS}
    assert reached["people"][1] > 0.9
    assert {kind: pair for kind, pair in reached.items() if pair[0] < pair[1] - ALLOWED} == {}, of_form.unread
