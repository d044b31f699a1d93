"""What a measurement works with: programs to start, databases to start them on."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from bench.databases import Opened, add_contacts, copy, opened_account
from bench.row import NotMeasuredError
from bench.terminal import Program
from contacts_tui.storage.revision import REVISION

PROGRAM: Final = str(Path(sys.executable).with_name("contacts-tui"))
FLOORS: Final = Path(__file__).with_name("floors")
KEPT: Final = Path(__file__).with_name(".data")
"""Where the generated databases are kept between runs."""
SEED: Final = 1
LAST_PAINTED: Final = "Help"
"""What stands at the end of the last line of the page."""
IN_A_CROWD: Final = 60
"""Contacts that are added to an account so that its table has to scroll."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: how often to measure, and the size of the large database or the file that it is."""

    runs: int
    accounts: int
    contacts: int
    database: Path | None = None


class Lab:
    """Starts programs in an environment of its own, on databases that are made when a measurement asks for them."""

    def __init__(self, wanted: Wanted, folder: Path) -> None:
        self._wanted = wanted
        self.folder = folder
        self.runs = wanted.runs

    @cached_property
    def environment(self) -> dict[str, str]:
        """Nobody's settings and no remembered things, so that all runs are alike."""
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        own = {f"XDG_{name}_HOME": str(self.folder / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        return {**kept, **own, "HOME": str(self.folder), "LC_ALL": "C.UTF-8", "CONTACTS_TUI_AGENT": "mona"}

    def program(self, database: Path, account: Opened) -> Program:
        """Start contacts-tui with an account of a database."""
        return self.start(PROGRAM, "--database", str(database), "--account", account.number)

    def floor(self, name: str) -> Program:
        """Start one of the floors."""
        return self.start(sys.executable, str(FLOORS / f"{name}.py"))

    @contextmanager
    def program_at_rest(self, database: Path, account: Opened) -> Iterator[Program]:
        """Start contacts-tui, and wait until it has painted all and loaded all."""
        with self.program(database, account) as program:
            program.ready(account.contact, LAST_PAINTED)
            yield program

    @contextmanager
    def floor_at_rest(self, name: str, word: str) -> Iterator[Program]:
        """Start a floor that paints a word, and wait until it has nothing more to do."""
        with self.floor(name) as program:
            program.ready(word)
            yield program

    def start(self, *command: str) -> Program:
        """Start any program in a terminal."""
        return Program(command, self.environment)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command that prints, to its end."""
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)

    def timed(self, *command: str) -> Callable[[], float]:
        """Return what measures a command from its start to its end, and raises NotMeasuredError where it fails."""

        def seconds() -> float:
            started = time.perf_counter()
            run = self.run(*command)
            took = time.perf_counter() - started
            if run.returncode:
                said = (run.stderr.strip().splitlines() or [""])[-1]
                raise NotMeasuredError(f"{Path(command[0]).name} ended with {run.returncode}: {said}")
            return took

        return seconds

    @cached_property
    def demo(self) -> Path:
        """The demo: two accounts, that of the portal with seven contacts."""
        path = self.folder / "demo.db"
        made = self.run(PROGRAM, "demo", "--database", str(path))
        if made.returncode:
            raise NotMeasuredError(f"There is no demo: {made.stderr.strip()}")
        return path

    @cached_property
    def crowded(self) -> Path:
        """The demo with so many more contacts in the portal's account that its table has to scroll."""
        path = self.folder / "crowded.db"
        copy(self.demo, path)
        add_contacts(path, self.opened_in_demo.id, IN_A_CROWD)
        return path

    @cached_property
    def large(self) -> Path:
        """The database of the size that was asked for: only to be read, it is kept."""
        if self._wanted.database:
            return self._wanted.database
        accounts, contacts = str(self._wanted.accounts), str(self._wanted.contacts)
        path = KEPT / f"{accounts}-{contacts}-{SEED}-{REVISION}.db"
        if not path.exists():
            unfinished = self.folder / path.name
            options = ("--accounts", accounts, "--contacts", contacts, "--seed", str(SEED))
            generated = subprocess.run(
                [PROGRAM, "generate", *options, str(unfinished)], env=self.environment, stdout=sys.stderr, check=False
            )
            if generated.returncode:
                raise NotMeasuredError(f"There is no large database: generate ended with {generated.returncode}.")
            unfinished.rename(path)
        return path

    @cached_property
    def opened(self) -> Opened:
        """The account of the large database that is opened."""
        return opened_account(self.large)

    @cached_property
    def opened_in_demo(self) -> Opened:
        """The portal's account, of the demo and of the crowded database."""
        return opened_account(self.demo)

    @contextmanager
    def copy_of_the_large(self) -> Iterator[Path]:
        """A copy of the large database, to write into; it is removed afterwards."""
        folder = self.folder / "copy"
        folder.mkdir()
        try:
            copy(self.large, folder / "large.db")
            yield folder / "large.db"
        finally:
            shutil.rmtree(folder)
