"""Deleting an account: how many contacts go along, its number typed, and only then."""

from functools import partial
from typing import Final

from contacts_tui.domain.account import Page
from contacts_tui.errors import ContactsError
from contacts_tui.ui.present.account_lines import deleted, with_its_contacts
from contacts_tui.ui.screens.number_question import NumberQuestion
from contacts_tui.ui.screens.page_handle import PageHandle
from contacts_tui.ui.screens.question import Answer, Question

GO_ON_OR_KEEP: Final = (Answer("y", "go on", "yes"), Answer("n", "keep it, as enter and escape do", ""))


class AccountDeletion:
    """Asks, and deletes the account that is shown with the contacts that are shown."""

    def __init__(self, page: PageHandle) -> None:
        self._page = page

    def ask(self, page: Page) -> None:
        """Ask for the account's number; where it has contacts, first whether they may go along."""
        if page.contacts:
            ask = Question(f"Delete account {with_its_contacts(page)}?", GO_ON_OR_KEEP)
            self._page.screen.app.push_screen(ask, partial(self._ask_number, page))
        else:
            self._ask_number(page, "yes")

    def _ask_number(self, page: Page, answer: str | None) -> None:
        if answer:
            text = f"Type its number to delete account {with_its_contacts(page)}."
            ask = NumberQuestion(text, page.account.number)
            self._page.push(ask, partial(self._delete, page))
        else:
            self._keep(page)

    def _keep(self, page: Page) -> None:
        self._page.view.said = f"Account {page.account.called} is kept."

    async def _delete(self, page: Page, number: str | None) -> None:
        if number is None:
            self._keep(page)
            return
        try:
            with self._page.telling("Deleting …"):
                await self._page.background.write(
                    lambda services: services.accounts.delete(page.account, page.contacts)
                )
        except ContactsError as error:
            await self._page.reload(page.account.id, said=str(error))
        else:
            await self._page.reload(0, said=deleted(page))
