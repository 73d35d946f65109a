"""Files that were made to hang, fill or mislead whoever reads them, one function for each: it writes the file."""

from __future__ import annotations

import io
import os
import socket
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

CANARY = "MsCanaryUndertookToReport"

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: bytes | str, doctype: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """A DOCX with this XML in its body."""
    inner = body.encode() if isinstance(body, str) else body
    document = f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{_WORD}"><w:body>'.encode()
    document += inner + b"</w:body></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", document)
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def paragraph(text: str) -> str:
    """A paragraph of a DOCX."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n"
        % (count, table, count, trailer, len(out))
    )


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A stream of a PDF."""
    return b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(data), extra, data)


_CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def page_of(content: bytes, extra: bytes = b"") -> bytes:
    """A PDF of one page with this content."""
    return pdf(
        _CATALOGUE,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> "
        b"/XObject << /X 6 0 R >> >> >>",
        stream(content, extra),
        _FONT,
        stream(
            b"/X Do /X Do BT /F 9 Tf (again) Tj ET",
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> ",
        ),
    )


# DOCX -----------------------------------------------------------------------------------------------------------


def bomb_docx(file: Path) -> None:
    """A thousandfold: one paragraph of a gigabyte."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    head = f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>'.encode()
    block = b" " * 10_000_000
    parts = [packer.compress(head)]
    check = zlib.crc32(head)
    size = len(head)
    for _ in range(100):
        parts.append(packer.compress(block))
        check = zlib.crc32(block, check)
        size += len(block)
    parts.append(packer.flush())
    packed = b"".join(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo("word/document.xml")
        info.compress_type = zipfile.ZIP_DEFLATED
        info.CRC, info.compress_size, info.file_size = check, len(packed), size
        info.header_offset = archive.start_dir
        out.seek(archive.start_dir)
        out.write(info.FileHeader())
        out.write(packed)
        archive.start_dir = out.tell()
        archive.filelist.append(info)
        archive._didModify = True
    file.write_bytes(out.getvalue())


def entity_docx(file: Path) -> None:
    """An external entity that would bring a file of this machine into the minutes."""
    secret = file.parent.parent / "canary.txt"
    secret.write_text(CANARY, encoding="utf-8")
    doctype = f'<!DOCTYPE w:document [<!ENTITY leak SYSTEM "{secret.as_uri()}">]>'
    file.write_bytes(word(paragraph("The Panel met. &leak; Ms Holt undertook to report."), doctype))


def laughs_docx(file: Path) -> None:
    """Entities of entities: a billion words out of ten lines."""
    rows = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE w:document [<!ENTITY e0 "ha ha ha ">{rows}]>'
    file.write_bytes(word(paragraph("&e9;"), doctype))


def deep_docx(file: Path) -> None:
    """Tables in tables, a hundred thousand deep."""
    row = "<w:tbl><w:tr><w:tc>"
    file.write_bytes(word(row * 100_000 + paragraph("deep") + "</w:tc></w:tr></w:tbl>" * 100_000))


def partless_docx(file: Path) -> None:
    """A package without a document."""
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)


def cut_docx(file: Path) -> None:
    """XML that is not closed."""
    file.write_bytes(word(b"<w:p><w:r><w:t>cut"))


def crowded_docx(file: Path) -> None:
    """A directory of a million members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
    data = out.getvalue()
    at, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    directory = data[at:end] * 900_000
    tail = bytearray(data[end:])
    tail[12:20] = struct.pack("<II", len(directory), at)
    file.write_bytes(data[:at] + directory[:60_000_000] + bytes(tail))


def wide_docx(file: Path) -> None:
    """A table of one row and a million cells."""
    file.write_bytes(word("<w:tbl><w:tr>" + "<w:tc><w:p/></w:tc>" * 1_000_000 + "</w:tr></w:tbl>" + paragraph("Wide.")))


# HTML -----------------------------------------------------------------------------------------------------------


def deep_html(file: Path) -> None:
    """Elements in elements, a hundred thousand deep."""
    file.write_text("<html><body>" + "<div>" * 100_000 + "deep", encoding="utf-8")


