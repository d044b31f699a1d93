"""The settings file: what an agent chose for every start. Nothing that stands in it can stop one."""

import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from contacts_tui.cli.toml_lines import Key, lines_of_keys
from contacts_tui.domain.link import Link
from contacts_tui.domain.my_account import ELSEWHERE
from contacts_tui.domain.text import painted
from contacts_tui.domain.trash_days import MOST as MOST_DAYS
from contacts_tui.errors import ContactsError

NAME: Final = "settings.toml"
LOCALE: Final = "locale"
TRASH_DAYS: Final = "trash_days"
LINKS: Final = "links"
AUTO_PAY: Final = "auto_pay"
SIGN_UP: Final = "sign_up"
BACKUPS: Final = "backups"

_LARGEST: Final = 2**16
"""Bytes; a file of settings is far smaller."""
_MOST_COMPLAINTS: Final = 2
"""Settings of which it is said why they do not count; of the others it is said how many there are."""
_LONGEST_QUOTE: Final = 40
_MOST_BACKUPS: Final = 1_000
_PLACE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
"""What tomllib says of where an error is."""

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the file says, as far as it counts."""

    locale: str | None = None
    links: Mapping[str, Link] = field(default_factory=dict)
    sign_up: Link | None = None
    backups: int | None = None
    trash_days: int | None = None
    complaints: tuple[str, ...] = ()
    """What does not count, and why: a sentence each."""


def read_settings(path: Path) -> Chosen:
    """Return what a settings file says; nothing where there is none."""
    try:
        text = _text_of(path)
    except FileNotFoundError:
        return Chosen()
    except OSError as error:
        return Chosen(complaints=(f"{NAME} does not count, for it cannot be read ({error.strerror}): {path}",))
    except ContactsError as error:
        return Chosen(complaints=(f"{NAME} does not count, for it {error}: {path}",))
    return settings_of(text)


def settings_of(text: str) -> Chosen:
    """Return what the text of a settings file says."""
    import tomllib

    try:
        content = tomllib.loads(text)
    # Numbers of thousands of digits, and what is nested too deep, are no errors of TOML's to tomllib.
    except (ValueError, RecursionError) as error:
        return Chosen(complaints=(_broken(error, text),))
    reading = _Reading()
    known = {
        LOCALE: reading.locale,
        TRASH_DAYS: reading.trash_days,
        LINKS: reading.links,
        AUTO_PAY: reading.auto_pay,
        BACKUPS: reading.backups,
    }
    for name, value in content.items():
        if name in known:
            known[name](value)
        else:
            reading.unknown((name,), known)
    complaints = _told(reading.complaints, text)
    return Chosen(
        reading.chosen_locale,
        reading.chosen_links,
        reading.chosen_sign_up,
        reading.chosen_backups,
        reading.chosen_trash_days,
        complaints,
    )


class _Reading:
    """Takes what can be taken of a file, and notes what cannot, each with the key it stands under."""

    def __init__(self) -> None:
        self.chosen_locale: str | None = None
        self.chosen_trash_days: int | None = None
        self.chosen_links: dict[str, Link] = {}
        self.chosen_sign_up: Link | None = None
        self.chosen_backups: int | None = None
        self.complaints: list[tuple[Key, str]] = []

    def locale(self, value: object) -> None:
        """Take how money and dates are written."""
        from contacts_tui.services.locales import locale_of

        self.chosen_locale = self._read((LOCALE,), value, locale_of)

    def trash_days(self, value: object) -> None:
        """Take how long what was deleted stays in the trash."""
        # True is 1 to Python.
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_DAYS:
            self.chosen_trash_days = value
        else:
            said = f'"{TRASH_DAYS}" takes a whole number of days from 0 (for ever) to {MOST_DAYS:,}.'
            self.complaints.append(((TRASH_DAYS,), said))

    def links(self, value: object) -> None:
        """Take the addresses of the entries of MY ACCOUNT."""
        for entry, address in self._settings_in(LINKS, value, ELSEWHERE):
            if link := self._read((LINKS, entry), address, Link.of):
                self.chosen_links[entry] = link

    def auto_pay(self, value: object) -> None:
        """Take the address at which a customer signs up with the payment provider."""
        for name, address in self._settings_in(AUTO_PAY, value, (SIGN_UP,)):
            self.chosen_sign_up = self._read((AUTO_PAY, name), address, Link.of)

    def backups(self, value: object) -> None:
        """Take how many daily backups are kept."""
        if type(value) is int and 0 <= value <= _MOST_BACKUPS:
            self.chosen_backups = value
        else:
            about = f'"{BACKUPS}" takes a whole number from 0, which makes none, to {_MOST_BACKUPS:,}.'
            self.complaints.append(((BACKUPS,), about))

    def _settings_in(self, table: str, value: object, known: Collection[str]) -> Iterator[tuple[str, object]]:
        """Yield the known settings of a table."""
        if not isinstance(value, dict):
            self.complaints.append(((table,), f'"{table}" is a table: its settings stand below [{table}].'))
            return
        for name, found in value.items():
            if name in known:
                yield name, found
            else:
                self.unknown((table, name), known)

    def unknown(self, key: Key, known: Iterable[str]) -> None:
        """Note a setting that is not there, with the one that was meant, perhaps."""
        from difflib import get_close_matches

        *table, name = key
        near = get_close_matches(name[:_LONGEST_QUOTE], known, n=1)
        where = f" in [{table[0]}]" if table else ""
        hint = f'; did you mean "{near[0]}"?' if near else "."
        self.complaints.append((key, f"there is no setting {_quoted(name)}{where}{hint}"))

    def _read(self, key: Key, value: object, read: Callable[[str], Read]) -> Read | None:
        if not isinstance(value, str):
            self.complaints.append((key, f'"{key[-1]}" takes a text in quotes.'))
            return None
        try:
            return read(value)
        except ContactsError as error:
            end = "" if str(error).endswith("?") else "."
            self.complaints.append((key, f'{_quoted(value)}, for "{key[-1]}", {error}{end}'))
            return None


def _text_of(path: Path) -> str:
    """The text of a file. Raises OSError, and ContactsError that says of the file why it is none of settings."""
    # Opening must not wait for the other end of a pipe that somebody has put there.
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ContactsError("is a device, a pipe or a socket")
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise ContactsError(f"has more than {_LARGEST:,} bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ContactsError("is not in UTF-8") from None


def _broken(error: Exception, text: str) -> str:
    """The sentence that says that a text is no TOML, and where."""
    import tomllib

    counts = "nothing in it counts until that is mended"
    if not isinstance(error, tomllib.TOMLDecodeError):
        return f"{NAME}: this is no TOML (a number or a nesting beyond all measure), and {counts}."
    said = str(error)
    place = _PLACE.search(said)
    line = place[1] if place and place[1] else text.rstrip().count("\n") + 1
    return f"{NAME}, line {line}: this is no TOML ({_cut(_PLACE.sub('', said))}), and {counts}."


def _told(complaints: list[tuple[Key, str]], text: str) -> tuple[str, ...]:
    """The sentences that say what does not count, as it stands in the text, from above."""
    if not complaints:
        return ()
    lines = lines_of_keys(text)
    in_order = sorted(complaints, key=lambda complaint: lines.get(complaint[0], len(text)))
    told = [f"{NAME}{f', line {lines[key]}' if key in lines else ''}: {said}" for key, said in in_order]
    more = len(told) - _MOST_COMPLAINTS
    rest = [f"{more} more of it {'does' if more == 1 else 'do'} not count."] if more > 0 else []
    return tuple(told[:_MOST_COMPLAINTS] + rest)


def _quoted(text: str) -> str:
    return f'"{_cut(text)}"'


def _cut(text: str) -> str:
    text = painted(text)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
