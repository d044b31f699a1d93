"""Finding on the Contacts page: Find, its results one after the other, the account before, and the caller."""

from asyncio import CancelledError
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Final

from contacts_tui.domain.contact import Contact, Phone
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.found import Found, FoundAccount, FoundEarlier
from contacts_tui.domain.problem import Place
from contacts_tui.errors import ContactsError
from contacts_tui.remembered import Remembered
from contacts_tui.ui.screens.find import LONGEST, Chosen, FindScreen, Looking
from contacts_tui.ui.screens.page_handle import PageHandle
from contacts_tui.ui.screens.results import Results, Target

if TYPE_CHECKING:
    from contacts_tui.services.opening import Services

MOST: Final = 25
"""Accounts, and contacts, that a text finds: a few screens of them."""
MOST_RECENT: Final = 10

NO_RESULT: Final = "There is no result to go to. f finds."
NO_ACCOUNT_BEFORE: Final = "No other account was shown before."
NOT_THERE: Final = "This contact is not there any more."


class Finding:
    """Opens what the agent looks for, and holds a number that nobody has until somebody gets it."""

    def __init__(
        self,
        page: PageHandle,
        remembered: Remembered,
        database: str,
        open_history: Callable[[int, int], None],
        *,
        read_only: bool,
        remind: Callable[[], str],
    ) -> None:
        self._page = page
        self._open_history = open_history
        self._remind = remind
        """What Find may have covered at the start, to be said behind it."""
        self._remembered = remembered
        self._database = database
        self._read_only = read_only
        self._results: Results | None = None
        self._opened: tuple[int, ...] = ()
        """The accounts that were open last, as far as they were read."""
        self._region = ""
        """The country as which callers are shown."""

    def find(self, text: str = "") -> None:
        """Open Find, started with a text."""
        looking = Looking(self._begun, self._find, self._recent, self._recent_called)
        self._page.push(FindScreen(looking, text=text, caller=self._page.view.caller), self._open)

    async def warm_up(self) -> None:
        """Have the first text found as fast as those after it; whatever a key asks for meanwhile comes between."""
        # Whoever looks for something next is told what is the matter.
        with suppress(ContactsError):
            for step in count():
                if not await self._page.background.read(partial(_warm_up, step), awaited=False):
                    return

    def looking_for_account(self, but: int) -> Looking:
        """Return what looks for another account than one: a number that nobody has is held as nobody's there."""

        async def begun(text: str) -> Found:
            return (await self._begun(text)).elsewhere(but)

        async def find(text: str, begun: Found) -> Found:
            return (await self._find(text, begun)).elsewhere(but)

        async def recent() -> Sequence[FoundAccount]:
            return [account for account in await self._recent() if account.id != but]

        return Looking(begun, find, recent, self._recent_called)

    def find_pasted(self, text: str) -> None:
        """Open Find with the first line of a paste that says anything; it is not entered by itself."""
        self.find(next(filter(None, map(str.strip, text.splitlines())), "")[:LONGEST])

    def go(self, by: int) -> None:
        """Show a result further on, or back."""
        if self._results is None:
            self._page.view.said = NO_RESULT
            return
        moved = self._results.moved(by)
        if moved is None:
            self._page.view.said = self._results.end(by)
            return
        self._results = moved
        self._page.screen.run_worker(self.show(moved.target, f"{moved.place}."))

    def back(self) -> None:
        """Show the account that was shown before."""
        if self._page.view.before is None:
            self._page.view.said = NO_ACCOUNT_BEFORE
        else:
            self._page.screen.run_worker(self._show_before(Target(*self._page.view.before)))

    def drop_caller(self) -> bool:
        """Hold no number any more. Returns whether there was one."""
        caller, self._page.view.caller = self._page.view.caller, None
        if caller is not None:
            self._page.view.said = f"Caller {caller.shown} is not held any more."
        return caller is not None

    def start(self, contact: Contact | None, field: str) -> tuple[Place, ContactDraft | None]:
        """Where a form begins, and with what: with the caller's number where one is added, or Phone is updated."""
        view = self._page.view
        if view.caller is None or (contact is not None and field != "phones"):
            return Place(field), None
        typed = self._typed(view.caller, view.page.account.address.country if view.page else "")
        if contact is None:
            return Place(field), ContactDraft(phones=(typed,))
        draft = ContactDraft.of(contact)
        return Place(field, len(draft.phones)), replace(draft, phones=(*draft.phones, typed))

    def saved(self, contact: Contact) -> None:
        """Let go of the caller's number once a contact has it."""
        caller = self._page.view.caller
        if caller is not None and any(_is_same(caller, phone) for phone in contact.phones):
            self._page.view.caller = None

    def _typed(self, caller: Phone, country: str) -> str:
        """The caller's number as a form takes it: what is read in the account's country as that same number."""
        if caller.e164 is None:
            return caller.raw
        if caller.shown.startswith("+") or country in (caller.region, self._region):
            return caller.shown
        return f"{caller.e164} x{caller.extension}" if caller.extension else caller.e164

    async def _begun(self, text: str) -> Found:
        found = await self._page.background.read(lambda services: services.search.begun(text, MOST))
        self._region = found.region or self._region
        return found

    async def _find(self, text: str, begun: Found) -> Found:
        background = self._page.background
        try:
            # Keys act on what has begun; where nothing has, `enter` and what follows it wait for the rest.
            is_awaited = not begun.accounts
            found = await background.read(lambda services: services.search.find(text, MOST), awaited=is_awaited)
        except CancelledError:
            background.at_once(lambda services: services.search.stop())
            raise
        self._region = found.region or self._region
        return found

    async def _recent(self) -> Sequence[FoundAccount]:
        def read(services: "Services") -> Sequence[FoundAccount]:
            self._opened = self._remembered.recent(self._database)
            return services.search.recent(self._opened, MOST_RECENT)

        return await self._page.background.read(read)

    def _recent_called(self) -> str:
        return "Recent" if self._opened else "Newest"

    async def _open(self, chosen: Chosen | None) -> None:
        if chosen is None:
            return
        if chosen.earlier is not None:
            await self._open_earlier(chosen.target, chosen.earlier)
            return
        said = ""
        if chosen.results is not None:
            self._results = chosen.results
            said = f"{chosen.results.place}." if len(chosen.results.targets) > 1 and not chosen.caller else ""
        if await self.show(chosen.target, said):
            view = self._page.view
            view.caller = chosen.caller
            about = self._about(chosen.caller.shown) if chosen.caller else ""
            view.said = " ".join(filter(None, (view.said, about, self._remind())))

    async def _open_earlier(self, target: Target, earlier: FoundEarlier) -> None:
        """Show the account of somebody who had what was looked for; of a deleted account its history."""
        if earlier.is_account_deleted:
            self._open_history(earlier.account.id, earlier.contact_id)
        else:
            keys = " h, then tab, shows the history of the account." if earlier.is_deleted else ""
            await self.show(target, f"{earlier.called} {earlier.told}.{keys}")

    def _about(self, caller: str) -> str:
        if self._read_only:
            return f"Caller {caller}: nobody has this number."
        return f"a adds a contact with {caller}, P adds it to the one under the cursor."

    async def show(self, target: Target, said: str = "") -> bool:
        """Show a result; False if its account is not there any more, and the one before is still shown."""
        await self._page.reload(target.account_id, target.contact_id, said)
        view = self._page.view
        is_shown = view.page is not None and view.page.account.id == target.account_id
        if is_shown and target.contact_id and (view.contact is None or view.contact.id != target.contact_id):
            view.said = f"{said} {NOT_THERE}".strip()
        return is_shown

    async def _show_before(self, target: Target) -> None:
        view = self._page.view
        left = view.page
        await self._page.reload(target.account_id, target.contact_id)
        if left is not None and view.page is not None and view.page.account.id == target.account_id:
            view.said = f"This is the account before. - goes back to {left.account.called}."


def _warm_up(step: int, services: "Services") -> bool:
    return services.search.warm_up(step)


def _is_same(caller: Phone, phone: Phone) -> bool:
    """Whether it is the caller's number; one that was said without its area code may have been completed."""
    return phone.e164 == caller.e164 if caller.e164 else phone.digits.endswith(caller.digits)
