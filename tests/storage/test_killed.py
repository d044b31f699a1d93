"""Real processes on one file: many that write at once, and some that are killed in the middle of it."""

import multiprocessing
import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, update

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.contact import ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.errors import ContactsError
from contacts_tui.services.doctor import Doctor
from contacts_tui.services.opening import open_services
from contacts_tui.storage.database import Database
from contacts_tui.storage.tables import CONTACT

WRITERS, EACH = 8, 250
KILLS = int(os.environ.get("KILLS", "50"))
"""How many processes are killed: more of them find what is rarer."""
IN_A_ROW = 10
"""So many are killed on one database before it is looked over."""
LONGEST = 0.15
"""Seconds that one of them works at most."""
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["contacts_tui.services.opening"])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one account and one contact."""
    services = open_services(tmp_path / "contacts.db", agent="mona")
    account = services.accounts.add(AccountDraft(name="MANEBA", number="11111"))
    services.contacts.add(account, ContactDraft("0", "", ("911",), (), ContactType.ALTERNATE))
    services.close()
    return tmp_path / "contacts.db"


def count_up(path: Path, agent: str, told: Pipe) -> None:
    """Read the number that is a contact's name, and write the next one, again and again; tell what went wrong."""
    database = Database(path, wait=60)
    try:
        for _ in range(EACH):
            database.write(_count_one)
    except ContactsError as error:
        told.send(f"{agent}: {error}")
    told.send("")
    database.close()


def _count_one(connection: Connection) -> None:
    number = int(connection.execute(select(CONTACT.c.first_name)).scalar_one())
    connection.execute(update(CONTACT).values(first_name=str(number + 1), version=CONTACT.c.version + 1))


def test_writers_at_once_lose_no_update_and_none_is_told_of_a_lock(path: Path):
    pipes = [PROCESSES.Pipe(duplex=False) for _ in range(WRITERS)]
    writers = [PROCESSES.Process(target=count_up, args=(path, f"a{at}", out)) for at, (_, out) in enumerate(pipes)]
    for writer in writers:
        writer.start()
    assert [heard.recv() for heard, _ in pipes] == [""] * WRITERS
    for writer in writers:
        writer.join()
    with closing(sqlite3.connect(path)) as file:
        stored = file.execute("SELECT first_name, version FROM contact").fetchall()
    assert stored == [(str(WRITERS * EACH), 1 + WRITERS * EACH)]


def work(path: Path, seed: int, told: Pipe) -> None:
    """Add, update, undo and delete until killed, and tell of each write once it is acknowledged."""
    services = open_services(path, agent=f"agent {seed}")
    account = services.accounts.page(1).account
    told.send((0, ""))
    for number in range(10_000):
        name = f"{seed}-{number}"
        contact = services.contacts.add(account, ContactDraft(name, "", ("911",), (), ContactType.ALTERNATE))
        told.send((contact.id, name))
        if number % 5 < 3:
            draft = replace(ContactDraft.of(contact), first_name=f"{name}!")
            contact = services.contacts.update(account, contact, draft)
            told.send((contact.id, f"{name}!"))
        if number % 3 == 1:
            services.contacts.delete(contact)
            told.send((contact.id, ""))
            if number % 2:
                step = services.history.undoable(1)
                assert step is not None
                services.history.undo(step)
                told.send((contact.id, contact.first_name))


def acknowledged(path: Path, seed: int) -> dict[int, list[str]]:
    """Let a process work and kill it after a while; return what it has told of each contact, the last thing last."""
    heard, out = PROCESSES.Pipe(duplex=False)
    worker = PROCESSES.Process(target=work, args=(path, seed, out))
    worker.start()
    out.close()
    heard.recv()
    worker.join(LONGEST * (seed * 37 % 100) / 100)
    worker.kill()
    worker.join()
    told: dict[int, list[str]] = {}
    with suppress(EOFError):
        while True:
            contact_id, name = heard.recv()
            told.setdefault(contact_id, []).append(name)
    heard.close()
    return told


@pytest.mark.parametrize("first", range(0, KILLS, IN_A_ROW))
def test_nothing_acknowledged_is_lost_however_often_a_writer_is_killed(path: Path, first: int):
    told: dict[int, list[str]] = {}
    unsure = set[int]()
    for seed in range(first, min(first + IN_A_ROW, KILLS)):
        of_this = acknowledged(path, seed)
        # More may have been written of its last contact than it could still tell of.
        unsure.update([*of_this][-1:])
        told |= of_this
    assert told
    with closing(sqlite3.connect(path)) as file:
        there = dict(file.execute("SELECT id, first_name FROM contact WHERE deleted_at IS NULL"))
        deleted = dict(file.execute("SELECT id, first_name FROM contact WHERE deleted_at IS NOT NULL"))
    for contact_id, names in told.items():
        assert contact_id in there or contact_id in deleted
        if contact_id not in unsure:
            assert there.get(contact_id, "") == names[-1]
    database = Database(path)
    examined = Doctor(database, path).examined(lambda _part: None, full=True)
    assert [finding.matter for finding in examined.findings if not finding.is_advice] == []
    database.close()
