"""A key and what comes of it are painted together, and the key alone where that takes its time."""

import asyncio
import time

import pytest
from textual._compositor import Compositor
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from contacts_tui.ui.screens import one_frame
from contacts_tui.ui.screens.one_frame import OneFrame

SOON = 0.01
NEVER = 60.0
LONGEST = 15.0


class Letters(App[None]):
    """Shows what was typed."""

    def compose(self) -> ComposeResult:
        yield Static()


class Painted(list[str]):
    """What the screen showed, each time that it was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.again = asyncio.Event()


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Painted:
    seen = Painted()
    render = Compositor.render_update

    def noted(compositor: Compositor, **how: bool) -> object:
        seen.append("".join(strip.text for strip in compositor.render_strips()).strip())
        seen.again.set()
        return render(compositor, **how)

    monkeypatch.setattr(Compositor, "render_update", noted)
    return seen


async def show(pilot: Pilot[None], text: str) -> None:
    """Show a text, and give it every chance of being painted."""
    pilot.app.query_one(Static).update(text)
    for _ in range(10):
        await pilot.pause(0)


async def until_painted(pilot: Pilot[None], painted: Painted, text: str) -> None:
    end = time.monotonic() + LONGEST
    while text not in painted:
        assert time.monotonic() < end, f"{text} is not painted, but {painted}"
        await pilot.pause(0)


async def test_nothing_is_painted_before_the_answer(painted: Painted, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(one_frame, "LONGEST", NEVER)
    async with Letters().run_test() as pilot:
        frame = OneFrame(pilot.app)
        turn = frame.begin()
        await show(pilot, "a")
        await show(pilot, "a answer")
        assert "a" not in painted
        frame.end(turn)
        await until_painted(pilot, painted, "a answer")
        assert "a" not in painted


async def test_the_end_of_an_older_key_ends_nothing(painted: Painted, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(one_frame, "LONGEST", NEVER)
    async with Letters().run_test() as pilot:
        frame = OneFrame(pilot.app)
        older, newer = frame.begin(), frame.begin()
        frame.end(older)
        await show(pilot, "ab")
        assert "ab" not in painted
        frame.end(newer)
        await until_painted(pilot, painted, "ab")


async def test_an_answer_that_takes_its_time_is_not_waited_for(painted: Painted, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(one_frame, "LONGEST", SOON)
    async with Letters().run_test() as pilot:
        await show(pilot, "before")
        await until_painted(pilot, painted, "before")
        OneFrame(pilot.app).begin()
        pilot.app.query_one(Static).update("a")
        # Nothing else happens meanwhile that could wake the screen.
        painted.again.clear()
        async with asyncio.timeout(LONGEST):
            await painted.again.wait()
        assert "a" in painted
