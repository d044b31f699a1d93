"""How long what was deleted stays in the trash."""

from typing import Final

TRASH_DAYS: Final = 30
"""Unless it is set otherwise."""
MOST: Final = 36_500
"""A hundred years: more is a mistake."""
