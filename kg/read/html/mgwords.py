"""The words of ModernGov's own page furniture, in English and Welsh."""

from __future__ import annotations

import re

# What stands under a label of an item: its words in small letters, without the colon.
LABELS = {
    **dict.fromkeys(("minutes", "draft minutes", "cofnodion", "cofnodion drafft"), "minutes"),
    **dict.fromkeys(
        (
            "decision", "decisions", "decision made", "decision taken", "draft decision", "draft decisions",
            "penderfyniad", "penderfyniadau", "penderfyniad drafft",
        ),
        "decision",
    ),
    **dict.fromkeys(
        (
            "agenda text", "purpose", "content", "summary", "notes", "note", "reasons for the decision",
            "reason for the decision", "reasons for decision", "reason for decision", "alternative options considered",
            "alternative options considered and rejected", "options considered", "consultees", "declarations",
            "other reasons / organisations consulted", "interests declared", "conflicts of interest", "diben", "pwrpas",
            "crynodeb", "nodyn",
            "rhesymau dros y penderfyniad", "rheswm dros y penderfyniad",
        ),
        "agenda",
    ),
    **dict.fromkeys(
        (
            "supporting documents", "additional documents", "accompanying documents", "related documents",
            "background papers", "background documents", "documents", "attachments", "restricted enclosures", "media",
            "webcast", "current contacts", "related meetings", "related decisions", "agenda items", "history",
            "dogfennau ychwanegol", "dogfennau cysylltiedig", "dogfennau ategol", "dogfennau", "cyfryngau",
            "papurau cefndir",
        ),
        "documents",
    ),
}  # fmt: skip
# Heads of the columns of the agenda.
COLUMNS = frozenset(
    (
        "items no. item",
        "eitemau rhif eitem",
        "no.",
        "no",
        "item",
        "items",
        "no. item",
        "rhif",
        "eitem",
        "eitemau",
        "rhif eitem",
        "rhif.",
    )
)
CHROME = re.compile(
    r"(?:(?:view|see) directions|cyfarwyddiadau|share this (?:item|page)|rhannu'?r? (?:eitem|dudalen).{0,20}|"
    r"media|cyfryngau|skip to (?:main )?content|items?|eitemau|printer friendly.{0,20}|webcast:?|"
    r"view (?:the )?webcast|attendance details|agenda frontsheet|agenda reports pack|printed (?:minutes|decisions)|"
    r"view (?:the )?(?:decision|background|reasons|full|recorded vote|declarations? of interests?).{0,60}|"
    r"add to calendar.{0,40}|pdf icon|(?:meeting|agenda|issue) (?:history|details)|(?:previous|next) (?:meeting|item)|"
    r"subscribe to updates.{0,20}|bookmark this.{0,20}|back to (?:top|agenda).{0,20}|restricted enclosure.{0,40})",
    re.IGNORECASE,
)
# "pdf icon PDF 101 KB", "PDF 1 MB" on the heels of a title; "View directions" on those of a venue.
FILE_SIZE = re.compile(
    r"[\s,(]{0,3}(?:(?:pdf|word|docx?|xlsx?|pptx?)\s+(?:icon|eicon)\s*)?(?:PDF|DOCX?|XLSX?|PPTX?|RTF|ZIP)"
    r"\s+\d[\d,.]*\s*[KMG]B\b\)?"
    r"|\s+pdf (?:icon|eicon)$|[\s.]{0,3}\b(?:View directions|Cyfarwyddiadau)$",
    re.IGNORECASE,
)
# The end of what a page in preview mode shows of an item.
CUT = re.compile(
    r"(?:\.\.\.|…)\s*(?:view the full (?P<what>minutes|agenda|decision)s? text for item|"
    r"(?:gweld|gweler) [^.]{0,60}?eitem)\s*(?P<item>[\w./()-]{0,20}?)\.?\s*$",
    re.IGNORECASE,
)
# On a page with several meetings, where each begins: "Meeting: 22/11/2021 - Executive (Item 50)".
MEETING_LINE = re.compile(
    r"(?:Meeting|Cyfarfod)\s*:\s*(?P<day>\d{1,2}/\d{1,2}/\d{4})(?:,?\s+\d{1,2}[:.]\d{2}(?:\s*[ap]m)?)?\s*-\s*"
    r"(?P<body>.{2,200}?)(?:\s*\((?:Item|Eitem)\s+(?P<item>[^)]{1,20})\))?$",
    re.IGNORECASE,
)
# On a page with several decisions: "04/10/2021 - Dredging of the harbour".
DECISION_LINE = re.compile(r"(?P<day>\d{1,2}/\d{1,2}/\d{4})\s+-\s+(?P<title>\S.{1,300})$")
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr"
)
DAY = re.compile(
    rf"(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Dydd\s+\w+),?\s+)?\d{{1,2}}(?:[a-z]{{1,4}}\.?)?,?\s+(?:o\s+|of\s+)?"
    rf"(?:{_MONTHS}),?\s+\d{{4}}(?:,?\s+\d{{1,2}}[.:]\d{{2}}\s*[ap]\.?m\.?)?|\b\d{{1,2}}/\d{{1,2}}/\d{{4}}\b",
    re.IGNORECASE,
)
# What stands before the name of a body in titles of pages and links: "Agenda for Cabinet on", "Link to the meeting of".
BEFORE_BODY = re.compile(
    r"(?:(?:link|go) to\s+)?(?:the\s+)?(?:(?:(?:agenda|minutes|decisions?|attendance|details|documents?|meetings?|"
    r"frontsheet|reports?|pack|and|draft|printed|public|items?|webcast|information|pdf|file)\b[\s,:-]*)+"
    r"(?:for|of)\s+(?:the\s+)?)?"
    r"(?:meeting\s+(?:of|for)\s+(?:the\s+)?)?"
    r"|(?:rhaglen|agenda|cofnodion|manylion|dogfennau)\b[^-]{0,30}?\b(?:ar gyfer|cyfarfod)\s+(?:y\s+|yr\s+)?",
    re.IGNORECASE,
)
STATUS = re.compile(
    r"(?:^|[\s,:([-]+)(?P<word>CANCELLED|POSTPONED|WITHDRAWN|RESCHEDULED|MOVED|PROVISIONAL|NEW|GOHIRIWYD|CANSLWYD)(?:[\s,:)\]-]+|$)"
)
NOT_HELD = frozenset(("CANCELLED", "POSTPONED", "WITHDRAWN", "RESCHEDULED", "GOHIRIWYD", "CANSLWYD"))
# "Contact: Ann Lee", in the text of an agenda: officers, who are listed as those who were there are.
CONTACT = re.compile(
    r"(?:contacts?(?: officers?)?|report authors?|lead officers?|officers?|presenting officers?|portfolio holder|"
    r"cabinet member|cyswllt|swyddog(?:ion)?)\s*:",
    re.IGNORECASE,
)
# Pages of the site that hold no minutes, by what their main heading says.
OTHER_PAGES = tuple(
    (re.compile(words, re.IGNORECASE), what)
    for words, what in (
        (
            r"calendar|calendr|forthcoming meetings|meetings? this (?:week|month)|today's meetings",
            "a calendar of meetings",
        ),
        (r"search|chwilio", "a search page"),
        (
            r"(?:councillor|cynghorydd|cllr)\b|councillors|members? of|cynghorwyr|your (?:representatives|mp)",
            "a page about councillors",
        ),
        (
            r"browse|committees?(?: structure| details| list)?$|list of committees|pwyllgorau|meetings of",
            "a list of committees or meetings",
        ),
        (r"issue (?:details|history)|manylion mater|plan\b", "an overview of an issue or plan"),
        (
            r"register of interests|declarations? of|outside bod|what's new|election|petition|library|decisions$",
            "a register or list",
        ),
    )
)
