"""A key and what comes of it in one frame."""

from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual.app import App

if TYPE_CHECKING:
    from textual.timer import Timer

LONGEST: Final = 0.03
"""Seconds after which a key is painted by itself: nobody sees that it comes so much later."""


class OneFrame:
    """Holds painting back until what a key has asked for is there, for a moment at most.

    A frame of the key alone takes the time in which the answer is made, and the next frame comes a whole one after it.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._held: ExitStack | None = None
        self._longest: Timer | None = None
        self._turn = 0

    def begin(self) -> int:
        """Paint nothing for a moment; what is held already is held from this key on. Returns which key it is."""
        self._turn += 1
        if self._held is None:
            self._held = ExitStack()
            self._held.enter_context(self._app.batch_update())
        else:
            self._stop()
        # The application's: a screen takes its timers along when it closes.
        self._longest = self._app.set_timer(LONGEST, partial(self.end, self._turn))
        return self._turn

    def end(self, turn: int) -> None:
        """Paint what has come by now, unless another key than this one is waited for."""
        if turn != self._turn or self._held is None:
            return
        self._stop()
        self._held.close()
        self._held = None
        # Textual wakes the application by it, not the screen, which is what paints.
        self._app.screen.check_idle()

    def _stop(self) -> None:
        if self._longest is not None:
            self._longest.stop()
            self._longest = None
