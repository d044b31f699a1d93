"""How many bytes reach the terminal: B1 and B2."""

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from bench.lab import IN_A_CROWD, Lab
from bench.row import Check, Row, Samples, Unit, at_most
from bench.terminal import DOWN, Program

MOVES: Final = 5
"""Rows that the cursor goes down while the table still stands."""
SCREENFUL: Final = 20
"""Moves after which each further one scrolls."""
PAUSE: Final = 0.6
"""Seconds between two keys."""
LETTERS: Final = "Benchmark"
IDLE_SECONDS: Final = 10
MINUTE: Final = 60

PEER: Final = "abook"
_BOOK: Final = "[format]\nprogram=abook\nversion=0.6.1\n"


def _each_key(lab: Lab) -> Sequence[Samples]:
    firsts = []
    for _ in range(lab.runs):
        with _at_rest(lab) as program:
            firsts.append(program.written)
    with _at_rest(lab) as program:
        moved, scrolled = _moves(program, DOWN)
        program.press("a")
        typed = [_press(program, letter) for letter in LETTERS]
    peer = _peer(lab)
    if peer is None:
        return [Samples(ours, note=f"{PEER} is not installed") for ours in (firsts, moved, scrolled, typed)]
    return [
        Samples(ours, its, f"beside {PEER}") for ours, its in zip((firsts, moved, scrolled, typed), peer, strict=True)
    ]


def _peer(lab: Lab) -> tuple[list[int], ...] | None:
    """What abook writes for the same on as many people; None if it is not installed."""
    if not shutil.which(PEER):
        return None
    people = (
        f"[{n}]\nname=Person{n:02} Benchmark\nemail=person{n:02}@example.com\nphone=(416) 967-11{n:02}\n"
        for n in range(IN_A_CROWD)
    )
    book = lab.folder / "addressbook"
    book.write_text("\n".join((_BOOK, *people)), encoding="utf-8")
    with lab.start(PEER, "--datafile", str(book)) as program:
        program.ready("Person00")
        first = program.written
        moved, scrolled = _moves(program, "j")
        program.press("/")
        typed = [_press(program, letter) for letter in LETTERS]
    return [first], moved, scrolled, typed


def _moves(program: Program, down: str) -> tuple[list[int], list[int]]:
    """How many bytes each move of the cursor takes, and each that scrolls."""
    moved = [_press(program, down) for _ in range(MOVES)]
    for _ in range(SCREENFUL):
        program.press(down)
    return moved, [_press(program, down) for _ in range(MOVES)]


def _press(program: Program, key: str) -> int:
    """How many bytes a key takes, with what is only painted when the next one does not follow at once."""
    return program.press(key, within=PAUSE).written


def _idle(lab: Lab) -> Sequence[Samples]:
    idle = []
    for keys in ("", "a", "f"):
        with _at_rest(lab) as program:
            if keys:
                program.press(keys, within=PAUSE)
            _await_room_in_the_minute()
            program.rest()
            idle.append(Samples([program.read_for(IDLE_SECONDS)]))
    return idle


def _await_room_in_the_minute() -> None:
    """The clock may paint itself once a minute: it is waited for where it would do so."""
    left = MINUTE - time.time() % MINUTE
    if left < IDLE_SECONDS + 1:
        time.sleep(left + 1)


@contextmanager
def _at_rest(lab: Lab) -> Iterator[Program]:
    """The program with an account of many contacts, when it has painted what comes late, too."""
    with lab.program_at_rest(lab.crowded, lab.opened_in_demo) as program:
        program.read_for(PAUSE)
        yield program


ROWS: Final = (
    Row(
        "B1",
        (
            Check("written: first paint", Unit.BYTES, at_most(21_000, 4_000)),
            Check("written: cursor down", Unit.BYTES, at_most(550, 150)),
            Check("written: scroll by one", Unit.BYTES, at_most(3_600, 1_100)),
            Check("written: one typed letter", Unit.BYTES, at_most(1_200, 150)),
        ),
        _each_key,
    ),
    Row(
        "B2",
        (
            Check(f"written in {IDLE_SECONDS} s of rest: page", Unit.BYTES, at_most(0)),
            Check(f"written in {IDLE_SECONDS} s of rest: form", Unit.BYTES, at_most(0)),
            Check(f"written in {IDLE_SECONDS} s of rest: Find", Unit.BYTES, at_most(0)),
        ),
        _idle,
    ),
)
