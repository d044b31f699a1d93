"""What is done with a database as a whole, and is recorded in it."""

from enum import Enum


class Deed(Enum):
    """What was done."""

    BACKUP = "backup"
    DAILY_BACKUP = "daily backup"
    RESTORE = "restore"
    REPAIR = "repair"
    ERASED = "erasure, not swept yet"
    """What was blanked may still stand in the free space of the file."""
    SWEPT = "erasure"
