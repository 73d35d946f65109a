"""Minutes as web pages: two of ModernGov, one of a small council's own site, one pasted from Word."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape
from itertools import groupby, pairwise

from tests.forms.about import About
from tests.forms.parts import Part, read_parts

_BOLD = re.compile(r"^(?:RESOLVED|AGREED|ACTION|Resolved|Agreed)\b|^[A-Z][A-Za-z ]{2,30}:(?=\s)")
_CHROME = """<header class="site-header" role="banner">
<a class="skip-link" href="#content">Skip to content</a>
<div class="site-title"><a href="/">{council}</a></div>
<nav aria-label="Main"><ul>
<li><a href="/">Home</a></li><li><a href="/bins/">Bins and recycling</a></li><li><a href="/news/">Latest news</a></li>
<li><a href="/meetings/">Meetings</a><ul><li><a href="/agendas/">Agendas</a></li><li><a href="/minutes/">Minutes</a></li></ul></li>
<li><a href="/contact/">Contact us</a></li>
</ul></nav>
<form role="search" action="/"><label>Search for: <input type="search" name="s"></label><button>Search</button></form>
</header>
"""
_FOOT = """<footer class="site-footer" role="contentinfo">
<p>&copy; {council}. All rights reserved.</p>
<ul><li><a href="/privacy/">Privacy policy</a></li><li><a href="/cookies/">Cookies</a></li><li><a href="/accessibility/">Accessibility</a></li></ul>
<p>Website by Larkfold Web Design</p>
</footer>
"""
_ASIDE = """<aside class="sidebar"><h2>Recent posts</h2><ul><li><a href="/news/1">Summer fete: stalls wanted</a></li>
<li><a href="/news/2">Road closed for repairs</a></li></ul><h2>Archives</h2><ul><li><a href="/2024/05/">May 2024</a></li></ul></aside>
"""


def make_page(text: str, about: About) -> str:
    """The page of a small council's own site: menus, a sidebar, and the minutes in headings, lists and tables."""
    parts = read_parts(text)
    council = escape(about.council)
    title = escape(f"Minutes: {about.body}" if about.body else "Minutes")
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{title}{f" - {council}" if council else ""}</title>\n'
        "<style>body{font-family:sans-serif}</style><script>var pageviews = 1;</script></head>\n"
        f'<body class="page-template-default">\n{_CHROME.format(council=council)}'
        f'<main id="content"><article class="page type-page"><header class="entry-header"><h1 class="entry-title">{title}</h1></header>\n'
        f'<div class="entry-content">\n{"".join(_flow(parts))}</div></article></main>\n{_ASIDE}{_FOOT.format(council=council)}</body></html>\n'
    )


def make_plain(text: str, about: About) -> str:
    """The minutes in headings, lists and tables, with nothing around them: what a clerk saves or prints."""
    title = escape(about.body or "Minutes")
    body = "".join(_flow(read_parts(text)))
    return f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>{{style}}</head>\n<body>\n{body}</body></html>\n'


def _flow(parts: Iterable[Part]) -> Iterator[str]:
    """Elements that say what each part is: headings, lists, tables; who has to act stands in the second column of one."""
    for (kind, owned), group in groupby(parts, key=lambda part: (part.kind, bool(part.owner))):
        run = list(group)
        if owned:
            rows = "".join(f"<tr><td>{escape(part.line)}</td><td>{escape(part.owner)}</td></tr>\n" for part in run)
            yield f'<table width="100%">\n{rows}</table>\n'
        elif kind == "bullet":
            yield f"<ul>\n{_list_items(run)}</ul>\n"
        elif kind == "row":
            yield f"<table>\n{''.join(_row(part) for part in run)}</table>\n"
        elif kind == "number":
            yield from _numbers(run)
        else:
            yield from map(_element, run)


def _list_items(run: list[Part]) -> str:
    return "".join(f"<li>{_inline(part.words)}</li>\n" for part in run)


def _row(part: Part) -> str:
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in part.cells)}</tr>\n"


def _numbers(run: list[Part]) -> Iterator[str]:
    """A list that counts 1., 2., 3. becomes one; every other number stands before its words."""
    if len(run) > 1 and [part.marker for part in run] == [f"{n}." for n in range(1, len(run) + 1)]:
        yield f"<ol>\n{_list_items(run)}</ol>\n"
    else:
        yield from (f"<p>{escape(part.marker)} {_inline(part.words)}</p>\n" for part in run)


