"""DOCX -> blocks: the main part of an Office Open XML text document, with its styles and lists."""

from __future__ import annotations

from kg.errors import Doubt, SourceError
from kg.read.word.blocks import Block, Contents
from kg.read.word.body import read_body
from kg.read.word.numbering import read_lists
from kg.read.word.package import Element, Package, Relations, content_types, damaged, relations_of
from kg.read.word.styles import W, is_on, read_styles

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(data: bytes, name: str) -> Contents:
    """The paragraphs and tables of a DOCX, and what of it was not read.

    Raises:
        SourceError: it is another kind of document, is damaged, or holds none.
    """
    package = Package(data, name)
    _refuse_others(package)
    main = relations_of(package, "").by_kind.get("officeDocument", "word/document.xml")
    root = package.parse(main)
    if root is None:
        raise SourceError("a Word file without a document in it", where=name, todo="open it in Word and save it again")
    body = root.find(W + "body")
    if body is None:
        raise damaged(name)
    relations = relations_of(package, main)
    parts = relations.by_kind
    styles = read_styles(package.parse(parts.get("styles", "")))
    lists = read_lists(package.parse(parts.get("numbering", "")), styles)
    read = read_body(body, styles, lists, name)
    doubts = []
    if read.chunks:
        doubts.append(
            Doubt(name, "it takes in another file, whose words are not read", "open it in Word, save it again")
        )
    if read.notes:
        doubts.append(Doubt(name, f"its footnotes are not read ({read.notes})"))
    if not any(_has_words(block) for block in read.blocks) and read.pictures:
        raise SourceError(
            "no words in it, only pictures", where=name, todo="save it with its text recognised (OCR), or leave it out"
        )
    head = package.parse(_head_of(body, relations))
    above = () if head is None else read_body(head, styles, {}, name).blocks
    return Contents(read.blocks, above, tuple(doubts))


def _head_of(body: Element, relations: Relations) -> str:
    """The path of the part that is printed at the head of the first page; empty if there is none."""
    section = next(body.iter(W + "sectPr"), None)
    if section is None:
        return ""
    heads = {head.get(W + "type", "default"): head.get(_ID, "") for head in section.iterfind(W + "headerReference")}
    kind = "first" if is_on(section, "titlePg") else "default"
    return relations.by_id.get(heads.get(kind, ""), "")


def _has_words(block: Block) -> bool:
    return bool(getattr(block, "text", "x"))


def _refuse_others(package: Package) -> None:
    """Raise for the workbooks and slides that look alike from outside."""
    types = " ".join(content_types(package)).lower()
    if "wordprocessingml" in types or "ms-word.document" in types or "ms-word.template" in types:
        return
    for word, kind in (("spreadsheetml", "a workbook"), ("presentationml", "slides"), ("ms-excel", "a workbook")):
        if word in types:
            raise SourceError(f"{kind}, not a text document", where=package.name, todo="leave it out")
