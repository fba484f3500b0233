"""Tables of a page read as rows, within bounds, whatever is wrong in it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hoaban.engines.sheets import pages

BOUNDS = {"most": 50, "columns": 6, "letters": 2000}


def rows(text: str) -> list[list[str]] | None:
    return pages.rows(text, **BOUNDS)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("<table><tr><td> a  b</td><td>c&amp;d</td></tr></table>", [["a b", "c&d"]]),
        ("<tr><td>1<td>2<tr><td>3", [["1", "2"], ["3"]]),
        ("<tr><td colspan=3>1</td><td>2</td></tr>", [["1", "", "", "2"]]),
        (
            "<tr><td rowspan=2>1</td><td>2</td></tr><tr><td>3</td></tr><tr><td>4</td></tr>",
            [["1", "2"], ["", "3"], ["4"]],
        ),
        ("<tr><td>a<script>x</script>b<br>c</td></tr>", [["ab c"]]),
        ("<tr><td colspan=99999999>1</td><td>2</td></tr>", [["1", "", "", "", "", ""]]),
        ("no table", []),
    ],
)
def test_cells_are_read_where_they_are_shown(text: str, read: list[list[str]]) -> None:
    assert rows(text) == read


def test_more_rows_or_letters_than_the_bounds_are_none() -> None:
    assert rows("<tr><td>1</td></tr>" * 51) is None
    assert rows(f"<tr><td>{'x' * 2001}</td></tr>") is None


@given(st.text(alphabet="<>/ =\"'tdrablecospn123x&;!-", max_size=400))
@example("<tr><td rowspan=9 colspan=9>")
@example("<!--")
def test_whatever_a_page_says_is_bounded(text: str) -> None:
    found = rows(text)
    if found is not None:
        assert len(found) <= 50
        assert all(len(row) <= 6 for row in found)


@pytest.mark.parametrize(
    ("text", "is_page"),
    [
        ("<html>", True),
        ("\n <!DOCTYPE html>", True),
        ("<?xml version='1.0'?>", True),
        ("Ngày;Số tiền", False),
        ("<5;6", False),
    ],
)
def test_what_is_a_page_is_known_by_how_it_begins(text: str, *, is_page: bool) -> None:
    assert pages.is_page(text) is is_page
