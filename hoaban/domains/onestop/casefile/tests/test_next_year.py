"""In a year whose days off are not loaded yet, what was promised is read; only counting waits."""

import pytest
from pytest_django import Settings

from hoaban.core.calendars import queries as calendars
from hoaban.core.workdays import lateness
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world.desks import Desk, page
from tests.world.scenes import Scenes, vn

NEXT_YEAR = "2028-01-03T09:00:00+07:00"  # the calendars of the house end with 2027


@pytest.fixture
def open_dossier(scenes: Scenes, settings: Settings) -> Dossier:
    """One dossier of long ago, read on the first working day of a year that is not loaded."""
    dossier = scenes.bring("in_process")
    settings.HOABAN_TODAY = NEXT_YEAR
    return dossier


def test_every_page_of_an_open_dossier_is_read(open_dossier: Dossier) -> None:
    desk, own = Desk(), f"/my/{open_dossier.reference}/"
    for who, address in [
        ("specialist", "/desk/"),
        ("specialist", page(open_dossier)),
        ("clerk", "/desk/overview/"),
        ("clerk", "/desk/overview/?format=csv"),
        ("citizen", "/my/"),
        ("citizen", own),
    ]:
        assert (open_dossier.code or "") in desk.get(who, address), address


def test_the_figures_are_those_of_the_last_year_that_is_loaded(open_dossier: Dossier) -> None:
    assert open_dossier.state == "in_process"
    assert "31/12/2027" in Desk().get("citizen", "/results/")


def test_lateness_is_counted_up_to_the_end_of_the_years_that_are_loaded(scenes: Scenes) -> None:
    scenes.bring("submitted")
    calendar, due = calendars.calendar("ubnd-03127"), vn("2027-12-29 17:00")
    found = [
        lateness.remaining(vn(now), due, calendar)
        for now in ("2027-12-31 23:59", "2028-06-01 09:00")
    ]
    assert found[0] == found[1]
    assert (found[1].days, found[1].is_late) == (2, True)
