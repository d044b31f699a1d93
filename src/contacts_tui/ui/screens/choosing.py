"""The lists of actions and keys, and the menu of a row."""

from collections.abc import Sequence

from textual.binding import Binding
from textual.geometry import Offset

from contacts_tui.ui.screens.action import Action
from contacts_tui.ui.screens.action_list import ActionList
from contacts_tui.ui.screens.action_menu import ActionMenu
from contacts_tui.ui.screens.billing_center import CenterScreen
from contacts_tui.ui.screens.form import Form
from contacts_tui.ui.screens.history_screen import HistoryScreen
from contacts_tui.ui.screens.list_screen import ListScreen
from contacts_tui.ui.screens.over_page import OverPage
from contacts_tui.ui.screens.page_handle import PageHandle
from contacts_tui.ui.screens.page_keys import ROW_MENU
from contacts_tui.ui.screens.trash_screen import TrashScreen
from contacts_tui.ui.screens.view_bill import BillScreen
from contacts_tui.ui.widgets.filter_entry import FilterEntry


class Choosing:
    """Lets an action be chosen, and does it on the page."""

    def __init__(self, page: PageHandle, *, read_only: bool) -> None:
        self._page = page
        self._read_only = read_only

    def more(self, actions: Sequence[Action]) -> None:
        """Choose from every action."""
        self._page.screen.app.push_screen(ActionList("Actions", actions), self._page.do)

    def row_menu(self, actions: Sequence[Action], pointer: Offset) -> None:
        """Choose from what can be done with the contact under the cursor."""
        of_a_contact = [action for action in actions if action.action in ROW_MENU]
        self._page.screen.app.push_screen(ActionMenu(of_a_contact, pointer), self._page.do)

    def help(self, actions: Sequence[Action]) -> None:
        """Read about every key."""
        in_filter = [binding for binding in FilterEntry.BINDINGS if isinstance(binding, Binding)]
        in_form = [binding for binding in Form.BINDINGS if isinstance(binding, Binding)]
        elsewhere = [
            *Action.of(in_filter, "In the filter: "),
            *Action.of(in_form, "In a form: "),
            *Action.of(CenterScreen.own_keys(read_only=self._read_only), "In the Billing Center: "),
            *Action.of(BillScreen.own_keys(), "In View Bill: "),
            *Action.of(ListScreen.own_keys(), "In the lists: "),
            *Action.of(HistoryScreen.own_keys(read_only=self._read_only), "In the history: "),
            *Action.of(TrashScreen.own_keys(read_only=self._read_only), "In the trash: "),
            *Action.of(OverPage.own_keys(), "In each of these: "),
        ]
        self._page.screen.app.push_screen(ActionList("Keys", [*actions, *elsewhere]), self._page.do)
