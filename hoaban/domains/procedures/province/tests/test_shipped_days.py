"""What ships says of each day that is asked for how early or late it may be."""

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
