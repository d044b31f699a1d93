"""What is written through the door is read back as it was, and its change rows are true."""

from dataclasses import replace
from functools import partial, reduce
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import Connection, LargeBinary, func, select, type_coerce
from stored import rows_in

from contacts_tui.domain.account import Account, AccountManager, AccountType, Address
from contacts_tui.domain.conflict import Conflict
from contacts_tui.domain.contact import Contact, ContactType, Email, Phone, PhoneStatus
from contacts_tui.storage import pages
from contacts_tui.storage.changes import (
    Writing,
    add_account,
    add_contact,
    delete_contact,
    stored,
    update_account,
    update_contact,
)
from contacts_tui.storage.database import Database
from contacts_tui.storage.records import audited_contact
from contacts_tui.storage.tables import ACCOUNT

LINE = some.text(some.characters(exclude_categories=("Cs", "Cc")), max_size=20)
PHONES = some.builds(
    Phone,
    raw=LINE,
    e164=some.none() | LINE,
    extension=LINE,
    digits=LINE,
    region=some.none() | LINE,
    status=some.sampled_from(PhoneStatus),
    shown=LINE,
)
EMAILS = some.builds(Email, address=LINE, key=LINE)
CONTACTS = some.builds(
    Contact,
    contact_type=some.sampled_from(ContactType),
    first_name=LINE,
    last_name=LINE,
    phones=some.lists(PHONES, max_size=3).map(tuple),
    emails=some.lists(EMAILS, max_size=3).map(tuple),
    id=some.just(0),
    account_id=some.just(0),
    version=some.just(0),
)
ACCOUNTS = some.builds(
    Account,
    name=LINE,
    number=LINE,
    account_type=some.sampled_from(AccountType),
    since=some.none() | some.dates(),
    address=some.builds(
        Address,
        lines=some.lists(LINE.filter(bool), max_size=3).map(tuple),
        city=LINE,
        region=LINE,
        postal_code=LINE,
        country=LINE,
    ),
    manager=some.builds(AccountManager, name=LINE, phone=LINE, phone_shown=LINE, email=LINE),
    currency=LINE,
    id=some.just(0),
    version=some.just(0),
)
ON_ONE_DATABASE = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def free_numbers(connection: Connection) -> None:
    """Let the next example have any account number."""
    connection.exec_driver_sql("UPDATE account SET deleted_at = updated_at WHERE deleted_at IS NULL")


def update(connection: Connection, seen: Contact, after: Contact) -> Contact:
    return update_contact(writing(connection), seen, after)


def writing(connection: Connection) -> Writing:
    return Writing(connection, "mona", "test")


@ON_ONE_DATABASE
@given(account=ACCOUNTS, after=ACCOUNTS)
def test_an_account_is_read_back_as_it_was_written(database: Database, account: Account, after: Account):
    with database.transaction() as connection:
        added = add_account(writing(connection), account)
        assert added == replace(account, id=added.id, version=1)
        assert pages.account(connection, added.id) == added
        updated = update_account(writing(connection), added, after, lambda phone, _: phone.shown)
        assert replace(updated, version=0, manager=after.manager) == replace(after, id=added.id)
        assert pages.account(connection, added.id) == updated
        free_numbers(connection)


@ON_ONE_DATABASE
@given(versions=some.lists(CONTACTS, min_size=1, max_size=4))
def test_a_contact_is_read_back_and_its_changes_lead_from_nothing_to_it(database: Database, versions: list[Contact]):
    database.write(free_numbers)
    account = database.write(lambda connection: add_account(writing(connection), Account("MANEBA", "")))
    contact = database.write(lambda connection: add_contact(writing(connection), account.id, versions[0]))
    for after in versions[1:]:
        seen = contact
        contact = database.write(partial(update, seen=seen, after=after))
        assert contact.version in {seen.version, seen.version + 1}
        with database.reading() as connection:
            assert pages.contact(connection, account.id, contact.id) == contact
    database.write(lambda connection: delete_contact(writing(connection), contact))
    *changes, deleted = (row for row in rows_in(database, "change") if row["contact_id"] == contact.id)
    assert len(changes) == contact.version
    assert reduce(lambda known, change: known | change["after"], changes, {}) == audited_contact(contact)
    assert deleted["before"] == audited_contact(contact)


