"""Markdown as people write minutes in it (CommonMark, with tables): which of its characters are no words.

The text is that of the file, so that offsets count in what is there. Beside it goes a copy of the same length in which
marks are closed up (`kg.read.text.make_plain`): of "**Action:** [Clerk](mailto:x)" only "Action: Clerk" is seen.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from kg.days import Day, find_days
from kg.document import PAD, Span
from kg.errors import Doubt

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")

_FRONT = re.compile(r"(?P<rule>---|\+\+\+)[ \t]*\r?\n")
_FRONT_LONGEST = 20_000  # characters
_FIELD = re.compile(
    r"(?P<key>title|subtitle|council|committee|body|date|meeting[_ -]?date|date[_ -]?of[_ -]?meeting)[ \t]*[:=][ \t]*"
    r"(?P<quote>[\"']?)(?P<value>[^\r\n]*?)(?P=quote)[ \t]*$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<=\d)[T ]\d{2}:\d{2}.*$")  # of a timestamp
_HEAD = 20  # lines in which the text itself can say the day
_LONG = 200

_IMAGE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_LINK = re.compile(
    r"\[(?P<words>[^\[\]]{1,600})\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]\n]*\]|\{[^{}\n]*\})"
)
_REFERENCE = re.compile(r"^ {0,3}\[[^\[\]\n]+\]:[ \t]+\S[^\n]*$", re.MULTILINE)
_AUTOLINK = re.compile(r"<(?P<words>(?:https?://|mailto:)?[^<>\s@:]{1,200}[@/][^<>\s]{1,500})>")
_RULE = re.compile(r"^[ \t>]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)$", re.MULTILINE)
_ROW_RULE = re.compile(r"^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^[ \t>]*(?:`{3,}|~{3,})[^\n`]*$", re.MULTILINE)
_QUOTE = re.compile(r"^[ \t]{0,3}>(?:[ \t]?>)*", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}(?=[ \t])|(?<=[ \t])#+[ \t]*$", re.MULTILINE)
_TASK = re.compile(r"^([ \t]*[-*+][ \t]+)(\[[ xX]\])(?=[ \t])", re.MULTILINE)
_BREAK = re.compile(r"\\$", re.MULTILINE)
_MARK = re.compile(r"\\(?P<escaped>[!-/:-@\[-`{-~])|\*+|_+|~~|`+")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[A-Za-z]{2,8});")
_TAG = re.compile(
    r"</?(?P<name>br|p|div|li|ul|ol|h[1-6]|tr|td|th|table|tbody|thead|hr|b|i|u|em|strong|span|a|sup|sub|small|font|center|"
    r"blockquote|img|section|article|del|ins|s)\b[^<>]{0,400}>",
    re.IGNORECASE,
)
_PARTS = frozenset("br p div li h1 h2 h3 h4 h5 h6 tr hr blockquote section article".split())


def hide_marks(text: str) -> str:
    """A copy of Markdown, of the same length, in which `PAD` stands for each character that is no word.

    >>> hide_marks("## **Action:** see [the plan](plan.pdf)").replace(PAD, "")
    ' Action: see the plan'
    """
    front = _front_end(text)
    body = _hide_body(text[front:])
    return _hide_front(text[:front], body) + body if front else body


def hide_tags(text: str) -> str:
    """A copy of a text, of the same length, in which `PAD` stands for tags of HTML that were left in it; those that
    begin a paragraph or line end the line.

    >>> hide_tags("<h1>Minutes</h1>Present:&nbsp;all<br />None").replace(PAD, "")
    '\\nMinutes\\nPresent:\\xa0all\\nNone'
    """
    if not _TAG.search(text):
        return text
    return _ENTITY.sub(_unescape, _TAG.sub(_hide_tag, _hide_comments(text)))


def _pad(match: re.Match[str]) -> str:
    return PAD * len(match.group())


def _hide_body(text: str) -> str:
    text = _hide_comments(text)
    for pattern in (_FENCE, _RULE, _IMAGE, _REFERENCE, _HEADING, _BREAK):
        text = pattern.sub(_pad, text)
    text = _ROW_RULE.sub(lambda m: re.sub(r"[^|]", PAD, m.group()), text)
    text = _QUOTE.sub(lambda m: m.group().replace(">", PAD), text)
    text = _TASK.sub(lambda m: m[1] + PAD * len(m[2]), text)
    for pattern in (_LINK, _AUTOLINK):
        text = pattern.sub(_hide_link, text)
    text = _ENTITY.sub(_unescape, _TAG.sub(_hide_tag, text))
    return _MARK.sub(_hide_mark, text)


def _hide_comments(text: str) -> str:
    pieces, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        pieces += [text[at:start], re.sub(r"[^\r\n]", PAD, text[start : end + 3])]
        at = end + 3
    return "".join([*pieces, text[at:]])


def _hide_link(match: re.Match[str]) -> str:
    start, end = match.start("words") - match.start(), match.end("words") - match.start()
    return PAD * start + match["words"] + PAD * (len(match.group()) - end)


def _hide_tag(match: re.Match[str]) -> str:
    """A tag that begins a line is a line end, unless one stands there or it stands in the row of a table."""
    whole, at = match.string, match.start()
    if match["name"].lower() in _PARTS:
        line = whole[whole.rfind("\n", max(0, at - 1000), at) + 1 : at]
        behind = whole[match.end() : match.end() + 2]
        if "|" in line:
            return " " + PAD * (len(match.group()) - 1)
        if behind[:1] not in ("\r", "\n", ""):
            return PAD * (len(match.group()) - 1) + "\n"
    return _pad(match)


def _unescape(match: re.Match[str]) -> str:
    char = html.unescape(match.group())
    return char + PAD * (len(match.group()) - 1) if len(char) == 1 else match.group()


def _hide_mark(match: re.Match[str]) -> str:
    """Emphasis and code; a star or line that stands between spaces, or under a signature, is none."""
    marks = match.group()
    if match["escaped"] is not None:
        return PAD + match["escaped"]
    before, after = match.string[max(0, match.start() - 1) : match.start()], match.string[match.end() : match.end() + 1]
    open_left, open_right = not before.strip(), not after.strip()
    if (open_left and open_right) or (marks[0] == "_" and (len(marks) > 3 or (before.isalnum() and after.isalnum()))):
        return marks
    if marks == "*" and before.isdigit() and after.isdigit():
        return marks
    if marks == "*" and open_left and after == " ":
        return marks
    return PAD * len(marks)


def _front_end(text: str) -> int:
    """Where the front matter of a site generator ends; 0 if there is none."""
    start = _FRONT.match(text)
    if start is None:
        return 0
    close = re.compile(rf"^(?:{re.escape(start['rule'])}|\.\.\.)[ \t]*\r?$\n?", re.MULTILINE)
    end = close.search(text, start.end(), _FRONT_LONGEST)
    return end.end() if end and re.search(r"^\w[\w -]*[:=]", text[start.end() : end.start()], re.MULTILINE) else 0


def _hide_front(front: str, body: str) -> str:
    """Front matter of which only what heads the minutes is left: the title, and the day if the text does not say it.

    Its date is when the page was put on the web, which may be weeks later, so the text goes first.
    """
    dated = _says_day(body)
    kept: dict[int, str] = {}
    lines = front.splitlines(keepends=True)
    titled = False
    for i, line in enumerate(lines):
        field = _FIELD.match(line.rstrip("\r\n"))
        if field is None or "date" in field["key"].lower():
            continue
        said = _has_day(field["value"])
        titled = titled or said
        if not (said and dated):
            kept[i] = _only(field, line)
    for i, line in enumerate(lines):
        field = _FIELD.match(line.rstrip("\r\n"))
        if field is not None and "date" in field["key"].lower() and not dated and not titled:
            kept[i] = (
                _CLOCK.sub(_pad, _only(field, line).rstrip("\r\n")).ljust(len(line.rstrip("\r\n")), PAD)
                + (line[len(line.rstrip("\r\n")) :])
            )
    return "".join(kept.get(i, re.sub(r"[^\r\n]", PAD, line)) for i, line in enumerate(lines))


def find_disagreement(text: str, name: str) -> tuple[Doubt, ...]:
    """A doubt if the title in front matter names another day than the first lines of the text."""
    front = _front_end(text)
    fields = (_FIELD.match(line) for line in text[:front].splitlines())
    titles = [field["value"] for field in fields if field and "date" not in field["key"].lower()]
    said = {day.date for title in titles for day in _days(title) if day.date}
    told = {day.date for line in _first_lines(hide_marks(text[front:])[:5000]) for day in _days(line)}
    if not said or not told or said & told:
        return ()
    days = " and ".join(f"{day:%-d %B %Y}" for day in sorted(said))
    return (Doubt(f"{name}:1", f"the title says {days}, the text does not", "put the wrong one right"),)


def _only(field: re.Match[str], line: str) -> str:
    """A line of which nothing but the value of its field is left."""
    start, end = field.start("value"), field.end("value")
    rest = line[end:]
    return PAD * start + line[start:end] + PAD * len(rest.rstrip("\r\n")) + rest[len(rest.rstrip("\r\n")) :]


def _says_day(body: str) -> bool:
    """Whether one of the first lines of a text is short and names a day with its year."""
    return any(map(_has_day, _first_lines(body)))


def _first_lines(body: str) -> list[str]:
    lines = [line for line in body[:5000].replace(PAD, "").splitlines() if line.strip()]
    return [line for line in lines[:_HEAD] if len(line) <= _LONG]


def _has_day(words: str) -> bool:
    return any(True for _ in _days(words))


def _days(words: str) -> Iterator[Day]:
    return (day for day in find_days(words, Span(0, len(words))) if day.date is not None)
