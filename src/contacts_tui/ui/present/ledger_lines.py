"""A ledger in words: the cells of its rows, a row in full, and what the account owes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from contacts_tui.domain.bill import Payment
from contacts_tui.domain.billing_center import BillingCenter, LedgerLine
from contacts_tui.ui.present.account_lines import due
from contacts_tui.ui.present.columns import GAP, Column
from contacts_tui.ui.present.fitting import cut, shown, width_of

_TITLES: Final = {
    "date": "Date",
    "what": "What",
    "due": "Due",
    "amount": "Amount",
    "open": "Open",
    "balance": "Balance",
}
_WHAT_LEAST: Final = 8
_MARK: Final = 2
"""Cells behind a title for what tells that its column is sorted."""
_FIRST_TO_GO: Final = ("due", "balance", "open")
"""Columns that are left out where there is no room for them, in this order."""
_BETWEEN: Final = "   "


@dataclass(frozen=True, slots=True)
class LedgerCells:
    """The columns of a ledger as wide as its lines need them, and the cells of its lines."""

    columns: tuple[Column, ...]
    amount: int
    """Cells of the widest amount; the others are written as far to the right."""
    balance: int

    @classmethod
    def of(cls, lines: Sequence[LedgerLine], width: int) -> "LedgerCells":
        """Share a width among the columns: an amount or a day is whole, or its column is left out."""
        widest = {key: width_of(title) + _MARK for key, title in _TITLES.items()}
        amount = max((width_of(_figure(line.amount)) for line in lines), default=0)
        balance = max((width_of(line.balance) for line in lines), default=0)
        for line in lines:
            for key, text in _values(line).items():
                widest[key] = max(widest[key], width_of(text))
        widest |= {"amount": max(widest["amount"], amount), "balance": max(widest["balance"], balance)}
        least = widest | {"what": min(_WHAT_LEAST, widest["what"])}
        kept = [*_TITLES]
        for key in _FIRST_TO_GO:
            if sum(least[key] for key in kept) + GAP * (len(kept) - 1) > width:
                kept.remove(key)
        columns = (Column(key, _TITLES[key], least[key], widest[key], share=int(key == "what")) for key in kept)
        return cls(tuple(columns), amount, balance)

    def row(self, line: LedgerLine) -> tuple[str, ...]:
        """Return the cells of a line."""
        amount = _figure(line.amount)
        values = _values(line) | {
            "amount": " " * (self.amount - width_of(amount)) + amount,
            "balance": " " * (self.balance - width_of(line.balance)) + line.balance,
        }
        return tuple(values[column.key] for column in self.columns)


def _values(line: LedgerLine) -> dict[str, str]:
    return {"date": line.day, "what": line.told, "due": line.due, "open": _open(line)}


def _figure(amount: str) -> str:
    """An amount so that the digits of those in parentheses stand below those of the others."""
    return amount if amount.endswith(")") else f"{amount} "


def _open(line: LedgerLine) -> str:
    """What is open of a bill, and its state in a word: since when it is overdue stands in the line below the table."""
    state = line.state.partition(" ")[0]
    return " ".join(part for part in (line.open, state if state != "open" else "") if part)


def told(line: LedgerLine) -> str:
    """Return a whole line of the ledger: `1/16/2019 Bill 1042: $41.03, $36.03 open, due 2/22/2019. Balance $36.03`."""
    parts = [line.amount]
    parts += [f"{line.open} open"] if line.open else []
    parts += [line.state] if line.state not in {"", "open"} else []
    parts += [f"due {line.due}"] if line.due else []
    return shown(f"{line.day} {line.told}: {', '.join(parts)}. Balance {line.balance}".lstrip())


def paid(line: LedgerLine, payment: Payment, lines: Sequence[LedgerLine]) -> str:
    """Return the sentence that says how a payment was made and what it is for."""
    named = next((other.told for other in lines if other.key == f"bill {payment.bill_id}"), "")
    what = f"for {named[:1].lower()}{named[1:]}" if named else "for the oldest open bills"
    when = f" on {line.day}" if line.day else ""
    how = " ".join(part for part in (payment.method.value if payment.method else "", payment.reference) if part)
    void = " It is void and does not count." if payment.is_void else ""
    return shown(f"{line.amount} was posted{when}, {what}{f': {how}' if how else ''}.{void}")


def standing_lines(center: BillingCenter, width: int, most: int) -> list[str]:
    """Return what is owed, when, and how old it is, in at most `most` lines of `width` cells.

    Where there is no room for all ages, those of which nothing is open are left out.
    """
    standing, ageing = center.standing, center.ageing
    parts = [
        f"Current balance {standing.balance}" if standing.balance else "",
        f"Due {due(standing)}" if standing.due else "",
        f"Paid ahead {ageing.unused}" if ageing.unused else "",
    ]
    ages = (
        ("Current", ageing.current),
        ("30 days", ageing.thirty),
        ("60 days", ageing.sixty),
        ("90+ days", ageing.ninety),
    )
    lines = _joined([shown(part) for part in parts if part], width)
    told = _joined([shown(f"{age} {amount}") for age, amount in ages], width)
    if len(lines) + len(told) > most:
        told = _joined([shown(f"{age} {amount}") for age, amount in ages if amount != ageing.nothing], width)
    lines += told
    return lines if len(lines) <= most else [*lines[: most - 1], cut(_BETWEEN.join(lines[most - 1 :]), width)]


def _joined(parts: Sequence[str], width: int) -> list[str]:
    """Return the parts on as few lines as they fit on."""
    lines: list[str] = []
    for part in parts:
        if lines and width_of(lines[-1] + _BETWEEN + part) <= width:
            lines[-1] += _BETWEEN + part
        else:
            lines.append(cut(part, width))
    return lines
