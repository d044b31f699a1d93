"""The rules with the real parsers behind them."""

import pytest

from contacts_tui.domain.email import read_email
from contacts_tui.domain.phone import read_phone
from contacts_tui.domain.rules import Rules
from contacts_tui.domain.shown import known_country, known_currency, typed_day


@pytest.fixture(scope="session")
def rules() -> Rules:
    return Rules("US", read_phone, read_email, typed_day, known_currency, known_country, frozenset({"allstream.com"}))
