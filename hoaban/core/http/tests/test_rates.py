"""A partner system that asks without end is told to wait; nobody else is."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from pytest_django import Settings

from hoaban.core import clock
from hoaban.core.http import rates, throttle
from hoaban.core.http.models import Attempt
from hoaban.core.http.throttle import Tally
from hoaban.core.people import actors
from hoaban.core.people.partners import actions as partners

pytestmark = pytest.mark.django_db
PATH = "/api/v1/procedures"
MOST = 25


@pytest.fixture(autouse=True)
def rated(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.API_RATE = MOST
    monkeypatch.setattr(rates, "REQUESTS", Tally(step=10))


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Puts the machine's clock to a moment."""

    def put(moment: datetime) -> None:
        monkeypatch.setattr(clock, "machine_now", lambda: moment)

    put(clock.machine_now().replace(second=10, microsecond=0))
    return put


def system(slug: str) -> Client:
    by, now = actors.system("tests"), clock.now()
    _row, token = partners.register_partner(
        slug=slug, name=slug, agency=None, scopes=[], by=by, at=now
    )
    return Client(headers={"authorization": f"Bearer {token}", "accept-language": "vi"})


def test_it_is_told_how_long_to_wait_and_what_it_sent_is_not_done(
    at: Callable[[datetime], None],
) -> None:
    asking, other = system("asking"), system("other")
    answers = [asking.get(PATH) for _request in range(MOST + 1)]
    assert {one.status_code for one in answers[:MOST]} == {200}
    told = answers[MOST]
    assert (told.status_code, told["Retry-After"]) == (429, "50")
    assert told["Content-Type"] == "application/problem+json"
    problem = told.json()
    assert problem["title"] == "TooManyRequests"
    assert f"quá {MOST} yêu cầu trong một phút. Hãy gửi tiếp sau 50 giây" in problem["detail"]
    assert other.get(PATH).status_code == 200
    assert Client().get(PATH).status_code in {200, 401}

    at(clock.machine_now() + timedelta(seconds=50))
    assert asking.get(PATH).status_code == 200


def test_what_is_counted_is_written_by_tens_and_no_name_is_kept(
    at: Callable[[datetime], None],
) -> None:
    asking = system("asking")
    for _request in range(19):
        asking.get(PATH)
    [row] = Attempt.objects.all()
    assert (row.count, "asking" in row.key) == (10, False)


def test_who_is_told_to_wait_costs_no_writing(at: Callable[[datetime], None]) -> None:
    tally = Tally(step=10)
    for _time in range(MOST + 200):
        tally.limit("api", "x", most=MOST, seconds=60)
    assert Attempt.objects.get().count == 30


def test_several_processes_count_together(at: Callable[[datetime], None]) -> None:
    first, second = Tally(step=10), Tally(step=10)
    through = sum(
        one.limit("api", "partner:x", most=MOST, seconds=60) == 0
        for _time in range(60)
        for one in (first, second)
    )
    assert MOST <= through <= MOST + 2 * 9


def test_a_rate_below_ten_holds_too(at: Callable[[datetime], None]) -> None:
    tally = Tally(step=10)
    waits = [tally.limit("api", "x", most=3, seconds=60) for _time in range(5)]
    assert [wait > 0 for wait in waits] == [False, False, False, True, True]


def test_where_nothing_can_be_written_reading_goes_on_and_is_counted_here(
    monkeypatch: pytest.MonkeyPatch, at: Callable[[datetime], None]
) -> None:
    def unwritable(*_given: object, **_named: object) -> int:
        raise DatabaseError("disk full")

    monkeypatch.setattr(throttle, "count", unwritable)
    tally = Tally(step=10)
    waits = [tally.limit("api", "x", most=MOST, seconds=60) for _time in range(MOST + 1)]
    assert [wait > 0 for wait in waits] == [False] * MOST + [True]


def test_an_installation_may_have_none(settings: Settings) -> None:
    settings.API_RATE = 0
    asking = system("asking")
    assert {asking.get(PATH).status_code for _request in range(MOST + 5)} == {200}


def test_keys_of_minutes_that_are_over_are_forgotten(at: Callable[[datetime], None]) -> None:
    tally = Tally(step=10)
    for number in range(50):
        tally.limit("api", f"partner:{number}", most=MOST, seconds=60)
    at(clock.machine_now() + timedelta(minutes=1))
    tally.limit("api", "partner:0", most=MOST, seconds=60)
    assert len(tally._shares) == 1
