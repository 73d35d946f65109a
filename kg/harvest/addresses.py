"""Addresses of a ModernGov site: what is one site, what is noise, where the web service may be."""

from __future__ import annotations

import ipaddress
import re

import httpx

from kg.errors import UsageError

# A session that is kept in the path, for browsers without cookies: /(S(abc))/, /(X(1)S(abc))/.
_SESSION = re.compile(r"/\((?:[A-Z]\([^()/]*\))+\)(?=/|$)")
_PAGE = re.compile(r"\.(?:aspx|asmx|asp|html?|pdf)$", re.IGNORECASE)
_KNOWN = re.compile(r"/(?:mg|ie)[A-Za-z0-9]+\.(?:aspx|asmx)$", re.IGNORECASE)
_HOST = re.compile(r"[A-Za-z0-9._:-]{1,253}")
_TODO = "give the address of the council's committee pages, such as https://democracy.example.gov.uk"


def read_address(words: str) -> httpx.URL:
    """The address as typed, without session, fragment and query.

    >>> str(read_address("democracy.example.gov.uk"))
    'https://democracy.example.gov.uk/'
    >>> str(read_address("https://a.example/moderngov/(S(x1))/ieDocHome.aspx?bcr=1#top"))
    'https://a.example/moderngov/ieDocHome.aspx'

    Raises:
        UsageError: it is no address of a web site.
    """
    words = words.strip()
    if "://" not in words and not words.lower().startswith(("file:", "data:", "ftp:", "javascript:")):
        words = f"https://{words}"
    try:
        url = httpx.URL(words)
    except (httpx.InvalidURL, ValueError) as error:
        raise UsageError("not the address of a web site", where=words, todo=_TODO) from error
    if url.scheme not in ("http", "https") or not _HOST.fullmatch(url.raw_host.decode("ascii", "replace")):
        raise UsageError("not the address of a web site", where=words, todo=_TODO)
    if url.userinfo:
        raise UsageError("a name or password in the address is not used", where=url.host, todo=_TODO)
    return url.copy_with(path=strip_session(url.path) or "/", query=None, fragment=None)


def strip_session(path: str) -> str:
    """A path without the session that ASP.NET keeps in it.

    >>> strip_session("/modgov/(X(1)S(k2j))/mgAi.aspx")
    '/modgov/mgAi.aspx'
    """
    return _SESSION.sub("", path)


def same_site(url: httpx.URL, home: httpx.URL) -> bool:
    """Whether an address is on the host that the user named; https instead of http is, another port is not.

    >>> home = httpx.URL("http://a.example/")
    >>> [same_site(httpx.URL(u), home) for u in ("http://a.example/x", "https://a.example/", "http://a.example:81/")]
    [True, True, False]
    >>> [same_site(httpx.URL(u), home) for u in ("http://a.example.org/", "http://a.example@b.example/", "ftp://a.example/")]
    [False, False, False]
    """
    if url.host != home.host or url.userinfo:
        return False
    if url.scheme == home.scheme:
        return (url.port or _port(url.scheme)) == (home.port or _port(home.scheme))
    # From http to https, each on its usual port; never back.
    return (home.scheme, url.scheme) == ("http", "https") and home.port in (None, 80) and url.port in (None, 443)


def _port(scheme: str) -> int | None:
    return {"http": 80, "https": 443}.get(scheme)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself, by its name alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def guess_homes(url: httpx.URL) -> tuple[httpx.URL, ...]:
    """The folders in which the web service may lie, the likeliest first: of the page named, and all above.

    >>> [home.path for home in guess_homes(httpx.URL("https://a.example/modgov/ieDocHome.aspx"))]
    ['/modgov/', '/']
    """
    names = [name for name in url.path.split("/") if name]
    if names and (_PAGE.search(names[-1]) or (not url.path.endswith("/") and "." in names[-1])):
        names.pop()
    names = names[:6]
    paths = ["/" + "".join(f"{name}/" for name in names[:n]) for n in range(len(names), -1, -1)]
    return tuple(url.copy_with(path=path) for path in paths)


def home_of_link(link: httpx.URL) -> httpx.URL | None:
    """The folder of a page of ModernGov, known by its name; None for any other page.

    >>> str(home_of_link(httpx.URL("https://a.example/x/mgListCommittees.aspx?bcr=1")))
    'https://a.example/x/'
    >>> home_of_link(httpx.URL("https://a.example/news.aspx"))
    """
    path = strip_session(link.path)
    if not _KNOWN.search(path):
        return None
    return link.copy_with(path=path[: path.rindex("/") + 1], query=None, fragment=None)
