"""Which numbers a text may be, and who is told to be calling."""

from pathlib import Path

import pytest

from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.contact import ContactType
from contacts_tui.domain.draft import ContactDraft
from contacts_tui.errors import NoNumber
from contacts_tui.services.callers import who_calls
from contacts_tui.services.opening import open_services

PEOPLE = {"Ann Lee": "416 967 1111 x45", "Jo Fox": "+44 20 7946 0018", "Cy Short": "911", "Lou Local": "967-1111"}
CALLING = {
    "4169671111": ["Ann Lee"],
    " (416) 967-1111 ": ["Ann Lee"],
    "+14169671111": ["Ann Lee"],
    "14169671111": ["Ann Lee"],
    "011 1 416 967 1111": ["Ann Lee"],
    "1-416-YOR-1111": ["Ann Lee"],
    "LEE <4169671111>": ["Ann Lee"],
    "tel:+1-416-967-1111;ext=45": ["Ann Lee"],
    "\uff14\uff11\uff16\u2010967\u20101111": ["Ann Lee"],
    "+442079460018": ["Jo Fox"],
    "442079460018": ["Jo Fox"],
    "0044 20 7946 0018": ["Jo Fox"],
    "+44 (0)20 7946 0018": ["Jo Fox"],
    "967-1111": ["Ann Lee", "Lou Local"],
    "1111": ["Ann Lee", "Lou Local"],
    "0018": ["Jo Fox"],
    "018": ["Jo Fox"],
    "911": ["Cy Short"],
    "416-967-1112": [],
    "4169671": [],
    "7946": [],
}
NO_NUMBERS = {
    "": "no digits",
    "hello": "letters only, no number",
    "anonymous": "letters only, no number",
    "+1": "too short: 1 digit",
    "+1416": "too short",
    "12": "too few digits",
    "*98": "too few digits",
    "4169671111 4162231234": "two numbers",
    "99999999999999999999": "too long",
    "1" * 1_001: "1,001 characters",
    "\x00": "no digits",
    "\ud800": "no digits",
    "416%": "too short: 3 digits",
}


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with PEOPLE in it."""
    path = tmp_path_factory.mktemp("callers") / "contacts.db"
    services = open_services(path, agent="mona")
    account = services.accounts.add(AccountDraft(name="Maneba", number="1"))
    for name, number in PEOPLE.items():
        first, _, last = name.partition(" ")
        services.contacts.add(account, ContactDraft(first, last, (number,), (), ContactType.ALTERNATE))
    services.close()
    return path


@pytest.mark.parametrize("text", CALLING)
def test_a_number_in_any_notation_tells_who_has_it(people: Path, text: str):
    assert [caller.contact.name for caller in who_calls(people, text).callers] == CALLING[text]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_is_said_to_be_none(people: Path, text: str):
    with pytest.raises(NoNumber, match=NO_NUMBERS[text]):
        who_calls(people, text)


def test_a_number_is_read_as_it_is_dialled_at_home(people: Path):
    [caller] = who_calls(people, "020 7946 0018", region="GB").callers
    assert (caller.contact.name, caller.phone.shown) == ("Jo Fox", "+44 20 7946 0018")
