"""Saved pages of ModernGov, told apart by what stands on them: a meeting, an item, an issue, a decision, attendance.

Every council wraps these pages in its own looks, but the classes of the text itself are those of the product:
`mgAiTitleTxt` the number and title of an item, `mgSubItemTitleTxt` the labels "Decision:" and "Minutes:",
`mgWordPara` what is written under them, `mgLabel` "Venue:" and the like. A row of the agenda has up to three
`mgWordPara`: agenda, decision and minutes; only the label before each tells which.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg.document import Place, Span
from kg.errors import Doubt, SourceError
from kg.read.appearance import is_account
from kg.read.html.layout import Layout, Line
from kg.read.html.mgattendance import find_attendance, has_attendance
from kg.read.html.mgitems import PageContent, PageMeeting, Piece, read_content
from kg.read.html.mgtext import Writer
from kg.read.html.mgwords import DAY, NOT_HELD, OTHER_PAGES, STATUS
from kg.read.html.site import page_title, site_council
from kg.read.html.sitting import clean_body, find_sitting, read_sitting
from kg.read.labels import load_labels
from kg.read.lines import ITEM
from kg.read.rendering import Region

_ROLES: Mapping[str, str] = {
    **dict.fromkeys(("mgaititletxt", "mgitemnumbercell"), "title"),
    **dict.fromkeys(("mgsubitemtitletxt", "mgsubsubtitletxt"), "label"),
    **dict.fromkeys(("mgwordpara", "wordsection1", "section1"), "text"),
    "mgmaintitletxt": "page",
    "mgsubtitletxt": "subtitle",
    "mgitemtable": "items",
    **dict.fromkeys(
        (
            "mgactionlist mglinks mgbreadcrumb mgbreadcrumbs mgpagination mghide mgfilesize mgshare mgmedia "
            "mgbulletlist mgmediaplayer mgfooter mgtabs mgprintlinks mgplaniteminforce"
        ).split(),
        "skip",
    ),
}  # fmt: skip
_KNOWN = frozenset(_ROLES) - {"wordsection1", "section1"} | {"mgcontent", "mglabel", "mgsectiontitle", "mgbulletlist"}
_ITEM_PAGE = re.compile(
    r"agenda item|eitem (?:ar yr )?agenda|eitem (?:ar y )?rhaglen|decision|penderfyniad|issue|mater", re.I
)
_KINDS = re.compile(
    r"\b(?:agenda|minutes|decisions?|attendance|issue|cofnodion|penderfyniadau|presenoldeb)\b", re.IGNORECASE
)
_HEAD_LINES = 60  # of minutes, before their first item
_DECIDED = re.compile(
    r"\b(?:RESOLVED|AGREED|PENDERFYNWYD)\b|^(?:Resolved|Agreed|Present|In attendance|Apologies)\b.*[:-]"
)


@dataclass(frozen=True, slots=True)
class Laid:
    """The text of a page of ModernGov, and what it says besides."""

    text: str
    places: tuple[Place, ...] = ()
    sections: tuple[Span, ...] = ()
    regions: tuple[Region, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def is_moderngov(tree: LexborHTMLParser) -> bool:
    """Whether a page is one of ModernGov, by the classes of its text."""
    classes = {
        name.lower()
        for node in tree.css("[class*=mg], [class*=Mg]")[:600]
        for name in (node.attributes.get("class") or "").split()
    }
    return len(classes & _KNOWN) >= 2


def lay_moderngov(tree: LexborHTMLParser, name: str) -> Laid:
    """The text of a page of ModernGov.

    Args:
        tree: the page.
        name: of the file, for errors and doubts.

    Raises:
        SourceError: it is a page of that site that holds no minutes.
    """
    root = _find_root(tree)
    lines = Layout(_ROLES).lines_of(root) if root is not None else []
    heading = _heading(tree, root)
    # The page of one item has its title where that of a meeting has body and day.
    single = _ITEM_PAGE.match(heading) is not None or tree.css_first(".mgItemTable, .mgItemNumberCell") is None
    lines = [line._replace(role="page") if line.heading and line.text == heading else line for line in lines]
    content = read_content(lines, single=single)
    if heading and heading not in content.titles:
        content.titles.insert(0, heading)
    labelled = content.labelled
    meetings = _name_parts(content, _title_in_bar(tree, heading), single=single)
    attendance = find_attendance(tree)
    if attendance:
        meetings = [_without_table(one) for one in meetings]
    told = content.labelled or (labelled and any(one.head for one in meetings)) or _tells(lines)
    if not told and not attendance:
        _refuse(tree, content, heading, name)
    council = site_council(tree)
    sitting = find_sitting(tree, () if single and content.labelled else content.titles, single=single)
    if single and len(meetings) == 1 and not (meetings[0].sitting or _decided(content) or sitting):
        _lift_head(meetings[0])
    writer = Writer(marked=content.labelled and any(one.items for one in meetings))
    for i, meeting in enumerate(meetings):
        opening = " ".join(line.text for line in meeting.head[:8]).casefold()
        own = meeting.sitting or (_decided(content) or sitting if len(meetings) == 1 else "")
        if not own and not meeting.items and (named := _title_in_bar(tree, heading)):
            own = named
        above = [words for words in (council, own) if words and words.casefold() not in opening]
        writer.write_meeting(meeting, above, [*attendance, *content.officers] if i == 0 else ())
    return Laid(
        writer.text(),
        tuple(writer.places),
        tuple(writer.sections) if len(writer.sections) > 1 else (),
        tuple(writer.regions),
        tuple(_doubts(content, name)),
    )


def _heading(tree: LexborHTMLParser, root: LexborNode | None) -> str:
    """What the site calls the page: "Agenda item". The first heading may be the name of the council."""
    nodes = [*tree.css(".mgMainTitleTxt")[:3], *(root.css("h1")[:3] if root is not None else ()), *tree.css("h1")[:5]]
    words = [" ".join(node.text(separator=" ").split())[:300] for node in nodes]
    known = (one for one in words if _ITEM_PAGE.match(one) or _KINDS.search(one))
    return next(known, next(filter(None, words), ""))


def _find_root(tree: LexborHTMLParser) -> LexborNode | None:
    """What encloses the text of the page and its titles, without the council's own head and foot."""
    if (root := tree.css_first("#modgov")) is not None:
        return root
    content = tree.css_first(".mgContent") or tree.css_first(".mgItemTable, .mgWordPara")
    # The titles stand just before the content on some sites.
    for _ in range(3):
        if content is None or content.parent is None or content.parent.tag in ("html", "body", "-document"):
            break
        if content.css_first("h1, h2, .mgSubTitleTxt") is not None:
            break
        content = content.parent
    return content if content is not None else tree.body


