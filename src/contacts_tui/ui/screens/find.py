"""Find: accounts and contacts by whatever the agent was told, and the caller whom nobody knows."""

import asyncio
import textwrap
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar, Final

from textual import work
from textual.content import Content
from typing_extensions import override

from contacts_tui.domain.contact import Phone
from contacts_tui.domain.found import Found, FoundAccount, FoundEarlier
from contacts_tui.domain.query import Query
from contacts_tui.domain.text import clean
from contacts_tui.errors import ContactsError
from contacts_tui.ui.present.fitting import shown
from contacts_tui.ui.present.found_lines import FoundLines, earlier_line
from contacts_tui.ui.screens.filtered_list import FilteredList
from contacts_tui.ui.screens.hit import Hit, hits_of
from contacts_tui.ui.screens.one_frame import OneFrame
from contacts_tui.ui.screens.results import Results, Target
from contacts_tui.ui.screens.slow import SLOW
from contacts_tui.ui.widgets.entry import Entry

LONGEST: Final = 200
"""Characters of a text that are looked for."""
WIDEST: Final = 100
"""Columns of the box, as in filtered_list.tcss."""
_AROUND: Final = 6
"""Columns that are not a line's: frame, padding, cursor, bar."""

TITLE: Final = "Find an account or a contact: number, name, any part of a phone, e-mail"
SEARCHING: Final = "Searching …"
MORE: Final = "more: type on   "
NOTHING: Final = "Nothing is found by that. Fewer letters or digits find more; escape closes."
NOTHING_RECENT: Final = "Type a number, a name, any part of a phone, or an e-mail."


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen: where to go, and the results to go through from there."""

    target: Target
    results: Results | None
    """None where nothing was looked for."""
    caller: Phone | None
    """The number that nobody has, held until somebody does."""
    earlier: FoundEarlier | None = None
    """Who had what was looked for, where nobody was chosen who has it."""


@dataclass(frozen=True, slots=True)
class Looking:
    """What looks for a text: first, in a moment, where words begin, then everywhere."""

    begun: Callable[[str], Awaitable[Found]]
    find: Callable[[str, Found], Awaitable[Found]]
    """Given what `begun` has found. Ended when it is cancelled."""
    recent: Callable[[], Awaitable[Sequence[FoundAccount]]]
    """The accounts to choose from where nothing is looked for."""
    recent_called: Callable[[], str]
    """What these are, once they are there."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What stands in the list: all of it was found by one text."""

    text: str
    found: Found
    lines: FoundLines


