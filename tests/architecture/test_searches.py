"""The text of every search comes through one door, which cuts it."""

import re

from hoaban.core.people import searching
from tests.architecture import house

DOORS = {
    "hoaban/core/people/searching.py",
    "hoaban/core/http/middleware.py",  # cuts what any page is asked, before it is read
}
AROUND = re.compile(r"""GET(?:\.get\(|\[)["']q["']|names\.fold\(.*\)\.split\(\)""")


def test_no_page_and_no_query_reads_a_search_by_itself() -> None:
    around = [
        f"{house.short(path)}: {found[0]}"
        for path in house.sources()
        if house.short(path) not in DOORS
        for found in AROUND.finditer(path.read_text(encoding="utf-8"))
    ]
    assert around == []


def test_what_is_searched_for_is_cut_before_and_after_it_is_folded() -> None:
    for endless in ("a " * 1500, "a." * 1500, "a" * 60_000, "\ufb03 " * 1500):
        words = searching.words(endless)
        assert len(words) <= searching.MOST
        assert sum(map(len, words)) <= 3 * searching.LONGEST
