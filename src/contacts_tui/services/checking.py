"""What drafts are checked with: the parsers, and what is known of the account they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from contacts_tui.domain import shown
from contacts_tui.domain.contact import Contact, Phone
from contacts_tui.domain.email import read_email
from contacts_tui.domain.phone import read_phone
from contacts_tui.domain.rules import Rules


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What holds for all drafts of an agent."""

    locale: str = "en_US"
    """How dates are typed and figures are written."""
    region: str = "US"
    """Where numbers are dialled when an account has no country: an ISO 3166 code."""

    def rules(self, country: str, contacts: Sequence[Contact] = ()) -> Rules:
        """Return the rules for a draft of an account in `country` that has `contacts`."""
        addresses = (email.address for contact in contacts for email in contact.emails)
        return Rules(
            region=country or self.region,
            phone=read_phone,
            email=read_email,
            day=partial(shown.typed_day, locale=self.locale),
            known_currency=shown.known_currency,
            known_country=shown.known_country,
            own_domains=frozenset(address.rpartition("@")[2].casefold() for address in addresses),
        )

    def shown(self, phone: Phone, country: str) -> str:
        """Return a stored phone as an account in `country` shows it."""
        if phone.e164 is None:
            return phone.shown
        bare, _ = read_phone(phone.e164, country or self.region)
        return f"{bare.shown} x{phone.extension}" if phone.extension else bare.shown
