"""Find: what a text finds in all accounts, the best first, and the number that nobody has."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import update

from contacts_tui.domain.account import Account, AccountManager, AccountType, Address
from contacts_tui.domain.contact import Contact, ContactType, Email
from contacts_tui.domain.found import Found, FoundAccount
from contacts_tui.domain.phone import read_phone
from contacts_tui.domain.text import fold
from contacts_tui.services.checking import Surroundings
from contacts_tui.services.contacts import Contacts
from contacts_tui.services.opening import open_services
from contacts_tui.services.search import Search
from contacts_tui.storage.changes import Writing, add_account, add_contact
from contacts_tui.storage.database import Database
from contacts_tui.storage.tables import ACCOUNT

Store = Callable[..., Account]
"""Store an account by its number and name, with people. Returns it."""

RESPONSIBLE, ALTERNATE = ContactType.RESPONSIBLE_PARTY, ContactType.ALTERNATE

FINDING_ANN = [
    "Ánn",
    "LEE ann",
    "ee nn",
    "ann.lee@",
    "LEE@EXAMPLE.com",
    "maneba lee",
    "p-7 ann",
    "416-967",
    "(416) 967 1111",
    "+14169671111",
    "1111",
    "967-1111",
    "416.967.1111 ext. 45",
    "416 967 1111 #45",
    "416 967 1111 x7",
    "011 1 416 967 1111",
    "1-416-YOR-1111",
    "tel:+1-416-967-1111;ext=45",
    "\uff14\uff11\uff16\u2010967\u20101111",
    "\u202d416\u2011967\u20111111\u202c",
    "\u0664\u0661\u0666\u0669\u0666\u0667\u0661\u0661\u0661\u0661",
    "ann 1111",
    "1111 ann",
]
FINDING_NOBODY = ["ann bob", "annlee", "416-968", "lee ann x", "P-7 lea", "1112", "maneba"]
ALPHABETS = {
    "Ελένη Παππά": "παππα ελενη",
    "Юрий Гагарин": "ГАГАРИН",
    "李 小明": "小明",
    "김 철수": "철수",
    "たなか がく": "がく",
    "محمد علي": "علي",
    "דוד כהן": "כהן",
    "สมชาย ใจดี": "ใจดี",
    "अमित शर्मा": "शर्मा",
    "Łukasz Øster": "oster lukasz",
    "Weiß Straße": "STRASSE",
    "\u0130pek Ça\u011fl\u0131": "ipek cagli",
    "100% A_b\\c/d": "% _b\\c/",
}
CALLERS = {
    "416-967-1111": "(416) 967-1111",
    "+1 (416) 967-1111 x45": "(416) 967-1111 x45",
    "416 123 1234": "(416) 123-1234",
    "0044 20 7946 0018": "+44 20 7946 0018",
    " 555-9876 ": "555-9876",
    "4162231234": "",
    "416-223-1234 x9": "",
    "223-1234": "",
    "416-967": "",
    "911": "",
    "4165550123": "",
    "1-800-FLOWERS": "",
    "lee 4169671111": "",
    "4169671111 lee": "",
    "1234 ann": "",
    "lee": "",
    "": "",
    "99999999999999999999": "",
}
WHOLE_NUMBERS = {
    "416-223-1234": True,
    "+1 416 223 1234 x9": True,
    "416 555 2222": True,
    "223-1234": True,
    "0044 20 7946 0018": True,
    "41622312": False,
    "1234": False,
    "2001": False,
    "911": False,
    "lee 4162231234": False,
    "": False,
}
HOSTILE = [
    "%",
    "_",
    "\\",
    "/",
    "a%e",
    "ann\x00",
    "\x00",
    "\ud800",
    "ann \udfff",
    "4169671111\x1b[31m",
    "' OR 1=1 --",
    "ann" * 1_000,
    "1" * 1_000,
    "1" * 999 + "x",
    "%" * 1_000,
    "\ufdfa" * 1_000,
    "\u321d" * 1_000,
    " ".join(chr(0x4E00 + at) for at in range(500)),
    "3- " * 300,
    "tel:" * 250,
    "x1" * 500,
]
EMPTY = ["", "  ", "\n", "\u200b", "\u202e\ufeff"]


@pytest.fixture
def search(database: Database) -> Search:
    return Search(database)


@pytest.fixture
def store(database: Database) -> Store:
    def store(number: str, name: str, *people: Contact) -> Account:
        with database.transaction() as connection:
            writing = Writing(connection, "mona", "test")
            kind, manager = AccountType.STAND_ALONE, AccountManager()
            account = add_account(writing, Account(name, number, kind, None, Address(city="Cushing"), manager, "USD"))
            for one in people:
                add_contact(writing, account.id, one)
        return account

    return store


def person(name: str, *phones: str, email: str = "", kind: ContactType = ALTERNATE) -> Contact:
    first, _, last = name.partition(" ")
    numbers = tuple(read_phone(phone, "US")[0] for phone in phones)
    return Contact(kind, first, last, numbers, (Email(email, fold(email)),) if email else ())


def people(found: Found) -> list[str]:
    return [contact.name for account in found.accounts for contact in account.contacts]


def caller_of(found: Found) -> str:
    """The number that nobody has, as it is shown; empty without one."""
    return found.caller.shown if found.caller else ""


def shown(found: Found) -> list[tuple[str, list[str]]]:
    """Each account's name with the names of its contacts."""
    return [(account.name, [contact.name for contact in account.contacts]) for account in found.accounts]