def _element(part: Part) -> str:
    if part.kind in ("title", "heading"):
        level = "h2" if part.kind == "title" else "h3"
        return f"<{level}>{escape(part.line)}</{level}>\n"
    if part.kind == "label":
        return f"<p><strong>{escape(part.words)}</strong></p>\n"
    return f"<p>{_inline(part.words)}</p>\n"


def _inline(words: str) -> str:
    """Words with what a typist sets in bold at their head."""
    if match := _BOLD.match(words):
        return f"<strong>{escape(match.group())}</strong>{escape(words[match.end() :])}"
    return escape(words)


def make_word_page(text: str, about: About) -> str:
    """What Word saves as a web page: every paragraph MsoNormal, the lines of its source wrapped, nothing around it."""
    title = escape(about.body or "Minutes")
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">\n'
        '<head>\n<meta http-equiv=Content-Type content="text/html; charset=utf-8">\n<meta name=Generator content="Microsoft Word 15 (filtered)">\n'
        f"<title>{title}</title>\n<style>\n<!--\n p.MsoNormal, li.MsoNormal {{margin:0cm; font-size:12.0pt;}}\n-->\n</style>\n</head>\n"
        f"<body lang=EN-GB link=blue>\n<div class=WordSection1>\n{_pasted(read_parts(text))}</div>\n</body>\n</html>\n"
    )


def _pasted(parts: Iterable[Part]) -> str:
    """Paragraphs as Word pastes them: numbers and bullets typed out before a run of no-break spaces."""
    out = []
    for part in parts:
        if part.kind == "bullet" and not part.owner:
            html = f'<span style="font-family:Symbol">·</span><span style="font-size:7.0pt">{"&nbsp;" * 9} </span>{escape(part.words)}'
            out.append(f'<p class="MsoListParagraph" style="margin-left:36.0pt;text-indent:-18.0pt">{html}</p>')
        elif part.owner:
            cells = f'<td width="88%"><p class="MsoNormal">{escape(part.line)}</p></td><td><p class="MsoNormal"><b>{escape(part.owner)}</b></p></td>'
            out.append(f'<table class="MsoTableGrid" border="0"><tr>{cells}</tr></table>')
        elif part.kind == "number":
            html = f'{escape(part.marker)}<span style="font-size:7.0pt">{"&nbsp;" * 6} </span>{escape(part.words)}'
            out.append(f'<p class="MsoNormal" style="margin-left:36.0pt;text-indent:-36.0pt">{html}</p>')
        elif part.kind == "row" and part.cells[0].endswith(":"):
            html = f"{escape(part.cells[0])}{'&nbsp;' * 9} {escape(' '.join(part.cells[1:]))}"
            out.append(f'<p class="MsoNormal">{html}</p>')
        elif part.kind == "row" and not part.cells[0]:
            out.append(f'<p class="MsoNormal">{"&nbsp;" * 20} {escape(" ".join(part.cells[1:]))}</p>')
        elif part.kind == "row":
            cells = "".join(
                f'<td style="padding:0cm 5.4pt"><p class="MsoNormal">{escape(cell)}</p></td>' for cell in part.cells
            )
            out.append(f'<table class="MsoTableGrid" border="1"><tr>{cells}</tr></table>')
        elif part.kind in ("title", "heading", "label"):
            out.append(f'<p class="MsoNormal"><b>{escape(part.line)}</b></p>')
        else:
            out.append(f'<p class="MsoNormal">{escape(part.words)}</p>')
        out.append('<p class="MsoNormal">&nbsp;</p>' if part.kind != "row" else "")
    lines = [
        wrapped for line in out for wrapped in textwrap.wrap(line, 76, break_long_words=False, break_on_hyphens=False)
    ]
    html = "\n".join(lines).replace('</table>\n<table class="MsoTableGrid" border="1">', "")
    return html + "\n"


def make_item_page(text: str, about: About) -> str:
    """`mgAi.aspx`: one item of business with its agenda text and its minutes."""
    parts = read_parts(text)
    if parts and parts[0].words == "Agenda item":
        parts = parts[1:]
    single = bool(parts) and parts[0].kind in ("title", "heading") and any(p.words == "Minutes:" for p in parts[:12])
    title, rest = (parts[0].words, parts[1:]) if single else ("Minutes", parts)
    heading = f'<h2 class="mgSubTitleTxt">{escape(title)}</h2>\n' if single else ""
    return _site(about, "Agenda item", heading + "".join(_sections(rest)))


