"""Ending a read from another thread, and never one that comes after it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from contacts_tui.errors import ContactsError

_STEPS: Final = 500_000
"""Instructions of SQLite after which it asks: some ten milliseconds. Each time it waits for the interpreter."""


class Stopped(ContactsError):
    """A read was ended before it had found all."""

    def __init__(self) -> None:
        super().__init__("The search was ended before it had found all. Nothing was changed. Search again.")


class Stop:
    """Whether a read is to end. Any thread may say so."""

    def __init__(self) -> None:
        self.is_set = False
        self._end: Callable[[], None] | None = None
        self._lock = Lock()

    def set(self) -> None:
        """End the read that is under way, at once, or before it begins."""
        with self._lock:
            self.is_set = True
            if self._end is not None:
                self._end()

    @contextmanager
    def after(self, seconds: float) -> Iterator[None]:
        """End what is read within after so many seconds."""
        timer = Timer(seconds, self.set)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    @contextmanager
    def ends(self, connection: Connection) -> Iterator[None]:
        """Let `set` end what a connection does within, and nothing that it does later. Raises Stopped."""
        raw: Any = connection.connection.driver_connection
        with self._lock:
            if self.is_set:
                raise Stopped
            # The lock is held while a statement is ended, so that the next one on this connection comes after that.
            self._end = raw.interrupt if isinstance(raw, sqlite3.Connection) else raw.cancel_safe
        _ask(raw, lambda: self.is_set)
        try:
            yield
        except DBAPIError:
            if self.is_set:
                raise Stopped from None
            raise
        finally:
            _ask(raw, None)
            with self._lock:
                self._end = None


def _ask(connection: object, whether_to_end: Callable[[], bool] | None) -> None:
    """Have SQLite ask now and then: a statement that begins just after another one was interrupted goes on."""
    if isinstance(connection, sqlite3.Connection):
        connection.set_progress_handler(whether_to_end, _STEPS)
