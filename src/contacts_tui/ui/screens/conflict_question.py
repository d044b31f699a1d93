"""The question which of two versions of a record is to be kept, field by field."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.widgets import Static
from typing_extensions import override

from contacts_tui.domain.conflict import Conflict
from contacts_tui.domain.merge import Merged, Side
from contacts_tui.ui.key_gate import UNFORESEEN
from contacts_tui.ui.present.conflict_lines import ConflictLine, conflict_lines
from contacts_tui.ui.present.fitting import shown, width_of
from contacts_tui.ui.screens.question import Answer, Question
from contacts_tui.ui.widgets.action_line import ActionLine, Part

_FRAME: Final = 6
"""Columns of the box that are no text: frame, padding, and a bar where the versions scroll."""
WIDEST: Final = 80
_AROUND: Final = 4
"""Columns of the box that no line has: frame and padding."""
_ONE: Final = Part(" 1 ", "reverse", "choose('mine')")
_TWO: Final = Part(" 2 ", "reverse", "choose('theirs')")
_ENTER: Final = Part(" enter ", "reverse", "save")
_ESCAPE: Final = Part(" escape ", "reverse", "back")
_BACK: Final = Part("[ BACK ]", "bold", "back")
_SAVE: Final = Part("[ SAVE ]", "bold", "save")
_GAP: Final = Part(" ")
_CHOOSE: Final = (_ONE, _GAP, _TWO, Part(" choose  "))
WAYS: Final = (
    (
        *(*_CHOOSE, _ENTER, Part(" saves  ", "", "save"), _ESCAPE, Part(" back to the form", "", "back")),
        *(Part("  "), _BACK, Part("  "), _SAVE),
    ),
    (*_CHOOSE, _ENTER, _GAP, _SAVE, Part("  "), _ESCAPE, _GAP, _BACK),
    (_ONE, _GAP, _TWO, _GAP, _ENTER, Part("[SAVE]", "bold", "save"), _GAP, _ESCAPE, Part("[BACK]", "bold", "back")),
)
"""What can be done, in as many words as there is room for."""


class ConflictQuestion(ModalScreen[tuple[Merged, ...] | None]):
    """Gives all that was changed, each clash with what was chosen; None to go back to the form."""

    CSS_PATH = "question.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "choose('mine')", "Take yours", id="conflict.mine"),
        Binding("2", "choose('theirs')", "Take theirs", id="conflict.theirs"),
        Binding("left", "choose('mine')", "Take yours", id="conflict.mine.alt", show=False),
        Binding("right", "choose('theirs')", "Take theirs", id="conflict.theirs.alt", show=False),
        Binding("down", "move(1)", "The next one", id="conflict.next", show=False),
        Binding("tab", "move(1)", "The next one", id="conflict.next.alt", show=False),
        Binding("up", "move(-1)", "The one before", id="conflict.before", show=False),
        Binding("shift+tab", "move(-1)", "The one before", id="conflict.before.alt", show=False),
        Binding("enter", "save", "Save", id="conflict.save"),
        Binding("ctrl+s", "save", "Save", id="conflict.save.alt", show=False),
        Binding("escape", "back", "Back", id="conflict.back"),
        Binding("ctrl+g", "back", "Back", id="conflict.back.alt", show=False),
    ]

    def __init__(self, conflict: Conflict, rows: Sequence[Merged]) -> None:
        super().__init__(classes=UNFORESEEN)
        self._head = f"{conflict.brief}: nothing of yours is written yet"
        self._who = conflict.agent
        self._rows = list(rows)
        self._clashes = [at for at, one in enumerate(rows) if one.is_clash]
        self._at = self._clashes[0]
        self._lines: list[ConflictLine] = []
        self._ways = ActionLine()

    @override
    def compose(self) -> ComposeResult:
        with VerticalGroup(id="box"):
            yield Static(Content.styled(shown(self._head), "bold"), id="head", markup=False)
            with VerticalScroll(id="list", can_focus=False):
                yield Static(self._versions(), id="versions", markup=False)
            yield Static(id="wrong", markup=False)
            yield self._ways

    def on_resize(self) -> None:
        """Fit the versions, and what can be done, to the room there is."""
        room = min(WIDEST, self.app.size.width) - _AROUND
        fitting = (ways for ways in WAYS if sum(width_of(part.text) for part in ways) <= room)
        self._ways.parts = next(fitting, WAYS[-1])
        self.call_after_refresh(self._paint)

    def on_click(self, event: events.Click) -> None:
        """A click on a version chooses it."""
        versions = self.query_one("#versions")
        offset = event.screen_offset - versions.region.offset
        if event.button != 1 or not versions.region.contains_point(event.screen_offset):
            return
        line = self._lines[offset.y] if offset.y < len(self._lines) else None
        if line is None or line.row not in self._clashes:
            return
        self._at = line.row
        self._paint()
        for columns, side in line.sides:
            if offset.x in columns:
                self.action_choose(side)

    @on(ActionLine.Chosen)
    async def act_by_mouse(self, event: ActionLine.Chosen) -> None:
        """A key was clicked."""
        await self.run_action(event.action)

    def action_choose(self, side: Side) -> None:
        """Take one version of the field under the cursor, with all it is a part of, and go on to one that is open."""
        is_part = self._rows[self._at].is_part
        for at, row in enumerate(self._rows):
            if at == self._at or (is_part and row.is_part):
                self._rows[at] = replace(row, taken=side)
        self._at = next(iter(self._open), self._at)
        self._say("")
        self._paint()

    def action_move(self, by: int) -> None:
        """Go to another field that both have changed."""
        place = self._clashes.index(self._at) + by
        self._at = self._clashes[place % len(self._clashes)]
        self._paint()

    def action_save(self) -> None:
        """Take what was chosen; a field that is still open is asked for first."""
        still = [*self._open]
        if not still:
            self.dismiss(tuple(self._rows))
            return
        self._at = still[0]
        self._say(f"{self._rows[self._at].label}: choose 1, yours, or 2, {self._who}'s.")
        self._paint()

    def action_back(self) -> None:
        """Save nothing yet."""
        self.dismiss(None)

    @property
    def _open(self) -> Iterator[int]:
        return (at for at in self._clashes if self._rows[at].taken is None)

    def _say(self, sentence: str) -> None:
        self.query_one("#wrong", Static).update(shown(sentence))

    def _versions(self) -> Content:
        width = min(WIDEST, self.app.size.width) - _FRAME
        self._lines = conflict_lines(self._rows, self._who, self._at, width)
        return Content("\n").join(line.content for line in self._lines)

    def _paint(self) -> None:
        self.query_one("#versions", Static).update(self._versions())
        first = next(at for at, line in enumerate(self._lines) if line.row == self._at)
        under = Region(0, first, 1, sum(line.row == self._at for line in self._lines))
        self.call_after_refresh(self._stand_on, under)

    def _stand_on(self, under: Region) -> None:
        """Keep the field in sight, and the terminal's own cursor on it: magnifiers and screen readers follow that."""
        versions = self.query_one("#list")
        versions.scroll_to_region(under, animate=False, immediate=True, force=True)
        self.app.cursor_position = versions.content_region.offset + (under.offset - versions.scroll_offset)


def after_a_deletion(conflict: Conflict) -> Question:
    """The question what becomes of what was typed over a record that somebody has deleted."""
    gone = conflict.gone
    restoring = "restore it here, too, with what you typed" if gone.where else "restore it, with what you typed"
    stays = "gone" if gone.is_for_good else "there" if gone.where else "deleted"
    answers = (
        *(() if gone.is_for_good else (Answer("r", restoring, "restore"),)),
        Answer("d", f"drop what you typed: it stays {stays}", "drop"),
        Answer("escape", "back to the form", "back"),
    )
    return Question(f"{conflict.headline}: nothing of yours is written yet.", answers, classes=UNFORESEEN)


def what_came_in(conflict: Conflict, rows: Sequence[Merged]) -> Iterator[str]:
    """What became of the other's changes, in sentences."""
    theirs = [one.label for one in rows if one.outcome == one.theirs and one.theirs not in {one.before, one.mine}]
    mine = [one.label for one in rows if one.is_clash and one.taken == "mine"]
    if theirs:
        yield f"{shown(conflict.agent)}'s {', '.join(theirs)} came in."
    if mine:
        yield f"Yours instead of {shown(conflict.agent)}'s: {', '.join(mine)}."
