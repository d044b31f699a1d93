"""Column types that behave the same in SQLite and in PostgreSQL, and the ids that are known outside."""

import secrets
import time
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Integer, LargeBinary, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

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


class Uid(TypeDecorator[UUID]):
    """A UUID in 16 bytes, not in the 32 characters that SQLAlchemy gives it in SQLite."""

    impl = LargeBinary(16)
    cache_ok = True

    def process_bind_param(self, value: UUID | None, _dialect: Dialect) -> bytes | None:
        """Return the bytes to store."""
        return None if value is None else value.bytes

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> UUID | None:
        """Return the UUID of the stored bytes."""
        return None if value is None else UUID(bytes=bytes(value))


class Moment(TypeDecorator[datetime]):
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
        """Return the moment in UTC: SQLite keeps no zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def new_uid() -> UUID:
    """Return a UUID of version 7 (RFC 9562): it begins with the time in milliseconds, so that new rows lie together."""
    milliseconds = time.time_ns() // 1_000_000
    noise = secrets.randbits(74)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | noise >> 62 << 64 | 0b10 << 62 | noise & (1 << 62) - 1)
