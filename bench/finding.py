"""How soon somebody is found: F1, F2 and a peer."""

import shutil
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select

from bench.databases import Person, people
from bench.lab import PROGRAM, Lab
from bench.row import Check, Row, Samples, Unit, at_most, interleaved, slowest_of_a_hundred, times
from bench.screen import Screen
from bench.terminal import CTRL_U, Program
from contacts_tui.domain.query import Query
from contacts_tui.storage import key_search
from contacts_tui.storage.database import Database
from contacts_tui.storage.tables import CONTACT
from contacts_tui.storage.values import CONTACT_COLUMNS

LONGEST: Final = 12
"""Letters that are typed of a text at most."""
TEXTS_A_RUN: Final = 6
PACE: Final = 0.25
"""Seconds between two letters: an agent types so, whether the search for the one before has ended or not.

No letter but the last of a text can be measured as slower than that: what comes later belongs to the next one.
"""
BEST: Final = slice(2, 5)
"""The lines of the screen in which the text and the best hit stand: what is searched further comes below."""

FOUND: Final = 50
"""Contacts that a search gives at most."""
ANY: Final = slice(None)
"""All lines: those in which a bare box shows its text."""

PEER: Final = "khard"
CARDS: Final = 10_000


def _letters(lab: Lab) -> Sequence[Samples]:
    found = people(lab.large, TEXTS_A_RUN * (lab.runs + 1))
    ours: list[float] = []
    its: list[float] = []
    with (
        lab.program_at_rest(lab.large, lab.opened) as program,
        lab.floor_at_rest("box", "Empty") as floor,
    ):
        program.press("f")
        screen, box = Screen(program.raw), Screen(floor.raw)
        for text in islice(_texts(found), TEXTS_A_RUN * lab.runs):
            ours += _typed(program, text, screen, BEST)
            its += _typed(floor, text, box, ANY)
    letters = Samples(ours, its)
    return letters, letters, Samples(ours)


def _texts(found: Sequence[Person]) -> Iterator[str]:
    """Beginnings of names, words, digits, addresses and numbers of accounts, in turn."""
    for person in found:
        digits = person.phone
        for text in (
            person.last_name,
            digits,
            f"{person.first_name} {person.last_name}".strip(),
            digits[-7:],
            person.email,
            person.account,
        ):
            if text:
                yield text[:LONGEST]


def _typed(program: Program, text: str, screen: Screen, lines: slice) -> list[float]:
    """Seconds that each letter took until the lines stood as they then stay; the box is empty before and after."""
    letters, last = text[:-1], text[-1]
    reactions = [program.press(letter, within=PACE) for letter in letters]
    reactions.append(program.press(last))
    cleared = program.press(CTRL_U)
    seconds = [screen.painted(reaction, lines) for reaction in reactions]
    screen.painted(cleared, lines)
    return seconds


def _statements(lab: Lab) -> Sequence[Samples]:
    ours: list[float] = []
    its: list[float] = []
    texts = list(islice(_texts(people(lab.large, TEXTS_A_RUN * (lab.runs + 1))), TEXTS_A_RUN * lab.runs))
    database = Database(lab.large, read_only=True)
    try:
        with database.reading() as connection:
            for text in (*texts[:TEXTS_A_RUN], *texts):
                for end in range(1, len(text) + 1):
                    searched, found = _searched(connection, Query.of(text[:end]))
                    ours.append(searched)
                    its.append(_read(connection, found))
    finally:
        database.close()
    uncounted = sum(map(len, texts[:TEXTS_A_RUN]))
    return [Samples(ours[uncounted:], its[uncounted:])]


def _searched(connection: Connection, query: Query) -> tuple[float, list[int]]:
    """Seconds of the search statement, and the ids of the contacts that it finds."""
    started = time.perf_counter()
    found = key_search.begun(connection, query, "", FOUND)
    return time.perf_counter() - started, [one.ref for one in found if not one.is_account][:FOUND]


def _read(connection: Connection, ids: Sequence[int]) -> float:
    """Seconds of reading contacts by their ids."""
    columns = (CONTACT.c[name] for name in CONTACT_COLUMNS)
    started = time.perf_counter()
    connection.execute(select(*columns).where(CONTACT.c.id.in_(ids))).all()
    return time.perf_counter() - started


def _by_command(lab: Lab) -> Sequence[Samples]:
    (person,) = people(lab.large, 1)
    ours = lab.timed(PROGRAM, "find", f"{person.first_name} {person.last_name}", "--database", str(lab.large))
    if not shutil.which(PEER):
        ours()
        return [Samples([ours() for _ in range(lab.runs)], note=f"{PEER} is not installed")]
    return [interleaved(lab.runs, ours, lab.timed(PEER, "-c", str(_cards(lab)), "list", f"Person{CARDS // 2:05}"))]


def _cards(lab: Lab) -> Path:
    """The configuration of an address book of so many cards."""
    cards, configuration = lab.folder / "cards", lab.folder / "khard.conf"
    cards.mkdir()
    for number in range(CARDS):
        name = f"Person{number:05}"
        card = (
            f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{name}\r\nFN:{name} Benchmark\r\nN:Benchmark;{name};;;\r\n"
            f"TEL:+1416967{number:04}\r\nEMAIL:{name.lower()}@example.com\r\nEND:VCARD\r\n"
        )
        (cards / f"{name}.vcf").write_text(card, encoding="utf-8", newline="")
    configuration.write_text(f"[addressbooks]\n[[bench]]\npath = {cards}\n", encoding="utf-8")
    return configuration


ROWS: Final = (
    Row(
        "F1",
        (
            Check("find: one more letter, median", Unit.MILLISECONDS, times(3)),
            Check("find: one more letter, 99 of 100", Unit.MILLISECONDS, times(10), slowest_of_a_hundred),
            Check("find: one more letter, 99 of 100", Unit.MILLISECONDS, at_most(50), slowest_of_a_hundred),
        ),
        _letters,
    ),
    Row("F2", (Check("find: the statement alone", Unit.MILLISECONDS, times(3)),), _statements),
    Row("khard", (Check(f"find by command; khard: {CARDS:,} cards", Unit.MILLISECONDS, None),), _by_command),
)
