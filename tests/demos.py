"""A demo database as small as tests want it."""

from datetime import date
from pathlib import Path

from contacts_tui.services import demo
from contacts_tui.storage.database import Database


def portal_demo(path: Path) -> None:
    """Make a demo of the portal's account alone."""
    database = Database(path, demo=True)
    demo.fill(database, demo.portal_account(), today=date(2019, 2, 1))
    database.close()
