"""Moving or copying a contact to another account: that is found, then asked about, then shown."""

from functools import partial
from typing import Final

from contacts_tui.domain.account import Page
from contacts_tui.domain.contact import Contact
from contacts_tui.domain.moving import Transfer, Way
from contacts_tui.domain.people import keeps_responsible_party
from contacts_tui.errors import ContactsError
from contacts_tui.ui.present.contact_lines import named
from contacts_tui.ui.screens.find import Chosen, FindScreen, Looking
from contacts_tui.ui.screens.finding import Finding
from contacts_tui.ui.screens.page_handle import PageHandle
from contacts_tui.ui.screens.question import Answer, Question

_DO_IT: Final[dict[Way, str]] = {"move": "move it", "copy": "copy it"}


class AccountFind(FindScreen):
    """Finds the account to which something goes: by itself, or by anybody in it."""

    hint = "enter chooses the account   escape closes"
    found_nothing = "Nothing is found by that in other accounts. Fewer letters or digits find more; escape closes."

    def __init__(self, looking: Looking, title: str) -> None:
        super().__init__(looking)
        self._title_text = title


class Moving:
    """Asks where a contact goes, and takes it there."""

    def __init__(self, page: PageHandle, finding: Finding) -> None:
        self._page = page
        self._finding = finding

    def ask(self, way: Way, page: Page, contact: Contact) -> None:
        """Let the account be found; what cannot be moved is told before."""
        reason = keeps_responsible_party(contact, None, page.contacts) if way == "move" else ""
        if reason:
            self._page.view.said = reason
        else:
            title = f"{way.capitalize()} {named(contact)}, to account:"
            find = AccountFind(self._finding.looking_for_account(contact.account_id), title)
            self._page.push(find, partial(self._chosen, way, contact))

    async def _chosen(self, way: Way, contact: Contact, chosen: Chosen | None) -> None:
        if chosen is None:
            self._keep(contact)
            return
        account_id = chosen.target.account_id
        try:
            transfer = await self._page.background.read(
                lambda services: services.moving.review(way, (contact,), account_id)
            )
        except ContactsError as error:
            await self._page.reload(contact.account_id, contact.id, str(error))
        else:
            answers = (Answer("y", _DO_IT[way], "yes"), Answer("n", "leave it, as enter and escape do", ""))
            self._page.push(Question(transfer.question, answers), partial(self._answered, transfer))

    async def _answered(self, transfer: Transfer, answer: str | None) -> None:
        [contact] = transfer.contacts
        if not answer:
            self._keep(contact)
            return
        try:
            done = await self._page.background.write(lambda services: services.moving.carry_out(transfer))
        except ContactsError as error:
            await self._page.reload(contact.account_id, contact.id, str(error))
        else:
            said = f"{done.sentence} u undoes that, - goes back to {transfer.source.called}."
            await self._page.reload(done.account_id, done.contact_id, said)

    def _keep(self, contact: Contact) -> None:
        self._page.view.said = f"{named(contact)} stays where it is."
