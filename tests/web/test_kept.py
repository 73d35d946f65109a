"""Pages that are kept: each made once however many ask for it, and never more of them than fit."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from kg.web.kept import Kept
from kg.web.site import Form, Page

PAGES = [Page(f"ash-council/person/p{n}", "person") for n in range(6)]


def test_a_page_for_which_many_ask_at_once_is_made_once() -> None:
    made = []

    def make(page: Page, form: Form) -> bytes:
        time.sleep(0.01)
        made.append((page, form))
        return f"{page.path} as {form}".encode()

    kept = Kept(make)
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda n: kept(PAGES[n % 3], Form.HTML), range(60)))
    assert answers == [f"{PAGES[n % 3].path} as html".encode() for n in range(60)]
    assert len(made) == 3
    assert kept(PAGES[0], Form.TURTLE) == f"{PAGES[0].path} as ttl".encode(), "another form is another answer"


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    made: list[str] = []

    def make(page: Page, form: Form) -> bytes:
        made.append(page.path[-1])
        return b"x" * (1000 if page == PAGES[5] else 10)

    kept = Kept(make, most=30)
    for n in (0, 1, 2, 0, 3, 0, 2, 1, 5, 5, 1):
        kept(PAGES[n], Form.HTML)
    assert "".join(made) == "0123" + "1" + "55", "0 and 2 were asked for again in time; 5 is too large to keep"


def test_a_page_that_cannot_be_made_can_be_asked_for_again() -> None:
    faults = [OSError("gone")]

    def make(page: Page, form: Form) -> bytes:
        if faults:
            raise faults.pop()
        return b"there"

    kept = Kept(make)
    with pytest.raises(OSError, match="gone"):
        kept(PAGES[0], Form.HTML)
    assert kept(PAGES[0], Form.HTML) == b"there"
