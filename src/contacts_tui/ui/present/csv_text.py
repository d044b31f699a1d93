"""Text from people in a file that a spreadsheet opens."""

import re
from typing import Final

from contacts_tui.ui.present.fitting import shown

_FORMULA: Final = re.compile(r"[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet would calculate, or a beginning that hides it; the wide forms count in East Asia."""


def cell_text(text: str) -> str:
    """Return text as it may stand in a cell: an apostrophe keeps what looks like a formula from being one.

    A phone number that begins with its country's code does: a spreadsheet would subtract its groups.
    """
    safe = shown(text)
    return f"'{safe}" if _FORMULA.match(text) or _FORMULA.match(safe) else safe
