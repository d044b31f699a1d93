"""The table of all figures, and the same for other programs to read."""

import json
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from bench.row import Against, Budget, Result

MET: Final = "ok"
MISSED: Final = "MISSED"
NOT_MEASURED: Final = "not measured"
NOTHING: Final = "-"
TEN: Final = 10
_FORM: Final = "{:<5} {:<46} {:>12} {:>12} {:>8} {:>9}  {}"
TITLES: Final = _FORM.format("row", "what", "ours", "floor", "ratio", "budget", "")


@dataclass(frozen=True, slots=True)
class Machine:
    """Where it was measured."""

    python: str
    textual: str
    processors: int
    load: float
    """How much else there was to do at the beginning."""

    @classmethod
    def this(cls) -> "Machine":
        """Return the one it is measured on."""
        return cls(platform.python_version(), version("textual"), os.cpu_count() or 1, os.getloadavg()[0])

    @property
    def line(self) -> str:
        """The line above the table."""
        return f"Python {self.python}, Textual {self.textual}, {self.processors} processors, load {self.load:.1f}"


def line_of(result: Result) -> str:
    """Return a result as a line of the table."""
    check = result.check
    return _FORM.format(
        result.key,
        check.what,
        _amount(result.ours, check.unit.sign),
        _amount(result.floor, check.unit.sign),
        _ratio(result),
        _limit(check.budget),
        (": " if result.ours is None else ", ").join(filter(None, (_verdict(result), result.note))),
    ).rstrip()


def write_json(path: Path, machine: Machine, results: Iterable[Result]) -> None:
    """Write the results into a file."""
    rows = [_as_json(result) for result in results]
    about = {"python": machine.python, "textual": machine.textual, "processors": machine.processors}
    text = json.dumps({**about, "load": round(machine.load, 2), "rows": rows}, indent=2, ensure_ascii=False)
    path.write_text(f"{text}\n", encoding="utf-8")


def summary(results: Sequence[Result]) -> str:
    """Return the line below the table."""
    counts = [
        (sum(result.is_met is is_met for result in results), name) for is_met, name in ((True, MET), (False, MISSED))
    ]
    without = sum(result.ours is None for result in results)
    return ", ".join(f"{count} {name}" for count, name in (*counts, (without, NOT_MEASURED)) if count)


def _verdict(result: Result) -> str:
    if result.ours is None:
        return NOT_MEASURED
    if result.is_met is None:
        return ""
    if not result.is_met:
        return MISSED
    stretch = result.check.budget.stretch if result.check.budget else None
    is_stretched = stretch is not None and result.value is not None and result.value <= stretch
    return f"{MET}, stretch too" if is_stretched else MET


def _amount(amount: float | None, sign: str) -> str:
    return NOTHING if amount is None else f"{_number(amount)} {sign}"


def _ratio(result: Result) -> str:
    if result.ours is None or not result.floor:
        return NOTHING
    return f"{result.ours / result.floor:.2f}"


def _limit(budget: Budget | None) -> str:
    if budget is None:
        return NOTHING
    limit = _number(budget.limit)
    return {Against.FLOOR: f"{limit} x", Against.MORE: f"+{limit}", Against.NOTHING: limit}[budget.against]


def _number(amount: float) -> str:
    """A count whole, with its thousands apart; what is not whole with as many digits as it has meaning for."""
    if amount == round(amount):
        return f"{round(amount):,}"
    return f"{amount:.2f}" if abs(amount) < TEN else f"{amount:,.1f}"


def _as_json(result: Result) -> dict[str, object]:
    budget = result.check.budget
    return {
        "row": result.key,
        "what": result.check.what,
        "unit": result.check.unit.sign,
        "ours": result.ours,
        "floor": result.floor,
        "value": result.value,
        "against": budget.against.name.lower() if budget else None,
        "budget": budget.limit if budget else None,
        "stretch": budget.stretch if budget else None,
        "met": result.is_met,
        "note": result.note,
    }
