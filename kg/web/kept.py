"""Pages as they were made, for those who ask for them again: a graph that is served does not change."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from kg.web.site import Form, Page

_MOST = 64 * 1024**2  # bytes


class Kept:
    """Renders pages, and keeps those that were asked for last.

    Several threads may ask at once: of those that ask for the same page, one makes it and the others wait.

    Args:
        make: what renders a page in a form.
        most: how many bytes of pages are kept.
    """

    def __init__(self, make: Callable[[Page, Form], bytes], most: int = _MOST) -> None:
        self._make = make
        self._most = most
        self._size = 0
        self._made: dict[tuple[str, Form], bytes] = {}  # the last asked for is the last
        self._turns: dict[tuple[str, Form], Lock] = {}
        self._lock = Lock()

    def __call__(self, page: Page, form: Form) -> bytes:
        """A page in a form."""
        key = (page.path, form)
        with self._lock:
            if (found := self._find(key)) is not None:
                return found
            turn = self._turns.setdefault(key, Lock())
        with turn:
            with self._lock:
                if (found := self._find(key)) is not None:
                    return found
            try:
                data = self._make(page, form)
            finally:
                with self._lock:
                    self._turns.pop(key, None)
            with self._lock:
                self._keep(key, data)
        return data

    def _find(self, key: tuple[str, Form]) -> bytes | None:
        found = self._made.pop(key, None)
        if found is not None:
            self._made[key] = found
        return found

    def _keep(self, key: tuple[str, Form], data: bytes) -> None:
        if key in self._made or len(data) > self._most:
            return
        self._made[key] = data
        self._size += len(data)
        while self._size > self._most:
            self._size -= len(self._made.pop(next(iter(self._made))))
