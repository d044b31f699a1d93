"""A desk to work at: the real program on a real database file, without a terminal."""

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch
from urllib.parse import quote

from rich.cells import cell_len
from textual import events
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from contacts_tui.domain.link import Link
from contacts_tui.domain.text import UNPAINTABLE
from contacts_tui.drafts import Drafts
from contacts_tui.errors import ContactsError
from contacts_tui.remembered import Remembered
from contacts_tui.services.opening import Services, open_services
from contacts_tui.services.search import Search
from contacts_tui.settings import Settings
from contacts_tui.storage.first_page import FirstPage, read_file
from contacts_tui.ui.app import ContactsApp
from contacts_tui.ui.present.fitting import shown
from contacts_tui.ui.screens import watching
from contacts_tui.ui.screens.desk import Desk as PageDesk
from contacts_tui.ui.screens.own_files import OwnFiles
from contacts_tui.ui.widgets.choice import Choice
from contacts_tui.ui.widgets.field import Field

NOW = datetime(2019, 2, 1, 14, 3, tzinfo=UTC)
LONGEST = 15.0
"""Seconds after which a test that waits has failed."""
CALM = 3
"""So often in a row there must be nothing left to do."""
CHARACTERS = {"space": " ", "enter": "\r", "tab": "\t"}


class Stored(NamedTuple):
    """A contact as it stands in the database."""

    contact_type: str
    first_name: str
    last_name: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]


