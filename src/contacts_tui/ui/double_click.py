"""Double clicks whose first half has closed or opened a screen."""

from typing import TYPE_CHECKING

from textual import events
from textual.app import App

if TYPE_CHECKING:
    from textual.screen import Screen


class DoubleClicks:
    """Tells the second half of a double click that reaches another screen than its first half.

    It was meant for what the first half has closed, and would act on whatever has come to light there.
    """

    def __init__(self) -> None:
        self._first: tuple[float, object, int, Screen[object]] | None = None
        """When, where and with which button the mouse was last pressed, and on which screen the clicks there began."""
        self._dropped = False

    def drops(self, event: events.MouseDown | events.MouseUp, screen: "Screen[object]") -> bool:
        """Whether this press, or the release that belongs to it, is not for the screen that is there now."""
        if isinstance(event, events.MouseDown):
            seen = self._began_on(event, screen)
            self._first = (event.time, event.screen_offset, event.button, seen)
            self._dropped = seen is not screen
        return self._dropped

    def _began_on(self, event: events.MouseDown, screen: "Screen[object]") -> "Screen[object]":
        if self._first is None:
            return screen
        time, offset, button, seen = self._first
        is_same = (offset, button) == (event.screen_offset, event.button)
        is_next = is_same and event.time - time <= App.CLICK_CHAIN_TIME_THRESHOLD
        return seen if is_next else screen
