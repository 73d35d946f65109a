"""One request at a time, slowly, to one host: what a polite reader of a council's site does."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeVar

import httpx

from kg.errors import SiteError
from kg.harvest.addresses import is_loopback, same_site, strip_session
from kg.harvest.manners import LARGEST_ROBOTS, Rules, read_rules, wait_asked_for, wait_before

T = TypeVar("T")

_LARGEST = 32_000_000  # bytes of one answer, unpacked
_MOST = 4_000_000_000  # bytes of all answers of a run
_TRIES = 4
_HOPS = 5
_PATIENCE = 5  # times the time limit: what a whole answer may take
_LONGEST_WAIT = 600.0  # seconds; a site that wants more is left alone until another day
_AGAIN = frozenset({408, 425, 429, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
GO_ON = "run the same command again later: it goes on where it stopped"


class Refused(Exception):
    """The site has no such page, or does not give it to programs; asking again would not help.

    Args:
        reason: for a person.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Unanswered(Exception):
    """No whole answer came, however often it was asked for.

    Args:
        reason: for a person.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Damaged(Exception):
    """An answer is not what it should be, as if it had been cut; raised by those who read it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came.

    Args:
        url: from where, after redirections, without session.
        data: the bytes, unpacked; empty if it is unchanged.
        unchanged: whether it is as it was (304).
        etag, modified: as given; empty if not.
    """

    url: httpx.URL
    data: bytes = b""
    unchanged: bool = False
    etag: str = ""
    modified: str = ""

    @property
    def text(self) -> str:
        """The bytes as text; ModernGov writes UTF-8."""
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return self.data.decode("cp1252", "replace")


@dataclass(frozen=True, slots=True)
class Clock:
    """Time, in one place, so that a test can tell it.

    Args:
        sleep: waits for some seconds.
        ticks: seconds that only grow.
        now: day and time, with its zone.
    """

    sleep: Callable[[float], None] = time.sleep
    ticks: Callable[[], float] = time.monotonic
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)


@dataclass(slots=True)
class Fetcher:
    """Asks one site for pages.

    Args:
        home: any address on it; no other host is ever asked.
        client: what carries the requests.
        delay: seconds between the end of an answer and the next request.
        timeout: seconds without a byte after which an answer is given up.
        say: tells the user why it takes longer.
        clock: time.
        requests: how many there were.
        secure: whether the site sent us from http to https.
    """

    home: httpx.URL
    client: httpx.Client
    delay: float
    timeout: float
    say: Callable[[str], None]
    clock: Clock = field(default_factory=Clock)
    requests: int = 0
    _rules: Rules | None = None
    _last: float | None = None
    _bytes: int = 0
    _line: socket.socket | None = None
    secure: bool = False

    def get(self, url: httpx.URL, read: Callable[[Answer], T], etag: str = "", modified: str = "") -> T:
        """What `read` makes of the answer to a request, which is repeated as far as that helps.

        Args:
            url: what to ask for.
            read: reads the answer; it may raise `Damaged`, and the answer is asked for again, or `Refused`.
            etag: what came with the answer that is there already.
            modified: likewise.

        Raises:
            Refused: asking again would not help.
            Unanswered: it was asked often enough.
            SiteError: the site wants to be left alone.
        """
        if self._rules is None:
            self._rules = self._ask_rules()
        return self._insist(url, read, etag, modified)

    def _ask_rules(self) -> Rules:
        robots = self.home.copy_with(path="/robots.txt", query=None)
        try:
            rules = self._insist(robots, lambda answer: read_rules(answer.data), "", "", largest=LARGEST_ROBOTS)
        except Refused:
            return Rules()  # RFC 9309, 2.3.1.3: none there, so nothing is forbidden
        except Unanswered as error:  # 2.3.1.4: nobody can say what is allowed
            raise SiteError(f"cannot be reached ({error.reason})", where=str(robots), todo=GO_ON) from error
        if rules.delay > _LONGEST_WAIT:
            raise SiteError(
                f"asks for {rules.delay / 60:.0f} minutes between requests",
                where=str(robots),
                todo="ask the council's web team for less, or save pages by hand and kg build them",
            )
        if rules.delay > self.delay:
            self.say(f"the site asks for {rules.delay:g} s between requests (robots.txt)")
        return rules

    def _insist(
        self, url: httpx.URL, read: Callable[[Answer], T], etag: str, modified: str, largest: int = _LARGEST
    ) -> T:
        reason, tries, refused = "", _TRIES, False
        attempt = 0
        while attempt < tries:
            wait: float | None = None
            try:
                return read(self._follow(url, etag, modified, largest))
            except _Later as later:
                reason, wait, tries = later.reason, later.wait, min(tries, later.tries)
                refused = later.status not in _AGAIN
            except Damaged as error:
                reason = str(error)
            except httpx.InvalidURL as error:  # httpx looks at where a redirection leads before we do
                raise Refused("it leads to what is no address") from error
            except httpx.ConnectError as error:
                reason = _words(error)
            except httpx.TimeoutException:
                reason = "no answer in time"
            except (httpx.HTTPError, httpx.StreamError) as error:
                reason = f"the answer broke off ({_words(error)})"
            attempt += 1
            if attempt < tries:
                wait = wait_before(attempt, self._base) if wait is None else max(wait, self._base)
                if wait > _LONGEST_WAIT:
                    raise SiteError(
                        f"asks to be left alone for {wait / 60:.0f} minutes", where=self.home.host, todo=GO_ON
                    )
                if wait >= 3:
                    self.say(f"{reason}: waiting {wait:.0f} s")
                self.clock.sleep(wait)
        raise Refused(reason) if refused else Unanswered(reason)

    @property
    def _base(self) -> float:
        # To ask at once again is no way to treat anybody's server but one's own.
        return max(self.delay, 0.02 if is_loopback(self.home.host) else 1.0)

    def _follow(self, url: httpx.URL, etag: str, modified: str, largest: int) -> Answer:
        if self.secure and url.scheme == "http":
            url = url.copy_with(scheme="https", port=None)
        for _ in range(_HOPS + 1):
            if self._rules is not None and not self._rules.allow(str(url)):
                raise Refused("robots.txt of the site does not allow it")
            answer = self._ask(url, etag, modified, largest)
            if isinstance(answer, Answer):
                return answer
            # From then on without the detour: a site that moved to https sends every request there.
            self.secure = self.secure or (url.scheme, answer.scheme) == ("http", "https")
            url = answer
        raise Refused("it leads round in a circle")

    def _ask(self, url: httpx.URL, etag: str, modified: str, largest: int) -> Answer | httpx.URL:
        """One request: the answer, or where it sends us."""
        self._pause()
        headers = {"If-None-Match": etag} if etag else {}
        if modified:
            headers["If-Modified-Since"] = modified
        self.requests += 1
        # A time limit on each byte is none on an answer whose bytes come one by one.
        watch = threading.Timer(_PATIENCE * self.timeout, self._hang_up)
        watch.daemon = True
        watch.start()
        try:
            with self.client.stream("GET", url, headers=headers, extensions={"trace": self._trace}) as response:
                status = response.status_code
                if status == 304 and (etag or modified):
                    return Answer(url, unchanged=True, etag=etag, modified=modified)
                if status in _MOVED:
                    return self._moved(url, response.headers.get("location", ""))
                if status in _AGAIN or status >= 500:
                    wait = wait_asked_for(response.headers.get("retry-after", ""), self.clock.now())
                    # 500 is how the web service says that it is switched off: asked once more, not four times.
                    raise _Later(f"the site answers {status}", wait, _TRIES if status in _AGAIN else 2, status)
                if status != 200:
                    raise Refused(f"the site answers {status}")
                data = self._take(response, largest)
                tags = (response.headers.get("etag", ""), response.headers.get("last-modified", ""))
                return Answer(url.copy_with(path=strip_session(url.path)), data, False, *(_header(tag) for tag in tags))
        finally:
            watch.cancel()
            self._last = self.clock.ticks()

    def _trace(self, event: str, info: Mapping[str, object]) -> None:
        """Remember what the answer comes through, as the library below httpx tells it."""
        stream = info.get("return_value")
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")) and hasattr(stream, "get_extra_info"):
            self._line = stream.get_extra_info("socket")

    def _hang_up(self) -> None:
        if self._line is not None:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)

    def _take(self, response: httpx.Response, largest: int) -> bytes:
        pieces, size = [], 0
        for piece in response.iter_bytes():
            size += len(piece)
            self._bytes += len(piece)
            if size > largest:
                raise Refused(f"an answer of more than {largest // 1_000_000 or 1} MB")
            if self._bytes > _MOST:
                raise SiteError(f"more than {_MOST // 10**9} GB in one run", where=self.home.host, todo=GO_ON)
            pieces.append(piece)
        return b"".join(pieces)

    def _moved(self, url: httpx.URL, location: str) -> httpx.URL:
        try:
            target = url.join(location.strip())
        except (httpx.InvalidURL, ValueError) as error:
            raise Refused("it leads to what is no address") from error
        if not location.strip() or not (same_site(target, self.home) or same_site(target, url)):
            there = "".join(c for c in f"{target.scheme}://{target.host}" if c.isprintable())[:100]
            raise Refused(f"it leads away, to {there}, which was not asked")
        if target.path.lower().endswith(("/mgerror.aspx", "/error.aspx")):
            raise Refused("the site answers with its error page")
        return target

    def _pause(self) -> None:
        delay = max(self.delay, self._rules.delay if self._rules else 0.0)
        if self._last is not None and delay > 0:
            wait = self._last + delay - self.clock.ticks()
            if wait > 0:
                self.clock.sleep(wait)


class _Later(Exception):
    """An answer that says: not now."""

    def __init__(self, reason: str, wait: float | None, tries: int, status: int) -> None:
        self.reason, self.wait, self.tries, self.status = reason, wait, tries, status
        super().__init__(reason)


def _header(value: str) -> str:
    """A validator that can be sent back as it came."""
    return value if value.isascii() and value.isprintable() and len(value) <= 500 else ""


def _words(error: Exception) -> str:
    words = " ".join(str(error).split())[:200]
    if "CERTIFICATE_VERIFY_FAILED" in words:
        return "its certificate is not trusted on this machine"
    if any(part in words for part in ("getaddrinfo", "Name or service", "nodename", "Temporary failure in name")):
        return "no such host, or no network"
    if "refused" in words:
        return "nothing answers there"
    return words or type(error).__name__


@contextmanager
def open_client(home: httpx.URL, *, agent: str, language: str, timeout: float) -> Iterator[httpx.Client]:
    """What carries the requests: the proxy and the certificates of this machine, as its browser uses them.

    Proxies that the environment names are used, as a council's network wants it, but not for this machine itself.
    """
    here = is_loopback(home.host)
    # Beside the certificates of the library those that the council's IT has installed.
    context = ssl.create_default_context() if here else httpx.create_ssl_context()
    if not here:
        context.load_default_certs()
    mounts: dict[str, httpx.BaseTransport | None] = {f"all://{home.host}": None} if here else {}
    client = httpx.Client(
        headers={
            "User-Agent": agent,
            "Accept": "text/xml,application/xml,text/html;q=0.9,*/*;q=0.5",
            "Accept-Language": "cy" if language == "cy" else "en-GB,en",
        },
        timeout=httpx.Timeout(timeout, connect=min(timeout, 20.0)),
        limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
        follow_redirects=False,
        verify=context,
        mounts=mounts,
    )
    with client:
        yield client
