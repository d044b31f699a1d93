"""What the program ends with."""

from typing import Final

NOTHING_FOUND: Final = 1
FAULT_FOUND: Final = 1
USAGE_ERROR: Final = 2
DATABASE_ERROR: Final = 3
INTERRUPTED: Final = 130
"""What shells say of a program that ctrl+c has ended: 128 and the number of SIGINT."""
