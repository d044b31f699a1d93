"""Text fitted into cells."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from contacts_tui.ui.present.fitting import shown, wrapped


@given(text=st.text(), width=st.integers(2, 40))
def test_wrapped_lines_fit_and_together_say_all(text: str, width: int):
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == shown(text).replace(" ", "")


def test_words_stay_whole_where_they_fit_into_a_line():
    assert wrapped("Front desk of the Hill clinic", 10) == ["Front desk", "of the", "Hill", "clinic"]
    assert wrapped("an address@that.is.too.long here", 10) == ["an", "address@th", "at.is.too.", "long here"]
    assert wrapped("", 10) == [""]
