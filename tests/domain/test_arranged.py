"""Which contacts are in sight, and in which order."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts_tui.domain.arranged import Arranged, By, Order
from contacts_tui.domain.contact import Contact, ContactType, Email, Phone, PhoneStatus
from contacts_tui.domain.text import fold


def phone(raw: str, e164: str | None = None) -> Phone:
    digits = "".join(filter(str.isdecimal, raw))
    return Phone(raw, e164, "", digits, None, PhoneStatus.VALID if e164 else PhoneStatus.LOCAL, raw)


def contact(id: int, name: str = "", phones: tuple[Phone, ...] = (), email: str = "", rank: int = 5) -> Contact:
    first, _, last = name.partition(" ")
    emails = tuple(Email(address, address.casefold()) for address in email.split())
    return Contact(list(ContactType)[rank - 1], first, last, phones, emails, id=id)


ANN = contact(1, "Ann Lee", (phone("(416) 967-1111", "+14169671111"),), "ann@example.com", rank=2)
BOB = contact(2, "bob de Ray", (phone("555-1234"), phone("(416) 967-2222", "+14169672222")), rank=6)
DESK = contact(3, "Frönt", email="desk@example.com z@lake.org", rank=4)
NOBODY = contact(4, email="AAA@example.com", rank=2)
LEES = contact(5, "Ábel Lee", (phone("+44 20 7946 0018", "+442079460018"),), rank=1)
ALL = (ANN, BOB, DESK, NOBODY, LEES)

some_contacts = st.lists(
    st.builds(
        contact,
        st.integers(1, 10_000),
        st.sampled_from(["", "Ann Lee", "ann lée", "Bo", "Cy Lee", "\u0301"]),
        st.sampled_from([(), (phone("555-1234"),), (phone("416", "+1416"), phone("1"))]),
        st.sampled_from(["", "A@x.org", "a@x.org b@x.org"]),
        st.integers(1, 6),
    ),
    unique_by=lambda one: one.id,
).map(tuple)
orders = st.builds(Order, st.sampled_from(By), st.booleans())


def ids(contacts: tuple[Contact, ...]) -> list[int]:
    return [one.id for one in contacts]


@pytest.mark.parametrize(
    ("by", "upwards", "downwards"),
    [
        (By.TYPE, [5, 1, 4, 3, 2], [2, 3, 1, 4, 5]),
        (By.NAME, [2, 3, 5, 1, 4], [1, 5, 3, 2, 4]),
        (By.PHONE, [1, 5, 2, 3, 4], [2, 5, 1, 3, 4]),
        (By.EMAIL, [4, 1, 3, 2, 5], [3, 1, 4, 2, 5]),
        (None, [1, 2, 3, 4, 5], [1, 2, 3, 4, 5]),
    ],
)
def test_contacts_are_sorted_with_those_without_a_value_last(by: By | None, upwards: list[int], downwards: list[int]):
    assert ids(Order(by).sorted(ALL)) == upwards
    assert ids(Order(by, is_reversed=True).sorted(ALL)) == downwards


@given(some_contacts, orders)
def test_sorting_loses_nobody_and_sorting_again_changes_nothing(contacts: tuple[Contact, ...], order: Order):
    once = order.sorted(contacts)
    assert sorted(ids(once)) == sorted(ids(contacts))
    assert order.sorted(once) == once


@given(some_contacts, orders)
def test_those_alike_stay_as_entered_in_both_directions(contacts: tuple[Contact, ...], order: Order):
    place = {one.id: at for at, one in enumerate(contacts)}
    for one, after in pairwise(order.sorted(contacts)):
        if replace(one, id=after.id) == after:
            assert place[one.id] < place[after.id]


@given(some_contacts, st.sampled_from([By.NAME, By.PHONE, By.EMAIL]))
def test_the_other_way_round_only_those_with_a_value_are_turned(contacts: tuple[Contact, ...], by: By):
    def has(one: Contact) -> bool:
        return bool({By.NAME: fold(one.name), By.PHONE: one.phones, By.EMAIL: one.emails}[by])

    for order in (Order(by), Order(by, is_reversed=True)):
        known = [has(one) for one in order.sorted(contacts)]
        assert known == sorted(known, reverse=True)


def test_asked_again_an_order_is_reversed_and_another_one_begins_upwards():
    order = Order().asked_by(By.NAME)
    assert (order.by, order.is_reversed) == (By.NAME, False)
    assert order.asked_by(By.NAME) == Order(By.NAME, is_reversed=True)
    assert order.asked_by(By.NAME).asked_by(By.NAME) == order
    assert order.asked_by(By.NAME).asked_by(By.TYPE) == Order(By.TYPE)
    assert order.asked_by(None) == Order()


@given(orders | st.just(Order()))
def test_an_order_is_read_as_it_was_written(order: Order):
    assert Order.of(order.text) == order


@pytest.mark.parametrize("text", ["", "-", "--name", "Name", "name ", "contact_type", "\x00"])
def test_what_is_no_order_is_as_entered(text: str):
    assert Order.of(text) == Order()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lee", [1, 5]),
        ("LEE abel", [5]),
        ("front", [3]),
        ("authorized", [1, 4]),
        ("bob autodialer", [2]),
        ("967", [1, 2]),
        ("(416) 967-2222", [2]),
        ("416.967.2222", [2]),
        ("+14169671111", [1]),
        ("020 7946 0018", [5]),
        ("555-1234", [2]),
        ("lake.org", [3]),
        ("  ", [1, 2, 3, 4, 5]),
        ("zz", []),
        ("lee front", []),
    ],
)
def test_contacts_are_found_by_what_a_screen_shows_of_them(text: str, found: list[int]):
    assert ids(Arranged(ALL).filtered(text).in_sight()) == found


def test_what_is_found_is_sorted_too():
    assert ids(Arranged(ALL, "lee", Order(By.TYPE)).in_sight()) == [5, 1]


def test_what_was_in_sight_stays_there_until_the_filter_changes():
    lees = Arranged(ALL).filtered("lee")
    changed = replace(ANN, last_name="Ray")
    after = lees.reloaded((changed, *ALL[1:]), contact_id=ANN.id)
    assert ids(after.in_sight()) == [1, 5]
    assert (after.finds(ANN.id), after.finds(LEES.id)) == (False, True)
    assert ids(after.filtered("lee").in_sight()) == [1, 5]
    assert ids(after.filtered("lee ").in_sight()) == [5]


def test_an_added_contact_is_in_sight_though_the_filter_does_not_find_it():
    added = contact(9, "Jo Fox")
    assert ids(Arranged(ALL, "lee").reloaded((*ALL, added), contact_id=9).in_sight()) == [1, 5, 9]


def test_without_a_filter_nothing_has_to_stay():
    assert Arranged(ALL).reloaded(ALL[1:], contact_id=2) == Arranged(ALL[1:])


@given(some_contacts, st.data())
def test_any_part_of_a_shown_value_finds_its_contact(contacts: tuple[Contact, ...], data: st.DataObject):
    for one in contacts:
        values = [one.name, one.contact_type.value, *(p.shown for p in one.phones), *(e.address for e in one.emails)]
        value = data.draw(st.sampled_from([value for value in values if value]))
        begin = data.draw(st.integers(0, len(value)))
        part = value[begin : data.draw(st.integers(begin, len(value)))]
        assert one in Arranged(contacts).filtered(part).in_sight()
