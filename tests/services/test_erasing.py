"""One person is erased: no value of theirs is left in any row, nor in any byte of the file."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from stored import everything_in, rows_in

from contacts_tui.domain.account import Account
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.contact import Contact, ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.erasing import are_one_person
from contacts_tui.domain.trash import Trashed
from contacts_tui.errors import ContactsError, ReadOnly
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.doctor import Doctor
from contacts_tui.services.erasing import Erasing
from contacts_tui.services.history import History
from contacts_tui.services.moving import Moving
from contacts_tui.services.purging import Purging
from contacts_tui.services.session import Session
from contacts_tui.services.sweeping import Sweeping
from contacts_tui.services.trash import Trash
from contacts_tui.storage import search_keys, trigrams
from contacts_tui.storage import sweeping as sweeping_of_files
from contacts_tui.storage.database import Database
from contacts_tui.storage.tables import SEARCH_KEY

XENIA = ContactDraft(
    "Xenia", "Quixworth", ("416 967 1177",), ("xenia.q@quixworth.example",), ContactType.RESPONSIBLE_PARTY
)
LATER = ContactDraft("Xenia", "Zorbine", ("416 967 2288",), ("xz@zorbine.example",), ContactType.RESPONSIBLE_PARTY)
BOB = ContactDraft("Bob", "Ray", ("416 967 3399",), ("bob@example.com",), ContactType.ALTERNATE)
WHEN = datetime(2019, 2, 1, 14, 3, tzinfo=UTC)
OPENED = Path("/proc/self/fd")
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
    [one] = erasing.meant("xenia zorbine", "11111")
    assert (one.contact.id, one.where) == (
        xenia.id,
        {"there": "in the account", "deleted": "in the trash", "purged": "purged"}[fate],
    )
    assert is_left(database)
    erasing.erase([one.contact])
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
    assert not any(erasing.meant(who, "11111") for who in ("xenia zorbine", str(xenia.id), "Xenia Quixworth"))
    assert [one.contact.id for one in erasing.meant("Bob Ray", "11111")] == [bob.id]


def test_no_byte_of_the_file_holds_anything(
    contacts: Contacts, account: Account, xenia: Contact, erasing: Erasing, database: Database, where: Path | str
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
    erasing.erase([xenia])
    assert database.sweep() == ""
    assert held() == set()
    reader = sqlite3.connect(where)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM change").fetchone()
    assert "Another program is at work in the database" in database.sweep()
    reader.close()
    assert database.sweep() == ""
    assert contacts.add(account, BOB).id


def test_a_file_that_was_not_written_anew_says_so_until_it_is(
    xenia: Contact, erasing: Erasing, database: Database, where: Path | str, monkeypatch: pytest.MonkeyPatch
):
    sweeping, doctor = Sweeping(database), Doctor(database)
    assert not sweeping.is_due()
    erasing.erase([xenia])
    assert sweeping.is_due()
    if isinstance(where, Path):
        used = shutil.disk_usage(where)
        with monkeypatch.context() as patch:
            patch.setattr(shutil, "disk_usage", lambda _: used._replace(free=1_000))
            assert sweeping.sweep().startswith("To write the file anew takes")
        with closing(sqlite3.connect(where, isolation_level=None)) as held, closing(Database(where, wait=0)) as hasty:
            held.execute("BEGIN IMMEDIATE")
            assert Sweeping(hasty).sweep().startswith("The database is busy: another program has held it")
            left = Doctor(hasty).repair(doctor.examined(lambda _: None), "mona", lambda _: None)
        [finding] = left.findings
        assert (finding.about, finding.is_repairable, left.is_healthy) == ("unswept", False, False)
        assert finding.remedy.startswith("The database is busy")
    assert sweeping.is_due()
    found = doctor.examined(lambda _: None)
    assert ([finding.about for finding in found.findings], found.needs_backup) == (["unswept"], False)
    doctor.repair(found, "mona", lambda _: None)
    assert not sweeping.is_due()
    assert doctor.examined(lambda _: None).is_healthy
    assert [row["deed"] for row in rows_in(database, "upkeep")] == ["erasure"]


@pytest.mark.skipif(not OPENED.is_dir(), reason="the system does not tell which files are open")
def test_the_copy_that_is_written_lies_beside_the_database_and_has_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "it's here"
    opened: set[tuple[str, int]] = set()

    def look() -> int:
        for descriptor in OPENED.iterdir():
            with suppress(OSError):
                opened.add((str(descriptor.readlink()), descriptor.stat().st_mode & 0o777))
        return 0

    @contextmanager
    def looking(connection: sqlite3.Connection) -> Iterator[None]:
        connection.execute("PRAGMA cache_size = 1")
        connection.set_progress_handler(look, 1)
        yield

    monkeypatch.setattr(sweeping_of_files, "ended_by_ctrl_c", looking)
    with closing(Database(folder / "contacts.db")) as database:
        assert database.sweep() == ""
    copies = {one for one in opened if one[0].startswith(f"{folder}/") and one[0].endswith(" (deleted)")}
    assert copies
    assert {mode for _, mode in copies} == {0o600}
    assert [path.name for path in folder.iterdir()] == ["contacts.db"]


def test_what_was_erased_is_neither_undone_nor_restored(
    contacts: Contacts, account: Account, bob: Contact, xenia: Contact, erasing: Erasing, session: Session
):
    history = History(session)
    step = history.undoable(account.id)
    assert step is not None
    erasing.erase([xenia])
    with pytest.raises(ContactsError, match=r"a contact of MANEBA 11111 was erased on .*, by dana\."):
        history.undo(step)
    with pytest.raises(ContactsError, match="purged or erased since"):
        history.step(step.transaction_id, account.id)
    older = history.undoable(account.id)
    contacts.delete(bob)
    newest = history.undoable(account.id)
    told = [step.did for step in (older, newest) if step]
    assert told == ["addition of Bob Ray, Alternate", "deletion of Bob Ray, Alternate"]


def test_whom_a_text_means(contacts: Contacts, account: Account, bob: Contact, xenia: Contact, erasing: Erasing):
    twin = contacts.add(account, ContactDraft("XENIA", "Zorbine", ("416 967 3399",), (), ContactType.ALTERNATE))
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
        for number in ("11111", None):
            assert [one.contact.id for one in erasing.meant(text, number)] == ids
    assert are_one_person(erasing.meant("Xenia Zorbine", "11111"))
    assert not are_one_person(erasing.meant("416 967 3399", "11111"))


def test_nothing_is_erased_from_what_is_not_there_or_read_only(xenia: Contact, erasing: Erasing, where: Path | str):
    with pytest.raises(ContactsError, match="No account has the number 22222"):
        erasing.meant("Xenia Zorbine", "22222")
    reader = Database(where, read_only=True)
    with pytest.raises(ReadOnly):
        Erasing(reader, "mona").erase([xenia])
    reader.close()


def moved(session: Session, contact: Contact, account: Account) -> Contact:
    """A contact, after it went to another account."""
    went = Moving(session).carry_out(Moving(session).review("move", [contact], account.id))
    return next(one for one in Accounts(session).page(account.id).contacts if one.id == went.contact_id)


@pytest.mark.parametrize("end", ["first", "last", "anywhere"])
def test_who_went_from_account_to_account_is_erased_in_all_of_them(
    contacts: Contacts,
    accounts: Accounts,
    account: Account,
    bob: Contact,
    xenia: Contact,
    erasing: Erasing,
    session: Session,
    database: Database,
    end: str,
):
    contacts.update(account, bob, replace(BOB, contact_type=ContactType.RESPONSIBLE_PARTY))
    acme, hill = (
        accounts.add(AccountDraft(name=name, number=number)) for name, number in (("ACME", "2"), ("Hill", "3"))
    )
    there = moved(session, xenia, acme)
    third = contacts.add(acme, replace(BOB, first_name="Cid", contact_type=ContactType.RESPONSIBLE_PARTY))
    contacts.update(acme, there, replace(LATER, last_name="Xo", emails=("x@example.com",), phones=()))
    [there] = [one for one in accounts.page(acme.id).contacts if one.id == there.id]
    last = moved(session, there, hill)
    history = History(session)
    move = history.undoable(hill.id)
    assert move is not None
    text, number = {
        "first": ("xenia zorbine", "11111"),
        "last": ("Xenia Xo", "3"),
        "anywhere": ("xz@zorbine.example", None),
    }[end]
    found = erasing.meant(text, number)
    assert [one.contact.id for one in found] == [xenia.id, there.id, last.id]
    assert [(one.where, one.account) for one in found] == [
        ("in the trash", "MANEBA 11111"),
        ("in the trash", "ACME 2"),
        ("in the account", "Hill 3"),
    ]
    assert are_one_person(found)
    erasing.erase([found[0].contact])
    assert not is_left(database)
    erased = [row for row in rows_in(database, "change") if row["action"] == "erased"]
    assert [row["contact_id"] for row in erased] == [xenia.id, there.id, last.id]
    with pytest.raises(ContactsError, match=r"was erased on .*, by dana\."):
        history.undo(move)
    older = history.undoable(hill.id)
    assert older is None or older.transaction_id != move.transaction_id
    with pytest.raises(ContactsError, match=r"was erased on .*, by dana\."):
        Trash(session).restore(Trashed(xenia, account.id, account.called, "mona", WHEN, "", None, 0, ""))
    assert [one.id for one in accounts.page(acme.id).contacts] == [third.id]


def test_contacts_of_one_move_stay_apart(
    contacts: Contacts,
    accounts: Accounts,
    account: Account,
    bob: Contact,
    xenia: Contact,
    erasing: Erasing,
    session: Session,
):
    acme = accounts.add(AccountDraft(name="ACME", number="2"))
    contacts.add(account, replace(BOB, first_name="Cid", contact_type=ContactType.RESPONSIBLE_PARTY))
    Moving(session).carry_out(Moving(session).review("move", [bob, xenia], acme.id))
    new_bob, new_xenia = accounts.page(acme.id).contacts
    assert [one.contact.id for one in erasing.meant("Bob Ray")] == [bob.id, new_bob.id]
    assert [one.contact.id for one in erasing.meant(str(xenia.id))] == [xenia.id, new_xenia.id]


def test_of_one_name_in_several_accounts_only_who_shares_an_e_mail_or_a_phone_is_one_person(
    contacts: Contacts, accounts: Accounts, xenia: Contact, erasing: Erasing
):
    acme = accounts.add(AccountDraft(name="ACME", number="2"))
    other = contacts.add(acme, ContactDraft("Xenia", "Zorbine", (), ("x@other.example",), ContactType.ALTERNATE))
    found = erasing.meant("Xenia Zorbine")
    assert [one.contact.id for one in found] == [xenia.id, other.id]
    assert not are_one_person(found)
    contacts.update(acme, other, ContactDraft("Xenia", "Zorbine", ("(416) 967-1177",), (), ContactType.ALTERNATE))
    assert are_one_person(erasing.meant("Xenia Zorbine"))
    named = contacts.add(acme, ContactDraft("Yo", "Lee", (), ("xenia.q@quixworth.example",), ContactType.ALTERNATE))
    assert [one.contact.id for one in erasing.beside(erasing.meant(str(xenia.id)))] == [named.id]


@pytest.mark.parametrize("is_purged", [False, True])
def test_who_was_of_an_account_in_the_trash_or_gone_is_erased_there(
    accounts: Accounts,
    account: Account,
    bob: Contact,
    xenia: Contact,
    erasing: Erasing,
    session: Session,
    database: Database,
    is_purged: bool,
):
    accounts.delete(account, accounts.page(account.id).contacts)
    if is_purged:
        Purging(Session(database, "mona")).some(0)
    for number in ("11111", None):
        [one] = erasing.meant("xz@zorbine.example", number)
        assert (one.contact.id, one.where, one.account) == (
            xenia.id,
            "purged" if is_purged else "in the trash",
            "MANEBA 11111",
        )
    erasing.erase([one.contact])
    assert not is_left(database)
    if not is_purged:
        trashed = Trashed(None, account.id, account.called, "mona", WHEN, "", None, 1, "")
        assert Trash(session).restore(trashed).sentence == "Restored account MANEBA 11111 and its contact."
        assert [one.id for one in accounts.page(account.id).contacts] == [bob.id]
