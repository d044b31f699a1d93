"""The pages of a long list that are in memory: few, the right ones, and read from the nearest place."""

from contacts_tui.domain.account import AccountType
from contacts_tui.domain.listed import Boundary, Known, ListedAccount, ListOf, ListOrder, Stretch
from contacts_tui.ui.screens.listed_pages import ListedRows, way_to
from contacts_tui.ui.widgets.paged_rows import MOST_PAGES, PagedRows

ORDER = ListOrder(ListOf.ACCOUNTS)
COUNT = 1_000_000


def account(n: int) -> ListedAccount:
    return ListedAccount(n + 1, f"{n}", f"{n:07}", AccountType.CHILD, "Duluth")


def stretch(start: int, count: int = 100) -> Stretch[ListedAccount]:
    return Stretch(start, tuple(map(account, range(start, start + count))), 1)


def rows_of(*starts: int) -> ListedRows:
    rows = PagedRows(ORDER, Known(COUNT, 1), lambda: None)
    rows.cells = lambda listed: (listed.key,)
    for start in starts:
        rows.put(stretch(start))
    return rows


def all_wanted(rows: ListedRows) -> list[int]:
    found = []
    while (page := rows.wanted()) is not None:
        found.append(page)
    return found


def test_a_million_rows_gone_through_leave_a_few_pages_in_memory():
    rows = rows_of()
    for start in range(0, COUNT, 1_000):
        rows.put(stretch(start))
        assert rows.row(start + 5) == (account(start + 5).key,)
    assert sum(rows.at(start) is not None for start in range(0, COUNT, 100)) == MOST_PAGES
    assert len(rows._index) == MOST_PAGES * 100


def test_the_pages_that_were_shown_last_stay():
    rows = rows_of(0)
    for start in range(100, 100 * MOST_PAGES, 100):
        rows.put(stretch(start))
        rows.row(0)
    rows.put(stretch(5_000))
    assert rows.at(0) is not None
    assert rows.at(100) is None


def test_a_row_that_is_not_there_is_wanted_and_named_by_its_place():
    told = []
    rows = PagedRows(ORDER, Known(COUNT, 1), lambda: told.append(1))
    assert rows.row(123_456) is None
    assert rows.row(123_457) is None
    assert (rows.key(123_456), rows.find("#123456"), told) == ("#123456", 123_456, [1])
    assert all_wanted(rows) == [1_234]
    rows.put(stretch(123_400))
    assert (rows.key(123_456), rows.find("account 123457"), rows.find("account 1")) == ("account 123457", 123_456, None)


def test_what_is_in_sight_comes_before_what_is_near_and_the_newest_before_the_others():
    rows = rows_of(1_000)
    rows.row(1_080)
    rows.row(50_000)
    rows.row(1_020)
    rows.row(70_000)
    assert all_wanted(rows) == [700, 500, 11, 9]


def test_what_was_scrolled_past_long_ago_is_not_wanted_any_more():
    rows = rows_of()
    for start in range(0, 10_000, 1_000):
        rows.row(start)
    assert all_wanted(rows) == [90, 80, 70, 60]
    rows.row(0)
    rows.want_none()
    assert all_wanted(rows) == []


def test_nothing_is_wanted_before_the_first_page_and_behind_the_last():
    rows = rows_of(0, COUNT - 100)
    rows.row(3)
    rows.row(COUNT - 3)
    rows.want_ends()
    assert all_wanted(rows) == []


def test_a_page_is_read_from_the_nearest_place():
    rows = rows_of(500_000, 600_000)
    after, before = ORDER.just_behind(account(500_099).spot(ORDER)), account(600_000).spot(ORDER)
    assert way_to(0, rows) == (0, 100, Boundary(0, None))
    assert way_to(9_999, rows) == (COUNT - 100, COUNT, Boundary(COUNT, None))
    assert way_to(5_001, rows) == (500_100, 500_200, Boundary(500_100, after))
    assert way_to(5_400, rows) == (540_000, 540_100, Boundary(500_100, after))
    assert way_to(5_999, rows) == (599_900, 600_000, Boundary(600_000, before))


def test_the_last_page_may_be_a_short_one():
    rows = PagedRows(ORDER, Known(105, 1), lambda: None)
    assert way_to(1, rows) == (100, 105, Boundary(105, None))
    rows.put(stretch(100, 5))
    assert (rows.at(104), rows.at(105)) == (account(104), None)
