"""The account above its contacts: who it is, where it lives, what it owes."""

from dataclasses import dataclass
from typing import Final

from rich.text import Text

from contacts_tui.domain.account import Account, Address, Page, Standing
from contacts_tui.domain.auto_pay import AutoPay, AutoPayState
from contacts_tui.domain.contact import Contact
from contacts_tui.domain.people import bill_recipients
from contacts_tui.ui.present.fitting import apart, cut, shown, width_of

_FOLDED_TO: Final = (60, 19)
"""Columns and rows up to which the header folds to what a call needs."""
_WRITTEN_OUT_FROM: Final = 120
_RIGHT: Final = 32
"""Cells of the right column; more where an amount needs them."""
_LEFT_LEAST: Final = 20
_NAME_LEAST: Final = 12


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says."""

    account: Account
    standing: Standing
    agent: str
    database: str
    """What to call it, such as its file's name."""
    clock: str = ""
    """The agent's time, `14:03`."""
    read_only: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A labelled amount or date."""

    label: str
    long_label: str
    value: str


def is_folded(width: int, height: int) -> bool:
    """Return whether a screen of so many columns and rows shows the folded header."""
    return width <= _FOLDED_TO[0] or height <= _FOLDED_TO[1]


def is_written_out(width: int) -> bool:
    """Return whether a screen of so many columns has room for whole labels, and for a panel beside the table."""
    return width >= _WRITTEN_OUT_FROM


def header_lines(header: Header, width: int, *, folded: bool = False) -> list[Text]:
    """Return the header's lines, each at most `width` cells; folded there are at most two of them."""
    lines = _folded_lines(header, width) if folded else [_title_line(header, width), *_body_lines(header, width)]
    first, *rest = (Text(line, no_wrap=True) for line in lines)
    first.stylize("bold", 0, 1 + len(shown(header.account.name)))
    return [first, *rest]


def with_its_contacts(page: Page) -> str:
    """Return what to call an account together with what is in it: `MANEBA 11111 and its 7 contacts`."""
    match len(page.contacts):
        case 0:
            return shown(page.account.called)
        case 1:
            return shown(f"{page.account.called} and its contact")
        case count:
            return shown(f"{page.account.called} and its {count} contacts")


def deleted(page: Page) -> str:
    """Return the sentence that says an account was deleted."""
    them = "them" if page.contacts else "it"
    return f"Deleted account {with_its_contacts(page)}. u brings {them} back."


def address_lines(address: Address) -> list[str]:
    """Return a billing address, a line each; the country's code is written unless it is US."""
    place = " ".join(part for part in (address.region, address.postal_code_shown) if part)
    city = ", ".join(part for part in (address.city, place) if part)
    country = address.country if address.country != "US" else ""
    return [line for line in (*address.lines, city, country) if line]


def manager_lines(account: Account) -> list[str]:
    """Return the account manager: name and phone on one line, the e-mail on the next."""
    manager = account.manager
    reach = "  ".join(part for part in (manager.name, manager.phone_shown or manager.phone) if part)
    return [line for line in (reach, manager.email) if line]


def auto_pay(pay: AutoPay) -> str:
    """Return the sentence that says whether bills pay themselves, and by what and when."""
    if pay.state is AutoPayState.OFF:
        return "Auto Pay is off."
    if pay.state is AutoPayState.INVITED:
        return "Auto Pay: invited, not signed up yet."
    when = "on the due date" if pay.day is None else f"on day {pay.day}"
    return shown(f"Auto Pay: {pay.label} ending {pay.last_four}, {when}.")


def notice(page: Page, *, read_only: bool) -> tuple[str, str]:
    """Return what is said below the header, and what is said behind it where there is room.

    That bills reach nobody, else whether they pay themselves, and how much at most and from when.
    """
    pay, standing = page.account.auto_pay, page.standing
    if page.account.paperless and not bill_recipients(page.contacts):
        return "Paperless Billing is on, and no Billing Notification contact has an e-mail.", ""
    if pay.state is AutoPayState.OFF:
        return auto_pay(pay) if read_only else "Auto Pay is off: b a signs up", ""
    limit = f", at most {standing.auto_pay_limit}" if standing.auto_pay_limit else ""
    start = f", from {standing.auto_pay_start}" if standing.auto_pay_start else ""
    return auto_pay(pay).removesuffix("."), shown(f"{limit}{start}")


