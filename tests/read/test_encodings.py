"""Files as councils really save them: whatever the encoding, the same words."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.read import read_document
from kg.read.text import decode_bytes, make_plain

TEXT = "1. Café\n\nThe Panel’s clerk – Siân Tŷ Gwyn – owed £40.\n"
WESTERN = TEXT.replace("Tŷ", "Ty")


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (TEXT.encode("utf-8"), TEXT, "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode("utf-8"), TEXT, "utf-8-sig"),
        (TEXT.encode("utf-16"), TEXT, "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), TEXT, "utf-16"),
        (TEXT.encode("utf-16-le"), TEXT, "utf-16-le"),
        (TEXT.encode("utf-16-be"), TEXT, "utf-16-be"),
        (WESTERN.encode("cp1252"), WESTERN, "cp1252"),
        (
            b"1. Caf\xe9\n\nA byte that Windows-1252 has not: \x81\n",
            "1. Café\n\nA byte that Windows-1252 has not: \x81\n",
            "latin-1",
        ),
    ],
    ids=[
        "utf-8",
        "utf-8 with mark",
        "utf-16",
        "utf-16-be with mark",
        "utf-16-le",
        "utf-16-be",
        "windows-1252",
        "latin-1",
    ],
)
def test_the_words_are_read(data: bytes, text: str, encoding: str) -> None:
    assert decode_bytes(data, "a.txt") == (text, encoding)
    document = read_document(data, "a.txt")
    assert document.text == text
    assert document.encoding == encoding
    assert data.decode(document.encoding) == document.text  # as `kg validate` reads the stored copy


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "no words"),
        (b"  \n\t\n", "no words"),
        (codecs.BOM_UTF8, "no words"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a text file"),
        (b"PK\x03\x04" + bytes(range(256)), "not a text file"),
        (bytes(range(256)) * 8, "not a text file"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "begins like utf-16"),
    ],
    ids=["empty", "blank", "mark only", "png", "zip", "bytes", "cut short"],
)
def test_what_is_not_text_is_refused_in_one_line(data: bytes, what: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_document(data, "a.txt")
    assert str(caught.value).startswith("a.txt: ")
    assert what in str(caught.value)


@given(st.text(max_size=200))
def test_the_plain_copy_has_the_same_length(text: str) -> None:
    plain = make_plain(text)
    assert len(plain) == len(text)
    assert not set("\t\n\r\xa0“”‘’–—") & set(plain)


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode_bytes(data, "a.txt")
    except SourceError:
        return
    assert data.decode(encoding) == text
