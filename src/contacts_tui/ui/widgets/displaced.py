"""What others have taken away from under the cursor: the next key was meant for that, and not for its neighbour."""


class Displaced:
    """Remembers what the agent has put the cursor on, from when it goes until the agent is told or moves the cursor."""

    def __init__(self) -> None:
        self._gone = ""

    def note(self, called: str) -> None:
        """A row goes from under the cursor: the first of several is the one that the agent means."""
        self._gone = self._gone or called

    def forget(self) -> None:
        """The agent has put the cursor where it is."""
        self._gone = ""

    def told(self, now: str | None) -> str:
        """Return, once, that something has gone, and on what the cursor stands `now`, whatever that is called.

        Empty if nothing has gone, or if there is nothing left (None).
        """
        gone, self._gone = self._gone, ""
        if not gone or now is None:
            return ""
        where = now or "another row"
        return f"{gone} has gone from under the cursor, which stands on {where} now. Nothing was done: again does it."
