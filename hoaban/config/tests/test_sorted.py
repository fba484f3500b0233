"""Every list shows its rows in the order of the column that its heading marks."""

import re
from datetime import datetime
from html.parser import HTMLParser

import pytest
from pytest_django import Settings

from tests.world.desks import Desk

pytestmark = pytest.mark.django_db

YEAR = "begins=2020-01-01&ends=2020-12-31"
SHARES = ("received", "ended", "processed", "in_progress")
LISTS = {
    "clerk": [
        "/desk/",
        "/desk/?part=later",
        "/desk/overview/",
        "/desk/ended/",
        "/desk/apologies/",
        "/desk/inbox/",
        f"/desk/takings/?{YEAR}",
        "/desk/takings/owed/",
        "/desk/takings/debts/",
        f"/desk/register/?{YEAR}",
        *(f"/desk/results/rows/?{YEAR}&share={share}" for share in SHARES),
    ],
    "leader": ["/desk/", "/desk/overview/", "/desk/documents/", "/desk/inbox/"],
}
MOMENT = re.compile(r"(?:(\d\d:\d\d) )?(?:thứ \w+ |Chủ nhật )?(\d\d/\d\d/\d{4})")


class Grid(HTMLParser):
    """The headings of a table, how rows stand by each, and the words of the cells."""

    def __init__(self) -> None:
        super().__init__()
        self.sorted: list[str] = []
        self.rows: list[list[str]] = []
        self.is_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "thead":
            self.is_head, self.sorted, self.rows = True, [], []
        elif tag == "tbody":
            self.is_head = False
        elif tag == "tr" and not self.is_head:
            self.rows.append([])
        elif tag in {"td", "th"} and self.is_head:
            self.sorted.append(dict(attrs).get("aria-sort") or "")
        elif tag in {"td", "th"} and self.rows:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if not self.is_head and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def grid(text: str) -> Grid:
    """The table of a page whose rows stand in an order that it marks; empty where none does."""
    for table in re.findall(r"<table.*?</table>", text, re.DOTALL):
        if "aria-sort" in table:
            found = Grid()
            found.feed(table)
            return found
    return Grid()


def key(words: str) -> tuple[datetime, int]:
    """What a cell is ordered by: its first moment, else its number."""
    moments = MOMENT.findall(words)
    if not moments:
        return datetime(1, 1, 1), int(re.sub(r"\D", "", words) or 0)  # noqa: DTZ001 - no moment
    hour, day = moments[0]
    return datetime.strptime(f"{hour or '00:00'} {day}", "%H:%M %d/%m/%Y"), 0  # noqa: DTZ007


@pytest.mark.parametrize(
    ("who", "address"), [(who, address) for who, found in LISTS.items() for address in found]
)
def test_rows_stand_by_the_column_that_is_marked(
    worked_world: None, settings: Settings, who: str, address: str
) -> None:
    settings.HOABAN_TODAY = "2020-06-30T15:00:00+07:00"
    found = grid(Desk().get(who, address))
    if not found.rows:
        return  # of which there are rows, the test below says
    (column,) = [place for place, way in enumerate(found.sorted) if way]
    shown = [key(row[column]) for row in found.rows]
    assert shown == sorted(shown, reverse=found.sorted[column] == "descending")


def test_the_lists_of_this_house_have_rows_to_compare(
    worked_world: None, settings: Settings
) -> None:
    settings.HOABAN_TODAY = "2020-06-30T15:00:00+07:00"
    desk = Desk()
    counts = {url: len(grid(desk.get("clerk", url)).rows) for url in LISTS["clerk"]}
    assert {url for url, count in counts.items() if count > 1} >= {
        "/desk/overview/",
        "/desk/ended/",
        f"/desk/takings/?{YEAR}",
        f"/desk/results/rows/?{YEAR}&share=ended",
    }