def test_a_contact_is_found_by_words_in_any_order_and_by_any_notation_of_a_phone(search: Search, store: Store):
    ann = person("Ann Lée", "416-967-1111 x7", email="Ann.Lee@example.com")
    store("P-7", "Maneba", ann, person("Bob Ray", "416-223-1234"))
    found = {text: search.find(text) for text in FINDING_ANN}
    assert {text: people(found[text]) for text in found} == {text: ["Ann Lée"] for text in FINDING_ANN}
    assert {caller_of(found[text]) for text in found} == {""}


def test_what_does_not_stand_in_it_does_not_find_a_contact(search: Search, store: Store):
    store("P-7", "Maneba", person("Ann Lee", "416-967-1111"), person("Bob Ray", "416-223-1234"))
    assert [people(search.find(text)) for text in FINDING_NOBODY] == [[] for _ in FINDING_NOBODY]


@pytest.mark.parametrize("text", ["+44 (0)20 7946 0018", "0044 20 7946 0018", "020 7946 0018", "2079460018"])
def test_a_number_from_abroad_is_found_as_people_dial_it(search: Search, store: Store, text: str):
    store("1", "Maneba", person("Jo Fox", "+44 20 7946 0018"), person("Bob Ray", "416-223-1234"))
    assert people(search.find(text)) == ["Jo Fox"]


def test_a_number_is_read_as_it_is_dialled_at_home(database: Database, store: Store):
    store("1", "Maneba", person("Jo Fox", "+44 20 7946 0018"))
    at_home = Search(database, Surroundings(region="GB"))
    assert people(at_home.find("020 7946 0018")) == ["Jo Fox"]
    found = at_home.find("020 7946 0019")
    assert (caller_of(found), found.region) == ("020 7946 0019", "GB")


@pytest.mark.parametrize("text", ["p-0007", "0007", "néba man", "MANEBA"])
def test_an_account_is_found_by_number_and_name(search: Search, store: Store, text: str):
    account = store("P-0007", "Maneba", person("Ann Lee", "416-967-1111"))
    store("P-0008", "Acme", person("Bob Ray", "416-223-1234"))
    assert search.find(text) == Found((FoundAccount(account.id, "P-0007", "Maneba", "Cushing"),))


def test_names_in_any_alphabet_are_found(search: Search, store: Store):
    store("1", "Maneba", *(person(name, "416-967-1111") for name in ALPHABETS))
    for name, text in ALPHABETS.items():
        assert people(search.find(text)) == [name]
        assert people(search.find(unicodedata.normalize("NFD", text))) == [name]