def _name_parts(content: PageContent, in_bar: str, *, single: bool) -> list[PageMeeting]:
    """The meetings that hold something, the only item of a page under the title of the page."""
    meetings = [one for one in content.meetings if one.items or one.sitting]
    if not meetings:
        return content.meetings[:1]
    if len(meetings) < len(content.meetings):
        # What stands above several meetings is the title of the issue, and links.
        meetings[0].head = [] if meetings[0].sitting else meetings[0].head
        for item in (item for one in meetings for item in one.items if not item.title):
            item.title = next(iter(content.titles[1:]), "")
    elif len(meetings) == 1 and len(meetings[0].items) == 1 and not meetings[0].items[0].title:
        item = meetings[0].items[0]
        titles = content.titles[1:] if single else [one for one in content.titles[1:] if not read_sitting(one)]
        if not (titles or item.number) and len(item.pieces) == 1 and _is_whole(item.pieces[0]):
            # The page of no item: all of the minutes stand under its label, with their own head.
            meetings[0].head += item.pieces[0].lines
            meetings[0].items = []
            return meetings
        item.title = titles[0] if titles else in_bar
        if meetings[0].head:
            # On the page of one item, what stands before its first label is the text of the agenda.
            item.pieces.insert(0, Piece("agenda", "", meetings[0].head))
            meetings[0].head = []
    return meetings


