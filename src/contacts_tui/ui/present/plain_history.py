"""What was changed, as plain lines and as comma-separated values: a line for each field."""

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC
from io import StringIO
from typing import Final

from contacts_tui.domain.audited import AuditedChange, FieldChange
from contacts_tui.ui.present.csv_text import cell_text
from contacts_tui.ui.present.plain_columns import in_columns

COLUMNS: Final = ("At", "Who", "From", "What", "Account", "Account Name", "About", "Field", "Old", "New")
_NO_FIELD: Final = FieldChange("", (), ())
"""What stands for the fields of a change that has none, such as a purge."""


def change_lines(changes: Iterable[AuditedChange]) -> Iterator[str]:
    """Give a line for each field: when, who, from where, what, account number, about whom, field, old -> new."""
    return in_columns(
        [
            (
                change.when,
                change.agent,
                change.source,
                change.did,
                change.account_number,
                change.about,
                field.field,
                f"{field.old_text} -> {field.new_text}".strip() if field.field else "",
            )
            for change, field in _fields(changes)
        ]
    )


def change_table(changes: Iterable[AuditedChange]) -> Iterator[str]:
    """Give a table of comma-separated values, its titles first; times are UTC, and no text is a formula."""
    yield _line(COLUMNS)
    for change, field in _fields(changes):
        at = f"{change.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        about = (change.account_number, change.account_name, change.about)
        texts = (change.agent, change.source, change.did, *about, field.field, field.old_text, field.new_text)
        yield _line((at, *map(cell_text, texts)))


def _fields(changes: Iterable[AuditedChange]) -> Iterator[tuple[AuditedChange, FieldChange]]:
    for change in changes:
        for field in change.fields or (_NO_FIELD,):
            yield change, field


def _line(cells: Iterable[str]) -> str:
    written = StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return written.getvalue()
