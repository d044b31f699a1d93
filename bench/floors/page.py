"""The floor of a start: a line, a table of seven rows and a footer, and nothing else."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import DataTable, Footer, Static

ROWS = 7
COLUMNS = ("Contact Type", "Name", "Phone", "Email")


class Page(App[None]):
    """What a start cannot do without."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Footerkey")]

    def compose(self) -> ComposeResult:
        """Return the widgets."""
        yield Static("Headerline")
        yield DataTable[str](cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """Fill the table."""
        table = self.query_one(DataTable)
        table.add_columns(*COLUMNS)
        for row in range(1, ROWS + 1):
            table.add_row("Alternate", f"Name{row}", f"(416) 967-111{row}", f"name{row}@example.com")


if __name__ == "__main__":
    Page().run()
