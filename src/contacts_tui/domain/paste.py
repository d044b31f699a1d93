"""A person out of pasted text: Ann Lee <ann@example.com> 416 967 1111."""

import re
from typing import Final

from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.text import LONGEST

_EMAIL: Final = re.compile(r"""<?(?:mailto:)?(?P<address>[^\s<>,;:|"()=@[\]]+@[\w-]+(?:\.[\w-]+)+)>?""", re.IGNORECASE)
_PHONE: Final = re.compile(
    r"(?<![^\W_])(?:tel:)?"
    r"(?P<phone>(?P<number>[+\uff0b]?[\d(][\d \u00a0().\-/]*\d)(?: ?(?:;ext=|ext\.?|x|#) ?\d{1,7})?)(?![^\W_])",
    re.IGNORECASE,
)
_DIGITS_OF_A_NUMBER: Final = range(7, 16)
_LABEL: Final = re.compile(r"\b(?:tel|phone|e-?mail)\b\.?:", re.IGNORECASE)
"""Says no more than the field does; others (fax, cell) say more than there is a place for."""
_BETWEEN: Final = re.compile(r"[\t\r\n;|]+| / ")
_AROUND: Final = " \u00a0,-\u2013\u2014"
_NAME: Final = re.compile(r"[^\d@<>(){}\[\]:=/\\\"]*[^\W\d_][^\d@<>(){}\[\]:=/\\\"]*")


def pasted_person(text: str) -> ContactDraft | None:
    """Return the name, phones and e-mails of a pasted text, or None.

    None where there is neither phone nor e-mail in it, and where anything but punctuation is left that has no certain
    place: what is not understood whole is not taken apart. The pieces are as pasted, and still have to be checked.
    """
    if len(text) > LONGEST:
        return None
    lines = _BETWEEN.sub("\n", text)
    emails = tuple(m["address"] for m in _EMAIL.finditer(lines))
    rest = _EMAIL.sub("\n", lines)
    numbers = [m for m in _PHONE.finditer(rest) if _is_long_enough(m)]
    rest = _PHONE.sub(lambda m: "\n" if _is_long_enough(m) else m[0], rest)
    cells = [cell for line in _LABEL.sub("\n", rest).split("\n") if (cell := line.strip(_AROUND))]
    name = _named(cells, lines)
    if name is None or not (emails or numbers):
        return None
    return ContactDraft(*name, phones=tuple(m["phone"] for m in numbers), emails=emails)


def _is_long_enough(found: re.Match[str]) -> bool:
    return sum(c.isdigit() for c in found["number"]) in _DIGITS_OF_A_NUMBER


def _named(cells: list[str], text: str) -> tuple[str, str] | None:
    """Make a first and last name out of what is left beside them; None where it may be something else."""
    match cells:
        case []:
            return "", ""
        case [name]:
            return _first_and_last(name, text)
        case [first, last] if _is_word(first) and _is_word(last):
            return first, last
        case _:
            return None


def _first_and_last(name: str, text: str) -> tuple[str, str] | None:
    bare = name[1:-1].strip() if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'" else name
    if not _NAME.fullmatch(bare):
        return None
    last, comma, first = (part.strip() for part in bare.partition(","))
    if comma:
        is_header = bare != name or re.search(re.escape(name) + r"\s*<", text)
        return (first, last) if is_header and first and "," not in first else None
    words = bare.split()
    if len(words) == 1:
        return bare, ""
    at = next((i for i, word in enumerate(words[1:-1], 1) if word.islower() and not bare.islower()), len(words) - 1)
    return " ".join(words[:at]), " ".join(words[at:])


def _is_word(cell: str) -> bool:
    return len(cell.split()) == 1 and "," not in cell and _NAME.fullmatch(cell) is not None
