"""The two halves of a generated database: neither depends on the other, so that two processes can make them."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate

from contacts_tui.services.generate_accounts import Accounts, sizes
from contacts_tui.services.generate_bills import AT_MOST, Bills
from contacts_tui.services.generate_draw import Draw
from contacts_tui.services.packaged import content_of
from contacts_tui.storage.bulk import Bulk
from contacts_tui.storage.bulk_part import Begin


@dataclass(frozen=True, slots=True)
class Size:
    """What is asked for."""

    accounts: int
    """At least 1."""
    contacts: int
    """At least one an account."""


@dataclass(frozen=True, slots=True)
class Order:
    """All that the content follows from."""

    size: Size
    seed: int
    today: date


@dataclass(frozen=True, slots=True)
class Half:
    """Some of the accounts."""

    counts: list[int]
    """How many contacts each has."""
    accounts_before: int
    contacts_before: int


def halves(order: Order) -> tuple[Half, Half]:
    """Return the accounts in two lots with about as many contacts."""
    counts = sizes(Draw(order.seed), order.size.accounts, order.size.contacts)
    reached = list(accumulate(counts, initial=0))
    middle = bisect(reached, order.size.contacts // 2) - 1
    return Half(counts[:middle], 0, 0), Half(counts[middle:], middle, reached[middle])


def fill(bulk: Bulk, order: Order, half: Half) -> Iterator[int]:
    """Store the accounts of a half; yields of each, once it is written, how many contacts it has."""
    draw, before = Draw(order.seed), half.accounts_before
    accounts = Accounts(draw, content_of("generated.json"), order.today, before)
    bills = Bills(draw, order.today, before)
    # What is drawn by now, such as the exchanges of the phones, is the same in both halves; nothing else is.
    draw.seed(f"{order.seed} {before}")
    part = bulk.part(_begin(order, half), draw)
    for count in half.counts:
        part.add(*accounts.one(count), *bills.some())
        yield count


def _begin(order: Order, half: Half) -> Begin:
    # Before the day has begun anywhere: nothing was made in the future. An hour later no uid of the first half is left.
    hour = timedelta(hours=1 if half.accounts_before else 0)
    at = datetime.combine(order.today - timedelta(days=1), time(), UTC) + hour
    entries = AT_MOST * half.accounts_before
    return Begin(half.accounts_before, half.contacts_before, entries, entries, at)