class Change(NamedTuple):
    """A row of the audit."""

    action: str
    contact_id: int | None
    agent: str
    transaction_id: bytes
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Desk:
    """Keys and clicks in; the screen, and what the database file holds, out."""

    def __init__(self, path: Path, app: ContactsApp, pilot: Pilot[None]) -> None:
        self.path = path
        self.app = app
        self.pilot = pilot
        self._seen: list[str] = []
        self._changes_before = self._last_change()

    # What an agent does.

    async def press(self, *keys: str) -> None:
        """Press keys, all in one burst, and wait until everything they cause has happened."""
        self.burst(*keys)
        await self.settle()

    def burst(self, *keys: str) -> None:
        """Press keys and wait for nothing."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            character = key if len(key) == 1 else CHARACTERS.get(key)
            self.app.post_message(events.Key(name, character))

    async def type(self, text: str) -> None:
        """Type a text, a key a character."""
        await self.press(*text)

    async def retype(self, text: str) -> None:
        """Type over all that stands in the field."""
        await self.press("home", "ctrl+k", *text)

    async def paste(self, text: str) -> None:
        """Paste a text, as a terminal with bracketed paste sends it."""
        self.burst_paste(text)
        await self.settle()

    def burst_paste(self, text: str) -> None:
        """Paste a text and wait for nothing."""
        self.app.post_message(events.Paste(text))

    async def click(self, text: str, *, times: int = 1, nth: int = 0, right: int = 0, button: int = 1) -> None:
        """Click on a text of the screen, its first character or one further to the right."""
        y = self.row_of(text, nth)
        before = self.lines[y].partition(text)[0]
        await self.click_at(cell_len(before) + right, y, times=times, button=button)

    async def click_at(self, x: int, y: int, *, times: int = 1, button: int = 1) -> None:
        """Click on a cell of the screen; button 3 is the right one."""
        await self.pilot.click(offset=(x, y), times=times, button=button)
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    # What the agent waits for.

    async def settle(self) -> None:
        """Wait until no key waits and nothing that was asked for is still running."""
        until, calm = time.monotonic() + LONGEST, 0
        while calm < CALM and not self.has_left:
            if calm == CALM - 1:
                self._look_over()
            assert time.monotonic() < until, f"this is still not done:\n{self.text}"
            assert not self.app.crash_log, f"the program ended by a fault of its own: {self.app.crash_log.read_text()}"
            # While a use case runs in its thread, that thread needs the interpreter more than this loop does.
            await (self.pilot.pause(0) if self._is_calm else asyncio.sleep(0.005))
            calm = calm + 1 if self._is_calm else 0

    async def wait_for(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        await self.wait_until(lambda: text in self.text, f"{text!r} is not there")

    async def wait_until(self, is_so: Callable[[], bool], otherwise: str) -> None:
        """Wait until something is so."""
        until = time.monotonic() + LONGEST
        while not is_so():
            assert time.monotonic() < until, f"{otherwise}:\n{self.text}"
            # A table asks for rows when they are painted.
            self.paint()
            # What is waited for is done in a thread, which needs the interpreter more than this loop does.
            await self.pilot.pause(0.005)

    @property
    def _is_calm(self) -> bool:
        looking = any(worker.group == "look" and not worker.is_finished for worker in self.app.workers)
        return self.app.gate.quiet and not self.app.background.waiting and not looking

    # What the agent sees.

    @property
    def has_left(self) -> bool:
        """Whether the program has ended, or is about to."""
        return self.app._exit

    def paint(self) -> list[Strip]:
        """Paint the screen, with what shines through a window."""
        visible_screen_stack.set([*self.app._background_screens])
        return self.app.screen._compositor.render_strips()

    @property
    def lines(self) -> list[str]:
        """The screen, drawn once for all that is asked of it before the program goes on."""
        if not self._seen:
            self._seen = [strip.text for strip in self.paint()]
            # Whatever could change the screen runs in the loop, and this before it.
            asyncio.get_running_loop().call_soon(self._seen.clear)
        return [*self._seen]

    @property
    def text(self) -> str:
        """The screen as one text, without what is blank at its right."""
        return "\n".join(line.rstrip() for line in self.lines)

    @property
    def words(self) -> str:
        """What the topmost window says, as one line: to find a sentence that goes over several lines."""
        return self._words_of(self.app.screen.query("#box").first() if self.app.screen.query("#box") else None)

    @property
    def said(self) -> str:
        """What the page says above the keys."""
        return self._words_of(self.app.screen_stack[0].query_one("#said"))

    @property
    def screen_name(self) -> str:
        """What kind of screen is open."""
        return type(self.app.screen).__name__

    @property
    def field(self) -> str:
        """In which field of a form the cursor is, as `phones-0`; the choice is called by its own name."""
        focused = self.app.focused
        nodes = focused.ancestors_with_self if focused is not None else ()
        return next((node.id or "" for node in nodes if isinstance(node, Field | Choice)), "")

    @property
    def value(self) -> str:
        """What stands in the field under the cursor."""
        return str(getattr(self.app.focused, "value", ""))

    def row_of(self, text: str, nth: int = 0) -> int:
        """The line in which a text stands, for the nth time from above."""
        found = [y for y, line in enumerate(self.lines) if text in line]
        assert len(found) > nth, f"{text!r} is not there:\n{self.text}"
        return found[nth]

    def line_of(self, text: str) -> str:
        """The line in which a text stands."""
        return self.lines[self.row_of(text)].strip(" │")

    def _words_of(self, widget: Widget | None) -> str:
        """What stands where a widget is, frames left out."""
        region = (widget or self.app.screen).region
        strips = self.paint()[region.y : region.bottom]
        return " ".join(" ".join(strip.crop(region.x, region.right).text.strip(" │").split()) for strip in strips)

    def _look_over(self) -> None:
        """What holds for every screen: no line wider than it, nothing painted that may not be."""
        width, height = self.app.size
        lines = self.lines
        assert len(lines) == height
        assert {cell_len(shown(line)) for line in lines} == {width}, self.text
        assert not UNPAINTABLE.search("".join(lines)), ascii(self.text)

    # What is stored, read past the program.

    def contacts(self) -> list[Stored]:
        """All contacts that are not deleted, as entered."""
        phones = self._values("SELECT contact_id, raw FROM phone ORDER BY contact_id, position")
        emails = self._values("SELECT contact_id, address FROM email ORDER BY contact_id, position")
        return [
            Stored(row["contact_type"], row["first_name"], row["last_name"], phones.get(id_, ()), emails.get(id_, ()))
            for row in self.rows("SELECT * FROM contact WHERE deleted_at IS NULL ORDER BY id")
            for id_ in [row["id"]]
        ]

    def accounts(self) -> list[dict[str, Any]]:
        """All accounts that are not deleted, as entered."""
        return self.rows("SELECT * FROM account WHERE deleted_at IS NULL ORDER BY id")

    def changes(self) -> list[Change]:
        """What was audited since the desk was opened."""
        found = self.rows("SELECT * FROM change WHERE id > ? ORDER BY id", self._changes_before)
        return [
            Change(
                row["action"],
                row["contact_id"],
                row["agent"],
                bytes(row["transaction_id"]),
                json.loads(row["before"]) if row["before"] else None,
                json.loads(row["after"]) if row["after"] else None,
            )
            for row in found
        ]

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """What a query finds in the file."""
        return rows_of(self.path, query, *values)

    def _values(self, query: str) -> dict[int, tuple[str, ...]]:
        found: dict[int, tuple[str, ...]] = {}
        for row in self.rows(query):
            contact_id, value = row.values()
            found[contact_id] = (*found.get(contact_id, ()), value)
        return found

    def _last_change(self) -> int:
        try:
            found: int = self.rows("SELECT coalesce(max(id), 0) AS last FROM change")[0]["last"]
        except sqlite3.DatabaseError:
            return 0
        return found


def rows_of(path: Path, query: str, *values: object) -> list[dict[str, Any]]:
    """What a query finds in a database file, through a connection of its own."""
    with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query, values)]


def _leave_unpainted(compositor: Compositor, **_: object) -> None:
    """Paint no frame but those that a test looks at: painting all takes a quarter of the time, and nobody sees them."""
    compositor._dirty_regions.clear()


@asynccontextmanager
async def open_desk(
    path: Path,
    *,
    size: tuple[int, int] = (80, 24),
    account: str | None = None,
    read_only: bool = False,
    wait: float = 5.0,
    ready: bool = True,
    before_first: Callable[[], None] = lambda: None,
    every: float = 600.0,
    links: Mapping[str, str] | None = None,
    sign_up: str = "",
    settings_file: Path = Path("settings.toml"),
    complaints: tuple[str, ...] = (),
    trash_days: int = 30,
    demo: bool = False,
    warm_up: Callable[[Search, int], bool] = lambda *_: False,
) -> AsyncIterator[Desk]:
    """Open the program on a database file, at 14:03 on the first of February 2019, for the agent mona.

    `every` is how many seconds pass until it is looked for what others change: most tests see it when they look
    themselves. `wait` is how many seconds another writer is waited for; unless `ready`, the page is not waited for;
    `before_first` runs in the thread that reads the first page, before it does; `warm_up` is what has searches ready:
    most tests search too little for that.
    """
    settings = Settings(
        path,
        "mona",
        account,
        read_only,
        trash_days=trash_days,
        demo=demo,
        links={entry: Link.of(address) for entry, address in (links or {}).items()},
        sign_up=Link.of(sign_up) if sign_up else None,
        file=settings_file,
        complaints=complaints,
    )

    def read_first() -> FirstPage:
        before_first()
        return read_file(path, account, today=NOW.date(), locale=settings.locale, read_only=read_only)

    def services() -> Services:
        return open_services(path, agent="mona", read_only=read_only, today=NOW.date, wait=wait)

    drafts = Drafts(path.parent / "drafts")
    app = ContactsApp(
        settings,
        read_first=read_first,
        open_services=services,
        load_desk=lambda: PageDesk,
        own_files=OwnFiles(Remembered(path.parent / "state.json"), drafts, lambda: path.parent / "log"),
        now=lambda: NOW,
    )
    try:
        with (
            patch.object(watching, "EVERY", every),
            patch.object(Compositor, "render_update", _leave_unpainted),
            patch.object(Search, "warm_up", warm_up),
        ):
            async with app.run_test(size=size) as pilot:
                desk = Desk(path, app, pilot)
                if ready:
                    await desk.settle()
                yield desk
        with suppress(ContactsError):
            await app.background.read(lambda _: None, awaited=False)
    finally:
        await asyncio.to_thread(app.background.close)
        drafts.close()
