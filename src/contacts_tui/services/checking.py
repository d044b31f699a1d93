"""What drafts are checked with: the parsers, and what is known of the account they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from contacts_tui.domain import shown
from contacts_tui.domain.bill import Bill, Billed
from contacts_tui.domain.billing_rules import BillingRules
from contacts_tui.domain.contact import Contact, Phone
from contacts_tui.domain.email import read_email
from contacts_tui.domain.phone import HOME, read_phone
from contacts_tui.domain.rules import Rules
from contacts_tui.domain.typed_money import plain_money, typed_money


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What holds for all drafts of an agent."""

    locale: str = "en_US"
    """How dates are typed and figures are written."""
    region: str = HOME
    """Where numbers are dialled when an account has no country: an ISO 3166 code."""

    def rules(self, country: str, contacts: Sequence[Contact] = ()) -> Rules:
        """Return the rules for a draft of an account in `country` that has `contacts`."""
        addresses = (email.address for contact in contacts for email in contact.emails)
        return Rules(
            region=country or self.region,
            phone=read_phone,
            email=read_email,
            day=self.typed_day,
            known_currency=shown.known_currency,
            known_country=shown.known_country,
            own_domains=frozenset(address.rpartition("@")[2].casefold() for address in addresses),
        )

    def billing_rules(self, currency: str, bills: Sequence[Bill], today: date) -> BillingRules:
        """Return the rules for a bill or payment of an account in `currency` that has `bills`."""
        return BillingRules(
            read_day=self.typed_day,
            day=partial(shown.day, locale=self.locale),
            read_money=partial(typed_money, currency=currency, locale=self.locale),
            plain=partial(plain_money, currency=currency, locale=self.locale),
            money=partial(shown.money, currency=currency, locale=self.locale),
            today=today,
            bills=tuple(bills),
        )

    def typed_day(self, text: str) -> date:
        """Return the day that was typed in the locale. Raises ContactsError, saying what is understood."""
        return shown.typed_day(text, self.locale)

    def can_receive(self, address: str) -> bool:
        """Return whether mail can be sent to a stored address."""
        email, _, _ = read_email(address, frozenset())
        return email is not None

    def called(self, entry: Billed, currency: str) -> str:
        """Say which bill or payment it is: `bill 1042`, and by its amount what has no number: `payment $41.03`."""
        if isinstance(entry, Bill) and entry.number:
            return entry.called
        kind = entry.called if isinstance(entry, Bill) else "payment"
        return f"{kind} {shown.money(abs(entry.amount_minor), currency, self.locale)}"

    def shown(self, phone: Phone, country: str) -> str:
        """Return a stored phone as an account in `country` shows it."""
        if phone.e164 is None:
            return phone.shown
        bare = _shown_in(country or self.region, phone.e164)
        return f"{bare} x{phone.extension}" if phone.extension else bare


@lru_cache(maxsize=4_096)
def _shown_in(region: str, e164: str) -> str:
    """A number as it is shown where it is dialled: a history tells the same one again and again."""
    phone, _ = read_phone(e164, region)
    return phone.shown
