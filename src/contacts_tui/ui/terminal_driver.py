"""Textual's driver for Linux and macOS, made to outlive odd input and a terminal that goes away."""

from textual.drivers.linux_driver import LinuxDriver


class TerminalDriver(LinuxDriver):
    """Reads keys until the program ends, whatever bytes come."""

    def run_input_thread(self) -> None:
        """Read keys; bytes that are no UTF-8 or no known sequence are passed over, not fatal."""
        while not self.exit_event.is_set():
            try:
                super().run_input_thread()
            except ValueError:
                continue
            except OSError:
                self._app.call_later(self._app.exit)
                return
