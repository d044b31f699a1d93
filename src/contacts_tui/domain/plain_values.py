"""Frozen values as JSON has them, and back: strict, since what is read may have been written by anybody."""

import types
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Final, TypeAlias, TypeVar, cast, get_args, get_origin, get_type_hints

Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain] | None"
Value = TypeVar("Value")

_LARGEST: Final = 2**63 - 1
"""No whole number of ours is larger, and no database takes one."""


def plain(value: object) -> Plain:
    """Return a value of which `value_of` makes the same again."""
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return cast("Plain", value)


def value_of(kind: type[Value], found: object) -> Value:
    """Return the value of a dataclass that `plain` has made `found` of; a field that is missing has its default.

    Its fields are dataclasses, enumerations, dates, texts, numbers and truth values, tuples of them, or None.
    Raises ValueError if it is no such value.
    """
    hints = get_type_hints(kind)
    values = _a(dict, found)
    if values.keys() - hints.keys():
        raise ValueError("it has a field that nobody knows")
    try:
        return kind(**{name: _any_value(hints[name], one) for name, one in values.items()})
    except TypeError as error:
        raise ValueError("it lacks a field") from error


def _any_value(kind: object, found: object) -> object:
    if isinstance(kind, type) and get_origin(kind) is None:
        return _one_value(kind, found)
    if get_origin(kind) is tuple:
        return tuple(_any_value(get_args(kind)[0], one) for one in _a(list, found))
    [inner] = (one for one in get_args(kind) if one is not types.NoneType)
    return None if found is None else _any_value(inner, found)


def _one_value(kind: type[object], found: object) -> object:
    if is_dataclass(kind):
        return value_of(kind, found)
    if issubclass(kind, Enum):
        return kind(found)
    if issubclass(kind, datetime | date):
        return kind.fromisoformat(_a(str, found))
    if kind is int and abs(_a(int, found)) > _LARGEST:
        raise ValueError("it has a number that is too large")
    return _a(kind, found)


def _a(kind: type[Value], found: object) -> Value:
    """What was found, if it is of this very type: a truth value is no number."""
    if type(found) is not kind:
        raise ValueError(f"it has something else than a {kind.__name__}")
    return found