def make_meeting_page(text: str, about: About) -> str:
    """`ieListDocuments.aspx`: the whole meeting, a row of a table for each item of business."""
    parts = [part for part in read_parts(text) if part.words not in ("Agenda and minutes", "Agenda item", "No. Item")]
    starts = _item_starts(parts)
    first = starts[0] if starts else len(parts)
    front = _pasted(parts[:first])
    rows: list[str] = []
    for start, end in pairwise([*starts, len(parts)]):
        titled = parts[start].kind in ("heading", "title")
        head, rest = parts[start] if titled else Part("heading", ""), parts[start + titled : end]
        if "/" in parts[start].marker and not titled:  # "24/41  Apologies. Cllr Hill was away."
            title, _, words = parts[start].words.partition(". ")
            head = replace(parts[start], words=title)
            rest = [Part("paragraph", words)] * bool(words) + parts[start + 1 : end]
        rows.append(
            f'<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt"><a name="AI{4000 + len(rows)}"></a>{escape(head.marker)}</p></td>\n'
            f'<td><p class="mgAiTitleTxt">{escape(head.words)} <a href="documents/s{900 + len(rows)}/report.pdf">'
            f'<span class="mgFileSize">PDF 1{len(rows)}2 KB</span></a></p>\n{"".join(_sections(rest))}</td></tr>\n'
        )
    table = f'<table class="mgItemTable" summary="Table of agenda items"><tr><th>No.</th><th>Item</th></tr>\n{"".join(rows)}</table>\n'
    when = f"{about.body} - {about.day}" if about.body and about.day else about.body
    subtitle = f'<h2 class="mgSubTitleTxt">{escape(when)}</h2>\n' if when else ""
    return _site(
        about, "Agenda and minutes", f'{subtitle}<div class="mgWordPara">\n{front}</div>\n{table if rows else ""}'
    )


def _item_starts(parts: list[Part]) -> list[int]:
    """Where items of business begin: at headings; in a text that lost them, at the agenda text above each "Minutes:"."""
    headings = [i for i, part in enumerate(parts) if part.kind == "heading"]
    minutes = [i for i, part in enumerate(parts) if part.words == "Minutes:"]
    if headings and len(headings) >= len(minutes):
        return headings
    if not minutes:
        return [i for i, part in enumerate(parts) if "/" in part.marker] or [0]
    starts = []
    for i in minutes:
        at = max(0, i - 1)
        while at > 0 and (parts[at].kind == "row" or parts[at].words.startswith("Contact")):
            at -= 1
        starts.append(at)
    # The first item has all that stands above its minutes; a text without any such mark is one item.
    return [0, *starts[1:]]


def _sections(parts: list[Part]) -> Iterator[str]:
    """What stands below the title of an item: agenda text, then "Decision:" or "Minutes:", each in a block."""
    starts = [i for i, part in enumerate(parts) if part.words in ("Minutes:", "Decision:", "Supporting documents:")]
    agenda = parts[: starts[0]] if starts else []
    if agenda:
        yield f'<div class="mgWordPara">\n{_pasted(agenda)}</div>\n'
    if not starts and parts:
        yield f'<p class="mgSubItemTitleTxt">Minutes:</p>\n<div class="mgWordPara">\n{_pasted(parts)}</div>\n'
    for n, start in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else len(parts)
        yield f'<p class="mgSubItemTitleTxt">{parts[start].words}</p>\n'
        if parts[start].words == "Supporting documents:":
            yield '<ul class="mgBulletList"><li><a href="documents/s77/report.pdf">Report</a> <span class="mgFileSize">PDF 101 KB</span></li></ul>\n'
        if start + 1 < end:
            yield f'<div class="mgWordPara">\n{_pasted(parts[start + 1 : end])}</div>\n'


def _site(about: About, title: str, content: str) -> str:
    """A page of ModernGov: the council's own head and menus, and the system's content."""
    council = escape(about.council)
    crumb = escape(f"{title} - {about.body}" if about.body else title)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{crumb}{f" | {council}" if council else ""}</title>\n'
        '<script src="jquery.js"></script><link rel="stylesheet" href="modgov.css"></head>\n'
        f'<body>{_CHROME.format(council=council)}<div id="modgov"><div class="mgBreadCrumb"><a href="mgListCommittees.aspx">Committees</a></div>\n'
        '<div class="mgLinks"><ul class="mgActionList"><li><a href="mgMeetingAttendance.aspx?ID=31">Attendance details</a></li>\n'
        '<li><a href="documents/g31/Printed%20minutes.pdf?T=1">Printed minutes <span class="mgFileSize">PDF 97 KB</span></a></li></ul></div>\n'
        f'<div class="mgContent"><h1 class="mgMainTitleTxt">{escape(title)}</h1>\n{content}</div></div>\n{_FOOT.format(council=council)}</body></html>\n'
    )
