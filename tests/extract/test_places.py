"""Names are looked for only where they can begin, and none is missed by that."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document import Block, Document, Kind, Part, Span
from kg.extract.commitments.mentions import in_blocks
from kg.extract.commitments.unnamed import _group_pattern, _group_places
from kg.lexicon import load_lexicon
from kg.read import read_document
from tests.conftest import ROOT

WORDS = (
    *(
        "the The a A of and for & to he She who Members members clerk all two vice chair DfE NHSE LGA Head Parks Quay"
    ).split(),
    *("Principal Transport Section 151 Vice-Chair Children's said would in On , . - Legal Services").split(),
    *load_lexicon().words("post-nouns"),
    *load_lexicon().words("organisation-nouns"),
    *load_lexicon().words("groups"),
)


def missed(document: Document) -> list[str]:
    found = {match.span() for match in in_blocks(_group_pattern(), document, _group_places(document.plain))}
    wanted = list(in_blocks(_group_pattern(), document, None))
    assert len(found) <= len(wanted)
    return [match.group() for match in wanted if match.span() not in found]


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("**/minutes/**/*.txt")), ids=lambda path: path.stem)
def test_in_minutes(path: Path) -> None:
    assert missed(read_document(path.read_bytes(), path.name)) == []


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_whatever_the_words(text: str) -> None:
    span = Span(0, len(text))
    block = Block(Kind.PARAGRAPH, Part.MINUTES, span, span, sentences=(span,))
    assert missed(Document("words.txt", text, text, "0" * 64, blocks=(block,))) == []
