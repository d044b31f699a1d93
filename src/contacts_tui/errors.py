"""What can go wrong, as sentences that an agent can read and act on."""


class ContactsError(Exception):
    """Something an agent can do something about: `str(error)` says what happened, what was kept and what to do."""


class NotSaved(ContactsError):
    """A write did not happen, or cannot be trusted to have happened."""


class DatabaseUnusable(ContactsError):
    """The database cannot be opened: it is absent, foreign, damaged, newer or older than this program can read."""


class ReadOnly(ContactsError):
    """A write was asked of a database that was opened only to be read."""
