"""Which reader a file gets, by what it is; and what is said of those that cannot be read."""

from __future__ import annotations

import resource
import time

import pytest

from kg.errors import SourceError
from kg.read import render
from tests.read.word.docx_files import MAIN, document, make_docx, make_zip, paragraph

NOTED = paragraph("The report was noted.")
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/x" ContentType="{}"/></Types>'
ODT_HEAD = (
    '<office:document{} xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
    "<text:p>The report was noted.</text:p></office:text></office:body></office:document{}>"
)


def refused(data: bytes, name: str = "minutes.docx") -> str:
    """What is said of a file, which must be one line."""
    with pytest.raises(SourceError) as caught:
        render(data, name)
    assert str(caught.value).startswith(f"{name}: ") and "\n" not in str(caught.value)
    return caught.value.what


@pytest.mark.parametrize(
    "data",
    [
        make_docx(NOTED),
        make_docx(NOTED, main="application/vnd.ms-word.document.macroEnabled.main+xml"),
        make_docx(NOTED, main=MAIN.replace("document.main", "template.main")),
        make_zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ODT_HEAD.format("-content", "-content")}),
        ODT_HEAD.format("", "").encode(),
        b"{\\rtf1\\ansi The report was noted.}",
    ],
    ids=["docx", "docm", "dotx", "odt", "fodt", "rtf"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["minutes.docx", "minutes.txt", "minutes"])
def test_a_file_is_known_by_its_content(data: bytes, name: str) -> None:
    assert render(data, name).text == "The report was noted.\n"


def test_what_is_no_word_file_is_named() -> None:
    assert "old Word file" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "minutes.doc")
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refused(locked)
    sheet = TYPES.format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")
    assert "workbook" in refused(make_zip({"[Content_Types].xml": sheet}), "figures.xlsx")
    slides = TYPES.format("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml")
    assert "slides" in refused(make_zip({"[Content_Types].xml": slides}), "talk.pptx")
    assert "workbook" in refused(
        make_zip({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "figures.ods"
    )


def test_a_word_file_without_its_document_is_said_to_be_one() -> None:
    assert "without a document" in refused(make_zip({"[Content_Types].xml": TYPES.format(MAIN)}))
    assert "without a document" in refused(make_zip({"mimetype": "application/vnd.oasis.opendocument.text"}), "m.odt")


def test_a_damaged_file_is_said_to_be_one() -> None:
    whole = make_docx(NOTED)
    for data in (whole[: len(whole) // 2], whole[:-30], b"PK\x03\x04" + bytes(300)):
        assert "damaged" in refused(data)
    assert "damaged" in refused(make_docx("<w:p>"))


def test_a_scan_in_a_word_file_is_said_to_be_one() -> None:
    assert "only pictures" in refused(make_docx("<w:p><w:r><w:drawing/></w:r></w:p>"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_entity_is_read(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    body = document("<w:p><w:r><w:t>&a;&b;</w:t></w:r></w:p>")
    members = {"[Content_Types].xml": TYPES.format(MAIN), "word/document.xml": (head + body).encode(encoding)}
    assert "entities" in refused(make_zip(members))


def test_a_path_out_of_the_file_leads_nowhere() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/officeDocument" Target="../../../etc/hostname"/></Relationships>'
    )
    members = {"[Content_Types].xml": TYPES.format(MAIN), "_rels/.rels": relations, "../../x/document.xml": "<x/>"}
    assert "without a document" in refused(make_zip(members))


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        NOTED * 400_000,
        "<w:p/>" * 400_000,
        "<w:p>" + " " * 100_000_000 + "</w:p>",
        "<w:tbl><w:tr><w:tc>" * 100_000 + NOTED + "</w:tc></w:tr></w:tbl>" * 100_000,
        "<w:tbl><w:tr>" + "<w:tc><w:p/></w:tc>" * 300_000 + "</w:tr></w:tbl>",
    ],
    ids=["text", "paragraphs", "bomb", "nested", "cells"],
)
def test_a_file_without_end_is_refused_soon(body: str) -> None:
    data = make_docx(body)
    begun, used = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    refused(data)
    assert time.monotonic() - begun < 30
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - used < 700_000  # kB


@pytest.mark.slow
@pytest.mark.parametrize("data", [b"{" * 2_000_000, b"x\\par " * 400_000, b"\\intbl x\\cell" * 200_000])
def test_an_rtf_without_end_is_refused_soon(data: bytes) -> None:
    begun = time.monotonic()
    refused(b"{\\rtf1 " + data, "minutes.rtf")
    assert time.monotonic() - begun < 30


def test_choices_without_number_take_no_longer_than_words() -> None:
    inside = "<mc:Fallback><w:r><w:t>b</w:t></w:r></mc:Fallback>" * 20_000
    begun = time.monotonic()
    assert render(make_docx(f"<w:p><mc:AlternateContent>{inside}</mc:AlternateContent></w:p>"), "m.docx").text == "b\n"
    assert time.monotonic() - begun < 10


def test_a_table_within_tables_takes_no_longer_than_one() -> None:
    row = f"<w:tr><w:tc>{NOTED}</w:tc><w:tc>{NOTED}</w:tc></w:tr>"
    table = f"<w:tbl>{row * 1_000}</w:tbl>"
    for _ in range(3):
        table = f"<w:tbl><w:tr><w:tc>{NOTED}</w:tc><w:tc>{table}<w:p/></w:tc></w:tr>{row}</w:tbl>"
    begun = time.monotonic()
    assert render(make_docx(table), "m.docx").text.count("noted") == 2 * 1_000 + 3 * 3
    assert time.monotonic() - begun < 10
