"""What ships says of each day that is asked for how early or late it may be."""

import re
from collections.abc import Iterator
from typing import Any

from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.loading.tests.catalogues import DAY

Json = dict[str, Any]  # Any: a schema
BOUNDS = {"not_future", "not_past", "not_before", "not_after", "within_days", "days_ahead"}


def questions() -> Iterator[tuple[str, Json]]:
    """All questions of all versions, the columns of tables among them."""
    for on in [DAY, *(day for day in catalogue.changes() if day > DAY)]:
        for one in catalogue.offered(on):
            for form in catalogue.forms(one):
                for section in form.schema["sections"]:
                    for field in section["fields"]:
                        for asked in (field, *field.get("columns", ())):
                            yield f"{one.code} {section['code']}.{asked['code']}", asked


def test_every_day_that_is_asked_for_has_bounds(shipped_world: None, db: None) -> None:
    free = [
        where
        for where, asked in questions()
        if asked["kind"] == "date"
        if not BOUNDS & {check["rule"] for check in asked.get("checks", ())}
    ]
    assert free == []


# A question whose whole answer is a day, a month or a year: not one of several things with a day.
A_DAY = re.compile(
    r"(?:(?:từ|đến|kể từ|bắt đầu|kết thúc)\b[ :,]*)?(?:ngày|tháng|năm|thời điểm)\b", re.IGNORECASE
)


def test_nothing_that_is_a_day_or_a_month_is_asked_as_free_text(
    shipped_world: None, db: None
) -> None:
    asked = [one for one in questions() if one[1]["kind"] in ("text", "long_text")]
    assert asked
    assert [where for where, one in asked if A_DAY.match(one["label"]["vi"])] == []


def test_a_day_of_the_past_that_may_stay_open_may_be_known_in_part(
    shipped_world: None, db: None
) -> None:
    """Nothing is reckoned from it: who knows the year alone writes the year."""
    whole = [
        where
        for where, asked in questions()
        if asked["kind"] == "date" and not asked["required"] and not asked.get("partly")
        if "not_future" in {check["rule"] for check in asked.get("checks", ())}
    ]
    assert whole == []
