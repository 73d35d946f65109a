"""Where a sentence ends: the text beside its sentences, parted by `|`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document import Span
from kg.read.sentences import LONGEST, split_sentences


@pytest.mark.parametrize(
    "marked",
    [
        "The Panel noted the report.|Members asked for more.",
        "Mr. Hill and Cllr. Quill spoke.|Nobody else did.",
        "Mrs J. T. Bramley seconded.|It was carried.",
        "She would report back on 4 Sept. 2025.|The Chair thanked her.",
        "It began at 7 p.m.|The Chair opened the meeting.",
        "It would open at 9 a.m. on Mondays.",
        "Costs rose by 3.5 per cent.|Savings of £1.2m were planned.",
        "See Appendix B.|The rest was taken as read.",
        "Item No. 4 was taken first.",
        "Was that so?|It was!|Good.",
        "“It will be done.” The officer sat down.".replace("” ", "”|"),
        "He said (in reply.)|Then he left.",
        "It cost £4,000, i.e. twice the budget.",
        "St. Anne's Ward was full.|The others were not.",
        "The list ends here; nothing follows.",
        "Réunion was visited.|Élan Valley too.",
        "one that begins low. and goes on",
    ],
)
def test_sentences(marked: str) -> None:
    plain = marked.translate(str.maketrans("“”", '""'))
    text = plain.replace('"|', '" ').replace("|", " ")
    assert [span.of(text) for span in split_sentences(text, Span(0, len(text)))] == plain.split("|")


def test_only_the_span_is_split() -> None:
    text = "Not this. But this. And that. Nor this."
    span = Span(text.index("But"), text.index(" Nor"))
    assert [found.of(text) for found in split_sentences(text, span)] == ["But this.", "And that."]


def test_nothing_but_space_has_no_sentence() -> None:
    assert split_sentences("  \n ", Span(0, 4)) == ()


@given(st.sampled_from(["would be ", "that ", ", and ", "1", "(1) ", '"', "a. ", "Cllr A, "]), st.integers(0, 3000))
def test_what_never_ends_is_cut_so_that_no_sentence_is_too_long(unit: str, times: int) -> None:
    text = unit * times
    found = split_sentences(text, Span(0, len(text)))
    assert all(span.length <= LONGEST for span in found)
    assert "".join(span.of(text) for span in found).replace(" ", "") == text.replace(" ", "")
