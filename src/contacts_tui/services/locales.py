"""In which locales money and dates can be written."""

from contacts_tui.domain import shown


def locale_of(name: str) -> str:
    """Return what a locale is called here. Raises ContactsError, whose message says of the name what is wrong."""
    return shown.locale_of(name)
