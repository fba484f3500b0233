"""How content applicants were: nobody's grade is read from it, and a merger loses none."""

from datetime import date

import pytest

from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.ratings.models import Rating
from hoaban.domains.reports.figures import papers
from hoaban.engines.tallies.periods import Period
from tests.world.scenes import Scenes, vn

OLD, NEW, NEIGHBOUR, THIRD = "ubnd-03127", "ubnd-03127-2025", "ubnd-03130", "so-tu-phap"
AT = vn("2020-03-16 09:00")
MARCH = Period(date(2020, 3, 1), date(2020, 3, 31))


def rate(scenes: Scenes, agency: str, count: int, grade: str = "satisfied") -> None:
    """So many ratings of an agency; the dossiers behind them are those of the scenes."""
    for _ in range(count):
        dossier = Dossier.objects.get(pk=scenes.bring("submitted").pk)
        Rating.objects.create(dossier=dossier, agency=agency, grade=grade, text="", at=AT)


def said(of: Period = MARCH, level: str = "", agency: str = "") -> tuple[int, list[int]]:
    """How many ratings, and how many in each row that is shown."""
    found = papers.satisfaction(of, level=level, agency=agency)
    return found["satisfaction"].rated, [one.rated for _name, one in found["satisfied_with"]]


@pytest.mark.parametrize(
    ("ratings", "rows"),
    [((1, 0, 0), []), ((4, 0, 0), []), ((2, 2, 0), []), ((5, 0, 0), [5]), ((2, 3, 0), [5])],
)
def test_no_grade_is_shown_of_fewer_than_five(
    scenes: Scenes, ratings: tuple[int, ...], rows: list[int]
) -> None:
    for code, count in zip((OLD, NEIGHBOUR, THIRD), ratings, strict=True):
        rate(scenes, code, count)
    found = papers.satisfaction(MARCH, level="", agency="")
    assert [one.rated for _name, one in found["satisfied_with"]] == rows
    assert found["satisfaction_is_shown"] == bool(rows)


def test_one_rating_is_not_told_by_taking_the_rows_from_the_whole(scenes: Scenes) -> None:
    for code, count in ((OLD, 1), (NEIGHBOUR, 6), (THIRD, 5)):
        rate(scenes, code, count)
    assert said() == (12, [6, 6])
    assert said(agency=OLD) == (1, [])


def test_a_successor_has_what_was_rated_of_its_predecessor(scenes: Scenes) -> None:
    rate(scenes, OLD, 4)
    rate(scenes, NEW, 3)
    before = Period(date(2020, 3, 1), date(2025, 6, 30))
    after = Period(date(2020, 3, 1), date(2025, 7, 31))
    Rating.objects.filter(agency=NEW).update(at=vn("2025-07-10 09:00"))
    assert (said(after), said(after, agency=NEW)) == ((7, [7]), (7, [7]))
    assert said(before, agency=OLD) == (4, [])
