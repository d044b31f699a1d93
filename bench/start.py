"""How soon it is there: S1 to S4."""

import sys
from collections.abc import Sequence
from typing import Final

from bench.databases import phone_number
from bench.lab import LAST_PAINTED, PROGRAM, Lab
from bench.row import Check, Row, Samples, Unit, at_most, interleaved, times
from bench.terminal import Program

HEAVY: Final = ("pydantic", "sqlalchemy", "sqlmodel", "textual")
"""What a command that shows nothing must not load."""
_HEAVY_LOADED: Final = f"""\
import sys
from contextlib import suppress
from contacts_tui.cli import main
with suppress(SystemExit):
    main([sys.argv[1]])
print(len(sys.modules.keys() & set({HEAVY!r})))"""


def _page(lab: Lab) -> Sequence[Samples]:
    account = lab.opened_in_demo
    return [
        interleaved(
            lab.runs,
            lambda: _painted(lab.program(lab.demo, account), account.number, "Type", LAST_PAINTED),
            lambda: _floor(lab),
        )
    ]


def _contacts(lab: Lab) -> Sequence[Samples]:
    account = lab.opened
    return [
        interleaved(
            lab.runs,
            lambda: _painted(lab.program(lab.large, account), account.contact, LAST_PAINTED),
            lambda: _floor(lab),
        )
    ]


def _floor(lab: Lab) -> float:
    return _painted(lab.floor("page"), "Headerline", "Name7", "Footerkey")


def _painted(program: Program, *words: str) -> float:
    """Seconds until the words stood there; the program then takes a key."""
    with program:
        seconds = program.painted(*words)
        program.leave()
    return seconds


def _commands(lab: Lab) -> Sequence[Samples]:
    floor = lab.timed(sys.executable, "-c", "pass")
    timed = [interleaved(lab.runs, lab.timed(PROGRAM, option), floor) for option in ("--version", "--help")]
    loaded = [lab.run(sys.executable, "-c", _HEAVY_LOADED, option) for option in ("--version", "--help")]
    return [*timed, Samples([int(run.stdout.split()[-1]) for run in loaded])]


def _lookup(lab: Lab) -> Sequence[Samples]:
    ours = lab.timed(PROGRAM, "lookup", phone_number(lab.large), "--database", str(lab.large))
    return [interleaved(lab.runs, ours, lab.timed(sys.executable, "-c", "import sqlmodel"))]


ROWS: Final = (
    Row("S1", (Check("start: header, table and keys painted", Unit.MILLISECONDS, times(1.25)),), _page),
    Row("S2", (Check("start: contacts painted, large database", Unit.MILLISECONDS, times(1.5, 1.25)),), _contacts),
    Row(
        "S3",
        (
            Check("--version", Unit.MILLISECONDS, times(6)),
            Check("--help", Unit.MILLISECONDS, times(6)),
            Check(f"loaded of {', '.join(HEAVY)}", Unit.MODULES, at_most(0), max),
        ),
        _commands,
    ),
    Row("S4", (Check("lookup, large database", Unit.MILLISECONDS, times(1.2)),), _lookup),
)
