"""The pages of a ModernGov site, where its web service is off: lists of committees and meetings, and the minutes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html import escape

import httpx
from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg.harvest.addresses import strip_session
from kg.harvest.cleaning import clean_nodes, words_beside_links, words_of
from kg.harvest.meetings import DECISION, MINUTES, Attendee, Committee, Item, Meeting, Minutes, is_number
from kg.harvest.tree import one_line
from kg.read.html.mgwords import FILE_SIZE, LABELS

COMMITTEES = ("mgListCommittees.aspx?bcr=1", "ieDocHome.aspx?bcr=1")
_KINDS = {"minutes": MINUTES, "decision": DECISION}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MISOEDD = ("ion", "chw", "maw", "ebr", "mai", "meh", "gor", "aws", "med", "hyd", "tac", "rha")
_DAY = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|ain|eg|fed|af|il|ydd)?\s+(?:o\s+)?([A-Za-z]{3,10})\.?,?\s+((?:19|20)\d\d)\b"
)
_TIME = re.compile(r"\b(\d{1,2}[.:]\d\d\s*(?:[ap]\.?m\.?|[yh]\.[a-z]\.)?)", re.IGNORECASE)
_NAMES = re.compile(  # what kinds of body have a ModernGov site
    r"\b(?:council|authority|borough|cyngor|senedd|parliament|assembly|association|partnership|park|board|awdurdod)\b",
    re.I,
)
_NO_NAMES = re.compile(r"modern\W?(?:gov|council)", re.I)  # what a site is called whose council has not named it
_WHOLE = re.compile(r"view the full|gweld", re.IGNORECASE)
_PARTS = re.compile(r"\s+[-–—|]\s+|\s*\|\s*|\s+::\s+|:\s+")


def read_links(page: LexborHTMLParser, base: httpx.URL) -> Iterator[tuple[httpx.URL, str]]:
    """The links of a page with their words; those that are no address are left out."""
    for node in page.css("a[href]"):
        href = (node.attributes.get("href") or "").strip()
        try:
            url = base.join(href)
        except (httpx.InvalidURL, ValueError):
            continue
        if url.scheme in ("http", "https") and url.host:
            yield url.copy_with(path=strip_session(url.path) or "/"), words_of(node)


def _number(url: httpx.URL, *names: str) -> str:
    """A number in the query of an address, whatever the case of its name."""
    given = {key.lower(): value for key, value in url.params.multi_items()}
    return next((given[name] for name in names if is_number(given.get(name, ""))), "")


def read_committees(page: LexborHTMLParser, base: httpx.URL) -> tuple[Committee, ...]:
    """The committees that a page links to, each once, in its order."""
    found: dict[str, str] = {}
    for url, words in read_links(page, base):
        name = url.path.rpartition("/")[2].lower()
        number = ""
        if name == "mgcommitteedetails.aspx":
            number = _number(url, "id")
        elif name == "ielistmeetings.aspx":
            number = _number(url, "cid", "committeeid")
        if number and words:
            found.setdefault(number, words)
    return tuple(Committee(number, title) for number, title in found.items())


def read_meetings(page: LexborHTMLParser, base: httpx.URL, committee: Committee) -> tuple[Meeting, ...]:
    """The meetings of a committee that a page links to, each once, in its order."""
    found: dict[str, Meeting] = {}
    for url, words in read_links(page, base):
        if url.path.rpartition("/")[2].lower() != "ielistdocuments.aspx":
            continue
        number, day = _number(url, "mid", "meetingid"), read_day(words)
        whose = _number(url, "cid", "committeeid")
        if number and day and whose in ("", committee.id):
            status = "Cancelled" if re.search(r"cancelled|ganslwyd|ganslo", words, re.I) else ""
            found.setdefault(number, Meeting(number, committee.id, committee.title, day, status))
    return tuple(found.values())


def read_minutes(page: LexborHTMLParser, base: httpx.URL, title: str) -> tuple[Minutes, tuple[tuple[int, str], ...]]:
    """The meeting of a page, and which of its items the site has cut short (index, number of the item on the site).

    Args:
        page: ieListDocuments.aspx.
        base: its address.
        title: the name of its committee.
    """
    head = words_of(page.css_first("h2.mgSubTitleTxt, .mgSubTitleTxt"))
    body, _, when = head.rpartition(" - ")
    time = _TIME.search(_DAY.sub(" ", when))
    items: list[Item] = []
    cut: list[tuple[int, str]] = []
    for row in page.css("table.mgItemTable tr"):
        if not _is_item_row(row):
            continue  # of a table in the minutes
        item, more = _read_row(row)
        if item is not None:
            if more:
                cut.append((len(items), more))
            items.append(item)
    minutes = Minutes(
        title or body,
        read_day(when),
        " ".join(time[1].split()) if time else "",
        _read_place(page),
        tuple(items),
        published=(printed := read_printed(page, base)) is not None,
        printed=str(printed or ""),
    )
    return minutes, tuple(cut)


def _is_item_row(row: LexborNode) -> bool:
    table = row.parent
    while table is not None and table.tag != "table":
        table = table.parent
    return table is not None and "mgItemTable" in (table.attributes.get("class") or "").split()


def _read_place(page: LexborHTMLParser) -> str:
    """Where it was, without the links that stand behind it."""
    for node in page.css(".mgLabel"):
        if words_of(node).rstrip(": ") in ("Venue", "Lleoliad") and node.parent is not None:
            words = [node.text_content or "" for node in _children(node.parent, texts=True) if node.is_text_node]
            return one_line("".join(words)).rstrip(". ")
    return ""


def _read_row(row: LexborNode) -> tuple[Item | None, str]:
    """The item in a row of the agenda, and its number on the site if its minutes go on elsewhere."""
    cells = [node for node in _children(row) if node.tag == "td"]
    if not cells:
        return None, ""
    number = words_of(cells[0]) if len(cells) > 1 else ""
    title, parts = _read_parts(cells[-1])
    if not title and not parts:
        return None, ""
    links = (node.attributes.get("href") or "" for node in cells[-1].css("a[href]") if _WHOLE.search(words_of(node)))
    found = (re.search(r"mgAi\.aspx\?(?:[^#]*&)?ID=(\d{1,12})\b", link, re.IGNORECASE) for link in links)
    return Item(number, title, parts), next((match[1] for match in found if match), "")


def _read_parts(cell: LexborNode) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The title of an item, and what stands below it."""
    title, label = "", ""
    parts: list[tuple[str, str]] = []
    for node in _children(cell, texts=True):
        classes = (node.attributes.get("class") or "").split() if node.is_element_node else []
        if "mgAiTitleTxt" in classes and not title:
            title = FILE_SIZE.sub("", words_of(node)).strip()
        elif "mgSubItemTitleTxt" in classes:
            label = words_of(node).rstrip(":").strip()
        elif _kind(label) != "documents" and (html := _read_part(node)):
            parts.append((_KINDS.get(_kind(label), label), html))
    return title, tuple(parts)


