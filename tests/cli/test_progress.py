"""How far a command is, where somebody looks at it, and where nobody does."""

import pytest

from contacts_tui.cli import progress as shown
from contacts_tui.cli.progress import Line, progress


def test_a_terminal_has_one_line_after_a_while_that_is_gone_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    times = iter([0.0, 0.9, 1.1, 1.2, 1.4])
    monkeypatch.setattr(shown.time, "monotonic", lambda: next(times))
    line = Line()
    for done in (10, 1_000, 1_001, 1_950):
        line.show(done, 2_000)
    line.clear()
    half, nearly = f"{'#' * 20}{'.' * 20}  50 %", f"{'#' * 39}.  97 %"
    assert capsys.readouterr().err == f"\r{half}\r{nearly}\r{' ' * 46}\r"


def test_elsewhere_each_step_is_a_line_once(capsys: pytest.CaptureFixture[str]):
    with progress(every=10) as line:
        for part in (0.05, 0.1, 0.19, 0.45, 1.0):
            line.show(part)
    assert capsys.readouterr().err == "10 %\n40 %\n100 %\n"


def test_elsewhere_nothing_is_said_where_no_lines_are_wanted(capsys: pytest.CaptureFixture[str]):
    with progress() as line:
        line.show(0, 0)
        line.show(2_000, 2_000)
    assert not capsys.readouterr().err
