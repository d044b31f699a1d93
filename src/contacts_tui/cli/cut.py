"""What is said where there are more results than were printed."""

from contacts_tui.cli.command import MOST
from contacts_tui.cli.output import complain


def say_what_is_cut(shown: int, limit: int) -> None:
    """Say that `shown` results are not all of them, and how there are more."""
    if shown < limit:
        complain("There may be more: not all were looked through. Say more of what you look for.")
    else:
        complain(f"There are more: these are the first {shown:,}. --limit N shows more, up to {MOST:,}.")
