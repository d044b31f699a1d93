"""What a draft needs to be checked: the parsers, and where and with whom it is checked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from contacts_tui.domain.contact import Email, Phone


@dataclass(frozen=True, slots=True)
class Rules:
    """The parsers of the domain, handed in, so that whoever checks a draft loads none of their libraries."""

    region: str
    """Where numbers without a country code are dialled: the billing address's country, else the setting."""
    phone: Callable[[str, str], tuple[Phone, str]]
    """`phone.read_phone`: text and region to the phone, and why it is bad or doubtful."""
    email: Callable[[str, frozenset[str]], tuple[Email | None, str, str | None]]
    """`email.read_email`: text and own domains to the e-mail, why it is bad or doubtful, and what was perhaps meant."""
    day: Callable[[str], date]
    """`shown.typed_day` in the agent's locale: raises ContactsError for what is no day."""
    known_currency: Callable[[str], bool]
    known_country: Callable[[str], bool]
    own_domains: frozenset[str] = frozenset()
    """The mail domains of the account's contacts, in lower case."""