def test_the_account_with_that_number_goes_before_all_others(search: Search, store: Store):
    for at in range(200):
        store(f"500{at}", f"500 Aaa {at}", person("500 Aaa", email="500@example.com", kind=RESPONSIBLE))
    store("x-500", "Zebra")
    store("500", "Zulu", person("Zoe Zulu", "416-967-1111"))
    found = search.find(" 500 ")
    assert found.accounts[0].name == "Zulu"
    assert found.is_cut
    assert search.find("X-500").accounts[0].name == "Zebra"


def test_who_has_that_number_goes_before_all_others(search: Search, store: Store):
    worse = [person(f"4169671111 {at}", email=f"4169671111{at}@x.com", kind=RESPONSIBLE) for at in range(200)]
    store("1", "Aaa", *worse)
    store("2", "4169671111 Aaa")
    store("3", "Zulu", person("Zoe Zulu", "416-223-1234", "416-967-1111"))
    assert shown(search.find("(416) 967-1111"))[0] == ("Zulu", ["Zoe Zulu"])
    assert search.find("(416) 967-1111").caller is None


@pytest.mark.parametrize("text", ["lee", "zoe", "lee zo", "zoe le", "zulu lee", "lee.z"])
def test_what_begins_so_goes_before_what_only_holds_it(search: Search, store: Store, text: str):
    worse = [person(f"Aazoelee {at}", email=f"zulu{at}alee.zoe@x.com", kind=RESPONSIBLE) for at in range(200)]
    store("1", "Aazoelee zulu", *worse)
    store("2", "Zulu", person("Zoe Lee", email="lee.z@example.com"))
    assert shown(search.find(text))[0] == ("Zulu", ["Zoe Lee"])


def test_an_account_whose_name_begins_so_goes_before_those_that_hold_it(search: Search, store: Store):
    for at in range(200):
        store(f"a{at}", f"Amaneba {at}")
    store("z1", "Zulu Maneba")
    store("z2", "Maneba")
    assert [account.name for account in search.find("maneba").accounts[:3]] == ["Maneba", "Zulu Maneba", "Amaneba 0"]


def test_equal_ones_go_by_type_then_by_name(search: Search, store: Store):
    kinds = list(ContactType)
    store("1", "Maneba", *(person(f"Lee {name}", "416-967-1111", kind=kind) for name in "ba" for kind in kinds[::-1]))
    found = search.find("4169671111").accounts[0].contacts
    assert [(c.contact_type, c.last_name) for c in found] == [(kind, name) for kind in kinds for name in "ab"]


def test_contacts_stand_under_their_accounts_and_the_best_account_first(search: Search, store: Store):
    store("1", "Acme", person("Kaylee Ray"), person("Zoe Lee"))
    store("2", "Bell", person("Ashlee Fox", kind=RESPONSIBLE))
    store("3", "Lee and Sons", person("Bob Ray"), person("Aylee Bo"))
    store("4", "Delta", person("Ann Lee", kind=RESPONSIBLE))
    found = search.find("lee")
    assert shown(found) == [
        ("Lee and Sons", ["Aylee Bo"]),
        ("Delta", ["Ann Lee"]),
        ("Acme", ["Zoe Lee", "Kaylee Ray"]),
        ("Bell", ["Ashlee Fox"]),
    ]
    assert [account.is_hit for account in found.accounts] == [True, False, False, False]


def test_what_is_cut_is_said(search: Search, store: Store):
    store("1", "Acme", *(person(f"Lee {at}") for at in range(3)))
    store("2", "Lee Inc")
    assert not search.find("lee", limit=3).is_cut
    cut = search.find("lee", limit=2)
    assert cut.is_cut
    assert shown(cut) == [("Lee Inc", []), ("Acme", ["Lee 0", "Lee 1"])]


def test_many_accounts_hide_no_contact(search: Search, store: Store):
    for at in range(60):
        store(f"a{at}", f"Lee {at}")
    store("1", "Zulu", person("Kaylee Ray"))
    found = search.find("lee")
    assert shown(found)[-1] == ("Zulu", ["Kaylee Ray"])
    assert (len(found.accounts), found.is_cut) == (51, True)


