"""A web address of another system, in which the number of an account may stand."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Self
from urllib.parse import quote

from contacts_tui.errors import ContactsError

ACCOUNT: Final = "{account}"
"""What stands for the number of the account that is open."""

LONGEST: Final = 2_000
"""Characters of an address: terminals take no hyperlink that is much longer."""

_BEGINNING: Final = re.compile(r"https?://", re.ASCII | re.IGNORECASE)
_HOST: Final = r"(?:[\w.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?"
_BEHIND: Final = rf"(?:[/?#](?:[\w!#$%&'()*+,./:;=?@~\[\]-]|{re.escape(ACCOUNT)})*)?"
_ADDRESS: Final = re.compile(f"{_BEGINNING.pattern}{_HOST}{_BEHIND}", re.ASCII | re.IGNORECASE)
_PLACEHOLDER: Final = re.compile(r"\{[^{}]*\}?|\}")


@dataclass(frozen=True, slots=True)
class Link:
    """An address as it was set: http or https, and nothing in it that could end it where a terminal reads it."""

    template: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the link that a text is. Raises ContactsError, whose message says of the text what is wrong."""
        if len(text) > LONGEST:
            raise ContactsError(f"is longer than {LONGEST:,} characters")
        for found in _PLACEHOLDER.findall(text):
            if found != ACCOUNT:
                near = f": did you mean {ACCOUNT}?" if get_close_matches(found, [ACCOUNT]) else ""
                raise ContactsError(f"has {found} in it, where only {ACCOUNT} is filled in{near}")
        if not _BEGINNING.match(text):
            raise ContactsError("does not begin with http:// or https://")
        if not _ADDRESS.fullmatch(text):
            raise ContactsError(
                f"is no web address: a blank is written %20, é %C3%A9, {ACCOUNT} stands behind the host"
            )
        return cls(text)

    def of_account(self, number: str) -> str:
        """Return the address for an account, its number percent-encoded. Raises ContactsError if there is no such."""
        if ACCOUNT not in self.template:
            return self.template
        # Whatever opens the address takes a segment of dots for the way up.
        if not number.strip("."):
            raise ContactsError(f"The link needs the number of the account, and {number or 'none'} cannot stand in it.")
        address = self.template.replace(ACCOUNT, quote(number, safe="", errors="replace"))
        if len(address) > LONGEST:
            raise ContactsError(f"With the number of this account, the link is longer than {LONGEST:,} characters.")
        return address


def is_address(text: str) -> bool:
    """Whether a text is an address as `Link` gives it: a terminal can be given it as a hyperlink."""
    return len(text) <= LONGEST and ACCOUNT not in text and _ADDRESS.fullmatch(text) is not None
