"""The bills of generated accounts, and what was paid of them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from contacts_tui.domain.bill import Bill, BillLine, Method, Payment
from contacts_tui.services.generate_draw import Draw

_BILLED: Final = 0.2
"""The share of accounts that have bills: the totals of the others are elsewhere."""
AT_MOST: Final = 6
"""Bills of an account, and payments."""
_MONTH: Final = timedelta(days=30)
_DUE_AFTER: Final = timedelta(days=20)
_SERVICES: Final = ("Phone service", "Internet access", "Conference calls", "Calls abroad", "Equipment", "Mobile plan")
_TAXES: Final = {5: 30.0, 7: 20.0, 13: 30.0, 20: 20.0}
"""Per cent."""
_METHODS: Final = {Method.CARD: 50.0, Method.BANK: 30.0, Method.CHECK: 14.0, Method.CASH: 3.0, Method.OTHER: 3.0}
_PAID: Final = {100: 88.0, 0: 7.0, 50: 4.0, 110: 1.0}
"""Per cent of a bill that come in for it."""
_CREDITED: Final = 0.02
"""The share of bills that are credit notes."""


class Bills:
    """Draws bills and payments. Their ids count from 1 in each account, oldest first."""

    def __init__(self, draw: Draw, today: date, before: int) -> None:
        """Others draw the bills of so many accounts `before` these."""
        self._draw = draw
        self._today = today
        self._number = 500_000 + AT_MOST * before
        self._taxes = draw.endless(_TAXES)
        self._methods = draw.endless(_METHODS)
        self._paid = draw.endless(_PAID)

    def some(self) -> tuple[tuple[Bill, ...], tuple[Payment, ...]]:
        """Return the bills of an account and what was paid of them; most accounts have none."""
        if not self._draw.happens(_BILLED):
            return (), ()
        count = 1 + self._draw.below(AT_MOST)
        newest = self._today - timedelta(days=1 + self._draw.below(35))
        bills = tuple(self._bill(1 + at, newest - _MONTH * (count - 1 - at)) for at in range(count))
        return bills, tuple(self._payments(bills))

    def _bill(self, bill_id: int, billed_on: date) -> Bill:
        draw = self._draw
        self._number += 1
        sign = -1 if draw.happens(_CREDITED) else 1
        services = draw.sample(_SERVICES, 1 + draw.below(2))
        lines = [BillLine(text, sign * (500 + draw.below(12_000))) for text in services]
        net, per_cent = sum(line.amount_minor for line in lines), next(self._taxes)
        lines.append(BillLine(f"Tax {per_cent} %", round(net * per_cent / 100), is_tax=True))
        return Bill(
            sum(line.amount_minor for line in lines),
            str(self._number),
            billed_on,
            billed_on + _DUE_AFTER if sign > 0 else None,
            billed_on - _MONTH,
            billed_on - timedelta(days=1),
            tuple(lines),
            id=bill_id,
        )

    def _payments(self, bills: tuple[Bill, ...]) -> Iterator[Payment]:
        draw, count = self._draw, 0
        for bill in bills:
            amount = max(0, bill.amount_minor) * next(self._paid) // 100
            posted_on = (bill.billed_on or self._today) + timedelta(days=1 + draw.below(30))
            if not amount or posted_on > self._today:
                continue
            count += 1
            method = next(self._methods)
            reference = draw.filled("R-######") if draw.happens(0.7) else ""
            named = bill.id if draw.happens(0.3) else None
            yield Payment(amount, posted_on, method, reference, named, id=count)
