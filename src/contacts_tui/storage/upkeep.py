"""The record of what was done with a database as a whole."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, func, insert, select, update

from contacts_tui.domain.upkeep import Deed
from contacts_tui.storage.tables import CHANGE, METADATA, UPKEEP

_LAST: Final = select(CHANGE.c.made_at).order_by(CHANGE.c.id.desc()).limit(1)


def record(connection: Connection, deed: Deed, agent: str, row_counts: Mapping[str, int]) -> None:
    """Write that something was done just now, by whom, and how many rows each table had, if counted."""
    values = {"deed": deed.value, "made_at": datetime.now(UTC), "agent": agent, "row_counts": dict(row_counts)}
    connection.execute(insert(UPKEEP).values(values))


def last(connection: Connection, *deeds: Deed) -> datetime | None:
    """Return when any of these was done last; None if none ever was."""
    wanted = UPKEEP.c.deed.in_([deed.value for deed in deeds])
    found: datetime | None = connection.execute(select(func.max(UPKEEP.c.made_at)).where(wanted)).scalar()
    return found


def unswept(connection: Connection) -> list[int]:
    """Return the records of erasures after which the file was not written anew."""
    return list(connection.execute(select(UPKEEP.c.id).where(UPKEEP.c.deed == Deed.ERASED.value)).scalars())


def swept(connection: Connection, erasures: Sequence[int]) -> None:
    """Write of these erasures that the file was written anew after them."""
    connection.execute(update(UPKEEP).where(UPKEEP.c.id.in_(erasures)).values(deed=Deed.SWEPT.value))


def row_counts(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has, by its name."""
    counted = {name: select(func.count()).select_from(table) for name, table in METADATA.tables.items()}
    return {name: connection.execute(statement).scalar_one() for name, statement in counted.items()}


def last_change(connection: Connection) -> datetime | None:
    """Return when any record was changed last; None if none ever was."""
    found: datetime | None = connection.execute(_LAST).scalar()
    return found
