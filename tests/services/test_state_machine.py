"""Whatever is done, undone and done again, in whichever order: the database holds what a simple model holds."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import select
from stored import rows_in

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.conflict import Conflict
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.moving import Way
from contacts_tui.domain.people import Decisions
from contacts_tui.domain.search_text import account_text, contact_text
from contacts_tui.domain.trash import TrashLook
from contacts_tui.errors import ContactsError
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.history import History
from contacts_tui.services.moving import Moving
from contacts_tui.services.purging import Purging
from contacts_tui.services.session import Session
from contacts_tui.services.trash import Trash
from contacts_tui.storage import pages, search_keys, trigrams
from contacts_tui.storage.database import Database
from contacts_tui.storage.tables import METADATA, SEARCH_KEY

State = tuple[Account | None, tuple[Contact, ...], tuple[Contact, ...]]
"""What an agent can see of the account, and of the contacts of the other one, all versions 0."""
NOTHING: State = (None, (), ())
Records = dict[tuple[str, int], dict[str, Any]]
"""What the tables hold of accounts and contacts that are not deleted, in the words of change rows."""

PHONES = ["+1 416 967 1111 x4", "+44 20 7946 0018"]
DRAFTS = some.builds(
    ContactDraft,
    first_name=some.sampled_from(["Ann", "Bob"]),
    last_name=some.just("Lee"),
    phones=some.lists(some.sampled_from(PHONES), unique=True).map(tuple),
    emails=some.sampled_from([("ann@example.com",), ("lee@example.com", "bob@example.com")]),
    contact_type=some.sampled_from([ContactType.ALTERNATE, ContactType.BILLING_CONTACT]),
)
ACCOUNTS = some.builds(
    AccountDraft,
    name=some.sampled_from(["MANEBA", "Other"]),
    number=some.sampled_from(["1", "2"]),
    since=some.sampled_from(["", "1/16/2001"]),
    lines=some.sampled_from([(), ("1 Pier St", "Suite 4")]),
    country=some.sampled_from(["US", "GB"]),
    manager_phone=some.sampled_from(["", "+1 416 967 1111", "866-468-3472"]),
)
WHICH = some.integers(0, 9)
TIMES = some.integers(1, 4)


class Editing(RuleBasedStateMachine):
    """One account, edited by one agent, who now and then leaves the program and starts it again, and by a colleague.

    Contacts go to another account and come from there.
    """

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database
        self._colleague = Contacts(Session(database, "dana"))
        _empty(database)
        self._now: State = NOTHING
        self._records: Records = {}
        self._versions: dict[tuple[str, int], int] = {}
        self._changes = 0
        self._other_id = Accounts(Session(database, "dana")).add(AccountDraft(name="ACME", number="3")).id
        self._check_changes()
        self._begin()

    def _begin(self) -> None:
        self.start_again()
        self._undo: list[State] = []
        self._redo: list[State] = []
        self._account_id = 0
        self._now = self._seen()
        self._account_id = self._accounts.add(AccountDraft(name="MANEBA", number="1")).id
        self._done()
        for contact_type in (ContactType.ALTERNATE, ContactType.BILLING_CONTACT):
            self.add(ContactDraft("Ann", "Lee", (PHONES[0],), ("ann@example.com",), contact_type))

    @property
    def _account(self) -> Account:
        with self._database.reading() as connection:
            found = pages.account(connection, self._account_id)
        assert found is not None
        return found

    def _contact(self, which: int) -> Contact:
        found = self._accounts.page(self._account_id).contacts
        return found[which % len(found)]

    @rule()
    def start_again(self) -> None:
        session = Session(self._database, "mona")
        self._contacts, self._accounts, self._history = Contacts(session), Accounts(session), History(session)
        self._trash, self._moving = Trash(session), Moving(session)

    @precondition(lambda self: self._now[0])
    @rule(draft=DRAFTS)
    def add(self, draft: ContactDraft) -> None:
        self._contacts.add(self._account, draft)
        self._done()

    @precondition(lambda self: self._now[1])
    @rule(which=WHICH, draft=DRAFTS, others_too=some.booleans())
    def update(self, which: int, draft: ContactDraft, others_too: bool) -> None:
        account, contact = self._account, self._contact(which)
        sharing = self._contacts.review(account, draft, contact).sharing if others_too else ()
        self._contacts.update(account, contact, draft, Decisions(also=sharing))
        self._done()

    @precondition(lambda self: self._now[1])
    @rule(which=WHICH)
    def delete(self, which: int) -> None:
        self._contacts.delete(self._contact(which))
        self._done()

    @precondition(lambda self: self._now[1])
    @rule(which=WHICH, theirs=DRAFTS, mine=DRAFTS)
    def meet(self, which: int, theirs: ContactDraft, mine: ContactDraft) -> None:
        """Two agents open a contact; the second to save it, or to delete it, is told of the first."""
        account, seen = self._account, self._contact(which)
        stored = self._colleague.update(account, seen, theirs)
        if stored != seen:
            with pytest.raises(Conflict) as raised:
                self._contacts.update(account, seen, mine)
            assert raised.value.theirs == stored
            with pytest.raises(Conflict):
                self._contacts.delete(seen)
        self._done()

    @precondition(lambda self: self._now[1])
    @rule(which=WHICH, mine=DRAFTS)
    def save_what_is_deleted(self, which: int, mine: ContactDraft) -> None:
        """Another agent deletes the contact that is open here: it is restored with what was typed."""
        account, seen = self._account, self._contact(which)
        self._colleague.delete(seen)
        self._done()
        with pytest.raises(Conflict) as raised:
            self._contacts.update(account, seen, mine)
        assert raised.value.theirs is None
        assert self._contacts.restore_as(account, seen, mine).id == seen.id
        self._done()

    @precondition(lambda self: self._now[0])
    @rule(draft=ACCOUNTS)
    def update_account(self, draft: AccountDraft) -> None:
        self._accounts.update(self._account, draft)
        self._done()

    @precondition(lambda self: len(self._now[1]) > 1)
    @rule()
    def delete_account(self) -> None:
        page = self._accounts.page(self._account_id)
        self._accounts.delete(page.account, page.contacts)
        self._done()

    @precondition(lambda self: self._now[1])
    @rule(which=WHICH)
    def move_there(self, which: int) -> None:
        self._carry_out("move", self._contact(which), self._other_id)

    @precondition(lambda self: self._now[0] and self._now[2])
    @rule(which=WHICH, way=some.sampled_from(["move", "copy"]))
    def bring_here(self, which: int, way: Way) -> None:
        found = self._accounts.page(self._other_id).contacts
        self._carry_out(way, found[which % len(found)], self._account_id)

    def _carry_out(self, way: Way, contact: Contact, account_id: int) -> None:
        self._moving.carry_out(self._moving.review(way, [contact], account_id))
        self._done()

    @rule(which=WHICH)
    def restore(self, which: int) -> None:
        every = self._trash.read(TrashLook(None, 30), 0, 100).stretch.rows
        here = [one for one in every if one.account_id == self._account_id]
        if not here:
            return
        trashed = here[which % len(here)]
        if trashed.contact and self._now[0] is None:
            with pytest.raises(ContactsError, match="is in the trash too"):
                self._trash.restore(trashed)
        else:
            self._trash.restore(trashed)
        self._done()

    @rule()
    def purge(self) -> None:
        """Let the account go for good with all it had, and begin anew with another one."""
        if self._now[0]:
            page = self._accounts.page(self._account_id)
            self._accounts.delete(page.account, page.contacts)
        purging = Purging(Session(self._database, "dana"))
        while purging.some(0).all:
            self._check_changes()
        assert {row["id"] for row in rows_in(self._database, "account")} == {self._other_id}
        assert {row["deleted_at"] for row in rows_in(self._database, "contact")} <= {None}
        self._begin()

    @rule(times=TIMES)
    def undo(self, times: int) -> None:
        for _ in range(times):
            self._step_back()

    @rule(times=TIMES)
    def redo(self, times: int) -> None:
        for _ in range(times):
            self._step_on()

    def _step_back(self) -> None:
        step = self._history.undoable(self._account_id)
        assert (step is None) == (not self._undo)
        if step:
            self._history.undo(step)
            self._redo.append(self._now)
            self._is_now(self._undo.pop())

    def _step_on(self) -> None:
        step = self._history.redoable(self._account_id)
        assert (step is None) == (not self._redo)
        if step:
            self._history.redo(step)
            self._undo.append(self._now)
            self._is_now(self._redo.pop())

    def _done(self) -> None:
        """Something was done: unless it changed nothing, it goes there and back, and what was undone is gone."""
        seen = self._seen()
        if seen == self._now:
            self._check_changes()
            return
        self._undo.append(self._now)
        self._redo.clear()
        self._is_now(seen)
        self._step_back()
        self._step_on()

    def _is_now(self, state: State) -> None:
        self._now = state
        assert self._seen() == state
        self._check_changes()

    def _seen(self) -> State:
        with self._database.reading() as connection:
            account = pages.account(connection, self._account_id)
            contacts = pages.contacts(connection, self._account_id)
            others = pages.contacts(connection, self._other_id)
        assert account or contacts == ()
        here, there = (tuple(replace(c, version=0) for c in some) for some in (contacts, others))
        return account and replace(account, version=0), here, there

    def _check_changes(self) -> None:
        """Each new change row says what the tables held before and hold now, and each made its version grow by one."""
        for change in rows_in(self._database, "change")[self._changes :]:
            self._changes += 1
            table = "account" if change["contact_id"] is None else "contact"
            key = (table, change["contact_id"] or change["account_id"])
            held, before, after = self._records.pop(key, None), change["before"], change["after"]
            if change["action"] == "updated":
                assert held is not None
                assert before == {name: held[name] for name in before}
                assert before.keys() == after.keys()
                self._records[key] = held | after
            else:
                assert held == before
                self._records |= {key: after} if after else {}
            self._versions[key] = self._versions.get(key, 0) + 1
            if change["action"] == "purged":
                del self._versions[key]
        records, versions = _stored(self._database)
        assert records == self._records
        assert versions == self._versions
        with self._database.reading() as connection:
            keys = {key for some in search_keys.expected(connection) for key in some}
            assert {tuple(line) for line in connection.execute(select(SEARCH_KEY))} == keys
        with self._database.transaction() as connection:
            assert trigrams.are_whole(connection)


def test_any_order_of_edits_undo_and_redo(database: Database, where: Path | str):
    is_file = isinstance(where, Path)
    run_state_machine_as_test(
        partial(Editing, database),
        settings=settings(
            max_examples=8 if is_file else 3,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def _empty(database: Database) -> None:
    with database.transaction() as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(table.delete())
        trigrams.fill(connection)


def _stored(database: Database) -> tuple[Records, dict[tuple[str, int], int]]:
    """Read all records past the program's own readers, and the versions also of what is deleted."""
    records: Records = {}
    versions: dict[tuple[str, int], int] = {}
    phones, emails = rows_in(database, "phone"), rows_in(database, "email")
    for row in rows_in(database, "account"):
        key = ("account", row["id"])
        versions[key] = row["version"]
        assert row["search_text"] == account_text(row["number"], row["name"])
        if row["deleted_at"] is None:
            since = row["since"] and row["since"].isoformat()
            records[key] = {name: row[name] for name in ACCOUNT} | {"since": since}
    for row in rows_in(database, "contact"):
        key = ("contact", row["id"])
        versions[key] = row["version"]
        own = {
            "phones": [{name: p[name] for name in PHONE} for p in phones if p["contact_id"] == row["id"]],
            "emails": [{name: e[name] for name in EMAIL} for e in emails if e["contact_id"] == row["id"]],
        }
        numbers = [(phone["e164"], phone["digits"]) for phone in own["phones"]]
        name = f"{row['first_name']} {row['last_name']}"
        assert row["search_text"] == contact_text(name, numbers, [email["address"] for email in own["emails"]])
        if row["deleted_at"] is None:
            records[key] = {name: row[name] for name in ("contact_type", "first_name", "last_name")} | own
    return records, versions


ACCOUNT = (
    *("number", "name", "account_type", "address_lines", "city", "region", "postal_code", "country"),
    *("manager_name", "manager_phone", "manager_phone_shown", "manager_email", "currency", "paperless"),
    *("auto_pay_state", "auto_pay_kind", "auto_pay_label", "auto_pay_last_four", "auto_pay_token"),
    *("auto_pay_day", "auto_pay_limit_minor", "auto_pay_from"),
)
PHONE = ("raw", "e164", "extension", "digits", "region", "status")
EMAIL = ("address", "key")
