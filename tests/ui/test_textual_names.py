"""The private names of Textual that this program leans on, held against the installed version."""

import inspect

import pytest
import textual
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.widgets import DataTable

from contacts_tui.ui.widgets.contacts_table import ContactsTable
from contacts_tui.ui.widgets.ledger_table import LedgerTable
from contacts_tui.ui.widgets.paged_table import PagedTable
from contacts_tui.ui.widgets.row_table import PRIVATE_NAMES, RowTable


def test_textual_is_the_version_that_the_private_names_were_read_in():
    assert textual.__version__.startswith("8.2.")


def test_what_the_table_overrides_is_there_with_the_same_parameters():
    for name in PRIVATE_NAMES:
        theirs, ours = getattr(DataTable, name), getattr(RowTable, name)
        assert list(inspect.signature(theirs).parameters) == list(inspect.signature(ours).parameters), name


@pytest.mark.parametrize("table", [RowTable, ContactsTable, LedgerTable, PagedTable])
def test_a_table_overrides_no_other_private_name(table: type[RowTable]):
    overridden = {name for name in vars(table) if name.startswith("_") and not name.startswith("__")}
    assert {name for name in overridden if name in dir(DataTable)} - set(PRIVATE_NAMES) <= _MADE_BY_TEXTUAL


def test_the_cursor_still_asks_the_overridden_geometry():
    assert "_get_row_region" in inspect.getsource(DataTable.refresh_row)
    assert "_highlight_row" in inspect.getsource(DataTable.watch_cursor_coordinate)
    assert "_get_fixed_offset" in inspect.getsource(DataTable._scroll_cursor_into_view)


def test_the_driver_is_where_the_plain_view_looks_for_it_and_can_let_go_of_the_mouse():
    assert "self._driver = driver" in inspect.getsource(App)
    for name in ("_enable_mouse_support", "_disable_mouse_support", "_enable_mouse_pixels"):
        assert "if not self._mouse:" in inspect.getsource(getattr(LinuxDriver, name)), name
    assert "_mouse_pixels" in inspect.getsource(LinuxDriver.__init__)


_MADE_BY_TEXTUAL = {name for name in vars(type("Plain", (DataTable,), {})) if name.startswith("_")} | {
    "_decorated_handlers",
    "_reactives",
}
