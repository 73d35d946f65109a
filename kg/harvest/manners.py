"""How a site wants to be asked: robots.txt, Retry-After, and how long to wait before asking again."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from protego import Protego

NAME = "minutes-kg"  # what robots.txt calls this program
LARGEST_ROBOTS = 500 * 1024  # RFC 9309, section 2.5
_MOST_STARS = 5  # in one rule; a rule with dozens takes protego's patterns very long
_STARS = re.compile(r"\*+")


@dataclass(frozen=True, slots=True)
class Rules:
    """What robots.txt says to this program.

    Args:
        parser: protego's; None where there is no robots.txt.
    """

    parser: Protego | None = None

    def allow(self, url: str) -> bool:
        """Whether an address may be asked for."""
        return self.parser is None or bool(self.parser.can_fetch(url, NAME))

    @property
    def delay(self) -> float:
        """Seconds that it wants between two requests (`Crawl-delay`, `Request-rate`); 0 if it does not say."""
        if self.parser is None:
            return 0.0
        rate = self.parser.request_rate(NAME)
        each = rate.seconds / rate.requests if rate and rate.requests else 0.0
        asked = (float(self.parser.crawl_delay(NAME) or 0), float(each))
        return max((seconds for seconds in asked if seconds > 0), default=0.0)  # what is no number is not above 0


def read_rules(robots: bytes) -> Rules:
    """The rules of a robots.txt, read as RFC 9309 has it.

    >>> rules = read_rules(b"User-agent: *\\nDisallow: /private/\\nCrawl-delay: 3")
    >>> rules.allow("https://a.example/private/x"), rules.allow("https://a.example/x"), rules.delay
    (False, True, 3.0)
    """
    text = robots[:LARGEST_ROBOTS].decode("utf-8", "replace").lstrip("\ufeff")
    return Rules(Protego.parse("\n".join(map(_tame, text.splitlines()))))


def _tame(line: str) -> str:
    """A rule with few stars; what is cut off only makes it say more, so that nothing forbidden is asked for."""
    pieces = _STARS.split(line[:2000])
    if len(pieces) <= _MOST_STARS + 1 or line.lower().lstrip().startswith("user-agent"):
        return "*".join(pieces)
    return "*".join(pieces[: _MOST_STARS + 1])


def wait_asked_for(retry_after: str, now: dt.datetime) -> float | None:
    """The seconds that a `Retry-After` header asks to wait (RFC 9110, 10.2.3), or None if it says nothing.

    >>> now = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)
    >>> wait_asked_for("120", now), wait_asked_for("Mon, 04 May 2026 09:00:30 GMT", now), wait_asked_for("soon", now)
    (120.0, 30.0, None)
    """
    words = retry_after.strip()
    if re.fullmatch(r"[0-9]{1,9}", words):
        return float(words)
    try:
        until = parsedate_to_datetime(words)
    except (ValueError, TypeError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=dt.UTC)
    return max(0.0, (until - now).total_seconds())


def wait_before(attempt: int, base: float, most: float = 60.0) -> float:
    """The seconds to wait before an attempt after a failed one: twice as long each time.

    >>> [wait_before(n, 1.0) for n in (1, 2, 3, 9)]
    [2.0, 4.0, 8.0, 60.0]
    """
    return float(min(most, base * 2**attempt))
