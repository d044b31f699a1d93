"""Where in a TOML text its keys stand: tomllib tells nobody."""

from collections.abc import Iterator
from typing import Any, Final

Key = tuple[str, ...]
"""What a value is called, from the outermost table inwards."""

_LONGEST: Final = 50
"""Lines of one statement; what stands behind a longer one is not looked for, for each line is a try."""


def lines_of_keys(text: str) -> dict[Key, int]:
    """Return the line of each key of the outermost table, and of the tables in it, where it first stands."""
    found: dict[Key, int] = {}
    table: Key = ()
    for line, statement, content in _statements(text):
        is_header = statement.lstrip().startswith("[")
        keys = list(_keys(content))
        for key in keys:
            found.setdefault((() if is_header else table) + key, line)
        if is_header:
            table = keys[-1]
    return found


def _statements(text: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Give each table header and each key with its value, the line it begins in, and what it says by itself."""
    begun, statement = 0, ""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        begun, statement = (begun, f"{statement}\n{line}") if statement else (number, line)
        content = _parsed(statement)
        if content:
            yield begun, statement, content
        elif content is None:
            if number - begun < _LONGEST:
                continue
            return
        statement = ""


def _parsed(statement: str) -> dict[str, Any] | None:
    """What a text says; None for the beginning of a statement."""
    import tomllib

    try:
        return tomllib.loads(statement)
    except (ValueError, RecursionError):
        return None


def _keys(content: dict[str, Any]) -> Iterator[Key]:
    """Give the keys of a table, and behind each those of the table that it is, or is a list of."""
    for name, value in content.items():
        yield (name,)
        inner = value[0] if isinstance(value, list) and value else value
        if isinstance(inner, dict):
            yield from ((name, key) for key in inner)
