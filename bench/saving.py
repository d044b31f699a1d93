"""How soon a contact is saved: W1."""

import itertools
from collections.abc import Sequence
from typing import Final

from bench.databases import add_contacts, version_of
from bench.lab import Lab
from bench.row import Check, NotMeasuredError, Row, Samples, Unit, interleaved, times
from bench.terminal import CTRL_S, END, Program


def _save(lab: Lab) -> Sequence[Samples]:
    account = lab.opened
    with lab.copy_of_the_large() as path:
        (contact_id,) = add_contacts(path, account.id, 1)
        before = version_of(path, contact_id)
        with lab.program_at_rest(path, account) as program, lab.floor_at_rest("modal", "Below") as floor:
            program.press(END)
            names = itertools.cycle("XY")
            samples = interleaved(lab.runs, lambda: _saved(program, next(names)), lambda: _opened_and_closed(floor))
        if (saved := version_of(path, contact_id) - before) != lab.runs + 1:
            raise NotMeasuredError(f"Of {lab.runs + 1} changes {saved} were saved.")
    return [samples]


def _saved(program: Program, name: str) -> float:
    """Seconds in which a form with another first name is saved and gone."""
    program.press("e")
    program.press(name)
    return program.press(CTRL_S).seconds


def _opened_and_closed(floor: Program) -> float:
    return floor.press("o").seconds + floor.press("c").seconds


ROWS: Final = (Row("W1", (Check("save: key to repainted row, large database", Unit.MILLISECONDS, times(2)),), _save),)
