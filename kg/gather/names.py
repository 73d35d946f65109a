"""What a file may be, by its name and, where that says nothing, by its first bytes."""

from __future__ import annotations

import re
from enum import Enum, auto

from kg.document import in_small_letters
from kg.read import SUFFIXES, UNREAD

# Endings of what stands beside minutes and pages, and is neither.
_OTHERS = frozenset(
    """
    asc avif avi bak bmp cer conf config crdownload css csv db dll dot eml eot epub exe gif gml gpx ico ics ini jpeg jpg
    js json jsonl kml less lock log m4a map mid mjs mov mp3 mp4 mpeg mpg n3 nq nt ods ogg otf p7s parquet part pem
    png ppt pptm pptx ps py pyc rdf rss scss sh sig sqlite svg swf tif tiff tmp toml trig tsv ttf ttl url vcf wav
    webm webmanifest webp wmv woff woff2 xls xlsm xlsx xml xsd xsl xslt yaml yml
    """.split()
)
# What is read by somebody else than those who look for promises.
_GUIDES = frozenset(
    "authors changelog code_of_conduct contributing copying guide license licence notice readme".split()
)
_NOTES = (".txt", ".text", ".md", ".markdown")
# What a site says to machines.
_TO_MACHINES = frozenset({"ads.txt", "humans.txt", "robots.txt", "security.txt", "sitemap.txt"})
# "ieListDocuments.aspx?CId=1", as curl and wget name it; "@" and "%3F" where "?" is not allowed; "index.html.1".
_TAIL = re.compile(r"(\.[a-z][a-z0-9]{1,5})(?:(?:[?@#;&]|%3f).*|\.\d{1,3})", re.DOTALL)
_ENDING = re.compile(r"\.[a-z][a-z0-9]{0,10}~?")
# What a browser calls the folder with the pictures and scripts of the page "X.html": "X_files".
_COMPANION = re.compile(r"(.+)(?:_files|\.files|-Dateien|_fichiers|_archivos|_bestanden)")
_PAGE = re.compile(rb"(?:<\?xml[^>]{0,200}\?>|<!--.{0,600}?-->|\s)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
ARCHIVES = (".zip", ".warc", ".warc.gz")
_OTHER_ARCHIVES = ".7z .mht .mhtml .rar .tar .tar.bz2 .tar.gz .tar.xz .tbz2 .tgz .wacz .webarchive".split()
HEAD = 1024  # how many bytes tell a form


def is_any_archive(name: str) -> bool:
    """Whether a name has the ending of an archive, whether or not it can be read.

    >>> is_any_archive("pages.ZIP"), is_any_archive("crawl.warc.gz"), is_any_archive("may.docx")
    (True, True, False)
    """
    return name.lower().endswith((*ARCHIVES, *_OTHER_ARCHIVES))


def is_hidden(name: str) -> bool:
    """Whether a file or folder is passed over in silence: hidden ones, graph folders, what macOS adds to a ZIP."""
    return name.startswith(".") or name.endswith(".kg") or name == "__MACOSX"


class Choice(Enum):
    """What to do with a file of a folder."""

    TAKE = auto()  # it has the ending of minutes
    UNREAD = auto()  # minutes in a form that is not read
    ARCHIVE = auto()  # it has the ending of an archive that can be read
    LOOK = auto()  # its name says nothing
    LEAVE = auto()  # something else


def choose(name: str) -> Choice:
    """What to do with a file of this name.

    >>> [choose(name).name for name in ("may.TXT", "may.txt?ID=7", "style.css?v=2", "README.md", "minutes-may")]
    ['TAKE', 'TAKE', 'LEAVE', 'LEAVE', 'LOOK']
    """
    if name.lower().endswith(ARCHIVES):
        return Choice.ARCHIVE
    ending = ending_of(name)
    if ending in SUFFIXES:
        return Choice.LEAVE if _is_note(name, ending) else Choice.TAKE
    if ending in UNREAD or is_any_archive(name):
        return Choice.UNREAD
    return Choice.LEAVE if ending.removeprefix(".") in _OTHERS or ending.endswith("~") else Choice.LOOK


def ending_of(name: str) -> str:
    """The ending of a name, in small letters and with its point, also where the query of an address follows.

    >>> ending_of("ieListDocuments.aspx@CId=1&MId=2.5"), ending_of("index.html.2"), ending_of("Minutes 4.5.2024")
    ('.aspx', '.html', '')
    """
    low = in_small_letters(name)
    dot = low.rfind(".")
    if dot > 0 and (low[dot:] in SUFFIXES or low[dot:] in UNREAD):
        return low[dot:]
    if tail := _TAIL.search(low):
        return tail[1]
    return low[dot:] if dot > 0 and _ENDING.fullmatch(low, dot) else ""


def stem_of(name: str) -> str:
    """A name without its ending; the query of an address stays, since it tells pages of one name apart.

    >>> stem_of("may.txt"), stem_of("mgAi.aspx?ID=7"), stem_of("Minutes 4.5.2024")
    ('may', 'mgAi?ID=7', 'Minutes 4.5.2024')
    """
    ending = ending_of(name)
    at = in_small_letters(name).rfind(ending) if ending else -1
    return name[:at] + name[at + len(ending) :] if at > 0 else name


def looks_like_minutes(head: bytes) -> bool:
    """Whether the first bytes of a file without a telling name are those of a page, a PDF or a Word file."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"%PDF-", b"{\\rtf")):
        return True
    if head.startswith(b"PK\x03\x04"):
        return b"[Content_Types].xml" in head or b"mimetypeapplication/vnd.oasis.opendocument.text" in head
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    return _PAGE.match(head) is not None


def is_own_list(head: bytes) -> bool:
    """Whether the first bytes of a Markdown file are those of a list that `kg` wrote: a table that names sources.

    >>> is_own_list(b"| source | line |\\n| --- | --- |\\n"), is_own_list(b"| Item | Lead |\\n| --- | --- |\\n")
    (True, False)
    """
    first, _, rest = head.partition(b"\n")
    return first.startswith(b"| ") and b"| source |" in first and rest.startswith(b"| --- |")


def is_companion(folder: str, beside: frozenset[str]) -> bool:
    """Whether a browser made the folder for a page that stands beside it.

    Args:
        folder: its name.
        beside: names of the files in the folder above.

    >>> is_companion("Minutes_files", frozenset({"Minutes.html"})), is_companion("2024_files", frozenset({"May.html"}))
    (True, False)
    """
    match = _COMPANION.fullmatch(folder)
    return match is not None and any(name == match[1] or name.startswith(match[1] + ".") for name in beside)


def _is_note(name: str, ending: str) -> bool:
    low = name.lower()
    return low in _TO_MACHINES or low.startswith("readme") or (ending in _NOTES and low[: -len(ending)] in _GUIDES)
