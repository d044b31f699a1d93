"""A bill in words, as wide as the screen."""

from collections.abc import Iterator, Sequence
from typing import Final

from contacts_tui.domain.billing_center import BillView
from contacts_tui.ui.present.fitting import apart, cut, shown, width_of, wrapped

WIDEST: Final = 80
"""Cells between which words and amounts stand apart; on a wider screen they would lose each other."""
NARROWEST: Final = 20
_LABEL: Final = 10
_LEFT: Final = " "


def title(view: BillView) -> str:
    """Return what to call a bill and its account: `Bill 1042: MANEBA 11111`."""
    called = view.bill.called
    return shown(f"{called[:1].upper()}{called[1:]}: {view.account.called}")


def bill_lines(view: BillView, width: int) -> list[str]:
    """Return all of a bill, in lines of at most `width` cells, but at least NARROWEST; amounts stand at the right."""
    room = max(NARROWEST, min(width, WIDEST)) - 2 * len(_LEFT)
    facts = (("Date", view.day), ("Due", view.due), ("Period", view.period), ("State", view.state))
    lines = [cut(f"{label:<{_LABEL}}{fact}", room) for label, fact in facts if fact]
    for part in (view.lines, view.taxes):
        lines += ["", *_priced_lines(part, room)] if part else []
    lines += ["", *_priced("Total", view.total, room)]
    if view.paid:
        paid = [(f"{paid.day} {paid.told}".lstrip(), paid.amount) for paid in view.paid]
        lines += ["", "Paid", *_priced_lines(paid, room)]
    if view.open:
        lines += ["", *_priced("Open", view.open, room)]
    return [f"{_LEFT}{line}" if line else "" for line in lines]


def _priced_lines(priced: Sequence[tuple[str, str]], room: int) -> Iterator[str]:
    for text, amount in priced:
        yield from _priced(text, amount, room)


def _priced(text: str, amount: str, room: int) -> Iterator[str]:
    """Give a text, whole, and behind its first line what it costs."""
    amount = cut(amount, room // 2)
    first, *rest = wrapped(text, room - width_of(amount) - 2)
    yield apart(first, amount, room)
    yield from rest
