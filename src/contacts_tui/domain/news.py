"""What others have changed since somebody looked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class News:
    """Changes that another session has made, or none."""

    last: int
    """Id of the last change there is: where to go on from."""
    is_any: bool = False
    """Whether anybody else has changed anything."""
    is_here: bool = False
    """Whether that was in the account that is shown."""
    said: str = ""
    """Who did what there last; empty if that was nobody else."""
