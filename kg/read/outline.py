"""Paragraphs -> blocks and items: what each stretch of the text is, in the structure of the minutes.

The rules read as a clerk would: a numbered or shouted short line without a full stop is a heading; what stands between
a heading and the word "Minutes:" is the agenda; a list after RESOLVED is what was decided, until the list ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from msgspec import structs

from kg.document import Block, Item, Kind, Part, Span
from kg.read.actions import ends_table, heads_log, heads_register, is_next_action
from kg.read.appearance import (
    DECIDES,
    SIGNATURE,
    STATED,
    VERB,
    goes_on_after,
    is_account,
    is_entry_of_decisions,
    is_narrative,
    is_shouted,
    is_stripped_decision,
    is_stripped_resolution,
    is_title,
    leads,
    opens_list,
)
from kg.read.headings import DECIMAL, Here, find_item_number, find_numbered_title, trim_number
from kg.read.items import Opened, close_items
from kg.read.labels import Labels, load_labels
from kg.read.lines import OWNER, Paragraph, split_cells
from kg.read.pieces import cut_paragraphs, last_minutes, marker_of
from kg.read.rendering import Region, region_at
from kg.read.sentences import split_sentences, trim

_RIGHT = 30  # a line that begins so many spaces from the edge stands in a column at the right


def build_outline(
    plain: str, paragraphs: Iterable[Paragraph], regions: Sequence[Region] = ()
) -> tuple[tuple[Block, ...], tuple[Item, ...]]:
    """The blocks and items of a document.

    Args:
        plain: `Document.plain`.
        paragraphs: in the order of the text.
        regions: what the form of the file says of stretches of it, in order.
    """
    pieces = list(cut_paragraphs(plain, paragraphs))
    walk = _Walk(plain, load_labels(), minutes_at=last_minutes(plain, pieces, regions), regions=regions)
    for i, piece in enumerate(pieces):
        walk.take(piece, pieces[i + 1] if i + 1 < len(pieces) else None)
    return close_items(plain, walk.blocks, walk.items, walk.labelled)


@dataclass
class _Walk:
    """The state of a reader who goes through the paragraphs once, from the first to the last."""

    plain: str
    labels: Labels
    minutes_at: int  # where the last "Minutes:" stands on the page of a web site, which prints the agenda above; or -1
    regions: Sequence[Region] = ()  # what the form of the file says
    region: Region | None = None  # in which the paragraph stands
    blocks: list[Block] = field(default_factory=list)
    items: list[Opened] = field(default_factory=list)
    part: Part = Part.FRONT
    lead: int | None = None
    listing: str = ""  # "resolution" or "action": a list that began with a label and goes on
    listed: int = 0  # how many entries it has had
    table: bool = False  # inside an action log
    site: bool = False  # below a label under which a web site lists files
    told: int = -1  # the last block of minutes
    rest: Span | None = None  # what runs on after a title or label, to be taken next
    labelled: set[int] = field(default_factory=set)  # items that have the label "Minutes:"

    def take(self, piece: Paragraph, following: Paragraph | None) -> None:
        """Add one paragraph, and what runs on in it after titles and labels."""
        self._take_one(piece, following)
        start, first = piece.span.start, len(self.blocks)
        while self.rest is not None:
            piece = structs.replace(piece, span=self.rest, body=self.rest, marker="", gap=False)
            self._take_one(piece, following)
            if first < len(self.blocks):
                # A number or label that has no block of its own goes with what follows it.
                block = self.blocks[first]
                before = trim(self.plain, max(start, self.blocks[first - 1].span.end if first else 0), block.span.end)
                self.blocks[first] = replace(block, span=before or block.span)
                start, first = piece.span.start, len(self.blocks)

    def _take_one(self, piece: Paragraph, following: Paragraph | None) -> None:
        """Add a paragraph up to what runs on in it, and what it tells about where we are."""
        self.rest = None
        plain, body = self.plain, piece.body
        if self.regions and self._take_region(piece):
            return
        if piece.marker == OWNER:
            part = self.part
            self._add(
                Kind.PARAGRAPH,
                Part.ACTION if part is Part.MINUTES else part,
                piece.span,
                piece.body,
                "ACTION",
                self._last_block(),
            )
            return
        title = self._heading(piece, following)
        if not (title and title[0]) and self._take_label(piece, following):
            return
        if title is not None:
            number, words, self.rest = title
            self._open_item(piece, number, words)
            return
        if self._opens_web_item(piece, following):
            self.items.append(("", None, len(self.blocks)))
            self._set(Part.AGENDA)
        part = self._part_of(piece, following)
        lead = self._lead_of(piece)
        cells = split_cells(plain, piece.span) if piece.lines == 1 else ()
        if part is Part.FRONT and heads_register(plain, cells):
            part = self.part = Part.ATTENDANCE
        if part is not Part.ATTENDANCE and not self.table and heads_log(plain, cells):
            self._set(Part.ACTION)
            self.listing, self.table, part = "action", True, Part.ACTION
        tabular = len(cells) > 1 and (part in (Part.ACTION, Part.ATTENDANCE) or len(cells) > 2)
        if tabular:
            self._add(Kind.ROW, part, piece.span, piece.span, "", lead, cells)
        else:
            opens = part is not Part.RESOLUTION and opens_list(body.of(plain))
            numbered = piece.marker != "" and any(c.isalnum() for c in piece.marker)
            kind = Kind.NUMBERED if numbered else Kind.BULLET if piece.marker else Kind.PARAGRAPH
            self._add(kind, part, piece.span, body, piece.marker, lead)
            if opens:
                self.listing, self.listed, self.lead = "resolution", 0, len(self.blocks) - 1

    def _take_region(self, piece: Paragraph) -> bool:
        """Add a paragraph of which the form of the file says what it is."""
        entered, self.region = self.region, region_at(self.regions, piece.span.start)
        if self.region is None:
            return False
        if self.region.opens and self.region is not entered:
            title = trim_number(self.plain, piece.span, self.region.number)
            self.labelled.add(len(self.items))  # nothing below it is minutes because nobody said that it is not
            self.items.append((self.region.number, title, len(self.blocks)))
            self._set(self.region.part)
            self._add(Kind.HEADING, self.part, piece.span, title, self.region.number, None)
            return True
        if self.region.part not in (Part.AGENDA, Part.CLOSE):
            return False
        self._set(self.region.part)
        self._add(Kind.PARAGRAPH, self.part, piece.span, piece.body, piece.marker, None)
        return True

    # What a paragraph that is a label says ------------------------------------------------------------------

    def _take_label(self, piece: Paragraph, following: Paragraph | None) -> bool:
        plain, start, end = self.plain, piece.body.start, piece.body.end
        labels = self.labels
        if self.table and not ends_table(plain, piece, following):
            return False
        site = labels.site.match(plain, start, end) is not None
        if site or labels.close.match(plain, start, end) or SIGNATURE.match(plain, start, end):
            self._set(Part.CLOSE)
            self.site = site
            self._add(Kind.PARAGRAPH, Part.CLOSE, piece.span, piece.body, "", None)
            return True
        if self.blocks and self.blocks[-1].part is Part.ACTION and labels.below_action.match(plain, start, end):
            self._add(Kind.PARAGRAPH, Part.ACTION, piece.span, piece.body, "ACTION", self._last_block())
            return True
        if match := labels.action.match(plain, start, end):
            rest = trim(plain, match.end(), end)
            if rest is not None and plain[start] in "([":
                rest = trim(plain, rest.start, rest.start + len(rest.of(plain).rstrip(" .)]")))
            if rest is None:
                return self._open_log(piece, following)
            self._set(Part.ACTION)
            self._add(Kind.PARAGRAPH, Part.ACTION, piece.span, rest, "ACTION", self._last_block())
            self._set(Part.MINUTES)
            return True
        if self.minutes_at >= 0 and (match := labels.minutes.match(plain, start, end)):
            rest = trim(plain, match.end(), end)
            if plain[start : match.end()].strip().endswith(":") or rest is None:
                if not self.items:
                    self.items.append(("", None, 0))
                self.labelled.add(len(self.items) - 1)
                if self.listing == "action" and not self.listed and rest is None:  # "ACTIONS" above: the log follows
                    return self._open_log(piece, following)
                self._set(Part.MINUTES)
                if rest:
                    self.rest = rest
                else:
                    self._add(Kind.HEADING, Part.MINUTES, piece.span, piece.body, "", None)
                return True
        if match := labels.resolution.match(plain, start, end):
            label = plain[start : match.end()].strip()
            rest = trim(plain, match.end(), end)
            if rest and rest.of(plain).strip(" :-").lower() == "that":
                rest = None
            if rest and label[-1] not in ":-" and not DECIDES.match(plain, rest.start, rest.end):
                return False
            self._set(Part.RESOLUTION)
            self.listing, self.listed = "resolution", 0
            if rest is None:
                self._add(Kind.PARAGRAPH, Part.RESOLUTION, piece.span, piece.body, label, self._last_block())
                self.lead = len(self.blocks) - 1
            else:
                marker, words = marker_of(plain, rest)
                kind = Kind.NUMBERED if marker else Kind.PARAGRAPH
                self._add(kind, Part.RESOLUTION, piece.span, words, label, self._last_block())
                self.lead = len(self.blocks) - 1
                self.listed = 1
            return True
        return self._take_attendance(piece)

    def _take_attendance(self, piece: Paragraph) -> bool:
        plain, start, end = self.plain, piece.body.start, piece.body.end
        listed = self.part in (Part.RESOLUTION, Part.ACTION)
        if listed or not (match := self.labels.attendance.match(plain, start, end)):
            return False
        label = plain[start : match.end()].strip().rstrip(":- ").lower()
        rest = trim(plain, match.end(), end)
        if self.items and self.part is Part.MINUTES and (rest is None or label.startswith("apolog")) and piece.marker:
            return False
        self._set(Part.ATTENDANCE)
        self._add(
            Kind.PARAGRAPH, Part.ATTENDANCE, piece.span, rest or piece.body, plain[start : match.end()].strip(), None
        )
        return True

    def _open_log(self, piece: Paragraph, following: Paragraph | None) -> bool:
        """A line "ACTIONS" alone: a log, if rows or a list follow; else the label of the next line. Far to the right it
        heads the column of owners."""
        if piece.indent >= _RIGHT and not (following and self.labels.owned.search(following.body.of(self.plain))):
            self._add(Kind.HEADING, self.part, piece.span, piece.body, "", None)
            return True
        self._set(Part.ACTION)
        self._add(Kind.HEADING, Part.ACTION, piece.span, piece.body, "", None)
        self.listing, self.listed = "action", 0
        self.lead = len(self.blocks) - 1
        self.table = following is not None and len(split_cells(self.plain, following.span)) > 1
        return True

    # Headings and items ---------------------------------------------------------------------------------------

    def _heading(self, piece: Paragraph, following: Paragraph | None) -> tuple[str, Span | None, Span | None] | None:
        """(number, title, what runs on after the title) if an item begins here."""
        if self.table:
            return None
        plain, span = self.plain, piece.span
        here = Here(self.items[-1][0] if self.items else "", self.listing, self.listed)
        if number := find_item_number(plain, span, self.labels, here):
            title = Span(number.end(), span.end)
            return find_numbered_title(plain, number["ref"].strip(" .:)*("), title, listed=bool(self.listing))
        if piece.marker:
            return None
        if span.length <= 140 and is_shouted(words := span.of(plain)) and not leads(words):
            return "", span, None
        if self._opens_page_item(piece, following):
            return "", span, None
        return None

    def _opens_page_item(self, piece: Paragraph, following: Paragraph | None) -> bool:
        """A title without number: short, on a line of its own, with words of another kind below it."""
        if piece.lines > 1 or not piece.gap or following is None or piece.body.length > 110:
            return False
        if self.part is Part.ATTENDANCE or (self.listing and self._follows_entry(piece)):
            return False
        words = piece.body.of(self.plain)
        if not is_title(words) or leads(words) or VERB.search(words) or len(words.split()) < 2:
            return False
        return bool(self.items or self.part is not Part.FRONT or words.lower() in ("agenda item",)) and following.gap

    def _opens_web_item(self, piece: Paragraph, following: Paragraph | None) -> bool:
        """On a web page, the title and agenda text that run on into "Contact:" or "Minutes:"."""
        if self.minutes_at < 0 or self.region or piece.marker or following is None:
            return False
        if self.items and not self._seen_minutes():
            return False
        words = following.body.of(self.plain)
        if re.match(r"[A-Z]\w+:\s", piece.body.of(self.plain)):  # "Venue: …"
            return False
        return words.startswith(("Contact", "Minutes:"))

    def _open_item(self, piece: Paragraph, number: str, title: Span | None) -> None:
        told = self.region is not None and self.region.part is Part.MINUTES
        if told and title and not number:
            self._set(Part.MINUTES)  # the heading of a part of what was said
            self._add(Kind.HEADING, self.part, piece.span, title, "", None)
            return
        front = not number and not self.items and self.part is Part.FRONT
        if not front:
            self.items.append((number, title, len(self.blocks)))
        below = Part.ATTENDANCE if title and self.labels.heads_list(self.plain, title) else Part.MINUTES
        self._set(Part.FRONT if front else Part.AGENDA if self.minutes_at > piece.span.start and not told else below)
        if title:
            stop = self.plain[title.end : title.end + 1] in (".", ":")  # "24/41  Apologies. County Cllr Hill."
            self._add(Kind.HEADING, self.part, Span(piece.span.start, title.end + stop), title, number, None)

    # Where ordinary paragraphs stand ------------------------------------------------------------------------------

    def _part_of(self, piece: Paragraph, following: Paragraph | None) -> Part:
        words = piece.body.of(self.plain)
        if self.listing == "resolution":
            # "7.2 Mr Hill said" after "7.1 RESOLVED that …" is the next numbered paragraph, not part of the list.
            listed = (bool(piece.marker) and not DECIMAL.match(piece.marker)) or self._follows_entry(piece)
            aside = words.startswith("To ") and not piece.marker and self.blocks[-1].kind is Kind.NUMBERED  # the reason
            goes_on = listed or (bool(DECIDES.match(words)) and not aside) or self.listed == 0
            if goes_on:
                self.listed += 1
                return Part.RESOLUTION
            self._set(Part.MINUTES)
        elif self.listing == "action":
            ended = self.table and ends_table(self.plain, piece, following)
            if (self.table and not ended) or piece.marker or self.listed == 0 or is_next_action(words, gap=piece.gap):
                self.listed += 1
                return Part.ACTION
            self._set(Part.MINUTES)
        announced = self.minutes_at > piece.span.start and bool(self.items) and not self._seen_minutes()
        below = Part.AGENDA if announced else Part.MINUTES
        if self.part is Part.ATTENDANCE and is_narrative(words):
            self._set(below)
        if self.part is Part.FRONT and (
            (self.minutes_at < 0 and not piece.marker and STATED.match(words) and words.endswith("."))
            or (is_narrative(words) and (self.items or piece.marker))
            or (self.minutes_at < 0 and is_account(words))
        ):
            self._set(Part.MINUTES)
        if self.part is Part.FRONT and self.minutes_at < 0 and piece.marker and is_entry_of_decisions(words):
            self.part, self.listing, self.listed = Part.RESOLUTION, "resolution", 1
            return self.part
        numbered = piece.marker != "" and any(c.isalnum() for c in piece.marker) and not DECIMAL.match(piece.marker)
        if self.part is Part.CLOSE and self.site and (is_account(words) or (numbered and is_stripped_decision(words))):
            self._set(below)
        if self.part is Part.MINUTES and self._begins_or_follows():
            decided = bool(self.blocks) and self.blocks[-1].part is Part.RESOLUTION and words.startswith("that ")
            if piece.marker and (decided or is_stripped_resolution(words)):
                return Part.RESOLUTION
            if numbered and is_stripped_decision(words):
                self.listing, self.listed = "resolution", 1
                return Part.RESOLUTION
            if not piece.marker and STATED.match(words) and words[-1] != ":":
                return Part.RESOLUTION
        return self.part

    def _follows_entry(self, piece: Paragraph) -> bool:
        """ "Roads - Councillor Hay" below "(b) the following be appointed -": part of that entry."""
        last, words = self.blocks[-1], self.blocks[-1].body.of(self.plain)
        follows = last.kind in (Kind.NUMBERED, Kind.BULLET) and leads(words)
        decided = not piece.marker and last.part is Part.RESOLUTION
        return decided and (follows or goes_on_after(words, piece.body.of(self.plain)))

    def _begins_or_follows(self) -> bool:
        """A list that nobody led in, or that goes on: "(a) to endorse …" after the discussion ended."""
        last = self.blocks[-1] if self.blocks else None
        if last is None or last.part is Part.RESOLUTION:
            return True
        return not leads(last.body.of(self.plain))

    def _seen_minutes(self) -> bool:
        return self.told >= (self.items[-1][2] if self.items else 0)

    def _lead_of(self, piece: Paragraph) -> int | None:
        """The block that introduces this one."""
        if self.listing and self.lead is not None:
            return self.lead
        if piece.marker:
            if self.blocks and leads(self.blocks[-1].body.of(self.plain)):
                self.lead = len(self.blocks) - 1
            elif DECIMAL.match(piece.marker):
                self.lead = None
            return self.lead
        self.lead = None
        return None

    def _last_block(self) -> int | None:
        return len(self.blocks) - 1 if self.blocks else None

    def _set(self, part: Part) -> None:
        self.part, self.listing, self.listed, self.lead, self.table = part, "", 0, None, False

    def _add(
        self,
        kind: Kind,
        part: Part,
        span: Span,
        body: Span,
        marker: str,
        lead: int | None,
        cells: tuple[Span, ...] = (),
    ) -> None:
        if part is Part.MINUTES:
            self.told = len(self.blocks)
        sentences = cells if kind is Kind.ROW else split_sentences(self.plain, body)
        self.blocks.append(Block(kind, part, span, body, marker, len(self.items) - 1, lead, sentences, cells))
