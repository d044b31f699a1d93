"""What can go wrong, as sentences that an agent can read and act on."""


class ContactsError(Exception):
    """Something an agent can do something about: `str(error)` says what happened, what was kept and what to do."""


class NotSaved(ContactsError):
    """A write did not happen, or cannot be trusted to have happened."""


class DatabaseUnusable(ContactsError):
    """The database cannot be opened: it is absent, foreign, damaged, newer or older than this program can read."""


class ReadOnly(ContactsError):
    """A write was asked of a database that was opened only to be read."""


class NoNumber(ContactsError):
    """A text that should be a phone number is none."""


class UnclearAmount(ContactsError):
    """What was typed may be one or several amounts of money, and none of them is certain: the sentence asks which."""

    readings: tuple[int, ...]
    """The amounts it may be, in minor units, the likeliest first."""

    def __init__(self, sentence: str, readings: tuple[int, ...]) -> None:
        self.readings = readings
        super().__init__(sentence)


class OtherCurrency(ContactsError):
    """An amount of money was typed in another currency than that of the account."""


class NotKept(ContactsError):
    """What is typed into a form could not be kept in a file beside it."""


class AlreadyThere(ContactsError):
    """A file was to be made, and there is one of that name: it was left as it is."""
