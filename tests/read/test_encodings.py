"""Files as councils really save them: whatever the encoding, the same words."""

from __future__ import annotations

import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document import Document, Span
from kg.errors import SourceError
from kg.extract import extract_facts
from kg.facts import Evidence
from kg.read import read_document, render, stored_text
from kg.read.encodings import decode_as
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


def test_an_accent_before_signs_is_not_taken_for_text_encoded_twice() -> None:
    text = "Il va à\xa0€ 40, Ã® is î, CAFÉ… and naïve"
    assert decode_bytes(text.encode(), "a.txt")[0] == "Il va à\xa0€ 40, î is î, CAFÉ… and naïve"


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode_bytes(data, "a.txt")
    except SourceError:
        return
    assert decode_as(data, encoding) == text


MINUTES = """Llanfair Community Council

Minutes of the meeting held on Tuesday 14 May 2024

Present: Councillors Siân Ŵyn-Jones (Chair), René Prŷs and Amos Fell

1. Car park
The Clerk, Dilys Penhale, undertook to write to the County Council about the car park by 1 June 2024.
The Council’s “new” machine – a meter – would cost £1,240, said Councillor Siân Ŵyn-Jones.
"""
WEST = MINUTES.replace("Ŵyn", "Wyn").replace("Prŷs", "Prys")  # what no western code page has
TYPED = str.maketrans({"’": "'", "“": '"', "”": '"', "–": "-"})
EURO = WEST.translate(TYPED).replace("£", "€")


@pytest.mark.parametrize(
    ("data", "text", "encoding", "doubt"),
    [
        (codecs.BOM_UTF32_LE + MINUTES.encode("utf-32-le"), MINUTES, "utf-32", ""),
        (codecs.BOM_UTF32_BE + MINUTES.encode("utf-32-be"), MINUTES, "utf-32", ""),
        (MINUTES.encode("utf-32-le"), MINUTES, "utf-32-le", ""),
        (MINUTES.encode("utf-32-be"), MINUTES, "utf-32-be", ""),
        (WEST.encode("cp1252"), WEST, "cp1252", ""),
        (WEST.encode("mac_roman"), WEST, "mac_roman", "Mac Roman fits it best"),
        (
            MINUTES.translate(TYPED).encode("iso8859_14"),
            MINUTES.translate(TYPED),
            "iso8859_14",
            "(Celtic) fits it best",
        ),
        (EURO.encode("iso8859_15"), EURO, "iso8859_15", "ISO 8859-15 fits it best"),
        (WEST.translate(TYPED).encode("cp850"), WEST.translate(TYPED), "cp850", "DOS code page 850 fits it best"),
        (
            MINUTES.encode() + b"The \x93old\x94 one \x96 Ren\xe9\x92s \x96 is gone.\n",
            MINUTES + "The “old” one – René’s – is gone.\n",
            "utf-8+cp1252",
            "partly UTF-8 and partly Windows-1252",
        ),
        (
            WEST.encode().decode("latin-1").translate({0x80: "€", 0x99: "™", 0x93: "“", 0x9C: "œ"}).encode(),
            WEST,
            "utf-8+utf-8",
            "encoded twice",
        ),
        (WEST.replace("’", "\ufffd").encode(), WEST.replace("’", "\ufffd"), "utf-8", "has lost a character"),
        (WEST.encode("cp1252") + b"\x1a" + bytes(500), WEST + "\x1a" + "\0" * 500, "cp1252", ""),
        (WEST.replace("\n", "\r").encode("mac_roman"), WEST, "mac_roman", "Mac Roman"),
    ],
    ids=[
        *(
            "utf-32-le with mark",
            "utf-32-be with mark",
            "utf-32-le",
            "utf-32-be",
            "windows-1252",
            "mac",
            "welsh",
            "euro",
        ),
        *("dos", "mixed", "twice", "lost", "end of a dos file", "old mac"),
    ],
)
def test_the_same_words_are_read_whatever_the_encoding(data: bytes, text: str, encoding: str, doubt: str) -> None:
    rendering = render(data, "may.txt")
    assert (rendering.text, rendering.encoding) == (text, encoding)
    assert stored_text(data, "may.txt", media_type="text/plain", encoding=encoding) == text
    said = " ".join(map(str, rendering.doubts))
    assert doubt in said
    assert bool(doubt) == bool(said)
    facts = extract_facts(read_document(data, "may.txt"))
    assert str(facts.meeting.date) == "2024-05-14"
    assert [str(c.due.by) for c in facts.commitments if c.due] == ["2024-06-01"]


def names(document: Document) -> list[str]:
    """Who is named."""
    return sorted(person.name for person in extract_facts(document).people)


@pytest.mark.parametrize(
    "text",
    [
        unicodedata.normalize("NFD", MINUTES),
        MINUTES.replace("by 1 June", "by \u200f1 \u200eJune\u200f"),
        MINUTES.replace("Penhale", "Pen\xadhale").replace("undertook", "under\xadtook").replace("Fell", "Fe\u200dll"),
        MINUTES.replace("Siân", "\u2068Siân\u2069"),
        MINUTES.replace("\n", "\u2028").replace("\u2028\u2028", "\u2029\u2029"),
        MINUTES.replace("\n", "\x85"),
        MINUTES.replace("\n\n", "\n\x0c\n").replace(" (Chair)", "\x0b(Chair)"),
        MINUTES.replace("\n", "\r\n"),
    ],
    ids=[
        "accents apart",
        "marks of direction",
        "soft hyphens",
        "isolates",
        "line separators",
        "next line",
        "feeds",
        "crlf",
    ],
)
def test_what_cannot_be_seen_changes_no_fact(text: str) -> None:
    usual, document = read_document(MINUTES.encode(), "may.txt"), read_document(text.encode(), "may.txt")
    assert document.text == text
    assert names(document) == names(usual)
    one, other = extract_facts(usual), extract_facts(document)
    assert [(c.kind, c.action, c.due and c.due.by) for c in other.commitments] == [
        (c.kind, c.action, c.due and c.due.by) for c in one.commitments
    ]
    for commitment, same in zip(other.commitments, one.commitments, strict=True):
        for evidence, also in zip(commitment.evidence, same.evidence, strict=True):
            assert evidence.quote == evidence.span.of(text)
            assert make_plain(evidence.quote).split() == make_plain(also.quote).split()


def test_the_words_of_a_fact_end_where_the_word_ends() -> None:
    document = read_document("Ms Sia\u0302n Hu\u0308bner-Ro\u0308s spoke.".encode(), "a.txt")
    for words, whole in (("Hübner", "Hu\u0308bner"), ("Rös", "Ro\u0308s"), ("Hübner-Rös", "Hu\u0308bner-Ro\u0308s")):
        at = document.plain.index(words)
        assert Evidence.at(document, Span(at, at + len(words))).quote == whole


@given(st.text(alphabet=st.sampled_from("aâ\u0302\u0301 \xad\u200f\u200b\n-B."), max_size=60))
def test_every_character_of_the_plain_copy_has_its_place(text: str) -> None:
    assert len(make_plain(text)) == len(text)
    try:
        document = read_document(text.encode(), "a.txt")
    except SourceError:
        return
    places = [document.in_text(Span(i, i + 1)) for i in range(len(text)) if not document.plain[i].isspace()]
    assert places == sorted(places)
    seen = [Span(i, i + 1) for i in range(len(text)) if not document.plain[i].isspace()]
    assert [document.in_plain(place).start for place in places] == [span.start for span in seen]
    assert all(place.length for place in places)
