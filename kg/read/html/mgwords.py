"""The words of ModernGov's own page furniture, in English and Welsh."""

from __future__ import annotations

import re

# What stands under a label of an item: its words in small letters, without the colon.
LABELS = {
    "minutes": "minutes",
    "draft minutes": "minutes",
    "cofnodion": "minutes",
    "cofnodion drafft": "minutes",
    "decision": "decision",
    "decisions": "decision",
    "decision made": "decision",
    "decision taken": "decision",
    "draft decision": "decision",
    "penderfyniad": "decision",
    "penderfyniadau": "decision",
    "agenda text": "agenda",
    "purpose": "agenda",
    "content": "agenda",
    "summary": "agenda",
    "diben": "agenda",
    "pwrpas": "agenda",
    "reasons for the decision": "agenda",
    "reason for decision": "agenda",
    "alternative options considered": "agenda",
    "supporting documents": "documents",
    "additional documents": "documents",
    "accompanying documents": "documents",
    "related documents": "documents",
    "background papers": "documents",
    "background documents": "documents",
    "media": "documents",
    "dogfennau ychwanegol": "documents",
    "dogfennau cysylltiedig": "documents",
    "dogfennau ategol": "documents",
    "cyfryngau": "documents",
}
DOCUMENTS = frozenset(words for words, kind in LABELS.items() if kind == "documents")
COLUMNS = frozenset(
    ("no.", "no", "item", "items", "no. item", "rhif", "eitem", "eitemau", "rhif eitem", "no. | item", "rhif | eitem")
)
CHROME = re.compile(
    r"(?:(?:view|see) directions|cyfarwyddiadau|share this (?:item|page)|rhannu'?r? (?:eitem|dudalen).{0,20}|"
    r"media|cyfryngau|skip to (?:main )?content|items?|eitemau|printer friendly.{0,20}|webcast:?|"
    r"view (?:the )?webcast|attendance details|agenda frontsheet|agenda reports pack|printed (?:minutes|decisions)|"
    r"view the (?:decision|background).{0,60}|view (?:recorded vote|declarations? of interests?).{0,60}|"
    r"add to calendar.{0,40}|pdf icon)",
    re.IGNORECASE,
)
# "pdf icon PDF 101 KB", "PDF 1 MB" on the heels of a title.
FILE_SIZE = re.compile(
    r"[\s,(]*(?:(?:pdf|word|docx?|xlsx?|pptx?)\s+(?:icon|eicon)\s*)?(?:PDF|DOCX?|XLSX?|PPTX?|RTF|ZIP)\s+\d[\d,.]*\s*[KMG]B\b\)?",
    re.IGNORECASE,
)
CUT = re.compile(
    r"(?:\.\.\.|…)\s*(?:view the full (?:minutes|agenda|decision)s? text for item|"
    r"gweld (?:y|yr)? ?\w* ?(?:cofnodion|agenda|penderfyniad).{0,40}?eitem)\s*(?P<item>[\w./()-]*?)\.?\s*$",
    re.IGNORECASE,
)
MEETING_LINE = re.compile(
    r"(?:Meeting|Cyfarfod)\s*:\s*(?P<day>\d{1,2}/\d{1,2}/\d{4})(?:,?\s+\d{1,2}[:.]\d{2}(?:\s*[ap]m)?)?\s*-\s*(?P<body>.{2,200}?)"
    r"(?:\s*\((?:Item|Eitem)\s+(?P<item>[^)]{1,20})\))?$"
)