def _read_part(node: LexborNode) -> str:
    """What an element says, as HTML; nothing if it only leads elsewhere."""
    if node.is_text_node:
        words = " ".join((node.text_content or "").split())
        return f"<p>{escape(words, quote=False)}</p>" if words else ""
    html = clean_nodes(node) if node.tag not in ("ul", "script", "a") else ""
    if not html or not words_beside_links(node):
        return ""
    if node.tag in ("table", "ol", "blockquote"):
        return f"<{node.tag}>{html}</{node.tag}>"
    return html if node.tag == "div" else f"<p>{html}</p>"


def _kind(label: str) -> str:
    return LABELS.get(label.casefold(), "")


def read_item(page: LexborHTMLParser) -> tuple[tuple[str, str], ...]:
    """What stands on the page of one item, mgAi.aspx: labels and HTML, as `Item.parts` has them."""
    label = ""
    parts: list[tuple[str, str]] = []
    for node in page.css(".mgSubItemTitleTxt, .mgSubSubTitleTxt, .mgWordPara"):
        classes = (node.attributes.get("class") or "").split()
        if "mgWordPara" not in classes:
            label = words_of(node).rstrip(":").strip()
        elif _kind(label) != "documents" and (html := clean_nodes(node)):
            parts.append((_KINDS.get(_kind(label), label), html))
    return tuple(parts)


def read_printed(page: LexborHTMLParser, base: httpx.URL) -> httpx.URL | None:
    """Where the page of a meeting has its minutes as a PDF; None if it has none."""
    for url, words in read_links(page, base):
        name = url.path.rpartition("/")[2].casefold()
        if (
            "/documents/g" in url.path
            and name.endswith(".pdf")
            and re.search(r"minutes|cofnodion", f"{name} {words}", re.I)
        ):
            return url
    return None


def read_attendance(page: LexborHTMLParser) -> tuple[Attendee, ...]:
    """The people of mgMeetingAttendance.aspx."""
    found = []
    for row in page.css("table[summary*='ttendance'] tr, table.mgStatsTable tr"):
        cells = [words_of(cell) for cell in row.css("td")]
        if len(cells) >= 3 and cells[0]:
            found.append(Attendee(cells[0], cells[1], cells[2]))
    return tuple(dict.fromkeys(found))


def read_council(page: LexborHTMLParser) -> str:
    """The name of the council, as the title of a page has it; empty if it does not.

    >>> read_council(LexborHTMLParser("<title>Browse meetings - Mere Valley Council</title>"))
    'Mere Valley Council'
    """
    named = page.css_first("meta[property='og:site_name']")
    words = [(named.attributes.get("content") or "") if named else "", words_of_title(page)]
    for part in (part.strip() for text in words for part in reversed(_PARTS.split(text))):
        part = re.sub(r"^(?:welcome to|croeso i)\s+", "", part, flags=re.I)
        if _NAMES.search(part) and not _NO_NAMES.fullmatch(part) and 1 < len(part.split()) <= 8:
            return part
    return ""


def words_of_title(page: LexborHTMLParser) -> str:
    """The title of a page, on one line."""
    node = page.css_first("title")
    return " ".join((node.text() if node else "").split())[:300]


def read_day(words: str) -> str:
    """The first day that is named in full, English or Welsh, as ISO 8601; empty if there is none.

    >>> read_day("Tuesday, 4th May, 2026 6.30 pm"), read_day("16 Maw 2026"), read_day("Spring 2026")
    ('2026-05-04', '2026-03-16', '')
    """
    for match in _DAY.finditer(words):
        month = match[2][:3].lower()
        for names in (_MONTHS, _MISOEDD):
            if month in names:
                try:
                    return dt.date(int(match[3]), names.index(month) + 1, int(match[1])).isoformat()
                except ValueError:
                    break
    return ""


def _children(node: LexborNode, texts: bool = False) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        if child.is_element_node or (texts and child.is_text_node):
            yield child
        child = child.next
