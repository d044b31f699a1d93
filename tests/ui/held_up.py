"""A use case that is held up until a test lets it go on: what happens meanwhile is what is tested."""

from threading import Event

import pytest


def held_up(monkeypatch: pytest.MonkeyPatch, service: type, name: str, *, before: bool = False) -> tuple[Event, Event]:
    """Hold a use case up once it has read, or `before` it does anything. Gives what says that, and what lets it go."""
    use_case = getattr(service, name)
    asked, goes_on = Event(), Event()

    def waits(*given: object, **named: object) -> object:
        done = None if before else use_case(*given, **named)
        asked.set()
        assert goes_on.wait(20)
        return use_case(*given, **named) if before else done

    monkeypatch.setattr(service, name, waits)
    return asked, goes_on
