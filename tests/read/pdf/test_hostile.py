"""PDFs that hold no words, ask for a password, or were made to stop a reader: one line each, and soon."""

from __future__ import annotations

import io
import zlib

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from kg.errors import SourceError
from kg.read import render
from tests.read.pdf.printer import column, draw_pages, print_pages

MET = column("The Board met.")


def raw(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is its root."""
    data, offsets = b"%PDF-1.4\n", []
    for i, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (i, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(data),
    )


def one_page(content: bytes, pages: int = 1) -> bytes:
    """A PDF that shows the same content on each of its pages."""
    packed = zlib.compress(content)
    return raw(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + b"3 0 R " * pages + b"]/Count %d>>" % pages,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 14000]/Contents 4 0 R"
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
    )


def picture(canvas: Canvas) -> None:
    canvas.rect(72, 100, 400, 600, fill=1)


def words(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "The Board met.")


def test_a_scan_without_text_says_what_to_do() -> None:
    with pytest.raises(SourceError, match=r"^a\.pdf: a scan without text.*text recognition \(OCR\)"):
        render(draw_pages(picture, picture), "a.pdf")


def test_blank_pages_are_no_scan() -> None:
    with pytest.raises(SourceError, match=r"^a\.pdf: a PDF without words"):
        render(print_pages([], []), "a.pdf")


def test_pages_without_text_are_named() -> None:
    (doubt,) = render(draw_pages(words, picture, words, picture, picture, picture), "a.pdf").doubts
    assert str(doubt).startswith("a.pdf: pages 2, 4 to 6 have no text; ")


def test_words_of_which_no_letter_is_known_are_doubted() -> None:
    data = one_page(b"BT /F 11 Tf 72 700 Td 14 TL " + b"(\x02\x03\x04 \x05\x06 \x07\x0e) ' " * 20 + b"ET")
    (doubt,) = render(data, "a.pdf").doubts
    assert "its fonts do not say which letters they print" in str(doubt)


def test_a_pdf_with_a_password_is_refused() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=StandardEncryption("secret", "owner"))
    words(canvas)
    canvas.save()
    with pytest.raises(SourceError, match="asks for a password"):
        render(stream.getvalue(), "a.pdf")


@pytest.mark.parametrize("cut", [20, 200, 500])
def test_a_pdf_cut_short_is_damaged_or_read(cut: int) -> None:
    data = print_pages(MET)
    try:
        assert render(data[:-cut], "a.pdf").text == "The Board met.\n"
    except SourceError as error:
        assert "a damaged PDF" in str(error)


def test_a_tree_of_pages_that_holds_itself_ends() -> None:
    data = raw(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 9>>")
    with pytest.raises(SourceError):
        render(data, "a.pdf")


@pytest.mark.slow
def test_fifty_thousand_pages_are_cut_with_a_doubt() -> None:
    data = one_page(b"BT /F 11 Tf 72 700 Td (The Board met.) Tj ET", pages=50_000)
    (doubt,) = render(data, "a.pdf").doubts
    assert "only the first 5000 of 50000 pages were read" in str(doubt)


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F 3 Tf 4 TL 72 13900 Td " + b"(a: b   c) ' " * 20_000 + b"ET",
        b"BT /F 5 Tf 72 13900 Td (" + b"a" * 300_000 + b") Tj ET",
        b"".join(b"0 0 %d 9 re f 1 g BT /F 5 Tf 72 %d Td (white) Tj ET " % (i % 500, i) for i in range(4_000)),
        b"BT /F 5 Tf 72 13900 Td 6 TL "
        + b"(word word) ' " * 500
        + b"ET ".join(
            b"%d 0 m %d 14000 l S 0 %d m 600 %d l S " % (i % 600, i % 600, i, i) for i in range(0, 14_000, 7)
        ),
        b"BT /F 5 Tf "
        + b"".join(b"1 0 0 1 72 %d Tm (n:) Tj 1 0 0 1 300 %d Tm (v) Tj " % (i * 6, i * 6) for i in range(2_000))
        + b"ET",
    ],
    ids=["rows", "one word", "white", "grid", "labels"],
)
def test_an_overfull_page_is_read_in_bounded_time(content: bytes) -> None:
    assert render(one_page(content), "a.pdf").text


@pytest.mark.slow
def test_a_page_that_no_sheet_of_paper_holds_is_not_read() -> None:
    with pytest.raises(SourceError, match="its pages cannot be read"):
        render(one_page(b"BT /F 5 Tf 72 13900 Td 6 TL " + b"(word) ' " * 300_001 + b"ET"), "a.pdf")


def test_a_page_that_unpacks_to_hundreds_of_megabytes_is_refused_unopened() -> None:
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(b"(word) ' " * 100_000) for _ in range(100)) + packer.flush()
    data = raw(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
    )
    with pytest.raises(SourceError, match=r"^a\.pdf: a PDF whose pages unpack to more than paper can hold"):
        render(data, "a.pdf")


def test_a_large_picture_beside_the_words_is_no_reason_to_refuse_them() -> None:
    pixels = zlib.compress(b"\xff" * 75_000_000, 1)
    shown = b"BT /F 11 Tf 72 700 Td (The Board met.) Tj ET"
    data = raw(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</XObject<</I 5 0 R>>/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
        b"<</Type/XObject/Subtype/Image/Width 5000/Height 5000/ColorSpace/DeviceRGB/BitsPerComponent 8"
        b"/Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(pixels), pixels),
    )
    assert render(data, "a.pdf").text == "The Board met.\n"


def test_the_same_bytes_give_the_same_text() -> None:
    data = print_pages([*MET, *column("Ida Lund", "Bo Hay", x=300)], MET)
    assert render(data, "a.pdf") == render(data, "a.pdf")
