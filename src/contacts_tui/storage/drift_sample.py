"""A look at some of what accounts and contacts are found by: how much of it follows from them."""

import secrets
from collections.abc import Sequence
from typing import Final, NamedTuple

from sqlalchemy import Connection, select, tuple_

from contacts_tui.storage import search_keys
from contacts_tui.storage.drift import Drift, Show, absent, count, differing_texts, drift
from contacts_tui.storage.search_keys import StoredKey
from contacts_tui.storage.tables import ACCOUNT, CONTACT, SEARCH_KEY

_ALL: Final = 2_000
"""Records up to which all are looked at."""
_STRETCHES: Final = 20
_STRETCH: Final = 50
"""Records that lie together in a stretch, and stored keys."""


class Sampled(NamedTuple):
    """What was found in a part."""

    drift: Drift
    """Missing, stray and differing ones: those that were met."""
    compared: int
    """Records that were looked at."""


def sampled(connection: Connection, show: Show) -> Sampled:
    """Return what has drifted among some records; all, where they are few. Raises DatabaseUnusable."""
    accounts, contacts = (count(connection, table) for table in (ACCOUNT, CONTACT))
    if accounts + contacts <= _ALL:
        return Sampled(drift(connection, show), accounts + contacts)
    compared, missing, stray, texts = 0, 0, set[StoredKey](), 0
    for done in range(1, _STRETCHES + 1):
        for records in search_keys.some_records(connection, _STRETCH):
            expected = records.keys()
            compared += len(records)
            missing += len(absent(connection, expected))
            texts += len(differing_texts(connection, records))
            stray |= _strays(connection, expected)
        show(done / _STRETCHES)
    found = Drift(accounts, contacts, count(connection, SEARCH_KEY), missing, len(stray), texts)
    return Sampled(found, compared)


def _strays(connection: Connection, begins: Sequence[StoredKey]) -> set[StoredKey]:
    """Return the keys that are stored from any of these on, and follow from nothing."""
    if not begins:
        return set()
    row = SEARCH_KEY.c
    place = tuple_(row.kind, row.key, row.ref)
    columns = [row[name] for name in StoredKey._fields]
    statement = select(*columns).where(place >= secrets.choice(begins)[:3]).order_by(*place.clauses).limit(_STRETCH)
    page = {StoredKey(*line) for line in connection.execute(statement)}
    return page - search_keys.expected_of(connection, page)
