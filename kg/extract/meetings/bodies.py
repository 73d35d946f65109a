"""The council and the body that met, as the head of the minutes names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.days import Day, find_days
from kg.document import Block, Document, Kind, Part, Span
from kg.extract.meetings.areas import (
    find_area,
    is_area,
    is_area_behind_dash,
    is_area_in_brackets,
    is_remark_in_brackets,
    split_area,
)
from kg.extract.meetings.spelling import proper_name
from kg.lexicon import any_of, load_lexicon
from kg.names import fold

_SMALL = {"and", "of", "the", "for", "in", "on", "to", "with", "&", "y", "a"}
_SPLIT = re.compile(r"\s+-\s+|\s*(?:(?<!\d)/|/(?!\d))\s*|;|\s{3,}|\s+\|\s+")
_DASH = re.compile(r"[\s,:*_]*\s-\s[\s,.:*#_(]*")
_RUN_ON = re.compile(r"(?P<council>(?:(?!(?i:the|full)\b)[\w'&-]+\s+){1,5}(?:Council|COUNCIL))\s+(?P<body>\S+\s+\S.*)")
_CAPITALS = r"(?:[A-Z][\w'&-]*|[A-Z])"


@dataclass(frozen=True, slots=True)
class Found:
    """Words that name something, and where they stand."""

    words: str
    span: Span


# "minutes of parish council meeting held on": in small letters throughout.
_SMALL_COUNCIL = re.compile(r"(?:parish|town|community|village)\s+council\b")
# "Report of the Assistant Chief Executive" ends in a word that bodies have.
_NO_BODY = re.compile(
    r"(?:joint\s+)?(?:report|presentation|briefing)s?\s+(?:of|by|from)\b|.*\bchief\s+executive$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Patterns:
    """What the lexicon says of bodies, councils and meetings, compiled."""

    body: re.Pattern[str]
    council: re.Pattern[str]
    opener: re.Pattern[str]
    assembly: re.Pattern[str]  # "Borough of Ash Access Forum" is a body, not the council
    generic: re.Pattern[str]
    meeting_of: re.Pattern[str]
    earlier: re.Pattern[str]
    later: re.Pattern[str]
    venue: re.Pattern[str]
    of_council: re.Pattern[str]  # group 1: "of *Ash County Council*"
    name: re.Pattern[str]  # the name of a body, up to its noun
    body_of_council: re.Pattern[str]  # group 1: "*the Housing Panel* of Ash Council"


@cache
def patterns() -> Patterns:
    """The patterns, made once."""
    lexicon = load_lexicon()

    def all_of(means: str) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{phrase.pattern.pattern})" for phrase in lexicon.phrases(means)), re.IGNORECASE)

    bodies, councils = any_of(lexicon.words("body-nouns")), any_of(lexicon.words("council-nouns"))
    return Patterns(
        body=re.compile(rf"(?:(?:[\w'&,-]|(?<=\d)/(?=\d))+\s+){{0,12}}?(?:{bodies})\b", re.IGNORECASE),
        council=re.compile(rf"(?:[\w'&.-]+\s+){{1,6}}?(?:{councils})", re.IGNORECASE),
        opener=re.compile(rf"{any_of(lexicon.words('council-openers'))}\s+[\w' -]+", re.IGNORECASE),
        assembly=re.compile(rf"(?<=\s){bodies}(?<!council)(?<!authority)$", re.IGNORECASE),
        # "the" first, and what is before it then: a pattern that begins with a letter is searched for fastest
        generic=re.compile(rf"[Tt]he(?<!\w[Tt]he)\s+({any_of(lexicon.words('generic-bodies'))})\b"),
        meeting_of=all_of("meeting-of"),
        earlier=all_of("earlier-meeting"),
        later=all_of("later-meeting"),
        venue=all_of("venue-label"),
        of_council=re.compile(
            rf"\b[Oo][Ff]\s+(?:[Tt][Hh][Ee]\s+)?((?:{_CAPITALS}\s+(?:(?:and|of|the|on|in|upon|AND|OF|THE)\s+)*){{1,5}}?"
            rf"(?:(?i:{councils})))(?=\W|$)(?!\s+(?i:{bodies}))"
        ),
        name=re.compile(
            rf"(?:(?:{_CAPITALS}|\d+(?:[/-]\d+)?),?\s+(?:(?:and|of|the|for|on|in|&|AND|OF|THE|FOR)\s+)*){{0,12}}(?:(?i:{bodies}))(?![\w-])"
        ),
        body_of_council=re.compile(
            rf"(.+?\b(?i:{bodies})(?:\s+(?:[A-Z\d]|(?i:{any_of(lexicon.words('compass-points'))})))?)\s+(?i:of)\s+(?=.*(?i:council|authority)\b)"
        ),
    )


def find_council(document: Document, head: list[Block]) -> Found | None:
    """The council: on a line of its own, else in "… Committee of Ash County Council"."""
    found_by = patterns()
    for block in head:
        if block.part is Part.ATTENDANCE:
            continue
        for piece in _pieces(document, block.body):
            words = document.words(piece)
            if (found_by.opener.fullmatch(words) and not found_by.assembly.search(words)) or (
                found_by.council.fullmatch(words) and not _is_other_body(words)
            ):
                return Found(proper_name(document, words), piece)
    for block in head:
        found = _council_in_sentence(document, block)
        if found is not None and not _is_other_body(found.words):
            return found
    return None


def _is_other_body(words: str) -> bool:
    return bool(
        re.match(
            r"(?:an?\s+)?(?:meeting|minutes?)\b|.*\bthe\s+council$|(?:full\s+|parish\s+|community\s+|town\s+|borough\s+|county\s+|city\s+)?council$",
            words,
            re.IGNORECASE,
        )
    )


def _council_in_sentence(document: Document, block: Block) -> Found | None:
    """ "… Committee of Calder County Council", "MEETING OF ASH PARISH COUNCIL HELD …"."""
    found = patterns().of_council.search(document.plain, block.body.start, block.body.end)
    if not found or patterns().earlier.search(document.words(block.body)):
        return None
    while found:
        span = Span(found.start(1), found.end(1))
        words = document.words(span)
        if not re.match(r"(?i)the\b|.*\b(?:panel|committee|board)\b", words):
            return Found(proper_name(document, words), span)
        # "of Planning Committee North of Ash Borough Council" has the council in it
        found = patterns().of_council.search(document.plain, found.start(1), block.body.end)
    return None


def find_body(document: Document, head: list[Block]) -> Found | None:
    """The body: in "meeting of the …", else on a line of its own below the council's name, else where the
    minutes begin; with the area behind its name if another line of the head has it.
    """
    found = _find_body(document, head)
    if found is None or split_area(found.words)[1]:
        return found
    for block in head:
        for line in _body_lines(document, block) if block.part is not Part.ATTENDANCE else ():
            name, area = split_area(line.words)
            if area and fold(name) == fold(found.words):
                return line
    return found


def _find_body(document: Document, head: list[Block]) -> Found | None:
    found_by = patterns()
    council: Found | None = None
    for block in head:
        if block.part is Part.ATTENDANCE and not block.body.of(document.plain).lower().startswith("meeting"):
            continue
        for match in found_by.meeting_of.finditer(document.plain, block.body.start, block.body.end):
            at = _skip(document, match.end())
            found = _body_at(document, at, block.body.end)
            if found is None and (small := _SMALL_COUNCIL.match(document.plain, at, block.body.end)):
                found = Found(small.group().title(), Span(small.start(), small.end()))
            if found is None or _is_bare(found.words):
                continue
            if fold(found.words) in ("council", "full council"):
                council = council or found  # which council, another line may say
            elif council is None or fold(found.words).endswith("council"):
                return found
    if council is not None:
        return council
    lines = [found for block in head if block.part is not Part.ATTENDANCE for found in _body_lines(document, block)]
    own = [found for found in lines if not _is_council(document, found.words) and not _is_bare(found.words)]
    recorded = fold(document.record.body)
    if own:
        # Below the name of a committee stands that of its task group: the last is the one that met.
        return next((found for found in own if recorded and fold(found.words) == recorded), own[-1])
    if lines and is_parish(lines[0].words):
        return lines[0]
    return _body_in_minutes(document)


def _is_bare(words: str) -> bool:
    """ "Notes of a meeting of the Committee": which one, another line says. Cabinet and Council have no other
    name.
    """
    return " " not in words and fold(words) not in (
        "cabinet",
        "council",
        "executive",
        "senate",
        "assembly",
        "court",
    )


def _is_council(document: Document, words: str) -> bool:
    if document.record.council and fold(words) == fold(document.record.council):
        return True
    return _ends_in_council(words)


def _ends_in_council(words: str) -> bool:
    return bool(re.search(r"\b(?:council|combined authority)$", words, re.IGNORECASE))


def is_parish(words: str) -> bool:
    """A parish, a fire authority: there the organisation itself is what meets."""
    return bool(
        re.search(
            r"\b(?:parish|town|community|village)\s+council$|\b(?:fire|rescue|park)\b.*\bauthority$",
            words,
            re.IGNORECASE,
        )
    )


def _body_lines(document: Document, block: Block) -> Iterator[Found]:
    """Pieces of a line that are nothing but the name of a body, with the area behind it."""
    pieces = list(_pieces(document, block.body))
    for i, piece in enumerate(pieces):
        words = re.sub(r"^(?i:(?:draft\s+)?(?:minutes|notes)\s+(?:of\s+)?(?:the\s+)?)", "", document.words(piece))
        words = re.sub(r"(?i)(?<=\w)\s+meeting$", "", words)  # "ASH COMMUNITY PARTNERSHIP MEETING"
        words = _without_remark(words.rstrip(" ."))
        name = _up_to_noun(words)
        if not name or not _is_name_like(words):
            continue
        if name == words and not _is_council(document, name) and i + 1 < len(pieces):
            after = pieces[i + 1]
            area = document.words(after).rstrip(" .")
            before_day = _dated_behind(document, after.end, block.body.end)
            if _DASH.fullmatch(document.plain, piece.end, after.start) and is_area_behind_dash(
                document, name, area, before_day=before_day
            ):
                yield Found(proper_name(document, f"{name} - {area}"), Span(piece.start, after.end))
                continue
        yield Found(proper_name(document, words), piece)


def _up_to_noun(words: str) -> str:
    """A name up to its noun, if it is the name of a body and nothing but an area stands behind; else empty."""
    match = patterns().body.match(words)
    if match is None:
        return ""
    if match.end() >= len(words):
        return words
    name, area = split_area(words)
    if not area or not patterns().body.fullmatch(name) or _ends_in_council(name):
        return ""
    belongs = is_area_in_brackets(name, area) if words.endswith(")") else is_area(area)
    return name if belongs else ""


def _without_remark(words: str) -> str:
    """ "Housing Scrutiny Panel (HSP)", "Housing Panel (Special Meeting)": without what stands in the brackets."""
    name, remark = split_area(words)
    return name if words.endswith(")") and is_remark_in_brackets(name, remark) else words


def _dated_behind(document: Document, start: int, end: int) -> bool:
    """Whether a day follows behind a dash: " - Thursday, 4 May 2024"."""
    dash = _DASH.match(document.plain, start, end)
    day = next(find_days(document.plain, Span(dash.end(), min(end, dash.end() + 40))), None) if dash else None
    return dash is not None and day is not None and not document.plain[dash.end() : day.span.start].strip(" ,")


def _is_name_like(words: str) -> bool:
    if _NO_BODY.match(words):
        return False
    parts = words.split()
    return len(parts) <= 14 and all(
        part[0].isupper() or part.casefold() in _SMALL or not part[0].isalpha() for part in parts
    )


def _body_at(document: Document, start: int, end: int) -> Found | None:
    """The name of a body that begins at an offset, up to its noun: capital words, with small ones between."""
    match = patterns().name.match(document.plain, start, end)
    if match is None:
        return None
    words = document.words(Span(match.start(), match.end()))
    # "the Housing Panel of Calder Council": the last noun of the greedy match may be the council's.
    cut = patterns().body_of_council.match(words)
    if cut:
        words = cut[1]
    span = (
        Span(match.start(), match.end())
        if not cut
        else _span_of(document, match.start(), match.end(), len(cut[1].split()))
    )
    if fold(words) in ("council", "the council") and not re.match(r"(?i)the\s+council|council", words):
        return None
    if not _is_council(document, words) and (past := find_area(document, words, span.end, end)) > span.end:
        span = Span(span.start, past)
        words = document.words(span)
    return Found(proper_name(document, words), span)


def _span_of(document: Document, start: int, end: int, words: int) -> Span:
    found = list(re.finditer(r"\S+", document.plain[start:end]))
    return Span(start, start + found[min(words, len(found)) - 1].end())


def _body_in_minutes(document: Document) -> Found | None:
    """ "The Housing Panel, meeting at County Hall on 4 May 2024, considered …", in the first paragraphs of an
    item.
    """
    return next((found for found, _ in find_sittings(document)), None)


def find_sittings(document: Document) -> Iterator[tuple[Found, Day]]:
    """Bodies with the day on which the first paragraphs of the minutes say that they met."""
    met = load_lexicon().phrases("body-met")[0].pattern
    for block in [b for b in document.blocks if b.part is Part.MINUTES and b.kind is not Kind.HEADING][:3]:
        for match in re.finditer(r"\b[Tt]he\s+(?=[A-Z])", block.body.of(document.plain)):
            found = _body_at(document, block.body.start + match.end(), block.body.end)
            if found is None or len(found.words.split()) < 2:
                continue
            at = found.span.end
            while document.plain[at : at + 1] in (" ", ","):
                at += 1
            hit = met.match(document.plain, at, block.body.end)
            day = (
                next(find_days(document.plain, Span(hit.end(), min(hit.end() + 40, block.body.end))), None)
                if hit
                else None
            )
            if day is not None and day.date is not None:
                yield found, day


def _skip(document: Document, at: int) -> int:
    while document.plain[at : at + 1] == " ":
        at += 1
    return at


def _pieces(document: Document, span: Span) -> Iterator[Span]:
    """The parts of a heading line between dashes, slashes and wide gaps, without the space around them."""
    plain, start = document.plain, span.start
    edges = [
        (m.start(), m.end())
        for m in _SPLIT.finditer(plain, span.start, span.end)
        if "\n" not in document.text[m.start() : m.end()]
    ]
    for begin, end in [*edges, (span.end, span.end)]:
        left, right = start, begin
        while left < right and plain[left] in " ,.:*#_(":
            left += 1
        while right > left and plain[right - 1] in " ,:*_":
            right -= 1
        if left < right:
            for piece in _without_date(document, Span(left, right)):
                yield from _council_and_body(document, piece)
        start = end


def _council_and_body(document: Document, span: Span) -> Iterator[Span]:
    """A piece, in two where a council's name runs on into that of its body: "ASH BOROUGH COUNCIL HOUSING PANEL".

    So stand the first two lines of printed minutes where only their size told them apart.
    """
    match = _RUN_ON.fullmatch(document.plain, span.start, span.end)
    words = match["body"] if match else ""
    if match and (body := patterns().body.match(words)) and body.end() == len(words) and _is_name_like(words):
        yield Span(match.start("council"), match.end("council"))
        yield Span(match.start("body"), match.end("body"))
    else:
        yield span


def _without_date(document: Document, span: Span) -> Iterator[Span]:
    """A piece up to the first day in it: "Housing Panel, Thursday 4 May 2024"."""
    day = next(find_days(document.plain, span), None)
    end = day.span.start if day is not None else span.end
    while end > span.start and document.plain[end - 1] in " ,:-(":
        end -= 1
    if end > span.start:
        yield Span(span.start, end)
