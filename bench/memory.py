"""What stays in memory: M1."""

from collections.abc import Sequence
from typing import Final

from bench.lab import Lab
from bench.row import Check, NotMeasuredError, Row, Samples, Unit, more
from bench.terminal import CTRL_G, Program

FORMS_FIRST: Final = 200
FORMS_IN_ALL: Final = 600
AT_ONCE: Final = 10
"""Forms whose keys are sent together: each key waits in the program until the one before it has been painted."""
KEYS: Final = f"a{CTRL_G}e{CTRL_G}"
"""Open and close the form for a new contact, then that of the one under the cursor."""


def _forms(lab: Lab) -> Sequence[Samples]:
    with lab.program_at_rest(lab.demo, lab.opened_in_demo) as program:
        least = program.press("a").written * AT_ONCE // 2
        program.press(CTRL_G)
        after_first = _open_and_close(program, FORMS_FIRST, least)
        after_all = _open_and_close(program, FORMS_IN_ALL - FORMS_FIRST, least)
    return [Samples([after_all], [after_first])]


def _open_and_close(program: Program, forms: int, least: int) -> int:
    """Open and close so many forms; the bytes of memory the program then has.

    Raises NotMeasuredError where less was painted than so many forms take.
    """
    for _ in range(forms // AT_ONCE):
        if program.press(KEYS * (AT_ONCE // 2)).written < least:
            raise NotMeasuredError("Not all forms were opened.")
    return program.memory


ROWS: Final = (
    Row(
        "M1",
        (Check(f"memory after {FORMS_IN_ALL} forms, after {FORMS_FIRST}", Unit.MEBIBYTES, more(1)),),
        _forms,
    ),
)
