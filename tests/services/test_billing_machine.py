"""Whatever is billed, paid, corrected, voided, undone and done again: header, ledger, rows and a simple model agree."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from books import Books, paid_by_cents
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from stored import rows_in

from contacts_tui.domain import ledger
from contacts_tui.domain.account_draft import AccountDraft
from contacts_tui.domain.bill import Bill, Billed, Payment
from contacts_tui.domain.bill_draft import BillDraft, BillKind
from contacts_tui.domain.payment_draft import PaymentDraft
from contacts_tui.domain.refused import Refused
from contacts_tui.domain.shown import day, money, payment
from contacts_tui.services.accounts import Accounts
from contacts_tui.services.billing import Billing
from contacts_tui.services.history import History
from contacts_tui.services.session import Session
from contacts_tui.storage import bills
from contacts_tui.storage.database import Database
from contacts_tui.storage.tables import METADATA

TODAY = date(2019, 2, 1)
Key = tuple[str, int]
"""A table and a row of it."""


class Held(NamedTuple):
    """What the model knows of a bill (`name` is its number) or a payment (its reference)."""

    amount: int
    on: date | None
    due: date | None
    name: str
    bill_id: int | None


class SaidBill(NamedTuple):
    """A bill as an agent means it; the amount is that of its one line."""

    number: str
    amount: int
    is_credit: bool
    on: date
    due: date | None

    @property
    def draft(self) -> BillDraft:
        kind = BillKind.CREDIT_NOTE if self.is_credit else BillKind.BILL
        due = self.due.isoformat() if self.due else ""
        return BillDraft(self.number, kind, self.on.isoformat(), due, lines=(f"Line {self.amount / 100:.2f}",))


class SaidPayment(NamedTuple):
    """A payment as an agent means it; `which` chooses the bill that it names, None for none."""

    amount: int
    on: date
    reference: str
    which: int | None


DAYS = some.sampled_from([date(2018, 11, 5), date(2018, 12, 5), date(2019, 1, 5), TODAY])
AMOUNTS = some.sampled_from([1, 5, 7, 20])
BILLS = some.builds(
    SaidBill, some.sampled_from(["", "", "1", "2", "B-7"]), AMOUNTS, some.booleans(), DAYS, some.none() | DAYS
)
PAYMENTS = some.builds(
    SaidPayment,
    AMOUNTS,
    some.one_of(DAYS, some.just(date(2019, 2, 2))),
    some.just("17"),
    some.none() | some.integers(0, 9),
)
WHICH = some.integers(0, 9)
TIMES = some.integers(1, 4)


class Recording(RuleBasedStateMachine):
    """One account, billed by one agent, who now and then leaves the program and starts it again."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database
        _empty(database)
        self.start_again()
        self._account = self._accounts.add(AccountDraft(name="MANEBA", number="1"))
        self._undo: list[dict[Key, Held]] = []
        self._redo: list[dict[Key, Held]] = []
        self._now: dict[Key, Held] = {}
        self._ever: dict[Key, Held] = {}
        """Void ones too, as they were last."""
        self._records: dict[Key, dict[str, Any]] = {}
        self._versions: dict[Key, int] = {}
        self._changes = 1

    @rule()
    def start_again(self) -> None:
        session = Session(self._database, "mona")
        self._accounts = Accounts(session, today=lambda: TODAY)
        self._billing = Billing(session, today=lambda: TODAY)
        self._history = History(session)

    @rule(said=BILLS)
    def add_bill(self, said: SaidBill) -> None:
        if self._is_refused(said, None):
            self._refuse(lambda: self._billing.add(self._account, said.draft))
            return
        number = said.number or self._next_number()
        entry = self._billing.add(self._account, said.draft).entry
        self._done(("bill", entry.id), _held_bill(said, number))

    @rule(said=PAYMENTS)
    def add_payment(self, said: SaidPayment) -> None:
        draft, bill_id, is_refused = self._meant(said)
        if is_refused:
            self._refuse(lambda: self._billing.add(self._account, draft))
            return
        entry = self._billing.add(self._account, draft).entry
        self._done(("payment", entry.id), Held(said.amount, said.on, None, said.reference, bill_id))

    @precondition(lambda self: self._keys("bill"))
    @rule(which=WHICH, said=BILLS)
    def correct_bill(self, which: int, said: SaidBill) -> None:
        key = self._pick("bill", which)
        before = self._entry(key)
        assert isinstance(before, Bill)
        said = said._replace(number=said.number or before.number)
        if self._is_refused(said, key):
            self._refuse(lambda: self._billing.update(self._account, before, said.draft))
            return
        self._billing.update(self._account, before, said.draft)
        self._done(key, _held_bill(said, said.number))

    @precondition(lambda self: self._keys("payment"))
    @rule(which=WHICH, said=PAYMENTS)
    def correct_payment(self, which: int, said: SaidPayment) -> None:
        key = self._pick("payment", which)
        before = self._entry(key)
        assert isinstance(before, Payment)
        draft, bill_id, is_refused = self._meant(said)
        was = self._ever.get(("bill", before.bill_id or 0))
        if was is not None and draft.bill == was.name:
            # The bill is left as it was, void or not.
            bill_id, is_refused = before.bill_id, said.on > TODAY
        if is_refused:
            self._refuse(lambda: self._billing.update(self._account, before, draft))
            return
        self._billing.update(self._account, before, draft)
        self._done(key, Held(said.amount, said.on, None, said.reference, bill_id))

    @precondition(lambda self: self._now)
    @rule(which=WHICH)
    def void(self, which: int) -> None:
        key = sorted(self._now)[which % len(self._now)]
        self._billing.void(self._entry(key))
        self._done(key, None)

    @rule(times=TIMES)
    def undo(self, times: int) -> None:
        for _ in range(times):
            step = self._history.undoable(self._account.id)
            if not self._undo:
                assert step is not None
                assert step.did == "addition of account MANEBA 1"
                return
            assert step is not None
            self._history.undo(step)
            self._redo.append(self._now)
            self._hold(self._undo.pop())

    @rule(times=TIMES)
    def redo(self, times: int) -> None:
        for _ in range(times):
            step = self._history.redoable(self._account.id)
            assert (step is None) == (not self._redo)
            if step is None:
                return
            self._history.redo(step)
            self._undo.append(self._now)
            self._hold(self._redo.pop())

    @invariant()
    def rows_are_what_the_model_holds(self) -> None:
        stored = {key: _held(entry) for key, entry in self._entries().items() if not entry.is_void}
        assert stored == self._now

    @invariant()
    def open_is_what_ledger_and_model_say(self) -> None:
        with self._database.reading() as connection:
            billed = bills.bills(connection, self._account.id)
            paid = bills.payments(connection, self._account.id)
        opened = {bill.id: bill.open_minor for bill in billed}
        by_ledger = ledger.applied(billed, paid).open_minor
        assert opened == {bill.id: by_ledger.get(bill.id, 0) for bill in billed}
        by_model, _ = paid_by_cents(self._books())
        assert {id_: amount for id_, amount in opened.items() if amount} == {i: a for i, a in by_model.items() if a}

    @invariant()
    def the_header_is_what_ledger_and_model_say(self) -> None:
        standing = self._accounts.page(self._account.id).standing
        lines = self._billing.center(self._account.id).lines
        books = self._books()
        balance = sum(bill.amount_minor for bill in books.bills) - sum(paid.amount_minor for paid in books.payments)
        assert standing.balance == (money(balance, "USD") if self._now else "")
        assert (lines[-1].balance_minor if lines else 0) == balance
        real = [bill for bill in books.bills if bill.amount_minor > 0]
        last = max(real, key=lambda bill: (bill.billed_on or date.min, bill.id), default=None)
        assert standing.last_bill == (money(last.amount_minor, "USD") if last else "")
        posted = max(books.payments, key=lambda paid: (paid.posted_on or date.min, paid.id), default=None)
        assert standing.last_payment == (payment(posted.amount_minor, "USD") if posted else "")
        assert standing.last_payment_on == (day(posted.posted_on) if posted and posted.posted_on else "")
        opened, _ = paid_by_cents(books)
        dues = [bill.due_on for bill in real if opened[bill.id] and bill.due_on]
        due = min(dues) if dues else last.due_on if last else None
        assert standing.due == (day(due) if due else "")
        assert standing.overdue_days == (max(0, (TODAY - min(dues)).days) if dues else 0)

    @invariant()
    def change_rows_are_true_and_versions_grow_with_them(self) -> None:
        for change in rows_in(self._database, "change")[self._changes :]:
            self._changes += 1
            key = ("bill", change["bill_id"]) if change["bill_id"] else ("payment", change["payment_id"])
            held, before, after = self._records.pop(key, None), change["before"], change["after"]
            if change["action"] == "updated":
                assert held is not None
                assert before == {name: held[name] for name in before}
                assert before.keys() == after.keys()
                self._records[key] = held | after
            else:
                assert held == before
                self._records |= {key: after} if after else {}
            self._versions[key] = self._versions.get(key, 0) + 1
        records, versions = _stored(self._database)
        assert records == self._records
        assert versions == self._versions

    def _done(self, key: Key, held: Held | None) -> None:
        """Something was done: unless it changed nothing, what was undone is gone."""
        after = {k: h for k, h in self._now.items() if k != key} | ({key: held} if held else {})
        if after != self._now:
            self._undo.append(self._now)
            self._redo.clear()
            self._hold(after)

    def _hold(self, state: dict[Key, Held]) -> None:
        self._now = state
        self._ever |= state

    def _refuse(self, work: Callable[[], object]) -> None:
        with pytest.raises(Refused):
            work()

    def _is_refused(self, said: SaidBill, own: Key | None) -> bool:
        taken = any(key != own and key[0] == "bill" and h.name == said.number for key, h in self._now.items())
        return bool(said.number and taken) or (said.due is not None and said.due < said.on)

    def _meant(self, said: SaidPayment) -> tuple[PaymentDraft, int | None, bool]:
        """The draft of a payment, the bill that it names, and whether it is refused."""
        ever = sorted(key for key in self._ever if key[0] == "bill")
        name = self._ever[ever[said.which % len(ever)]].name if said.which is not None and ever else ""
        draft = PaymentDraft(f"{said.amount / 100:.2f}", said.on.isoformat(), None, said.reference, name)
        fit = [key[1] for key, h in self._now.items() if key[0] == "bill" and h.name == name and h.amount >= 0]
        is_refused = said.on > TODAY or (bool(name) and len(fit) != 1)
        return draft, fit[0] if name and not is_refused else None, is_refused

    def _next_number(self) -> str:
        given = [int(h.name[2:]) for key, h in self._ever.items() if key[0] == "bill" and h.name.startswith("B-")]
        return f"B-{max(given, default=0) + 1:04d}"

    def _keys(self, table: str) -> list[Key]:
        return sorted(key for key in self._now if key[0] == table)

    def _pick(self, table: str, which: int) -> Key:
        keys = self._keys(table)
        return keys[which % len(keys)]

    def _entries(self) -> dict[Key, Billed]:
        with self._database.reading() as connection:
            billed = bills.bills(connection, self._account.id)
            paid = bills.payments(connection, self._account.id)
        return {("bill", bill.id): bill for bill in billed} | {("payment", one.id): one for one in paid}

    def _entry(self, key: Key) -> Billed:
        return self._entries()[key]

    def _books(self) -> Books:
        return Books(
            [Bill(h.amount, h.name, h.on, h.due, id=key[1]) for key, h in self._now.items() if key[0] == "bill"],
            [
                Payment(h.amount, h.on, bill_id=h.bill_id, id=key[1])
                for key, h in self._now.items()
                if key[0] == "payment"
            ],
        )


