"""How fast a long table is: T1 and T2."""

from collections.abc import Sequence
from typing import Final

from bench.lab import Lab
from bench.row import Check, NotMeasuredError, Row, Samples, Unit, interleaved, more, times
from bench.screen import Screen
from bench.terminal import CTRL_END, CTRL_HOME, DOWN, PAGE_DOWN, Program

OPEN: Final = "l"
HEADING: Final = "All contacts"
ROUND: Final = ((DOWN, 5), (PAGE_DOWN, 3), (CTRL_END, 1))
"""Keys from the first row on, and how often each: keys that the DataTable has too, and pages that its rows fill."""


def _first_paint(lab: Lab) -> Sequence[Samples]:
    ours: list[float] = []
    floor: list[float] = []

    def list_of_ours() -> float:
        with lab.program_at_rest(lab.large, lab.opened) as program:
            seconds = _opened(program)
            ours.append(program.memory)
        return seconds

    def list_of_the_floor() -> float:
        with lab.floor_at_rest("table", "Below") as program:
            seconds = program.press(OPEN).seconds
            floor.append(program.memory)
        return seconds

    return [interleaved(lab.runs, list_of_ours, list_of_the_floor), Samples(ours, floor)]


def _moves(lab: Lab) -> Sequence[Samples]:
    with lab.program_at_rest(lab.large, lab.opened) as program, lab.floor_at_rest("table", "Below") as floor:
        _opened(program)
        floor.press(OPEN)
        _round(program), _round(floor)
        rounds = [(_round(program), _round(floor)) for _ in range(lab.runs)]
    return [
        Samples(
            [seconds for ours, _ in rounds for seconds in ours[key]],
            [seconds for _, its in rounds for seconds in its[key]],
        )
        for key, _ in ROUND
    ]


def _round(program: Program) -> dict[str, list[float]]:
    """Seconds that each key took, from the first row on and back to it."""
    took = {key: [program.press(key).seconds for _ in range(often)] for key, often in ROUND}
    program.press(CTRL_HOME)
    return took


def _opened(program: Program) -> float:
    """Seconds in which the list of all contacts is painted. Raises NotMeasuredError if there is none."""
    seconds = program.press(OPEN).seconds
    if HEADING not in "\n".join(Screen(program.raw).lines):
        raise NotMeasuredError(f"{OPEN} opens no {HEADING}.")
    return seconds


ROWS: Final = (
    Row(
        "T1",
        (
            Check("all contacts: first paint", Unit.MILLISECONDS, times(1.3)),
            Check("all contacts: memory", Unit.MEBIBYTES, more(25)),
        ),
        _first_paint,
    ),
    Row(
        "T2",
        (
            Check("all contacts: cursor down", Unit.MILLISECONDS, times(1.2)),
            Check("all contacts: page down", Unit.MILLISECONDS, times(1.2)),
            Check("all contacts: end", Unit.MILLISECONDS, times(1.2)),
        ),
        _moves,
    ),
)