def deep_tables(file: Path) -> None:
    """Tables in tables."""
    file.write_text("<html><body>" + "<table><tr><td>" * 100_000 + "deep", encoding="utf-8")


def formatted_html(file: Path) -> None:
    """Formatting elements that are never closed, which a parser opens anew in every paragraph."""
    file.write_text("<html><body>" + "<p><b><i><u>a" * 20_000, encoding="utf-8")


def entities_html(file: Path) -> None:
    """A page of a million entities."""
    file.write_text("<html><body><p>" + "&amp;" * 1_000_000, encoding="utf-8")


def attributes_html(file: Path) -> None:
    """An element of a hundred thousand attributes."""
    file.write_text("<html><body><p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">Words.", encoding="utf-8")


def wide_html(file: Path) -> None:
    """A cell that says it spans a billion columns and rows."""
    file.write_text('<html><body><table><tr><td colspan="1000000000" rowspan="1000000000">Wide.', encoding="utf-8")


def unclosed_html(file: Path) -> None:
    """A comment, a script and a tag that do not end, again and again."""
    file.write_text("<html><body><p>Words.</p>" + "<!--<script><a b='" * 200_000, encoding="utf-8")


# PDF ------------------------------------------------------------------------------------------------------------


def locked_pdf(file: Path) -> None:
    """A PDF that asks for a password."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(file), encrypt=StandardEncryption("secret", strength=128))
    canvas.drawString(72, 700, "Ms Holt undertook to report.")
    canvas.save()


def cut_pdf(file: Path) -> None:
    """A PDF without its second half."""
    data = page_of(b"BT /F 12 Tf 72 700 Td (Ms Holt undertook to report.) Tj ET")
    file.write_bytes(data[: len(data) // 3])


def empty_pdf(file: Path) -> None:
    """No more than the mark of a PDF."""
    file.write_bytes(b"%PDF-1.7\n")


def circular_pdf(file: Path) -> None:
    """A tree of pages that comes back to its root."""
    file.write_bytes(pdf(_CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000000 >>"))


def endless_pdf(file: Path) -> None:
    """The same page, two hundred thousand times."""
    kids = b"3 0 R " * 200_000
    file.write_bytes(
        pdf(
            _CATALOGUE,
            b"<< /Type /Pages /Kids [%s] /Count 200000 >>" % kids,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
            stream(b"BT /F 12 Tf 72 700 Td (Ms Holt undertook to report by June.) Tj ET " * 60),
            _FONT,
        )
    )


def bomb_pdf(file: Path) -> None:
    """A page whose content is packed a thousandfold, three times over."""
    content = b"BT /F 12 Tf 72 700 Td (Ms Holt undertook to report.) Tj ET\n" * 4_000_000
    for _ in range(2):
        content = zlib.compress(content, 9)
    file.write_bytes(page_of(content, b"/Filter [/FlateDecode /FlateDecode] "))


def selfish_pdf(file: Path) -> None:
    """A form that draws itself twice."""
    file.write_bytes(page_of(b"/X Do BT /F 12 Tf 72 700 Td (Words.) Tj ET"))


def nested_pdf(file: Path) -> None:
    """Arrays in arrays, a hundred thousand deep."""
    file.write_bytes(
        pdf(
            b"<< /Type /Catalog /Pages 2 0 R /A " + b"[" * 100_000 + b"]" * 100_000 + b" >>",
            b"<< /Type /Pages /Kids [] /Count 0 >>",
        )
    )


# Others ---------------------------------------------------------------------------------------------------------


def bomb_rtf(file: Path) -> None:
    """Groups in groups."""
    file.write_bytes(b"{\\rtf1 " + b"{" * 1_000_000 + b"deep")


def binary_rtf(file: Path) -> None:
    """A picture that says it has a billion bytes."""
    file.write_bytes(b"{\\rtf1 {\\pict\\bin1000000000 " + bytes(1_000_000))


def bomb_odt(file: Path) -> None:
    """A space that stands for a billion, in a table of a billion rows."""
    body = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>'
        '<table:table><table:table-row table:number-rows-repeated="1000000000"><table:table-cell '
        'table:number-columns-repeated="1000000000"><text:p>a<text:s text:c="1000000000"/>b</text:p>'
        "</table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", body)
        archive.writestr("META-INF/manifest.xml", "<m/>")


def old_word(file: Path) -> None:
    """The beginning of a Word 97 file, and then nothing of use."""
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100_000))


def sparse(file: Path) -> None:
    """Two gigabytes that take no room on the disk."""
    with file.open("wb") as opened:
        opened.truncate(2 * 1024**3)


def nothing(file: Path) -> None:
    """No byte at all."""
    file.touch()


def pipe(file: Path) -> None:
    """A pipe into which nobody writes."""
    os.mkfifo(file)


def plug(file: Path) -> None:
    """A socket."""
    here = Path.cwd()
    os.chdir(file.parent)  # an address of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(file.name)
    finally:
        os.chdir(here)


def zeros(file: Path) -> None:
    """A device that has no end."""
    file.symlink_to("/dev/zero")


def way_out(file: Path) -> None:
    """A link to a file that is not the folder's."""
    outside = file.parent.parent / "outside.txt"
    outside.write_text(f"{CANARY}\n", encoding="utf-8")
    file.symlink_to(outside)


def circle(file: Path) -> None:
    """A link to itself."""
    file.symlink_to(file.name)


def round_about(file: Path) -> None:
    """A link to the folder in which it stands."""
    file.symlink_to(".", target_is_directory=True)


def folder_of_that_name(file: Path) -> None:
    """A folder that is called like a file."""
    file.mkdir()


# Name of the file -> how it is made, and how its line in the report begins; "…" for any line, "" where there need be none.
ZOO: dict[str, tuple[Callable[[Path], None], str]] = {
    "bomb.docx": (bomb_docx, "far larger inside than minutes are"),
    "entity.docx": (entity_docx, "its XML declares entities"),
    "laughs.docx": (laughs_docx, "its XML declares entities"),
    "deep.docx": (deep_docx, "damaged"),
    "partless.docx": (partless_docx, "a Word file without a document in it"),
    "cut.docx": (cut_docx, "damaged"),
    "crowded.docx": (crowded_docx, "too many files inside it"),
    "wide.docx": (wide_docx, "more than "),
    "deep.html": (deep_html, ""),
    "tables.html": (deep_tables, ""),
    "formatted.html": (formatted_html, ""),
    "entities.html": (entities_html, ""),
    "attributes.html": (attributes_html, ""),
    "wide.html": (wide_html, ""),
    "unclosed.html": (unclosed_html, ""),
    "locked.pdf": (locked_pdf, "a PDF that asks for a password"),
    "cut.pdf": (cut_pdf, "a damaged PDF"),
    "empty.pdf": (empty_pdf, "a damaged PDF"),
    "circular.pdf": (circular_pdf, "a damaged PDF"),
    "endless.pdf": (endless_pdf, ""),
    "bomb.pdf": (bomb_pdf, ""),
    "selfish.pdf": (selfish_pdf, ""),
    "nested.pdf": (nested_pdf, "a damaged PDF"),
    "bomb.rtf": (bomb_rtf, "nested without end"),
    "binary.rtf": (binary_rtf, "no words in it"),
    "bomb.odt": (bomb_odt, ""),
    "old.doc": (old_word, "an old Word file"),
    "sparse.txt": (sparse, "larger than 64 MB"),
    "sparse.pdf": (sparse, "larger than 64 MB"),
    "sparse.zip": (sparse, "damaged, or no ZIP"),
    "nothing.txt": (nothing, "no words in it"),
    "nothing.pdf": (nothing, "no words in it"),
    "nothing.docx": (nothing, "no words in it"),
    "nothing.html": (nothing, "no words in it"),
    "pipe.txt": (pipe, "a pipe, not a file"),
    "pipe.zip": (pipe, "a pipe, not a file"),
    "socket.pdf": (plug, "a socket, not a file"),
    "zeros.txt": (zeros, "a link out of the folder"),
    "out.txt": (way_out, "a link out of the folder"),
    "circle.txt": (circle, "a link that leads nowhere"),
    "round": (round_about, "a link to a folder"),
    "folder.pdf": (folder_of_that_name, ""),
}
