"""Every IRI of the data is minted here: `{base}{council}/{kind}/{slug}#it`.

Hash IRIs, so that a plain static host can serve them: the page is the IRI without `#it`, and the parts of a
thing share its page (https://www.w3.org/TR/cooluris/#hashuri). A slug has `a-z`, `0-9` and single hyphens,
so it is legal in an IRI, in a file name and in a URL without escaping. Slugs joined by `--` stay apart, as
no slug holds `--`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote

from kg.errors import UsageError
from kg.graph.nquads import plain_decimal
from kg.resolve.slugs import slugify

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BASE = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/([A-Za-z0-9._~-]+/)*")
_ADDRESS = re.compile(
    r"https?://(?:[A-Za-z0-9._~!$&'()*+,;=%-]+@)?[A-Za-z0-9._~%-]+(?::[0-9]{1,5})?"
    r"(?:/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?"
    r"(?:\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?(?:#[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?"
)
_PUNCTUATION = str.maketrans("\u2018\u2019\u201c\u201d\u2010\u2011\u2013\u2014", "''\"\"----")


def as_slug(text: str) -> str:
    """The text itself if it is a slug, else its slug.

    >>> as_slug("head-of-inclusion"), as_slug("Head of Inclusion")
    ('head-of-inclusion', 'head-of-inclusion')
    """
    return text if _SLUG.fullmatch(text) else slugify(text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def fold_quote(quote_: str) -> str:
    r"""The words of a quote without what re-wrapping or re-typing a file changes: case, spaces, curly quotes.

    >>> fold_quote("The  Panel’s\nReport")
    "the panel's report"
    """
    return " ".join(unicodedata.normalize("NFKC", quote_).casefold().translate(_PUNCTUATION).split())


def commitment_slug(document_slug: str, kind: str, quote_: str, repeat: int = 1) -> str:
    """The slug of a commitment, which does not change when another paragraph of its file does.

    Args:
        document_slug: of the document.
        kind: "promise", "request" or "resolution".
        quote_: the words of its first evidence.
        repeat: 1, or 2, 3... where the same words state the same kind of commitment again in the document.

    >>> commitment_slug("panel-2025-09-23", "promise", "Ms Fenwick undertook to report  back")
    'promise-ac4c4bb92c'
    >>> commitment_slug("panel-2025-09-23", "promise", "Ms Fenwick undertook to report  back", 2)
    'promise-b2efa88441'
    """
    parts = [document_slug, kind, fold_quote(quote_), *([str(repeat)] if repeat > 1 else [])]
    return f"{kind}-{_digest(chr(10).join(parts))[:10]}"


def check_base(base: str) -> str:
    """The base with a slash at its end.

    Raises:
        UsageError: it is not an http(s) address of letters, digits and `.-_~`, without query and fragment.

    >>> check_base("https://data.ravensclough.example/minutes")
    'https://data.ravensclough.example/minutes/'
    """
    whole = base if base.endswith("/") else f"{base}/"
    if not _BASE.fullmatch(whole):
        raise UsageError(f"{base!r} cannot begin addresses", todo="give --base such as https://example.org/minutes/")
    return whole


_FRAGMENT = "/?:@!$&'()*+,;=-._~"  # what may stand in a fragment unescaped (RFC 3986, 3.5)


def web_address(address: str) -> str | None:
    """An address that somebody wrote, as a legal IRI; None if it is not one of the web.

    >>> web_address(" https://example.org/minutes 1.pdf ")
    'https://example.org/minutes%201.pdf'
    >>> web_address("see the website") is None
    True
    """
    legal = quote(address.strip(), safe="%/:?#@!$&'()*+,;=~-._", errors="replace")
    legal = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", legal)
    return legal if _ADDRESS.fullmatch(legal) else None


def place_address(address: str, fragment: str) -> str:
    """The address of a place in a file: of a page of a PDF, of an element of a web page; "" if it has none.

    >>> place_address("https://example.org/minutes.pdf", "page=3")
    'https://example.org/minutes.pdf#page=3'
    >>> place_address("", "page=3"), place_address("https://example.org/minutes.docx", "")
    ('', '')
    """
    legal = web_address(address) if fragment else None
    return f"{legal.partition('#')[0]}#{quote(fragment, safe=_FRAGMENT)}" if legal else ""


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs of one council.

    Args:
        base: what `check_base` gives.
        council: slug of the council.
    """

    base: str
    council: str

    def page(self, kind: str, slug: str) -> str:
        """The address of the page, to which `#it` or the name of a part is added.

        >>> Iris("http://localhost:8000/", "ravensclough-council").page("person", "orla-fenwick")
        'http://localhost:8000/ravensclough-council/person/orla-fenwick'
        """
        return f"{self.base}{self.council}/{kind}/{slug}"

    def thing(self, kind: str, slug: str) -> str:
        """The IRI of the thing that the page is about.

        >>> Iris("http://localhost:8000/", "ravensclough-council").thing("person", "orla-fenwick")
        'http://localhost:8000/ravensclough-council/person/orla-fenwick#it'
        """
        return f"{self.page(kind, slug)}#it"

    def document(self, slug: str) -> str:
        """The IRI of a source document, which also names its graph."""
        return self.thing("document", slug)


def document_iri(base: str, council_slug: str, slug: str) -> str:
    """The IRI of a source document, which also names its graph.

    >>> document_iri("http://localhost:8000/", "ravensclough-council", "panel-2025-09-23")
    'http://localhost:8000/ravensclough-council/document/panel-2025-09-23#it'
    """
    return Iris(check_base(base), as_slug(council_slug)).document(as_slug(slug))


def item_slug(document_slug: str, index: int) -> str:
    """The slug of an item of business; `index` from 0."""
    return f"{document_slug}-{index + 1}"


def tenure_slug(person_slug: str, post_slug: str) -> str:
    """The slug of a person's tenure of a post.

    >>> tenure_slug("orla-fenwick", "head-of-inclusion")
    'orla-fenwick--head-of-inclusion'
    """
    return f"{person_slug}--{post_slug}"


def evidence_slug(document_slug: str, start: int, end: int) -> str:
    """The slug of words at `[start, end)` of a document."""
    return f"{document_slug}-{start}-{end}"


def observation_slug(document_slug: str, start: int, unit: str, value: Decimal) -> str:
    """The slug of a figure.

    Args:
        document_slug: of the document.
        start: where the number stands.
        unit: name of the unit in `units.ttl`.
        value: the number.

    >>> observation_slug("panel-2025-09-23", 1279, "percent", Decimal("-1.50"))
    'panel-2025-09-23-1279-percent-minus-1-5'
    """
    number = plain_decimal(value).replace("-", "minus-").replace(".", "-")
    return f"{document_slug}-{start}-{unit}-{number}"


def day_part(day: dt.date) -> str:
    """The part of a tenure's page that stands for a day on which it was seen."""
    return f"seen-{day.isoformat()}"