def without_recipient(page: Page, contact: Contact) -> str:
    """Return the line that warns, below a question, where bills that go by e-mail would then reach nobody."""
    is_last = page.account.paperless and bill_recipients(page.contacts) == (contact,)
    return "\nPaperless billing then has no recipient." if is_last else ""


def figures(standing: Standing) -> list[Figure]:
    """Return balance, last bill, last payment and due date, without those that have no value."""
    paid_on = f" {standing.last_payment_on}" if standing.last_payment_on else ""
    found = (
        Figure("Current balance", "Current Balance", standing.balance),
        Figure("Most recent bill", "Your most recent bill", standing.last_bill),
        Figure(f"Last payment{paid_on}", f"Your last posted payment{paid_on}", standing.last_payment),
        Figure("Due", "Payment Due Date", due(standing)),
    )
    return [figure for figure in found if figure.value]


def due(standing: Standing) -> str:
    """Return the due date, and in words how long it has been overdue."""
    days = standing.overdue_days
    late = f"overdue {days} {'day' if days == 1 else 'days'}" if days else ""
    return ", ".join(part for part in (standing.due, late) if part)


def identity(account: Account, standing: Standing) -> list[str]:
    """Return what the title says of the account behind its name: number, type, since when."""
    since = f"since {standing.since}" if standing.since else ""
    return [part for part in (account.number, account.account_type.value, since) if part]


def _title_line(header: Header, width: int) -> str:
    """Who works where gives way to the customer's name, but for the clock and what must not be overlooked."""
    rest = "".join(f"  {part}" for part in identity(header.account, header.standing))
    where = f"{header.agent} @ {header.database}" if header.agent else header.database
    read_only = ["read-only"] if header.read_only else []
    clock = [header.clock] if header.clock else []
    full = cut("  ".join([*read_only, where, *clock]), width // 2)
    fits = 1 + width_of(header.account.name) + width_of(rest) + 1 + width_of(full) <= width
    return _titled(header.account.name, rest, full if fits else "  ".join([*read_only, *clock]), width)


def _titled(name: str, rest: str, right: str, width: int) -> str:
    """Name and rest at the left, `right` at the right; the name gives way first."""
    room = width - 1 - width_of(right) - (1 if right else 0)
    return apart(f" {cut(name, max(_NAME_LEAST, room - width_of(rest)))}{rest}", right, width)


def _body_lines(header: Header, width: int) -> list[str]:
    left = address_lines(header.account.address) + manager_lines(header.account)
    right = [(f.long_label if is_written_out(width) else f.label, f.value) for f in figures(header.standing)]
    needed = max((width_of(label) + 1 + width_of(value) for label, value in right), default=0)
    column = min(max(_RIGHT, needed), width - _LEFT_LEAST) if right else 0
    amounts = [apart(label, value, column) for label, value in right]
    count = max(len(left), len(amounts))
    left += [""] * (count - len(left))
    amounts += [""] * (count - len(amounts))
    return [
        apart(f" {text}", amount, width) if amount else cut(f" {text}", width)
        for text, amount in zip(left, amounts, strict=True)
    ]


def _folded_lines(header: Header, width: int) -> list[str]:
    number = f"  {header.account.number}" if header.account.number else ""
    title = _titled(header.account.name, number, "read-only" if header.read_only else "", width).rstrip()
    late = due(header.standing)
    owed = "  ".join(
        part
        for part in (
            f"Balance {header.standing.balance}" if header.standing.balance else "",
            f"Due {late}" if late else "",
        )
        if part
    )
    if width_of(title) + 2 + width_of(owed) <= width and not header.read_only:
        return [apart(title, owed, width)]
    return [title, cut(f" {owed}", width)] if owed else [title]
