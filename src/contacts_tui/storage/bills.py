"""Reading: the bills and payments of accounts."""

from collections import defaultdict
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from contacts_tui.domain.bill import Bill, Billed, BillLine, Method, Payment
from contacts_tui.errors import DatabaseUnusable
from contacts_tui.storage.owner import Owner
from contacts_tui.storage.tables import BILL, BILL_LINE, PAYMENT
from contacts_tui.storage.values import Line, day_of, known_values, look_over

BILL_COLUMNS: Final = (
    "id",
    "account_id",
    "version",
    "number",
    "billed_on",
    "due_on",
    "period_from",
    "period_to",
    "amount_minor",
    "open_minor",
    "voided_at",
)
LINE_COLUMNS: Final = ("bill_id", "text", "amount_minor", "is_tax")
PAYMENT_COLUMNS: Final = (
    "id",
    "account_id",
    "version",
    "bill_id",
    "posted_on",
    "amount_minor",
    "method",
    "reference",
    "voided_at",
)
_BOTH: Final = (BILL, PAYMENT)


@known_values()
def bills(connection: Connection, account_id: int) -> tuple[Bill, ...]:
    """Return the bills of an account, void ones too, as entered."""
    made = _lines(connection, _of_bills().where(BILL_LINE.c.account_id == account_id))
    found = connection.execute(_bills().where(BILL.c.account_id == account_id).order_by(BILL.c.id))
    return tuple(_bill_of(line, tuple(made[line[0]])) for line in found)


@known_values()
def payments(connection: Connection, account_id: int) -> tuple[Payment, ...]:
    """Return the payments of an account, void ones too, as entered."""
    found = connection.execute(_payments().where(PAYMENT.c.account_id == account_id).order_by(PAYMENT.c.id))
    return tuple(map(_payment_of, found))


@known_values()
def bill(connection: Connection, account_id: int, bill_id: int) -> Bill | None:
    """Return a bill, void or not; None if there never was one."""
    here = (BILL_LINE.c.account_id == account_id, BILL_LINE.c.bill_id == bill_id)
    made = _lines(connection, _of_bills().where(*here))
    found = connection.execute(_bills().where(BILL.c.account_id == account_id, BILL.c.id == bill_id)).first()
    return None if found is None else _bill_of(found, tuple(made[bill_id]))


@known_values()
def payment(connection: Connection, account_id: int, payment_id: int) -> Payment | None:
    """Return a payment, void or not; None if there never was one."""
    here = (PAYMENT.c.account_id == account_id, PAYMENT.c.id == payment_id)
    found = connection.execute(_payments().where(*here)).first()
    return None if found is None else _payment_of(found)


def entry(connection: Connection, owner: Owner) -> Billed:
    """Return the bill or payment that a change is about, void or not; it goes only with its account."""
    found: Billed | None = None
    if owner.bill_id is not None:
        found = bill(connection, owner.account_id, owner.bill_id)
    elif owner.payment_id is not None:
        found = payment(connection, owner.account_id, owner.payment_id)
    if found is None:
        message = "A change row names a bill or a payment that is not there. Nothing was changed: have it checked."
        raise DatabaseUnusable(message)
    return found


def has_any(connection: Connection, account_id: int) -> bool:
    """Return whether anything was ever billed or paid in an account, be it void by now."""
    return any(connection.execute(select(t.c.id).where(t.c.account_id == account_id).limit(1)).first() for t in _BOTH)


def any_counts(connection: Connection, account_id: int) -> bool:
    """Return whether anything was billed or paid in an account and counts."""
    counts = (select(t.c.id).where(t.c.account_id == account_id, t.c.voided_at.is_(None)).limit(1) for t in _BOTH)
    return any(connection.execute(statement).first() for statement in counts)


def _bills() -> Select[Any]:
    return select(*(BILL.c[name] for name in BILL_COLUMNS))


def _of_bills() -> Select[Any]:
    return select(*(BILL_LINE.c[name] for name in LINE_COLUMNS)).order_by(BILL_LINE.c.bill_id, BILL_LINE.c.position)


def _payments() -> Select[Any]:
    return select(*(PAYMENT.c[name] for name in PAYMENT_COLUMNS))


def _lines(connection: Connection, wanted: Select[Any]) -> defaultdict[int, list[BillLine]]:
    made: defaultdict[int, list[BillLine]] = defaultdict(list)
    for line in connection.execute(wanted):
        look_over(LINE_COLUMNS, line)
        bill_id, text, amount_minor, is_tax = line
        made[bill_id].append(BillLine(text, amount_minor, bool(is_tax)))
    return made


def _bill_of(line: Line, made: tuple[BillLine, ...]) -> Bill:
    look_over(BILL_COLUMNS, line)
    found = dict(zip(BILL_COLUMNS, line, strict=True))
    return Bill(
        amount_minor=found["amount_minor"],
        number=found["number"],
        billed_on=day_of(found["billed_on"]),
        due_on=day_of(found["due_on"]),
        period_from=day_of(found["period_from"]),
        period_to=day_of(found["period_to"]),
        lines=made,
        is_void=found["voided_at"] is not None,
        open_minor=found["open_minor"],
        id=found["id"],
        account_id=found["account_id"],
        version=found["version"],
    )


def _payment_of(line: Line) -> Payment:
    look_over(PAYMENT_COLUMNS, line)
    payment_id, account_id, version, bill_id, posted_on, amount_minor, method, reference, voided_at = line
    return Payment(
        amount_minor,
        day_of(posted_on),
        Method(method) if method else None,
        reference,
        bill_id,
        is_void=voided_at is not None,
        id=payment_id,
        account_id=account_id,
        version=version,
    )
