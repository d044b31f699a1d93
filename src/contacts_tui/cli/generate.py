"""A generated database: made, with a sentence at the end, and how far it is until then."""

import time
from pathlib import Path
from typing import Final

from contacts_tui.cli.clock import today
from contacts_tui.cli.interrupts import ended_as_by_ctrl_c
from contacts_tui.cli.output import complain, say
from contacts_tui.cli.progress import progress
from contacts_tui.services.generate import generate
from contacts_tui.services.generate_halves import Size

_STEP: Final = 10
"""Per cent after which a line is written where there is no terminal."""
_NAMES: Final = {"account": "accounts", "contact": "contacts", "phone": "phones", "email": "e-mails"}
_MORE: Final = {"bill": "bills", "payment": "payments", "search_key": "search keys"}


def run(path: Path, accounts: int, contacts: int, seed: int) -> int:
    """Make a database; 0 when it is there.

    Raises ContactsError, and KeyboardInterrupt after a sentence: nothing is left of the file then.
    """
    begun = time.monotonic()
    try:
        with progress(every=_STEP) as line, ended_as_by_ctrl_c():
            made = generate(path, Size(accounts, contacts), seed=seed, today=today(), progress=line.show)
    except KeyboardInterrupt:
        complain(f"contacts-tui: Interrupted. {path} was not made, and nothing is left of it.")
        raise
    counts = ", ".join(f"{made[table]:,} {name}" for table, name in (_NAMES | _MORE).items())
    say([f"{path} has {counts}. It took {_lasted(time.monotonic() - begun)}."])
    return 0


def _lasted(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
