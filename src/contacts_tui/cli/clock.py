"""The agent's time."""

from datetime import date, datetime


def now() -> datetime:
    """Now, in the zone of the machine that the program runs on."""
    return datetime.now().astimezone()


def today() -> date:
    """Which day it is for the agent."""
    return now().date()
