"""Text from people and files: cleaned, folded for comparison, and made safe to paint."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

LONGEST: Final = 1_000
"""Characters that one field may hold."""

_LETTERS_WITHOUT_MARK: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "\u0131": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d"}
)
"""Letters that Unicode does not decompose but that people type without their stroke or ligature."""

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Categories Cc and Cs, and the two separators that end a line."""

_INVISIBLE: Final = re.compile(
    r"[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\U000e0000-\U000e007f]"
)
"""Bidirectional controls and characters of no width; ZWJ, ZWNJ and VS16 are not here: scripts and emoji need them."""

UNPAINTABLE: Final = re.compile(f"{_CONTROL.pattern}|{_INVISIBLE.pattern}")
"""What may never reach a terminal: control characters, and what nobody can see."""


def clean(text: str) -> str:
    """Text without its outer white space, nothing else changed."""
    return text.strip()


def fold(text: str) -> str:
    """Text as it is compared: case, accents and what has no width gone, inner white space single."""
    if not text.isascii():
        text = _bare(text)
    return " ".join(text.lower().split())


@lru_cache(maxsize=256)
def _bare(text: str) -> str:
    """Text without case, marks and what has no width. A record's name is asked for again and again in a row."""
    text = unicodedata.normalize("NFKD", text.casefold())
    seen = (c for c in text if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return "".join(seen).translate(_LETTERS_WITHOUT_MARK)


def controls(text: str) -> list[str]:
    """The control characters of a text, in their order, as `U+001B`."""
    return [f"U+{ord(c):04X}" for c in _CONTROL.findall(text)]


def without_controls(text: str) -> str:
    """Text as it may be stored: no control characters."""
    return _CONTROL.sub("", text)


def has_invisible(text: str) -> bool:
    """Whether a text holds characters that nobody can see and that can turn its reading order."""
    return _INVISIBLE.search(text) is not None


def painted(text: str) -> str:
    """Text as it may reach a terminal: on one line, no control characters, nothing invisible."""
    if text.isascii() and text.isprintable():
        return text
    return UNPAINTABLE.sub("", re.sub(r"[\t\n\r\u2028\u2029]+", " ", text))
