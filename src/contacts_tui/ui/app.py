"""The program in a terminal: what holds for every screen."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Final

from rich.console import RenderableType
from rich.text import Text
from textual import events, on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.worker import WorkerFailed

from contacts_tui.settings import Settings
from contacts_tui.ui import crash
from contacts_tui.ui.background import Background
from contacts_tui.ui.double_click import DoubleClicks
from contacts_tui.ui.key_gate import KeyGate, MouseButton, TypeAhead
from contacts_tui.ui.safe_output import ControlFilter
from contacts_tui.ui.screens.contacts_page import ContactsPage
from contacts_tui.ui.screens.own_files import OwnFiles
from contacts_tui.ui.screens.start import Start
from contacts_tui.ui.terminal_driver import TerminalDriver

if TYPE_CHECKING:
    from pathlib import Path

    from contacts_tui.services.opening import Services
    from contacts_tui.storage.first_page import FirstPage
    from contacts_tui.ui.screens.desk import Desk

WIDTHS: Final = [(0, "-narrow"), (72, "-wide")]
HEIGHTS: Final = [(0, "-low"), (16, "-medium"), (24, "-high")]
"""Classes that a screen has from so many columns or rows on."""


class ContactsApp(App[None], inherit_bindings=False):
    """Opens the Contacts page, lets keys through one at a time, and ends without a mess."""

    TITLE = "contacts-tui"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", id="app.quit", priority=True, show=False, tooltip="Leave the program"),
    ]

    def __init__(
        self,
        settings: Settings,
        *,
        read_first: "Callable[[], FirstPage]",
        open_services: "Callable[[], Services]",
        load_desk: "Callable[[], type[Desk]]",
        own_files: OwnFiles,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(driver_class=TerminalDriver)
        self.animation_level = "none"
        # The same one every time: a line that was filtered once is remembered by the filter that it went through.
        self._control_filter = ControlFilter()
        self._own_files = own_files
        self.background = Background(open_services)
        start = Start(settings, self.background, own_files, read_first, load_desk, now)
        self._contacts_page = ContactsPage(start)
        self.gate = KeyGate(self, lambda: self.background.waiting)
        self.background.on_idle = self.gate.open
        self._double_clicks = DoubleClicks()
        self.crash_log: Path | None = None
        self.refusal = ""
        """Why there was nothing to show, for whoever started the program."""
        self.was_told_to_end = False
        """Whether it was not the agent who ended the program, but the system: its terminal may be gone."""

    def get_default_screen(self) -> ContactsPage:
        """The page; every other screen comes above it."""
        return self._contacts_page

    def on_mount(self) -> None:
        """End in order when the system asks for it."""
        for wanted in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(wanted, self._end)

    def _end(self) -> None:
        self.was_told_to_end = True
        self.exit()

    async def on_event(self, event: events.Event) -> None:
        """Let keys, pastes and clicks through the gate."""
        if not isinstance(event, TypeAhead) or event.is_forwarded:
            await super().on_event(event)
        elif not self.gate.holds(event):
            if not (isinstance(event, MouseButton) and self._double_clicks.drops(event, self.screen)):
                await super().on_event(self.gate.as_meant(event))
            self.gate.passed()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and the backstop against control characters."""
        return [*super().get_line_filters(), self._control_filter]

    @on(ContactsPage.Unreadable)
    def refuse(self, event: ContactsPage.Unreadable) -> None:
        """Give the terminal back: the sentence is better read there than on an empty page."""
        self.refusal = event.sentence
        self.exit()

    async def action_quit(self) -> None:
        """Leave, once what was typed before has arrived: a key with priority overtakes it."""
        (self.focused or self.screen).call_later(self._leave)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End; what was typed last and is not saved is kept."""
        self._contacts_page.keep()
        super().exit(result, return_code, message)

    async def _leave(self) -> None:
        """Leave; asks first if a form is not saved."""
        question = await self._contacts_page.unsaved()
        if question is None:
            self.exit()
        elif self.screen.id != question.id:
            self.push_screen(question, lambda answer: self.exit() if answer else None)

    def _fatal_error(self) -> None:
        """End with one sentence; Textual's own report would print the values of local variables."""
        if self.crash_log is None:
            fault = self._exception.error if isinstance(self._exception, WorkerFailed) else self._exception
            self.crash_log = crash.write_log(fault or RuntimeError(), self._own_files.log_folder())
            self._exit_renderables = [Text(crash.sentence(self.crash_log))]
        try:
            self._contacts_page.keep()
        finally:
            self._close_messages_no_wait()

    def panic(self, *renderables: object) -> None:
        """End with one sentence, whatever the report would have been."""
        del renderables
        self._fatal_error()
