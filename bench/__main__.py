"""`make bench`: measures, and prints one table."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench import finding, memory, saving, start, table, written
from bench.lab import KEPT, Lab, Wanted
from bench.report import TITLES, Machine, line_of, summary, write_json
from bench.row import Result, Row, results

ROWS: Final[tuple[Row, ...]] = (
    *start.ROWS,
    *finding.ROWS,
    *table.ROWS,
    *written.ROWS,
    *saving.ROWS,
    *memory.ROWS,
)
FEWEST_RUNS: Final = 5


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what was asked for; 0, also where a budget is missed."""
    options = _parser().parse_args(argv)
    wanted = Wanted(options.runs, options.accounts, options.contacts, options.database)
    machine = Machine.this()
    _say(machine.line)
    _say(TITLES)
    KEPT.mkdir(exist_ok=True)
    measured: list[Result] = []
    with TemporaryDirectory(dir=KEPT) as folder:
        lab = Lab(wanted, Path(folder))
        for row in options.rows:
            for result in results(row, lab):
                _say(line_of(result))
                measured.append(result)
    _say(summary(measured))
    if options.json:
        write_json(options.json, machine, measured)
    return 0


def _say(line: str) -> None:
    """Print a line at once: the next figure may take minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="make bench", description="Measure contacts-tui, each figure against a floor."
    )
    parser.add_argument("--rows", type=_rows, default=ROWS, metavar="S1,S2", help="which rows (default: all)")
    parser.add_argument("--runs", type=int, default=FEWEST_RUNS, help="how often each is measured (default: 5)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures into a file, too")
    parser.add_argument("--database", type=Path, metavar="PATH", help="the large database (default: one is generated)")
    parser.add_argument("--accounts", type=int, default=200_000, help="how many it has (default: 200000)")
    parser.add_argument("--contacts", type=int, default=1_000_000, help="how many it has (default: 1000000)")
    return parser


def _rows(named: str) -> tuple[Row, ...]:
    keys = {row.key.casefold(): row for row in ROWS}
    wanted = [key.strip().casefold() for key in named.split(",")]
    if unknown := [key for key in wanted if key not in keys]:
        raise argparse.ArgumentTypeError(
            f"there is no row {', '.join(unknown)}; there are {', '.join(row.key for row in ROWS)}"
        )
    return tuple(keys[key] for key in wanted)


if __name__ == "__main__":
    sys.exit(main())
