"""Keys and clicks that arrive in one burst act as if they were made slowly."""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen
    from textual.timer import Timer

MouseButton: TypeAlias = events.MouseDown | events.MouseUp
TypeAhead: TypeAlias = events.Key | events.Paste | MouseButton

PASSES: Final = 3
"""A key is handled in the first pass; what its handlers post and what those handlers open, in the next two."""

UNFORESEEN: Final = "-unforeseen"
"""The class of a screen that nobody has asked for: what was pressed before it came up was meant for something else."""

PASSES_ON: Final = "-passes-on"
"""The class of a modal screen that keeps nothing of what is typed: a letter right behind escape is meant for below."""

LONGEST_REFRESH: Final = 5.0
"""Seconds after which a screen that never refreshes again (it was closed meanwhile) is no longer waited for."""


class KeyGate:
    """Lets one key, paste or click through at a time, and the next one only when all that it caused has happened.

    SSH joins packets and agents type ahead: after the `a` of a burst, the next key belongs to the form that is about
    to open. The gate starts closed; `open` it when there is a page to act on. While `waiting()` is true, a use case
    that a key asked for is still running, and keys wait too. Characters typed into a field cause nothing but text:
    they need not wait for each other. A click is meant for what was seen: if another screen has come up meanwhile, it
    is dropped. So are keys if that is an `UNFORESEEN` one.
    """

    def __init__(self, app: App[None], waiting: Callable[[], bool]) -> None:
        self._app = app
        self._waiting = waiting
        self._held: deque[tuple[TypeAhead, Screen[object]]] = deque()
        self._released: deque[TypeAhead] = deque()
        self._settling = True
        self._stuck: Timer | None = None
        self._round = 0

    @property
    def quiet(self) -> bool:
        """Whether no key is being handled and none waits."""
        return not self._settling and not self._held and not self._released

    def holds(self, event: TypeAhead) -> bool:
        """Whether this key has to wait; it comes back by itself. If not, handle it and call `passed`."""
        if self._released and event is self._released[0]:
            self._released.popleft()
            return False
        if not self.quiet:
            self._held.append((event, self._app.screen))
            return True
        self._settling = not self._is_text(event)
        return False

    def passed(self) -> None:
        """A key was handed on: wait for what it causes, unless it is only text."""
        if self._released:
            return
        if self._settling:
            self._follow()
        else:
            self._next()

    def as_meant(self, event: TypeAhead) -> TypeAhead:
        """The key that the agent pressed, where the terminal has made another one of it.

        An enter typed before the program had the terminal comes as ctrl+j. An escape with a quick letter behind it
        comes as one alt key, which means nothing here: it is escape, and on a page the letter next; in a form or a
        question the letter was meant for what escape has closed, unless that is one that `PASSES_ON` letters.
        """
        if not isinstance(event, events.Key):
            return event
        if event.key == "ctrl+j":
            return events.Key("enter", "\r")
        screen = self._app.screen
        if not event.key.startswith("alt+") or event.key in screen.active_bindings:
            return event
        if not screen.is_modal or screen.has_class(PASSES_ON):
            capital = event.character if event.key.startswith("alt+shift+") else None
            self._held.appendleft((events.Key(capital or event.key.removeprefix("alt+"), event.character), screen))
        return events.Key("escape", "\x1b")

    def open(self) -> None:
        """There is something for keys to act on, or a use case has ended: go on once the screen shows it."""
        if self._settling:
            self._follow()

    def _is_text(self, event: TypeAhead) -> bool:
        focused = self._app.focused
        return (
            isinstance(event, events.Key)
            and not event.key.startswith("alt+")
            and focused is not None
            and focused.check_consume_key(event.key, event.character)
        )

    def _follow(self) -> None:
        """Wait behind what the last key caused, wherever it went."""
        self._round += 1
        self._wait_no_more()
        if self._app.is_running:
            self._pass(self._round, PASSES)

    def _pass(self, this_round: int, left: int) -> None:
        start: DOMNode = self._app.focused or self._app.screen
        self._hop([node for node in start.ancestors_with_self if isinstance(node, MessagePump)], this_round, left)

    def _hop(self, path: list[MessagePump], this_round: int, left: int) -> None:
        """Queues are first in, first out: a callback behind a message runs when the message has been handled."""
        if this_round != self._round or not self._app.is_running:
            return
        while path:
            node, *path = path
            if node.call_later(self._hop, path, this_round, left):
                return
        if left > 1:
            self._pass(this_round, left - 1)
        else:
            self._await_refresh()

    def _await_refresh(self) -> None:
        self._wait_no_more()
        self._stuck = self._app.set_timer(LONGEST_REFRESH, self._next)
        self._app.screen.call_after_refresh(partial(self._refreshed, self._stuck))

    def _refreshed(self, timer: "Timer") -> None:
        if timer is self._stuck:
            self._next()

    def _wait_no_more(self) -> None:
        """Forget the refresh that was waited for: a round that was overtaken lets no key through."""
        if self._stuck is not None:
            self._stuck.stop()
            self._stuck = None

    def _next(self) -> None:
        self._wait_no_more()
        if self._waiting() or self._released:
            return
        self._settling = False
        while self._held and not self._settling:
            event, seen = self._held.popleft()
            screen = self._app.screen
            if seen is not screen and (isinstance(event, MouseButton) or screen.has_class(UNFORESEEN)):
                continue
            self._settling = not self._is_text(event)
            self._released.append(event)
            self._app.post_message(event)
