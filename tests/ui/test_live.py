"""What is changed elsewhere appears by itself, and moves nothing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from desk import Desk, open_desk
from held_up import held_up

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.bill import Method
from contacts_tui.domain.contact import ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.payment_draft import PaymentDraft
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.audit import Audit
from contacts_tui.services.billing import Billing
from contacts_tui.services.erasing import Erasing
from contacts_tui.services.listing import Lists
from contacts_tui.services.opening import Services, open_services
from contacts_tui.services.trash import Trash
from contacts_tui.ui.screens import watching
from contacts_tui.ui.screens.contacts_page import ContactsPage
from contacts_tui.ui.screens.follower import Follower
from contacts_tui.ui.widgets.contacts_table import ContactsTable
from contacts_tui.ui.widgets.history_table import HistoryTable
from contacts_tui.ui.widgets.ledger_table import LedgerTable
from contacts_tui.ui.widgets.paged_table import PagedTable
from contacts_tui.ui.widgets.row_table import RowTable

SOON = 0.05


def elsewhere(path: Path, work: Callable[[Services], object]) -> None:
    """Let dana work at another desk."""
    services = open_services(path, agent="dana")
    work(services)
    services.close()


def add(services: Services, first_name: str, last_name: str) -> None:
    draft = ContactDraft(first_name, last_name, ("416 967 7777",), (), ContactType.ALTERNATE)
    services.contacts.add(services.accounts.page(1).account, draft)


def change(path: Path, whose: str, **fields: object) -> None:
    def work(services: Services) -> None:
        page = services.accounts.page(1)
        one = next(contact for contact in page.contacts if contact.last_name == whose)
        services.contacts.update(page.account, one, replace(ContactDraft.of(one), **fields))

    elsewhere(path, work)


def delete(path: Path, last_name: str) -> None:
    def work(services: Services) -> None:
        contacts = services.accounts.page(1).contacts
        services.contacts.delete(next(contact for contact in contacts if contact.last_name == last_name))

    elsewhere(path, work)


def pay(services: Services) -> None:
    services.billing.add(services.accounts.page(1).account, PaymentDraft("10", "1/31/2019", Method.CHECK, "18"))


async def watched(desk: Desk) -> None:
    """Wait until it was looked for changes once: what was made before is shown, and not told of."""
    page = desk.app.screen_stack[0]
    assert isinstance(page, ContactsPage)
    assert page.desk is not None
    desk_watching = page.desk.watching
    await desk.wait_until(lambda: desk_watching._told is not None, "it was never looked for changes")


def table(desk: Desk) -> ContactsTable:
    page = desk.app.screen_stack[0]
    assert isinstance(page, ContactsPage)
    return page.query_one(ContactsTable)


async def test_a_change_elsewhere_appears_and_says_whose_it_is(office: Path):
    async with open_desk(office, every=SOON) as desk:
        await watched(desk)
        change(office, "Ray", last_name="Rayburn")
        await desk.wait_until(lambda: desk.said == "dana: update of Bob Rayburn, Alternate.", "it is not said")
        assert "Bob Rayburn" in desk.lines[9]
        delete(office, "Rayburn")
        await desk.wait_until(lambda: "Rayburn" not in "\n".join(desk.lines[5:-4]), "it is still there")
        elsewhere(
            office, lambda s: s.accounts.update(s.accounts.page(1).account, AccountDraft("Hill Dental Ltd", "2001"))
        )
        await desk.wait_for("Hill Dental Ltd")
        assert desk.changes()
        assert {change.agent for change in desk.changes()} == {"dana"}


async def test_who_is_erased_elsewhere_leaves_the_screen_and_what_comes_after_is_told(office: Path):
    def erase(services: Services) -> None:
        bob = next(contact for contact in services.accounts.page(1).contacts if contact.last_name == "Ray")
        Erasing(services.database, "dana").erase([bob])

    async with open_desk(office, every=SOON) as desk:
        await watched(desk)
        elsewhere(office, erase)
        await desk.wait_until(lambda: desk.said == "dana: erasure of 1 contact.", "it is not said")
        assert "Bob Ray" not in desk.text
        elsewhere(office, lambda services: add(services, "Yan", "Young"))
        await desk.wait_for("Yan Young")


async def test_neither_cursor_nor_window_nor_order_nor_filter_moves(office: Path):
    def more(services: Services) -> None:
        for number in range(30):
            add(services, f"Zoe{number:02}", "Zimmer")

    elsewhere(office, more)
    async with open_desk(office, every=SOON) as desk:
        await desk.press("s", "n", *["down"] * 25)
        under = table(desk).contact
        table(desk).scroll_to(y=3, animate=False, force=True)
        await desk.settle()
        elsewhere(office, lambda services: add(services, "Yan", "Young"))
        await desk.wait_for("Customer Contacts  36")
        assert (table(desk).contact, round(table(desk).scroll_y)) == (under, 3)
        await desk.press("/", *"zoe1")
        elsewhere(office, lambda services: add(services, "Zoe1", "Zuse"))
        await desk.wait_for("Zoe1 Zuse")
        assert "11 of 37" in desk.text
        await desk.press("5")
        assert "Zoe15 Zimmer" in desk.text
        assert "1 of 37" in desk.text


async def test_what_was_said_of_the_agents_own_work_stays_to_be_read(office: Path):
    async with open_desk(office, every=SOON) as desk:
        await desk.press("down", "down", "down", "d", "y")
        said = desk.said
        assert said.startswith("Deleted Bob Ray")
        elsewhere(office, lambda services: add(services, "Yan", "Young"))
        await desk.wait_for("Yan Young")
        assert desk.said == said
        await desk.wait_until(lambda: desk.said == "dana: addition of Yan Young, Alternate.", "it is never said")


async def test_a_form_stays_as_it_is_and_says_that_its_record_was_changed(office: Path):
    async with open_desk(office, every=SOON) as desk:
        await desk.press("down", "down", "down", "enter", *"Rob")
        change(office, "Ray", emails=("ray@example.com",))
        await desk.wait_until(lambda: "Email. Saving brings both together." in desk.words, "nothing is said")
        assert (desk.value, desk.field) == ("Rob", "first_name-0")
        assert "ray@example.com" not in desk.words
        await desk.press("enter")
        assert (desk.contacts()[3].first_name, desk.contacts()[3].emails) == ("Rob", ("ray@example.com",))


async def test_an_account_that_is_deleted_elsewhere_is_told_of_and_stays_to_be_read(several: Path):
    async with open_desk(several, account="2002", every=SOON) as desk:
        elsewhere(several, lambda s: s.accounts.delete(s.accounts.page(2).account, s.accounts.page(2).contacts))
        await desk.wait_until(lambda: "was deleted meanwhile" in desk.said, "nothing is said")
        assert "Lake Marina" in desk.text


async def test_other_accounts_change_nothing_on_the_page(several: Path):
    async with open_desk(several, account="2002", every=SOON) as desk:
        before = desk.text
        elsewhere(several, lambda services: add(services, "Yan", "Young"))
        await desk.press("l")
        await desk.wait_for("Yan Young")
        elsewhere(several, lambda services: add(services, "Yves", "Young"))
        await desk.wait_for("Yves Young")
        await desk.press("escape")
        assert desk.text == before


async def test_what_was_changed_while_the_page_was_read_appears_too(office: Path):
    async with open_desk(office, every=SOON, ready=False) as desk:
        await desk.wait_for("Bob Ray")
        change(office, "Ray", last_name="Rayburn")
        await desk.wait_for("Bob Rayburn")


async def test_what_is_said_while_the_page_is_read_anew_stays_too(office: Path, monkeypatch: pytest.MonkeyPatch):
    async with open_desk(office, every=SOON) as desk:
        await watched(desk)
        elsewhere(office, lambda services: add(services, "Yan", "Young"))
        asked, goes_on = held_up(monkeypatch, Accounts, "page", before=True)
        await desk.wait_until(asked.is_set, "it was never read anew")
        await desk.press("y")
        said = desk.said
        goes_on.set()
        await desk.wait_for("Yan Young")
        assert said.startswith("Sent to the terminal")
        assert desk.said == said


async def test_the_history_keeps_cursor_and_window(office: Path):
    def more(services: Services) -> None:
        for number in range(150):
            add(services, f"Zoe{number:03}", "Zimmer")

    elsewhere(office, more)
    async with open_desk(office, every=SOON) as desk:
        await desk.press("h", "tab")
        await desk.wait_for("History of account")
        await desk.press(*["down"] * 20)
        history = desk.app.screen.query_one(HistoryTable)
        history.scroll_to(y=60, animate=False, force=True)
        await desk.settle()
        under = history.under
        elsewhere(office, lambda services: add(services, "Yan", "Young"))
        await desk.wait_until(lambda: history.cursor_row == 21, "it is never shown")
        assert (history.under, round(history.scroll_y)) == (under, 60)
        history.scroll_to(y=80, animate=False, force=True)
        await desk.wait_until(lambda: history.row_count > 140, "no more is read")
        assert (history.under, round(history.scroll_y)) == (under, 80)
        assert under is not None
        assert "Zoe" in under.about


async def test_the_trash_keeps_cursor_and_window(office: Path):
    def more(services: Services) -> None:
        for number in range(60):
            add(services, f"Zoe{number:03}", "Zimmer")
        for contact in services.accounts.page(1).contacts:
            if contact.last_name == "Zimmer":
                services.contacts.delete(contact)

    elsewhere(office, more)
    async with open_desk(office, every=SOON) as desk:
        await desk.press("t")
        await desk.wait_for("Zoe059 Zimmer")
        await desk.press(*["down"] * 8)
        trash = desk.app.screen.query_one(PagedTable)
        trash.scroll_to(y=20, animate=False, force=True)
        await desk.settle()
        under = trash.under
        delete(office, "Ray")
        await desk.wait_until(lambda: trash.row_count == 61, "it is never shown")
        assert (trash.under, trash.cursor_row, round(trash.scroll_y)) == (under, 9, 20)


async def test_the_ledger_keeps_cursor_window_and_filter(billed: Path):
    async with open_desk(billed, every=SOON) as desk:
        await desk.press("b", "b")
        await desk.wait_for("Billing Center")
        await desk.press("/", *"check", "enter", "down")
        ledger = desk.app.screen.query_one(LedgerTable)
        under, rows = ledger.line, ledger.row_count
        assert under is not None
        elsewhere(billed, pay)
        await desk.wait_until(lambda: ledger.row_count == rows + 1, "it is never shown")
        assert ledger.line is not None
        assert (ledger.line.key, desk.said) == (under.key, "dana: addition of payment $10.00.")
        assert "Current balance $20.03" in desk.text


@pytest.mark.parametrize(
    ("keys", "service", "name"),
    [("bb", Billing, "center"), ("h", Audit, "page"), ("t", Trash, "find"), ("l", Lists, "find")],
)
async def test_a_screen_that_is_left_while_it_is_read_anew_stays_away(
    billed: Path, monkeypatch: pytest.MonkeyPatch, keys: str, service: type, name: str
):
    async with open_desk(billed, every=SOON) as desk:
        await watched(desk)
        await desk.press(*keys)
        left = desk.app.screen
        assert desk.screen_name != "ContactsPage"
        asked, goes_on = held_up(monkeypatch, service, name)
        elsewhere(billed, pay)
        await desk.wait_until(asked.is_set, "it was never read anew")
        desk.burst("escape")
        await desk.wait_until(lambda: not left.is_attached, "it is still there")
        goes_on.set()
        await desk.settle()
        await desk.wait_for("dana: addition of payment $10.00.")
        assert desk.screen_name == "ContactsPage"


async def test_a_sentence_of_two_lines_leaves_a_window_that_was_scrolled_away(office: Path):
    def more(services: Services) -> None:
        for number in range(40):
            add(services, f"Zoe{number:02}", "Zimmer")

    elsewhere(office, more)
    async with open_desk(office, every=SOON) as desk:
        await watched(desk)
        table(desk).scroll_to(y=25, animate=False, force=True)
        await desk.settle()
        height = table(desk).size.height
        elsewhere(office, lambda services: add(services, "Bartholomew " * 4, "Youngblood-Featherstonehaugh"))
        await desk.wait_until(lambda: table(desk).size.height < height, "it is not said in two lines")
        await desk.settle()
        assert (table(desk).cursor_row, round(table(desk).scroll_y)) == (0, 25)
        await desk.press("down")
        assert "> " not in desk.text.splitlines()[8]
        assert round(table(desk).scroll_y) < 2


async def test_keys_go_to_the_table_again_once_there_is_something_in_it(bare: Path):
    elsewhere(bare, lambda services: add(services, "Cy", "Dunn"))
    async with open_desk(bare, every=SOON) as desk:
        await watched(desk)
        delete(bare, "Dunn")
        await desk.wait_for("No contacts yet.")

        def two(services: Services) -> None:
            add(services, "Al", "One")
            add(services, "Bo", "Two")

        elsewhere(bare, two)
        await desk.wait_for("Bo Two")
        await desk.press("down", "E")
        assert "Bo Two" in desk.words


async def test_keys_go_to_an_empty_ledger_once_there_is_something_in_it(bare: Path):
    async with open_desk(bare, every=SOON) as desk:
        await watched(desk)
        await desk.press("b", "b")
        ledger = desk.app.screen.query_one(LedgerTable)
        elsewhere(bare, lambda services: [pay(services), pay(services)])
        await desk.wait_until(lambda: ledger.row_count == 2, "it is never shown")
        await desk.press("down")
        assert ledger.cursor_row == 1


async def test_a_filter_that_finds_nothing_keeps_the_cursor_on_a_contact_that_is_changed_meanwhile(office: Path):
    async with open_desk(office, every=SOON) as desk:
        await watched(desk)
        await desk.press("down", "down", "down", "/", *"zzz")
        change(office, "Ray", phones=("416 967 5555",))
        await desk.wait_until(lambda: "dana: update of Bob Ray" in desk.said, "it is not said")
        await desk.press("escape")
        under = table(desk).contact
        assert under is not None
        assert (under.called, under.phones[0].raw) == ("Bob Ray", "416 967 5555")


async def test_the_first_account_is_offered_as_soon_as_somebody_has_added_it(nothing: Path):
    async with open_desk(nothing, every=SOON) as desk:
        await watched(desk)
        assert "Nothing here yet." in desk.text
        elsewhere(nothing, lambda services: services.accounts.add(AccountDraft("Lake Marina", "2002")))
        await desk.wait_for("No account is open.")
        await desk.press("a")
        assert desk.said == "No account is open. f finds one."
        await desk.press("f", *"marina", "enter")
        assert "Lake Marina" in desk.text


@pytest.mark.parametrize(("keys", "said"), [("hy", "Sent to the terminal: "), ("bbsa", "Sorted by amount.")])
async def test_what_a_screen_over_the_page_has_just_said_stays_to_be_read(
    billed: Path, monkeypatch: pytest.MonkeyPatch, keys: str, said: str
):
    monkeypatch.setattr(watching, "_READ", 1_000_000)
    async with open_desk(billed, every=SOON) as desk:
        await watched(desk)
        await desk.press(*keys)
        over = desk.app.screen
        assert isinstance(over, Follower)
        before, rows = over.said, over.query_one(RowTable).row_count
        assert before.startswith(said)
        elsewhere(billed, pay)
        await desk.wait_until(lambda: over.query_one(RowTable).row_count > rows, "it is never shown")
        elsewhere(billed, pay)
        await desk.wait_until(lambda: over.query_one(RowTable).row_count > rows + 1, "it is never shown")
        assert over.said == before
        monkeypatch.setattr(watching, "_READ", 0)
        await desk.wait_until(lambda: over.said == "dana: addition of payment $10.00.", "it is never said")
