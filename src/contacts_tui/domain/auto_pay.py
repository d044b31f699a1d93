"""Auto Pay: the standing instruction to pay an account's bills. Of what pays, only what may be told is known."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class AutoPayState(Enum):
    """Whether bills pay themselves."""

    OFF = ""
    INVITED = "invited"
    """The customer was sent to the payment provider and has stored nothing there yet."""
    ON = "on"


class AutoPayKind(Enum):
    """What pays."""

    NONE = ""
    CARD = "card"
    BANK = "bank"


@dataclass(frozen=True, slots=True)
class AutoPay:
    """What pays, when and how much. The number of the card or bank account is the payment provider's alone to know."""

    state: AutoPayState = AutoPayState.OFF
    kind: AutoPayKind = AutoPayKind.NONE
    label: str = ""
    """VISA, or the name of a bank."""
    last_four: str = ""
    """The last four digits."""
    token: str = ""
    """What the payment provider calls the stored method."""
    day: int | None = None
    """The day of the month, 1 to 28; None for the bill's due date."""
    limit_minor: int | None = None
    """The most that is paid at once, in minor units; None for any bill."""
    start: date | None = None
    """The first day on which it pays; None for at once."""