def test_a_phone_that_is_only_shown_otherwise_is_stored_with_what_else_was_changed(database: Database):
    account = database.write(lambda connection: add_account(writing(connection), Account("MANEBA", "1")))
    phone = Phone("5", None, "", "5", None, PhoneStatus.LOCAL, "5")
    ann = Contact(ContactType.ALTERNATE, "Ann", "Lee", (phone,), ())
    seen = database.write(lambda connection: add_contact(writing(connection), account.id, ann))
    after = replace(seen, first_name="Bob", phones=(replace(phone, shown="05"),))
    written = database.write(partial(update, seen=seen, after=after))
    with database.reading() as connection:
        assert pages.contact(connection, account.id, seen.id) == written


def test_a_manager_s_phone_that_is_only_shown_otherwise_is_no_change_but_told_along_with_one(database: Database):
    seen = database.write(lambda connection: add_account(writing(connection), Account("MANEBA", "1")))
    shown = replace(seen, manager=replace(seen.manager, phone_shown="05"))

    def update_to(connection: Connection, after: Account) -> Account:
        return update_account(writing(connection), seen, after, lambda phone, _: phone.shown)

    assert database.write(partial(update_to, after=shown)) == seen
    assert len(rows_in(database, "change")) == 1
    database.write(partial(update_to, after=replace(shown, name="Other")))
    *_, change = rows_in(database, "change")
    assert change["before"] == {"name": "MANEBA", "manager_phone_shown": ""}
    assert change["after"] == {"name": "Other", "manager_phone_shown": "05"}


def test_the_last_fence_holds_against_what_was_not_read_anew(database: Database):
    account = database.write(lambda connection: add_account(writing(connection), Account("MANEBA", "1")))
    ann = Contact(ContactType.ALTERNATE, "Ann", "Lee", (), ())
    seen = database.write(lambda connection: add_contact(writing(connection), account.id, ann))
    bob = replace(seen, first_name="Bob")
    database.write(partial(update, seen=seen, after=bob))
    other = replace(account, name="Other")
    database.write(lambda connection: update_account(writing(connection), account, other, lambda phone, _: phone.shown))
    with database.transaction() as connection:
        with pytest.raises(Conflict):
            update(connection, seen, bob)
        with pytest.raises(Conflict, match="before you delete it"):
            delete_contact(writing(connection), seen)
        with pytest.raises(Conflict):
            update_account(writing(connection), account, other, lambda phone, _: phone.shown)


def test_what_has_other_values_in_the_version_that_was_seen_is_another_one(database: Database):
    account = database.write(lambda connection: add_account(writing(connection), Account("MANEBA", "1")))
    phone = Phone("5", None, "", "5", None, PhoneStatus.LOCAL, "5")
    ann = Contact(ContactType.ALTERNATE, "Ann", "Lee", (phone,), ())
    ann = database.write(lambda connection: add_contact(writing(connection), account.id, ann))
    with database.reading() as connection:
        for elsewhere in (replace(account, name="Other"), replace(ann, last_name="Ray"), replace(ann, phones=())):
            with pytest.raises(Conflict):
                stored(connection, elsewhere)
        assert stored(connection, replace(ann, phones=(replace(phone, shown="05"),))) == ann
        assert stored(connection, replace(account, manager=AccountManager(phone_shown="05"))) == account


def test_versions_grow_by_one_and_the_time_of_the_change_is_kept(database: Database):
    account = database.write(lambda connection: add_account(writing(connection), Account("MANEBA", "1")))
    updated = database.write(
        lambda connection: update_account(
            writing(connection), account, replace(account, name="Other"), lambda phone, _: phone.shown
        )
    )
    assert updated.version == 2
    [row] = rows_in(database, "account")
    assert row["version"] == 2
    assert row["created_at"] < row["updated_at"]
    assert row["updated_at"].tzinfo is not None
    *_, change = rows_in(database, "change")
    assert change["made_at"] == row["updated_at"]


def test_an_id_known_outside_is_a_uuid_that_begins_with_the_time(database: Database, where: Path | str):
    for number in ("1", "2"):
        database.write(lambda connection, n=number: add_account(writing(connection), Account("MANEBA", n)))
    uids = [row["uid"] for row in rows_in(database, "account")]
    assert [uid.version for uid in uids] == [7, 7]
    assert uids[0].int >> 80 <= uids[1].int >> 80
    assert uids[0] != uids[1]
    with database.reading() as connection:
        bytes_of = func.length if isinstance(where, Path) else func.octet_length
        lengths = connection.execute(select(bytes_of(type_coerce(ACCOUNT.c.uid, LargeBinary)))).scalars()
        assert list(lengths) == [16, 16]
