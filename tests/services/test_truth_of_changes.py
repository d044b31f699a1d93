"""The audit tells the truth, whatever has written: no change row is ever changed, and they lead to what is stored."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from replays import assert_true
from stored import rows_in

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.auto_pay import AutoPayKind
from contacts_tui.domain.auto_pay_draft import AutoPayDraft
from contacts_tui.domain.bill_draft import BillDraft
from contacts_tui.domain.contact import ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.moving import Way
from contacts_tui.domain.payment_draft import PaymentDraft
from contacts_tui.domain.people import Decisions
from contacts_tui.domain.trash import TrashLook
from contacts_tui.services.demo import billed_account, fill, portal_account
from contacts_tui.services.erasing import Erasing
from contacts_tui.services.generate import Size, generate
from contacts_tui.services.opening import Services, open_services
from contacts_tui.storage.database import Database

TODAY = date(2019, 2, 1)
ANN = ContactDraft("Ann", "Lee", ("416 967 1111 x4",), ("ann@example.com",), ContactType.ALTERNATE)
OFFICE = ContactDraft(emails=("ann@example.com",), contact_type=ContactType.BILLING_NOTIFICATION)


def steps(services: Services) -> list[Callable[[], object]]:
    """Everything by which an agent writes, one after the other."""

    def account():
        return services.accounts.page(1).account

    def contact(which: int = 0):
        return services.accounts.page(1).contacts[which]

    def entry():
        return services.billing.center(1).lines[-1].of

    def update_with_others():
        draft = ContactDraft("Ann", "Ray", ("+44 20 7946 0018",), ("ray@example.com",), ContactType.ALTERNATE)
        sharing = services.contacts.review(account(), draft, contact()).sharing
        services.contacts.update(account(), contact(), draft, Decisions(also=sharing))

    def take(which: str):
        step = getattr(services.history, f"{which}able")(1)
        getattr(services.history, which)(step)

    def take_back(of: str):
        changes = services.audit.page(1).changes
        found = next(change for change in changes if of in f"{change.did} {change.about}")
        services.history.undo(services.history.step(found.transaction_id, 1))

    def delete_account():
        page = services.accounts.page(1)
        services.accounts.delete(page.account, page.contacts)

    def carry(way: Way):
        services.moving.carry_out(services.moving.review(way, [contact()], 2))

    def restore():
        services.trash.restore(services.trash.read(TrashLook(1, 30, ""), 0, 10).stretch.rows[0])

    return [
        lambda: services.accounts.add(AccountDraft(name="MANEBA", number="1", since="1/16/2001")),
        lambda: services.contacts.add(account(), ANN),
        lambda: services.contacts.add(account(), OFFICE),
        update_with_others,
        lambda: take("undo"),
        lambda: take("redo"),
        lambda: services.accounts.update(account(), AccountDraft(name="Maneba", number="2", country="GB")),
        lambda: services.instructions.set_paperless(account(), is_on=True),
        lambda: services.instructions.set_up(account(), AutoPayDraft(AutoPayKind.CARD, "VISA", "4242", "tok", "5")),
        lambda: services.contacts.delete(contact()),
        lambda: take_back("deleted Ann Ray"),
        lambda: services.billing.add(account(), BillDraft("7", billed_on="2019-01-05", lines=("Line 20.00",))),
        lambda: services.billing.update(
            account(), entry(), BillDraft("8", billed_on="2019-01-05", lines=("Line 30.00",))
        ),
        lambda: services.billing.add(account(), PaymentDraft("5.00", posted_on="2019-01-06")),
        lambda: services.billing.void(entry()),
        lambda: take_back("voided"),
        lambda: take_back("updated account"),
        delete_account,
        lambda: take_back("deleted account"),
        lambda: services.accounts.add(AccountDraft(name="Harbour Light", number="3")),
        lambda: carry("copy"),
        lambda: carry("move"),
        lambda: take("undo"),
        lambda: services.contacts.delete(contact()),
        restore,
        lambda: services.contacts.delete(contact()),
        lambda: services.purging.some(0),
    ]


def test_whatever_an_agent_does(where: Path | str, database: Database):
    services = open_services(where, agent="mona", today=lambda: TODAY)
    try:
        for step in steps(services):
            before = rows_in(database, "change")
            step()
            after = rows_in(database, "change")
            assert len(after) > len(before)
            assert after[: len(before)] == before
            assert_true(database)
    finally:
        services.close()


def test_who_is_erased_leaves_which_fields_were_changed_when_and_by_whom(where: Path | str, database: Database):
    services = open_services(where, agent="mona", today=lambda: TODAY)
    for step in steps(services)[:6]:
        step()
    gone = services.accounts.page(1).contacts[0].id
    before = rows_in(database, "change")
    Erasing(database, "dana").erase([services.accounts.page(1).contacts[0]])
    *after, erased = rows_in(database, "change")
    for was, now in zip(before, after, strict=True):
        if was["contact_id"] != gone:
            assert now == was
        else:
            blank = {side: was[side] and dict.fromkeys(was[side]) for side in ("before", "after")}
            assert now == was | blank
    assert (erased["action"], erased["contact_id"], erased["agent"]) == ("erased", gone, "dana")
    assert gone not in {row["contact_id"] for row in rows_in(database, "earlier_value")}
    services.close()


def test_what_fills_the_demo(database: Database):
    fill(database, portal_account(), billed_account(), today=TODAY)
    assert_true(database)


def test_what_is_generated(tmp_path: Path):
    generate(tmp_path / "new.db", Size(4, 20), seed=1, today=TODAY)
    database = Database(tmp_path / "new.db")
    assert_true(database)
    database.close()
