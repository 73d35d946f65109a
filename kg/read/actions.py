"""Tables and lists of actions, and tables of those who were there: where one begins, goes on and ends."""

from __future__ import annotations

import re

from kg.document import Span
from kg.read.appearance import is_account, is_shouted
from kg.read.labels import load_labels
from kg.read.lines import Paragraph, split_cells

_CUT = 30  # characters of a cell that the end of a page cut off


def heads_log(plain: str, cells: tuple[Span, ...]) -> bool:
    """Whether a row is the head of an action log.

    >>> text = "Action | Owner | By when"
    >>> heads_log(text, split_cells(text, Span(0, len(text))))
    True
    """
    if len(cells) < 2:
        return False
    words = [set(re.findall(r"[a-z]+", cell.of(plain).lower())) for cell in cells]
    labels = load_labels()
    return (
        all(words)
        and set().union(*words) <= labels.columns
        and any(cell & labels.columns_of_acts for cell in words)
        and any(cell & labels.columns_of_owners for cell in words)
    )


def heads_register(plain: str, cells: tuple[Span, ...]) -> bool:
    """Whether a row is the head of a table of those who were there.

    >>> text = "Name | Organisation | Role"
    >>> heads_register(text, split_cells(text, Span(0, len(text))))
    True
    """
    if len(cells) < 2:
        return False
    words = [set(re.findall(r"[a-z]+", cell.of(plain).lower())) for cell in cells]
    named = not words[0].isdisjoint({"name", "names", "member", "members", "attendee", "attendees"})
    return named and all(words) and set().union(*words) <= load_labels().register


def ends_table(plain: str, piece: Paragraph, following: Paragraph | None) -> bool:
    """Whether a paragraph after a gap is no row any more; a few words before a row are what a page cut off a cell."""
    words = piece.body.of(plain)
    cut = len(words) <= _CUT and (words[:1].islower() or words.isdecimal())
    if cut and following is not None and len(split_cells(plain, following.span)) > 2:
        return False
    return piece.gap and len(split_cells(plain, piece.span)) == 1 and len(words) > 3


def is_next_action(words: str, *, gap: bool) -> bool:
    """Whether a line without a marker goes on with a list of actions: it stands directly below, or says who is to act.

    >>> is_next_action("RB - order a new bin", gap=True), is_next_action("The Chair thanked everybody.", gap=True)
    (True, False)
    """
    return (not gap or load_labels().owned.search(words) is not None) and not is_account(words)


def counts_on(number: str, listed: int, item: str, words: str) -> bool:
    """Whether a number is that of the next entry of a list of actions, not of the next item of business.

    Args:
        number: as written.
        listed: how many entries the list has had.
        item: number of the item of business in which the list stands.
        words: what follows the number.
    """
    if number.strip(" .:)*(") != str(listed + 1) or is_shouted(words):
        return False
    return item != str(listed) or load_labels().owned.search(words) is not None
