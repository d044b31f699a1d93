"""One person is erased: no value of theirs is left in any row, nor in any byte of the file."""

import sqlite3
from pathlib import Path

import pytest
from stored import everything_in, rows_in

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.erasing import are_one_person, meant
from contacts_tui.errors import ContactsError, ReadOnly
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.erasing import Erasing
from contacts_tui.services.history import History
from contacts_tui.services.purging import Purging
from contacts_tui.services.session import Session
from contacts_tui.storage import search_keys, trigrams
from contacts_tui.storage.database import Database
from contacts_tui.storage.tables import SEARCH_KEY

XENIA = ContactDraft(
    "Xenia", "Quixworth", ("416 967 1177",), ("xenia.q@quixworth.example",), ContactType.RESPONSIBLE_PARTY
)
LATER = ContactDraft("Xenia", "Zorbine", ("416 967 2288",), ("xz@zorbine.example",), ContactType.RESPONSIBLE_PARTY)
BOB = ContactDraft("Bob", "Ray", ("416 967 3399",), ("bob@example.com",), ContactType.ALTERNATE)
TRACES = ("xenia", "quixworth", "zorbine", "9671177", "967 1177", "967-1177", "9672288", "967 2288", "xz@")


@pytest.fixture
def account(accounts: Accounts) -> Account:
    return accounts.add(AccountDraft(name="MANEBA", number="11111", country="CA"))


@pytest.fixture
def bob(contacts: Contacts, account: Account) -> Contact:
    return contacts.add(account, BOB)


@pytest.fixture
def xenia(contacts: Contacts, account: Account) -> Contact:
    """Somebody who has changed name, number and e-mail since."""
    return contacts.update(account, contacts.add(account, XENIA), LATER)


@pytest.fixture
def erasing(database: Database) -> Erasing:
    return Erasing(database, "dana")


def is_left(database: Database) -> bool:
    """Whether anything of Xenia stands in any row."""
    text = str(everything_in(database)).casefold()
    return any(trace in text for trace in TRACES)


@pytest.mark.parametrize("fate", ["there", "deleted", "purged"])
def test_no_row_holds_anything_but_who_changed_which_field_and_when(
    contacts: Contacts, account: Account, bob: Contact, xenia: Contact, erasing: Erasing, database: Database, fate: str
):
    if fate != "there":
        contacts.update(account, bob, ContactDraft("Bob", "Ray", (), ("b@x.org",), ContactType.RESPONSIBLE_PARTY))
        contacts.delete(xenia)
    if fate == "purged":
        Purging(Session(database, "mona")).some(0)
    before = [row for row in rows_in(database, "change") if row["contact_id"] == xenia.id]
    others = [row for row in rows_in(database, "change") if row["contact_id"] != xenia.id]
    account_id, known = erasing.known("11111")
    [one] = meant(known, "xenia zorbine")
    assert (one.contact.id, one.where) == (
        xenia.id,
        {"there": "in the account", "deleted": "in the trash", "purged": "purged"}[fate],
    )
    assert is_left(database)
    erasing.erase(account_id, [xenia.id])
    assert not is_left(database)
    *after, erased = [row for row in rows_in(database, "change") if row["contact_id"] == xenia.id]
    assert (erased["action"], erased["agent"], erased["source"], erased["before"]) == ("erased", "dana", "erase", None)
    for was, now in zip(before, after, strict=True):
        for values in ("before", "after"):
            assert (was[values] and dict.fromkeys(was[values])) == now[values]
        assert {**was, "before": 0, "after": 0} == {**now, "before": 0, "after": 0}
    assert [row for row in rows_in(database, "change") if row["contact_id"] != xenia.id] == others
    with database.transaction() as connection:
        keys = {key for some in search_keys.expected(connection) for key in some}
        assert {tuple(line) for line in connection.execute(SEARCH_KEY.select())} == keys
        assert trigrams.are_whole(connection)
    assert erasing.known("11111")[1] == tuple(one for one in known if one.contact.id == bob.id)


def test_no_byte_of_the_file_holds_anything(
    contacts: Contacts, account: Account, xenia: Contact, erasing: Erasing, where: Path | str
):
    if not isinstance(where, Path):
        pytest.skip("PostgreSQL keeps its files to itself")
    for n in range(40):
        contacts.delete(
            contacts.add(account, ContactDraft(f"Jo{n}", "Lee", (), (f"jo{n}@x.org",), ContactType.ALTERNATE))
        )
    files = [where, *(where.with_name(f"{where.name}-{end}") for end in ("wal", "shm"))]

    def held() -> set[str]:
        content = b"".join(path.read_bytes() for path in files if path.exists()).lower()
        return {trace for trace in TRACES if trace.encode() in content}

    assert held()
    erasing.erase(account.id, [xenia.id])
    assert erasing.sweep()
    assert held() == set()
    reader = sqlite3.connect(where)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM change").fetchone()
    assert not erasing.sweep()
    reader.close()
    assert erasing.sweep()
    assert contacts.add(account, BOB).id


def test_what_was_erased_is_neither_undone_nor_restored(
    contacts: Contacts, account: Account, bob: Contact, xenia: Contact, erasing: Erasing, session: Session
):
    history = History(session)
    step = history.undoable(account.id)
    assert step is not None
    erasing.erase(account.id, [xenia.id])
    for refused in (lambda: history.undo(step), lambda: history.undoable(account.id)):
        with pytest.raises(ContactsError, match=r"a contact of MANEBA 11111 was erased on .*, by dana\."):
            refused()
    contacts.delete(bob)
    newest = history.undoable(account.id)
    assert newest is not None


def test_whom_a_text_means(contacts: Contacts, account: Account, bob: Contact, xenia: Contact, erasing: Erasing):
    twin = contacts.add(account, ContactDraft("XENIA", "Zorbine", ("416 967 3399",), (), ContactType.ALTERNATE))
    _, known = erasing.known("11111")
    for text, ids in (
        ("xénia zorbine", [xenia.id, twin.id]),
        (str(xenia.id), [xenia.id]),
        ("XZ@zorbine.example", [xenia.id]),
        ("(416) 967-2288", [xenia.id]),
        ("+1 416 967 2288", [xenia.id]),
        ("416 967 3399", [bob.id, twin.id]),
        ("zorbine", []),
        ("", []),
    ):
        assert [one.contact.id for one in meant(known, text)] == ids
    assert are_one_person(meant(known, "Xenia Zorbine"))
    assert not are_one_person(meant(known, "416 967 3399"))


def test_nothing_is_erased_from_what_is_not_there_or_read_only(xenia: Contact, erasing: Erasing, where: Path | str):
    with pytest.raises(ContactsError, match="No account has the number 22222"):
        erasing.known("22222")
    reader = Database(where, read_only=True)
    with pytest.raises(ReadOnly):
        Erasing(reader, "mona").erase(xenia.account_id, [xenia.id])
    reader.close()