def _is_whole(piece: Piece) -> bool:
    """Whether all of some minutes stand under one label, with those who were there or items of their own."""
    attendance = load_labels().attendance
    return piece.kind == "minutes" and any(attendance.match(line.text) or ITEM.match(line.text) for line in piece.lines)


def _title_in_bar(tree: LexborHTMLParser, kind: str) -> str:
    """ "Agenda item - Dredging | Calder Council": the title of the item in the bar of the browser."""
    words = re.split(r"\s+[|]\s+", page_title(tree))[0]
    head, dash, rest = words.partition(" - ")
    return rest.strip() if dash and head.strip().casefold() == kind.casefold() and not read_sitting(rest) else ""


def _lift_head(meeting: PageMeeting) -> None:
    """Put the head of minutes that were pasted whole, title and attendance, before the item under which they stand."""
    told = [piece for item in meeting.items[:1] for piece in item.pieces if piece.kind == "minutes"]
    if len(told) != 1:
        return
    lines, listed, end = told[0].lines, False, 0
    for line in lines[:_HEAD_LINES]:
        present = load_labels().attendance.match(line.text) is not None
        listed = listed or present
        opens = ITEM.match(line.text) and not DAY.match(line.text)
        if not present and (opens or is_account(line.text)):
            break
        end += 1
    if listed:
        meeting.head += lines[:end]
        told[0].lines = lines[end:]


def _without_table(meeting: PageMeeting) -> PageMeeting:
    """A meeting whose head is not the table of attendance, which is typed out."""
    head = [line for line in meeting.head if " | " not in line.text]
    return PageMeeting(meeting.sitting, head, meeting.items)


def _decided(content: PageContent) -> str:
    """Who decided on which day, on the page of a decision."""
    if (meeting := content.fields.get("meeting")) and (sitting := read_sitting(meeting)):
        return sitting
    maker, day = clean_body(content.fields.get("maker", "")), content.fields.get("day", "")
    return f"{maker} - {day}" if maker and day else maker or day


def _tells(lines: list[Line]) -> bool:
    """Whether the text tells of a meeting, though nothing on the page says "Minutes:"."""
    told = sum(is_account(line.text) for line in lines if line.role == "text")
    return told >= 2 or (told > 0 and any(_DECIDED.search(line.text) for line in lines if line.role == "text"))


def _doubts(content: PageContent, name: str) -> list[Doubt]:
    doubts = []
    if cut := [number for what, number in content.cut if what != "agenda"]:
        numbers = ", ".join(dict.fromkeys(filter(None, cut)))
        items = f" of item{'s' if ',' in numbers else ''} {numbers}" if numbers else ""
        doubts.append(
            Doubt(
                name,
                f"the site shows only the beginning of the minutes{items}",
                'save the page behind each link "view the full minutes text", or the printed minutes',
            )
        )
    if status := _status(content):
        doubts.append(Doubt(name, f"its title says {status}", "check whether the meeting was held on that day"))
    return doubts


def _status(content: PageContent) -> str:
    words = [match["word"] for title in content.titles[:4] for match in STATUS.finditer(title)]
    return next((word for word in words if word in NOT_HELD), "")


def _refuse(tree: LexborHTMLParser, content: PageContent, heading: str, name: str) -> None:
    heading = heading or page_title(tree)
    shown = f' ("{heading[:80]}")' if heading else ""
    if status := _status(content):
        raise SourceError(f"the page of a meeting that was {status.lower()}", where=name, todo="leave it out")
    if has_attendance(tree):
        raise SourceError(
            "the page says who is expected at a meeting that was not yet held",
            where=name,
            todo="save it again after the meeting",
        )
    if any(item.title or item.pieces for one in content.meetings for item in one.items) and not any(
        pattern.search(heading) for pattern, _ in OTHER_PAGES[:2]
    ):
        raise SourceError(
            f"the agenda of a meeting, without its minutes{shown}",
            where=name,
            todo="save it again when they are published",
        )
    what = next((what for pattern, what in OTHER_PAGES if pattern.search(heading)), "a page of the site")
    raise SourceError(
        f"{what}, which holds no minutes{shown}", where=name, todo="save the pages of meetings, or leave it out"
    )
