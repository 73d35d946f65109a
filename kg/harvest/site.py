"""Where on a host ModernGov lies, and whose it is."""

from __future__ import annotations

import re

import httpx

from kg.errors import SiteError
from kg.harvest import pages
from kg.harvest.addresses import guess_homes, home_of_link, same_site
from kg.harvest.cleaning import NoPage, parse_html
from kg.harvest.fetching import Answer, Fetcher, Refused
from kg.harvest.meetings import Committee
from kg.harvest.sources import Sources

# What stands before and behind the name in the address of a council's committee pages.
_BEFORE = frozenset(
    "www democracy democratic moderngov modgov modern-gov committees committee minutes meetings councillors "
    "councilportal mycouncil cds cms business busnes democratiaeth portal cmis councilmeetings".split()
)
_BEHIND = re.compile(
    r"\.(?:moderngov\.co\.uk|gov\.uk|gov\.wales|llyw\.cymru|gov\.scot|nhs\.uk|org\.uk|co\.uk|ie|wales|cymru|scot|com|org|net|uk)$"
)


# What stands in every reason for which a page was not had, and what that means.
_REFUSALS = {
    "robots.txt": "its robots.txt does not allow programs to read the committee pages",
    "answers 403": "it refuses programs (it answers 403)",
    "answers 401": "it asks for a password (it answers 401)",
}
_ASK = "ask the council's web team to allow minutes-kg, or save pages by hand and kg build them"


def find_site(start: httpx.URL, sources: Sources) -> tuple[Committee, ...]:
    """Find the folder of ModernGov, set it in `sources`, and give the committees.

    Args:
        start: the address as the user gave it.
        sources: of that host.

    Raises:
        SiteError: it is not there.
    """
    tried: list[str] = []
    homes = list(guess_homes(start))
    looked = False
    while homes:
        home = homes.pop(0)
        sources.move(home)
        try:
            return sources.committees()
        except Refused as error:
            tried.append(f"{home.path} ({error.reason})")
        if not homes and not looked:
            # Perhaps a page of the council that links to its committees.
            looked = True
            known = {str(one) for one in guess_homes(start)}
            homes = [one for one in _linked_homes(start, sources.fetcher) if str(one) not in known]
    for sign, what in _REFUSALS.items():
        if tried and all(sign in part for one in tried for part in one.split("; ")):
            raise SiteError(what, where=start.host, todo=_ASK)
    away = next((one for one in tried if "leads away" in one), "")
    raise SiteError(
        f"no ModernGov there; tried {', '.join(tried)}"[:600],
        where=str(start),
        todo="name the address it leads to, if that is the council's"
        if away
        else "check the address, or save pages by hand and kg build them",
    )


def _linked_homes(start: httpx.URL, fetcher: Fetcher) -> tuple[httpx.URL, ...]:
    def read(answer: Answer) -> tuple[httpx.URL, ...]:
        try:
            page = parse_html(answer.text)
        except NoPage:
            return ()
        found = [home_of_link(answer.url)]
        found += [home_of_link(url) for url, _ in pages.read_links(page, answer.url) if same_site(url, start)]
        return tuple(dict.fromkeys(home for home in found if home is not None))[:3]

    try:
        return fetcher.get(start, read)
    except Refused:
        return ()


def name_from_host(host: str) -> str:
    """A name for a council from the address of its site, where no page says it.

    >>> name_from_host("democracy.mere-valley.gov.uk"), name_from_host("merevalley.moderngov.co.uk")
    ('Mere Valley', 'Merevalley')
    >>> name_from_host("127.0.0.1")
    ''
    """
    if not re.search(r"[a-z]", host):
        return ""
    labels = [label for label in _BEHIND.sub("", host).split(".") if label not in _BEFORE]
    return labels[-1].replace("-", " ").title() if labels else ""
