"""What a look over a database finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be. No value of the database stands in its sentences."""

    about: str
    """A word that stays the same, for programs."""
    matter: str
    """What is the matter, in a sentence."""
    remedy: str
    """What to do, in a sentence."""
    is_repairable: bool = False
    is_advice: bool = False
    """Nothing is wrong, but something would be better."""
