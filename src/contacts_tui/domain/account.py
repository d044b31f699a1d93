"""A customer's account, where it stands, and the page that shows it with its contacts."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from contacts_tui.domain.auto_pay import AutoPay
from contacts_tui.domain.contact import Contact

_ZIP_PLUS_4: Final = 9
"""Digits of a US ZIP code with the four that name the street."""


class AccountType(Enum):
    """Where an account stands among the accounts of its customer."""

    STAND_ALONE = "Stand-Alone"
    PARENT = "Parent"
    CHILD = "Child"


@dataclass(frozen=True, slots=True)
class Address:
    """Where the bills go. `country` is an ISO 3166 code of two letters."""

    lines: tuple[str, ...] = ()
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = "US"

    @property
    def postal_code_shown(self) -> str:
        """The postal code as the post writes it: nine digits of a US ZIP code as 56443-5145."""
        code = self.postal_code.replace("-", "").replace(" ", "")
        is_nine_digit_zip = self.country == "US" and len(code) == _ZIP_PLUS_4 and code.isascii() and code.isdigit()
        return f"{code[:5]}-{code[5:]}" if is_nine_digit_zip else self.postal_code


@dataclass(frozen=True, slots=True)
class AccountManager:
    """Who looks after the account."""

    name: str = ""
    phone: str = ""
    """As typed."""
    phone_shown: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """What is true of an account. `id` and `version` are 0 until it is stored."""

    name: str
    number: str
    """Unique among the accounts that are not deleted; empty asks for a new one when it is stored."""
    account_type: AccountType = AccountType.STAND_ALONE
    since: date | None = None
    """Valued customer since."""
    address: Address = field(default_factory=Address)
    manager: AccountManager = field(default_factory=AccountManager)
    currency: str = "USD"
    auto_pay: AutoPay = field(default_factory=AutoPay)
    paperless: bool = False
    """Whether bills go to the Billing Notification contacts instead of the billing address."""
    id: int = 0
    version: int = 0

    @property
    def called(self) -> str:
        """What to call it in a sentence: `MANEBA 11111`."""
        return f"{self.name} {self.number}"


@dataclass(frozen=True, slots=True)
class Standing:
    """The header's figures, as the locale writes them; empty where there is none."""

    since: str = ""
    balance: str = ""
    last_bill: str = ""
    last_payment: str = ""
    last_payment_on: str = ""
    due: str = ""
    overdue_days: int = 0
    """0 unless something is owed and its day has passed."""
    auto_pay_limit: str = ""
    """The most that Auto Pay pays at once."""
    auto_pay_start: str = ""
    """The day on which Auto Pay begins to pay; empty where it has begun."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the Contacts page shows: an account, where it stands, its contacts as entered."""

    account: Account
    standing: Standing
    contacts: tuple[Contact, ...]
