"""The line under the account's header: a sentence, and at its right end the buttons that menus drop down from."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from textual.geometry import Offset
from textual.reactive import reactive

from contacts_tui.ui.present.fitting import fill, width_of
from contacts_tui.ui.widgets.action_line import ActionLine, Part

GAP: Final = "  "


@dataclass(frozen=True, slots=True)
class MenuButton:
    """What a click on it asks for, and what stands on it: in full, and shorter for where there is less room."""

    action: str
    labels: tuple[str, ...]


class NoticeLine(ActionLine):
    """Values in: a sentence, buttons. Messages out: which button was clicked (`ActionLine.Chosen`)."""

    DEFAULT_CSS = "NoticeLine { color: $text-muted; }"

    sentence: reactive[str] = reactive("")
    more: reactive[str] = reactive("")
    """What is said behind it where all of it fits beside the buttons."""
    is_whole: reactive[bool] = reactive(default=False)
    """Whether buttons go before the sentence is cut."""

    def __init__(self, buttons: Sequence[MenuButton]) -> None:
        super().__init__(id="notice")
        self._buttons = tuple(buttons)

    def watch_sentence(self) -> None:
        """Show it."""
        self._fit()

    def watch_more(self) -> None:
        """Show it where there is room."""
        self._fit()

    def watch_is_whole(self) -> None:
        """Make room for the sentence, or for the buttons."""
        self._fit()

    def on_resize(self) -> None:
        """Use the room there is."""
        self._fit()

    def below(self, action: str) -> Offset | None:
        """Return where on the screen a menu drops down from a button; None where the button is not drawn."""
        lefts = accumulate((width_of(part.text) for part in self.parts), initial=0)
        drawn = (left for left, part in zip(lefts, self.parts, strict=False) if part.action == action)
        left = next(drawn, None) if self.display else None
        return None if left is None else Offset(self.region.x + left, self.region.bottom)

    def _fit(self) -> None:
        width = self.size.width
        buttons = self._that_fit(width)
        room = width - sum(width_of(part.text) for part in buttons)
        whole = f" {self.sentence}{self.more}"
        self.parts = (Part(fill(whole if width_of(whole) <= room else f" {self.sentence}", room)), *buttons)

    def _that_fit(self, width: int) -> list[Part]:
        """The buttons beside the sentence: none where it needs the line, the shortest where it may be cut."""
        needed = width_of(f" {self.sentence}")
        for level in range(max(len(button.labels) for button in self._buttons)):
            parts = self._parts_at(level)
            if needed + sum(width_of(part.text) for part in parts) <= width:
                return parts
        return [] if self.is_whole else parts

    def _parts_at(self, level: int) -> list[Part]:
        told = ((button.labels[: level + 1][-1], button.action) for button in self._buttons)
        parts = [part for label, action in told for part in (Part(GAP), Part(label, "bold $foreground", action))]
        return [*parts, Part(" ")]