def test_what_is_deleted_is_not_found(search: Search, store: Store, contacts: Contacts, database: Database):
    gone = store("1", "Maneba", person("Ann Lee", "416-967-1111"))
    store("2", "Maneba Too", person("Ann Bo", "416-967-1111"), person("Ann Fox", "416-223-1234"))
    [ann, fox] = search.find("ann").accounts[0].contacts
    contacts.delete(ann)
    with database.transaction() as connection:
        meeting = datetime(2019, 2, 1, tzinfo=UTC)
        connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == gone.id).values(deleted_at=meeting))
    assert people(search.find("ann")) == [fox.name]
    assert shown(search.find("maneba")) == [("Maneba Too", [])]
    caller, _ = read_phone("4169671111", "US")
    found = search.find("4169671111")
    assert replace(found, earlier=()) == Found(caller=caller, region="US", is_number=True)
    assert [one.is_deleted for one in found.earlier] == [True]
    assert [account.name for account in search.recent([gone.id])] == ["Maneba Too"]


def test_a_whole_number_that_nobody_has_is_the_callers(search: Search, store: Store):
    store("4165550123", "Maneba", person("Ann Lee", "416-223-1234"))
    assert {text: caller_of(search.find(text)) for text in CALLERS} == CALLERS
    assert {text: search.find(text).region for text in CALLERS} == {
        text: "US" if CALLERS[text] else "" for text in CALLERS
    }


def test_a_whole_number_is_told_from_a_part_of_one_whoever_has_it(search: Search, store: Store):
    store("1", "Maneba", person("Ann Lee", "416-223-1234"))
    assert {text: search.find(text).is_number for text in WHOLE_NUMBERS} == WHOLE_NUMBERS


def test_a_whole_number_that_stands_in_another_is_still_the_callers(search: Search, store: Store):
    store("1", "Maneba", person("Jo Fox", "+55 41 6967 11112"))
    found = search.find("4169671111")
    assert (people(found), caller_of(found)) == (["Jo Fox"], "(416) 967-1111")


def test_an_empty_text_finds_nothing(search: Search, store: Store):
    store("1", "Maneba", person("Ann Lee", "416-967-1111"))
    assert {text: search.find(text) for text in EMPTY} == dict.fromkeys(EMPTY, Found())


def test_hostile_text_finds_nothing(search: Search, store: Store):
    store("1", "Maneba", person("Ann Lee", "416-967-1112", email="ann@example.com"))
    assert {text: search.find(text) for text in HOSTILE} == dict.fromkeys(HOSTILE, Found())


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.text() | some.text("0123456789+()-x# \x00\ud800%"))
def test_any_text_can_be_looked_for(search: Search, text: str):
    assert search.find(text).accounts == ()


def test_as_many_words_as_a_field_holds_are_found(search: Search, store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("contacts_tui.services.search.LONGEST_SEARCH", 60.0)
    name = " ".join(chr(0x4E00 + at) for at in range(500))
    store("1", "Maneba", person(name, "416-967-1111"))
    assert people(search.find(name)) == [name]


def test_recent_accounts_keep_their_order_and_the_newest_follow(search: Search, store: Store):
    ids = [store(f"{at}", f"Office {at}").id for at in range(6)]
    recent = search.recent([ids[1], 999_999, ids[4], ids[1]], limit=4)
    assert [account.name for account in recent] == ["Office 1", "Office 4", "Office 5", "Office 3"]
    assert recent[0] == FoundAccount(ids[1], "1", "Office 1", "Cushing")
    assert [account.name for account in search.recent(ids, limit=2)] == ["Office 0", "Office 1"]
    assert len(search.recent([])) == 6


def test_a_database_without_accounts_finds_nothing(search: Search):
    assert search.recent([1]) == ()
    assert search.find("ann") == Found()


def test_the_portals_own_contact_is_found_by_its_number(tmp_path: Path):
    services = open_services(tmp_path / "demo.db", agent="mona", demo=True)
    found = services.search.find("4161231234")
    assert (found.accounts[0].name, set(people(found)), found.caller) == ("MANEBA", {"Test Tester"}, None)
    assert [account.number for account in services.search.recent(())] == ["20417", "11111"]
    services.close()
