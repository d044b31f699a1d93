"""The chart of the last bills."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from contacts_tui.domain.billing_center import Bar
from contacts_tui.ui.present.bill_chart import EIGHTHS, chart_lines, drawn_bar

BLOCKS = set(EIGHTHS.strip())

amounts = st.integers(0, 10**15)
bars = st.lists(
    st.builds(lambda day, amount: Bar(f"{day}/15/2018", amount, f"${amount / 100:,.2f}"), st.integers(1, 12), amounts),
    max_size=12,
)


@given(bars, st.integers(-2, 250), st.integers(-2, 14))
def test_it_fits_and_every_day_and_figure_is_whole(shown: list[Bar], width: int, height: int):
    lines = chart_lines(shown, width, height)
    assert len(lines) <= max(0, height)
    assert all(cell_len(line) <= width for line in lines)
    words = " ".join(lines).split()
    if lines:
        assert sorted(word for word in words if not BLOCKS & set(word)) == sorted(
            text for bar in shown for text in (bar.day, bar.amount)
        )


@given(amounts, amounts, st.integers(1, 100))
def test_a_bar_is_as_long_as_its_amount(one: int, other: int, longest: int):
    most = max(one, other)
    drawn = [drawn_bar(amount, most, longest) for amount in (min(one, other), most)]
    assert [bool(bar) for bar in drawn] == [min(one, other) > 0, most > 0]
    assert cell_len(drawn[0]) <= cell_len(drawn[1])
    if most:
        assert drawn[1] == "█" * longest


def test_the_oldest_begins_and_columns_stand_beside_each_other_where_lines_are_few():
    shown = [Bar(f"{month}/1/2018", month, f"${month}") for month in range(1, 5)]
    assert [line.split()[0] for line in chart_lines(shown, 60, 4)] == ["1/1/2018", "2/1/2018", "3/1/2018", "4/1/2018"]
    first, second = chart_lines(shown, 60, 3)
    assert (first.split()[0], first.split()[3], second.split()[0]) == ("1/1/2018", "3/1/2018", "2/1/2018")
    assert chart_lines(shown, 60, 1) == []
    assert chart_lines(shown, 30, 2) == []
