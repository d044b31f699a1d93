"""The Contacts page as plain lines, for a pipe: nothing is cut, nothing needs a terminal."""

from collections.abc import Iterator

from contacts_tui.domain.account import Page
from contacts_tui.domain.contact import Contact
from contacts_tui.ui.present.account_lines import address_lines, figures, identity, manager_lines
from contacts_tui.ui.present.fitting import shown
from contacts_tui.ui.present.plain_columns import contact_cells, in_columns


def page_lines(page: Page) -> Iterator[str]:
    """Give the account's header, an empty line, how many contacts there are, and a line for each contact."""
    title = "  ".join((page.account.name, *identity(page.account, page.standing)))
    amounts = [f"{figure.label}  {figure.value}" for figure in figures(page.standing)]
    for text in (title, *address_lines(page.account.address), *manager_lines(page.account), *amounts):
        yield shown(text)
    yield ""
    yield f"Customer Contacts  {len(page.contacts)}"
    yield from contact_lines(page.contacts)


def contact_lines(contacts: tuple[Contact, ...]) -> Iterator[str]:
    """Give a line for each contact: type, name, phones, e-mails, in columns as wide as they need to be."""
    return in_columns([contact_cells(contact) for contact in contacts])
