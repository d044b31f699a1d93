"""What `make bench` prints: every row once, each with a budget, and what is missed as missed."""

import json
from collections import Counter
from pathlib import Path

import pytest

from bench.__main__ import ROWS, main
from bench.lab import PROGRAM, Lab, Wanted
from bench.report import line_of
from bench.row import (
    Budget,
    Check,
    NotMeasuredError,
    Result,
    Row,
    Samples,
    Unit,
    at_most,
    interleaved,
    more,
    results,
    slowest_of_a_hundred,
    times,
)
from bench.screen import Screen
from bench.terminal import Program, Reaction

LISTED = ["S1", "S2", "S3", "S4", "F1", "F2", "T1", "T2", "B1", "B2", "W1", "M1"]
"""The rows that have budgets."""


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    return Lab(Wanted(runs=1, accounts=1, contacts=1), tmp_path)


def measured(lab: Lab, check: Check, samples: Samples) -> Result:
    (result,) = results(Row("X1", (check,), lambda _: [samples]), lab)
    return result


def test_every_row_of_the_list_is_there_once_and_each_of_its_figures_has_a_budget():
    counts = Counter(row.key for row in ROWS)
    assert {key: counts[key] for key in LISTED} == dict.fromkeys(LISTED, 1)
    assert [check.what for row in ROWS if row.key in LISTED for check in row.checks if check.budget is None] == []


@pytest.mark.parametrize(
    ("budget", "ours", "floor", "is_met"),
    [
        (times(1.25), [0.25], [0.2], True),
        (times(1.25), [0.26], [0.2], False),
        (more(100), [0.2], [0.1], True),
        (more(100), [0.21], [0.1], False),
        (at_most(250), [0.25], [], True),
        (at_most(250), [0.26], [0.1], False),
    ],
)
def test_a_missed_budget_is_marked_in_the_table(
    lab: Lab, budget: Budget, ours: list[float], floor: list[float], is_met: bool
):
    result = measured(lab, Check("start", Unit.MILLISECONDS, budget), Samples(ours, floor))
    assert result.is_met is is_met
    assert ("MISSED" in line_of(result)) is not is_met
    assert line_of(result).endswith("ok" if is_met else "MISSED")


def test_the_stretch_of_a_budget_is_told_once_it_is_reached(lab: Lab):
    check = Check("start", Unit.BYTES, at_most(21_000, 4_000))
    assert line_of(measured(lab, check, Samples([4_000]))).endswith("ok, stretch too")
    assert line_of(measured(lab, check, Samples([4_001]))).endswith("ok")


def test_the_median_counts_and_in_one_row_the_slowest_of_a_hundred(lab: Lab):
    samples = Samples([*[1.0] * 98, 7.0, 9.0], [1.0, 2.0, 9.0])
    median = measured(lab, Check("letter", Unit.MILLISECONDS, times(3)), samples)
    assert (median.ours, median.floor, median.value) == (1000, 2000, 0.5)
    slowest = measured(lab, Check("letter", Unit.MILLISECONDS, times(3), slowest_of_a_hundred), samples)
    assert (slowest.ours, slowest.floor, slowest.value) == (7000, 2000, 3.5)


def test_ours_and_the_floor_are_measured_in_turn_after_one_that_does_not_count():
    order: list[str] = []

    def one(name: str) -> float:
        order.append(name)
        return float(len(order))

    assert interleaved(2, lambda: one("ours"), lambda: one("floor")) == Samples([3.0, 5.0], [4.0, 6.0])
    assert order == ["ours", "floor"] * 3


def test_what_cannot_be_measured_says_why_and_stops_nothing(lab: Lab):
    def measure(_: Lab) -> list[Samples]:
        raise NotMeasuredError("There is no such command.")

    row = Row("X1", (Check("a", Unit.BYTES, at_most(1)), Check("b", Unit.BYTES, at_most(1))), measure)
    first, second = (line_of(result) for result in results(row, lab))
    assert first.endswith("not measured: There is no such command.")
    assert second.endswith("not measured")


def test_a_cheap_row_runs_and_is_written_into_a_file_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "figures.json"
    assert main(["--rows", "s3", "--runs", "1", "--json", str(path)]) == 0
    figures = json.loads(path.read_text())["rows"]
    assert [(row["row"], row["what"]) for row in figures[:2]] == [("S3", "--version"), ("S3", "--help")]
    assert all(row["ours"] > 0 and row["floor"] > 0 for row in figures[:2])
    assert (figures[2]["ours"], figures[2]["met"]) == (0, True)
    printed = capsys.readouterr().out
    assert [line.split()[0] for line in printed.splitlines()[2:5]] == ["S3"] * 3


def test_an_unknown_row_is_a_sentence(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["--rows", "S1,Q9"])
    assert "there is no row q9; there are S1, S2" in capsys.readouterr().err


def test_the_program_is_timed_from_its_start_and_from_a_key(lab: Lab):
    with lab.floor("box") as program:
        assert program.painted("Empty") > 0
        program.rest()
        reaction = program.press("x")
        assert reaction.seconds > 0
        assert reaction.written == sum(len(chunk) for _, chunk in reaction.chunks)
        assert "x" in "".join(Screen(program.raw).lines)
        program.leave()


def test_a_program_that_ends_by_itself_is_not_measured(lab: Lab):
    with (
        Program([PROGRAM, "--version"], lab.environment) as program,
        pytest.raises(NotMeasuredError, match="has ended"),
    ):
        program.painted("never")


def test_a_line_is_painted_when_it_last_changed():
    screen = Screen(b"one\r\ntwo")
    reaction = Reaction(((0.1, b"\x1b[1;1HONE"), (0.2, b"\x1b[2;1HTWO"), (0.3, b"\x1b[1;1HONE")))
    assert screen.painted(reaction, slice(0, 1)) == 0.1
    assert screen.lines[1].rstrip() == "TWO"
