"""A line of a bill as it is typed: what it is for, then how much."""

import re
from collections.abc import Iterator
from typing import Final

from contacts_tui.domain.bill import BillLine
from contacts_tui.domain.billing_rules import BillingRules
from contacts_tui.errors import ContactsError, OtherCurrency, UnclearAmount

_LONGEST_AMOUNT: Final = 60
"""Characters at the end of a line in which its amount is looked for."""


def written_line(line: BillLine, rules: BillingRules) -> str:
    """Write a line as it is typed."""
    return f"{line.text} {rules.plain(line.amount_minor)}"


def read_line(typed: str, rules: BillingRules, *, is_tax: bool) -> tuple[BillLine | None, str, str | None]:
    """Return the line that was typed; None with why it is none, and where the amount is unclear, what was likely meant.

    The amount stands last. Where more or fewer of the last words make different amounts, as in `Line 1 234,50` where
    thousands are set apart by spaces, none is taken.
    """
    example = f"{'Sales tax' if is_tax else 'Local service'} {rules.plain(3500)}"
    clear: dict[int, str] = {}
    unclear: tuple[str, str] | None = None
    for text, amount in _ends(typed):
        try:
            clear[rules.read_money(amount)] = text
        except UnclearAmount as error:
            unclear = unclear or (str(error), f"{text} {rules.plain(error.readings[0])}".strip())
            # Behind a colon stands the amount and nothing else: in "Line 2: 1 234.50" the 1 is a part of it.
            if text.endswith(":"):
                return None, *unclear
        except OtherCurrency as error:
            # Codes are also words: "All 35.00" is no amount in Albanian lek.
            if amount.upper() == amount:
                return None, str(error), None
        except ContactsError:
            continue
    match list(clear.items()):
        case []:
            sentence, offer = unclear or (f"the amount stands last, as in {example}", None)
            return None, sentence, offer
        case [(minor, text)] if text:
            return BillLine(text, minor, is_tax), "", None
        case [_]:
            return None, f"say first what it is for, as in {example}", None
        case several:
            amounts = " or ".join(rules.money(minor) for minor, _ in several)
            return None, f"{amounts}? Write the amount without spaces, behind a colon", None


def _ends(typed: str) -> Iterator[tuple[str, str]]:
    """Yield what may be the text and the amount: the last word for the amount, the last two, and so on."""
    for word in reversed(list(re.finditer(r"[^ ]+", typed))):
        text, amount = typed[: word.start()].strip(), typed[word.start() :]
        if len(amount) <= _LONGEST_AMOUNT:
            yield text, amount
