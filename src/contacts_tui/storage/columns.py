"""Column types that behave the same in SQLite and in PostgreSQL, and the ids that are known outside."""

import secrets
import time
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import JSON, BigInteger, DateTime, Integer, LargeBinary, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from contacts_tui.storage.values import NOT_KNOWN, unknown_value

T = TypeVar("T")

BIG_ID: Final = BigInteger().with_variant(Integer, "sqlite")
"""64 bits in both: SQLite numbers rows by itself only where the type is called INTEGER."""


class Ordered(TypeDecorator[str]):
    """A text that both databases order by its code points: an index over it finds what begins with a text."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Return the type: PostgreSQL would order by the rules of its language."""
        collation = "C" if dialect.name == "postgresql" else None
        return dialect.type_descriptor(String(collation=collation))


class _Known(TypeDecorator[T]):
    """A type whose values are made of what is stored: where that cannot be, it is DatabaseUnusable."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[object], T | None] | None:
        """Return what makes a value of what is stored."""
        made = super().result_processor(dialect, coltype)
        if made is None:
            return None

        def known(stored: object) -> T | None:
            try:
                return made(stored)
            except NOT_KNOWN as error:
                raise unknown_value() from error

        return known


class Uid(_Known[UUID]):
    """A UUID in 16 bytes, not in the 32 characters that SQLAlchemy gives it in SQLite."""

    impl = LargeBinary(16)
    cache_ok = True

    def process_bind_param(self, value: UUID | None, _dialect: Dialect) -> bytes | None:
        """Return the bytes to store."""
        return None if value is None else value.bytes

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> UUID | None:
        """Return the UUID of the stored bytes."""
        return None if value is None else UUID(bytes=bytes(value))


class Said(_Known[dict[str, Any]]):
    """What a change row says of the fields that changed, as JSON."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_result_value(self, value: object, _dialect: Dialect) -> dict[str, Any] | None:
        """Return the fields by their names; TypeError where that is anything else."""
        if value is not None and not isinstance(value, dict):
            raise TypeError
        return value


class Moment(_Known[datetime]):
    """A point in time: always aware and in UTC, going in and coming out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; ValueError if its zone is not known."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment needs its time zone"
            raise ValueError(message)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the moment in UTC: SQLite keeps no zone. ValueError where it is none."""
        if value is None:
            return None
        if not MINYEAR < value.year < MAXYEAR:
            # Some clock on earth would show it as a moment that no calendar has.
            raise ValueError
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def new_uid() -> UUID:
    """Return a UUID of version 7 (RFC 9562): it begins with the time in milliseconds, so that new rows lie together."""
    milliseconds = time.time_ns() // 1_000_000
    noise = secrets.randbits(74)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | noise >> 62 << 64 | 0b10 << 62 | noise & (1 << 62) - 1)
