"""What was found, as plain lines: nothing is cut, nothing needs a terminal."""

from collections.abc import Iterable, Iterator

from contacts_tui.domain.caller import Caller
from contacts_tui.domain.contact import Contact
from contacts_tui.domain.found import FoundAccount, FoundEarlier
from contacts_tui.ui.present.plain_columns import contact_cells, emails_of, in_columns


def found_lines(hits: Iterable[tuple[FoundAccount, Contact | None]]) -> Iterator[str]:
    """Give a line for each account or contact of one: number and name of the account, then city, or the contact."""
    return in_columns([(account.number, account.name, *_told(account, contact)) for account, contact in hits])


def earlier_lines(every: Iterable[FoundEarlier]) -> Iterator[str]:
    """Give a line for each who had what was looked for: number and name of the account, who it was, and until when."""
    return in_columns([(one.account.number, one.account.name, one.called, one.told) for one in every])


def caller_lines(callers: Iterable[Caller]) -> Iterator[str]:
    """Give a line for each caller: account number and name, contact type, name, e-mails, number, E.164."""
    return in_columns(
        [
            (
                caller.account_number,
                caller.account_name,
                caller.contact.contact_type.value,
                caller.contact.name,
                emails_of(caller.contact),
                caller.phone.marked,
                caller.phone.e164 or "",
            )
            for caller in callers
        ]
    )


def _told(account: FoundAccount, contact: Contact | None) -> tuple[str, ...]:
    return (account.city,) if contact is None else contact_cells(contact)
