"""A question on the terminal that is answered there."""

import sys

from contacts_tui.cli.output import complain, is_terminal


def can_ask() -> bool:
    """Return whether somebody can be asked: what is asked is read, and what is answered is typed, on a terminal."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def says_yes(question: str) -> bool:
    """Ask, and return whether the answer is yes; anything else, and no answer, is no."""
    complain(f"{question} y / n")
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
