"""Units of a level are called as on the day; what ended is named nowhere."""

from datetime import date

import pytest
from django.utils.translation import override

from hoaban.domains.procedures.catalogue.models import Revision
from hoaban.domains.procedures.leaflets import papers

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("level", "on", "places", "counter"),
    [
        (
            "commune",
            BEFORE,
            ["Ủy ban nhân dân xã, phường, thị trấn"],
            "Bộ phận Một cửa xã, phường, thị trấn, giờ hành chính.",
        ),
        (
            "commune",
            AFTER,
            ["Ủy ban nhân dân xã, phường"],
            "Trung tâm Phục vụ hành chính công xã, phường, giờ hành chính.",
        ),
        (
            "district",
            BEFORE,
            ["Ủy ban nhân dân huyện, thị xã, thành phố"],
            "Bộ phận Một cửa huyện, thị xã, thành phố, giờ hành chính.",
        ),
        ("district", AFTER, [], ""),
    ],
)
def test_committees_and_their_counters_are_those_of_the_day(
    level: str, on: date, places: list[str], counter: str
) -> None:
    revision = Revision(level=level)
    with override("vi"):
        assert (papers.places(revision, on), papers.counter(revision, on)) == (places, counter)
