"""What a start shows, read without SQLAlchemy."""

from dataclasses import replace
from functools import partial
from typing import Final

from contacts_tui.cli.clock import today
from contacts_tui.settings import Settings
from contacts_tui.storage.first_page import FirstPage, read_file
from contacts_tui.storage.revision import REVISION

PORTAL_NUMBER: Final = "11111"
"""The number of the account on the portal's help page."""


def read_first(settings: Settings) -> FirstPage:
    """Read the first page. Before, an older database is brought up to date, and a demo without an account gets its own.

    Raises ContactsError.
    """
    first = _read(settings)
    is_older = first.revision not in {None, REVISION}
    is_unfilled = settings.demo and not first.accounts
    if settings.read_only or not (is_older or is_unfilled):
        return first
    from contacts_tui.services.opening import open_services

    services = open_services(settings.database, agent=settings.agent, demo=settings.demo, today=today)
    done_first = services.database.brought_up_to_date
    services.close()
    return replace(_read(settings), done_first=done_first)


def _read(settings: Settings) -> FirstPage:
    """Read the account that was asked for; of a demo's accounts the portal's, as long as it is there."""
    read = partial(read_file, settings.database, today=today(), locale=settings.locale, read_only=settings.read_only)
    if settings.demo and settings.account is None:
        first = read(PORTAL_NUMBER)
        return first if first.page else read(None)
    return read(settings.account)
