"""The statistics for machines are those of the command and the page."""

from typing import Any

import pytest
from pytest_django import Settings

from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.reception import actions as reception
from tests.world.partners import TODAY, Api
from tests.world.province import MONDAY, Ward, filing


@pytest.fixture
def api(ward: Ward, settings: Settings) -> Api:
    settings.HOABAN_TODAY = TODAY
    return Api("so", ["statistics:read"])


def test_a_period_is_counted_with_its_breakdowns(api: Api, ward: Ward) -> None:
    dossier = filing_actions.submit(filing(ward.agency), by=ward.citizen, at=MONDAY)
    reception.receive(dossier.pk, by=ward.clerk, at=MONDAY)

    said: Any = api.get("/statistics?from=2020-03-01&to=2020-03-31").json()
    none = api.get("/statistics?from=2020-03-01&to=2020-03-31&agency=ubnd-03130").json()

    assert (said["from"], said["to"]) == ("2020-03-01", "2020-03-31")
    assert (said["received"], said["in_progress"], said["on_time_rate"]) == (1, 1, None)
    assert said["active"]["commune"][0] == 1
    assert {row["by"] for row in said["rows"]} == {"level", "agency", "field", "channel"}
    assert none["received"] == 0


@pytest.mark.parametrize(
    ("period", "status"),
    [
        ("from=2020-03-31&to=2020-03-01", 409),
        ("from=1900-01-01&to=2020-03-01", 409),
        ("from=x&to=2020-03-01", 422),
        ("to=2020-03-01", 422),
        ("from=2020-03-01&to=2020-03-31&agency=nowhere", 409),
    ],
)
def test_a_period_that_cannot_be_is_refused(api: Api, period: str, status: int) -> None:
    answer = api.get(f"/statistics?{period}")

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
