"""The floor of a long table: a DataTable of a hundred rows on a screen that opens by `l`, over one line."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import DataTable, Static

ROWS = 100
COLUMNS = ("Name", "Contact Type", "Phone", "Account", "Account Name")


class List(Screen[None]):
    """The table."""

    def compose(self) -> ComposeResult:
        """Return the table."""
        yield DataTable[str](cursor_type="row")

    def on_mount(self) -> None:
        """Fill the table."""
        table = self.query_one(DataTable)
        table.add_columns(*COLUMNS)
        for row in range(ROWS):
            table.add_row(f"Name{row} Tester", "Alternate", f"(416) 967-11{row:02}", f"{row:08}", f"Company {row}")


class Below(App[None]):
    """What the list stands over."""

    BINDINGS: ClassVar[list[BindingType]] = [("l", "open", "List")]

    def compose(self) -> ComposeResult:
        """Return its line."""
        yield Static("Below")

    def action_open(self) -> None:
        """Open the list."""
        self.push_screen(List())


if __name__ == "__main__":
    Below().run()
