"""Textual's driver for Linux and macOS, made to outlive odd input and a terminal that goes away."""

import os
import select
from codecs import getincrementaldecoder
from typing import Final

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

TICK: Final = 0.1
"""Seconds after which the parser is asked whether a lone escape was the escape key."""

CHUNK: Final = 4096


class TerminalDriver(LinuxDriver):
    """Reads keys until the program ends, whatever bytes come.

    The stock loop ends the program at bytes that are no UTF-8 and at sequences that its parser trips over.
    """

    def run_input_thread(self) -> None:
        """Read keys: what is no UTF-8 becomes U+FFFD, what is no known sequence is passed over."""
        decoder = getincrementaldecoder("utf-8")(errors="replace")
        parser = XTermParser()
        try:
            while not self.exit_event.is_set():
                ready, _, _ = select.select([self.fileno], [], [], TICK)
                typed = decoder.decode(os.read(self.fileno, CHUNK)) if ready else ""
                try:
                    for event in (*(parser.feed(typed) if typed else ()), *parser.tick()):
                        self.process_message(event)
                except ValueError:
                    parser = XTermParser()
        except OSError:
            self._app.call_later(self._app.exit)