def test_any_order_of_bills_payments_corrections_voids_undo_and_redo(database: Database, where: Path | str):
    is_file = isinstance(where, Path)
    run_state_machine_as_test(
        partial(Recording, database),
        settings=settings(
            max_examples=15 if is_file else 4,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def _held_bill(said: SaidBill, number: str) -> Held:
    return Held(-said.amount if said.is_credit else said.amount, said.on, said.due, number, None)


def _held(entry: Billed) -> Held:
    if isinstance(entry, Bill):
        return Held(entry.amount_minor, entry.billed_on, entry.due_on, entry.number, None)
    return Held(entry.amount_minor, entry.posted_on, None, entry.reference, entry.bill_id)


def _empty(database: Database) -> None:
    with database.transaction() as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(table.delete())


def _stored(database: Database) -> tuple[dict[Key, dict[str, Any]], dict[Key, int]]:
    """Read what counts past the program's own readers, and the versions also of what is void."""
    records: dict[Key, dict[str, Any]] = {}
    versions: dict[Key, int] = {}
    lines = sorted(rows_in(database, "bill_line"), key=lambda line: line["position"])
    for table, names in (("bill", BILL), ("payment", PAYMENT)):
        for row in rows_in(database, table):
            key = (table, row["id"])
            versions[key] = row["version"]
            if row["voided_at"] is None:
                values = {name: row[name] for name in names}
                records[key] = {n: v.isoformat() if isinstance(v, date) else v for n, v in values.items()}
            if row["voided_at"] is None and table == "bill":
                made = [line for line in lines if line["bill_id"] == row["id"]]
                records[key]["lines"] = [{name: line[name] for name in LINE} for line in made]
    return records, versions


BILL = ("number", "billed_on", "due_on", "period_from", "period_to", "amount_minor")
LINE = ("text", "amount_minor", "is_tax")
PAYMENT = ("posted_on", "amount_minor", "method", "reference", "bill_id")