class FindScreen(FilteredList[Hit, Chosen]):
    """Finds as you type; `enter` acts on what the text in the box finds, and waits for that."""

    hint: ClassVar[str] = "enter opens   escape closes"
    found_nothing: ClassVar[str] = NOTHING

    def __init__(self, looking: Looking, *, text: str = "", caller: Phone | None = None) -> None:
        super().__init__(_title(caller), text[:LONGEST])
        self._looking = looking
        self._caller = caller
        self._levels: list[tuple[Phone | None, str]] = []
        """Caller and text before each number that was held here: where `escape` goes."""
        self._wanted: str | None = None
        """The text whose search is under way, or has succeeded."""
        self._is_entered = False
        """Whether `enter` was pressed before the search had ended."""
        self._moves: list[int] = []
        """How the cursor was moved before the search had ended."""
        self._shown: _Shown | None = None
        self._frame = OneFrame(self.app)

    @property
    @override
    def nothing(self) -> str:
        is_recent = self._shown is not None and not self._shown.text
        return textwrap.fill(NOTHING_RECENT if is_recent else self.found_nothing, self._width)

    @override
    def line(self, hit: Hit) -> Content:
        if hit.earlier:
            return earlier_line(hit.earlier, self._width)
        if hit.account is None or self._shown is None:
            number = shown(hit.caller.shown) if hit.caller else ""
            said = f"{number}: nobody has this number. enter holds it as the caller"
            return Content(textwrap.fill(said, self._width))
        return self._shown.lines.contact(hit.contact) if hit.contact else self._shown.lines.account(hit.account)

    @override
    def height(self, hit: Hit) -> int:
        return 1 if hit.account or hit.earlier else len(self.line(hit).split("\n"))

    @override
    def chosen(self, hit: Hit) -> Chosen | None:
        target = hit.target
        if target is None or self._shown is None:
            return None
        if not self._shown.text or hit.earlier:
            return Chosen(target, None, self._caller, hit.earlier)
        found = self._shown.found
        results = Results.of(self._shown.text, found).standing_at(target)
        return Chosen(results.target, results, self._caller_still_held(found, results.target))

    @override
    def filter(self) -> None:
        entry = self.query_one(Entry)
        if len(entry.value) > LONGEST:
            entry.value = entry.value[:LONGEST]
            return
        self._wanted, self._is_entered, self._moves = self.text, False, []
        if self._is_whole:
            self.workers.cancel_group(self, "look")
            self._say_keys()
        else:
            self._search(self.text, self._frame.begin())

    @override
    def choose(self) -> None:
        """Act on what the text in the box finds, never on what an older one has found."""
        if self._is_up_to_date:
            super().choose()
            return
        if self._wanted != self.text:
            self.filter()
        self._is_entered = True
        self.say(SEARCHING)

    @override
    def take(self, hit: Hit) -> None:
        if hit.caller is not None:
            self._levels.append((self._caller, self.text))
            self._hold(hit.caller, "")
        else:
            super().take(hit)

    @override
    def action_move(self, by: int) -> None:
        if self._is_up_to_date:
            super().action_move(by)
        else:
            self._moves.append(by)

    @override
    def action_close(self) -> None:
        if self._levels:
            self._hold(*self._levels.pop())
        else:
            super().action_close()

    @override
    def fit(self) -> None:
        if self._shown is not None:
            text, found = self._shown.text, self._shown.found
            self._shown = replace(self._shown, lines=FoundLines.of(found.accounts, Query.of(text), self._width))
            super().fit()

    @property
    def _is_up_to_date(self) -> bool:
        """Whether the list holds what the text in the box finds, as far as its best hit is in it."""
        if self._shown is None or self._shown.text != clean(self.text):
            return False
        return not self._shown.found.is_partial or bool(self._shown.found.accounts)

    @property
    def _is_whole(self) -> bool:
        return self._is_up_to_date and self._shown is not None and not self._shown.found.is_partial

    @property
    def _is_open(self) -> bool:
        return self in self.app.screen_stack

    @property
    def _width(self) -> int:
        return max(1, min(WIDEST, self.app.size.width) - _AROUND)

    def _hold(self, caller: Phone | None, text: str) -> None:
        """Look for somebody who gets a caller's number, or for nobody in particular again."""
        self._caller = caller
        self.entitle(_title(caller))
        entry = self.query_one(Entry)
        entry.value = text
        entry.cursor_position = len(text)

    def _caller_still_held(self, found: Found, target: Target) -> Phone | None:
        """A caller who was found by a number of their own is not the one who was held before this Find."""
        return None if target.contact_id and found.is_number and not self._levels else self._caller

    @work(exclusive=True, group="look")
    async def _search(self, text: str, turn: int) -> None:
        """Show what a text finds; where another one has been typed meanwhile, that one's search is the one to show."""
        slow = self.set_timer(SLOW, partial(self.say, SEARCHING))
        looked_for = clean(text)
        try:
            if not looked_for:
                self._found(looked_for, Found(tuple(await self._looking.recent())))
                return
            begun = await self._looking.begun(looked_for)
            self._found(looked_for, begun)
            if begun.accounts:
                if not begun.is_partial:
                    slow.stop()
                self._frame.end(turn)
                # The second look would be in the way of painting what the first one has found.
                await self._painted()
            if begun.is_partial and self._is_open and looked_for == clean(self.text):
                self._found(looked_for, await self._looking.find(looked_for, begun))
        except ContactsError as error:
            if self._is_open:
                self._wanted = None
                self.say(str(error))
        finally:
            slow.stop()
            self._frame.end(turn)

    async def _painted(self) -> None:
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        await painted.wait()

    def _found(self, text: str, found: Found) -> None:
        """Show what a text has found, unless another one is in the box by now, and do what waited for it."""
        if not self._is_open or text != clean(self.text):
            return
        self._show(text, found, self._place_in(text, found))
        if not self._is_up_to_date:
            return
        if not found.is_partial:
            self._say_keys()
        for by in self._moves:
            super().action_move(by)
        self._moves = []
        if self._is_entered:
            self._is_entered = False
            super().choose()

    def _place_in(self, text: str, found: Found) -> int | None:
        """Where the hit under the cursor stands in what the same text has found by now."""
        if self._shown is None or self._shown.text != text or not self._hits or self.at is None:
            return None
        under = self._hits[self.at].target
        return next((at for at, hit in enumerate(hits_of(found)) if hit.target == under), None)

    def _say_keys(self) -> None:
        is_cut = self._shown is not None and self._shown.found.is_cut
        self.say(f"{MORE if is_cut else ''}{self.hint}")

    def _show(self, text: str, found: Found, at: int | None) -> None:
        """Show what a text has found, the cursor on a line; without one, on the best hit."""
        before = self._shown
        if before and before.text == text and _is_same(before.found, found):
            self._shown = replace(before, found=found)
            return
        lines = FoundLines.of(found.accounts, Query.of(text), self._width)
        if before and before.text == text:
            # What comes later must not move what is being read already.
            lines = lines.standing_as(before.lines)
        self._shown = _Shown(text, found, lines)
        hits = list(hits_of(found))
        best = next((at for at, hit in enumerate(hits) if hit.contact or not hit.account or hit.account.is_hit), 0)
        self.head(self._looking.recent_called() if hits and not text else "")
        self.show(hits, best if at is None else at)


def _is_same(found: Found, other: Found) -> bool:
    """Whether both show the same lines."""
    return (found.accounts, found.caller, found.earlier) == (other.accounts, other.caller, other.earlier)


def _title(caller: Phone | None) -> str:
    return f"Caller {caller.shown}: nobody has this number. Account or name:" if caller else TITLE
