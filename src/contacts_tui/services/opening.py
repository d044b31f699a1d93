"""A database and the services on it, opened together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contacts_tui.services.accounts import Accounts
from contacts_tui.services.audit import Audit
from contacts_tui.services.billing import Billing
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.demo import billed_account, fill, portal_account
from contacts_tui.services.history import History
from contacts_tui.services.instructions import Instructions
from contacts_tui.services.listing import Lists
from contacts_tui.services.live import Live
from contacts_tui.services.moving import Moving
from contacts_tui.services.purging import Purging
from contacts_tui.services.search import Search
from contacts_tui.services.session import Session
from contacts_tui.services.trash import Trash
from contacts_tui.storage.database import Database


@dataclass(frozen=True, slots=True)
class Services:
    """What an agent can do with one database."""

    contacts: Contacts
    accounts: Accounts
    moving: Moving
    billing: Billing
    instructions: Instructions
    search: Search
    lists: Lists
    history: History
    live: Live
    audit: Audit
    trash: Trash
    purging: Purging
    database: Database

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()


def open_services(
    where: Path | str,
    *,
    agent: str,
    read_only: bool = False,
    demo: bool = False,
    locale: str = "en_US",
    today: Callable[[], date] = date.today,
    wait: float = 5.0,
) -> Services:
    """Open a database, made where it is missing, and return the services on it.

    `where` is a path, or a URL that begins with `postgresql`; `demo` fills an empty database with the demo's accounts;
    `wait` is how many seconds another writer is waited for.
    Raises DatabaseUnusable.
    """
    database = Database(where, read_only=read_only, demo=demo, wait=wait)
    surroundings = Surroundings(locale)
    session = Session(database, agent)
    contacts = Contacts(session, surroundings)
    accounts = Accounts(session, today=today, surroundings=surroundings)
    history = History(session, today=today, surroundings=surroundings)
    if demo and not read_only:
        fill(database, portal_account(), billed_account(), today=today())
    billing = Billing(session, today=today, surroundings=surroundings)
    instructions = Instructions(session, today=today, surroundings=surroundings)
    search, lists = Search(database, surroundings), Lists(database, surroundings)
    live, audit = Live(session, history), Audit(database, surroundings)
    trash = Trash(session, today=today, surroundings=surroundings)
    return Services(
        contacts,
        accounts,
        Moving(session, surroundings),
        billing,
        instructions,
        search,
        lists,
        history,
        live,
        audit,
        trash,
        Purging(session, today=today),
        database,
    )
