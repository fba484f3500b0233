from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from hoaban.core import clock
from hoaban.core.http import throttle
from hoaban.core.http.models import Attempt
from hoaban.core.journal.tests.racing import race

DAY = 86_400


@pytest.mark.django_db
def test_the_attempt_after_the_last_is_refused_with_the_minutes_left() -> None:
    for _ in range(3):
        throttle.limit("thử", "0912", most=3, seconds=DAY)
    with pytest.raises(throttle.TooManyAttempts, match=r"đợi \d+ phút"):
        throttle.limit("thử", "0912", most=3, seconds=DAY)


@pytest.mark.django_db
def test_keys_and_scopes_do_not_count_for_each_other() -> None:
    throttle.count("a", "x", seconds=DAY)
    assert [throttle.tried(s, k, seconds=DAY) for s, k in (("a", "x"), ("a", "y"), ("b", "x"))] == [
        *(1, 0, 0),
    ]


@pytest.mark.django_db
def test_a_success_starts_afresh() -> None:
    throttle.count("a", "x", seconds=DAY)
    throttle.forgive("a", "x")
    assert throttle.count("a", "x", seconds=DAY) == 1


@pytest.mark.django_db
def test_what_is_kept_tells_no_name_and_goes_when_its_window_ends() -> None:
    throttle.count("a", "0912345678", seconds=DAY)
    assert "0912345678" not in Attempt.objects.get().key
    Attempt.objects.update(ends_at=clock.machine_now() - timedelta(seconds=1))
    assert throttle.prune() == 1


@pytest.mark.django_db
def test_every_count_asks_the_same_of_the_database() -> None:
    throttle.count("a", "0912345678", seconds=DAY)
    asked = set()
    for _ in range(100):
        with CaptureQueriesContext(connection) as queries:
            throttle.count("a", "0912345678", seconds=DAY)
        asked.add(len(queries))
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("behind", "connected", "forwarded", "machine"),
    [
        (False, "10.0.0.7", "203.0.113.9", "10.0.0.7"),  # anybody may claim to be forwarded
        (True, "127.0.0.1", "203.0.113.9", "203.0.113.9"),
        (True, "127.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (True, "127.0.0.1", "", "127.0.0.1"),
        (True, "127.0.0.1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (False, "::ffff:10.0.0.7", "", "10.0.0.7"),
        (True, "127.0.0.1", "nobody", "nobody"),
    ],
)
def test_each_asking_machine_counts_for_itself_behind_a_proxy_too(
    settings: LazySettings, behind: object, connected: str, forwarded: str, machine: str
) -> None:
    settings.BEHIND_PROXY = behind
    headers = {"X-Forwarded-For": forwarded}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=connected)
    assert throttle.address(request) == machine


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_eight_at_once_are_all_counted() -> None:
    race(lambda _number: throttle.count("a", "x", seconds=DAY))
    assert throttle.tried("a", "x", seconds=DAY) == 8


@pytest.mark.django_db
@given(free=st.integers(1, 6), steps=st.lists(st.integers(0, 200), max_size=40))
def test_a_pace_lets_so_many_through_at_once_and_then_one_a_wait(
    free: int, steps: list[int]
) -> None:
    """Seconds pass between tries: an independent reckoning of who gets a turn."""
    Attempt.objects.all().delete()
    now, got, turn_at = datetime(2020, 3, 30, tzinfo=UTC), 0, datetime(2020, 3, 30, tzinfo=UTC)
    with pytest.MonkeyPatch.context() as patch:
        for step in steps:
            now += timedelta(seconds=step)
            patch.setattr(
                clock, "machine_now", partial(datetime.fromtimestamp, now.timestamp(), UTC)
            )
            expected = got < free or now >= turn_at
            try:
                throttle.pace("a", "x", free=free, seconds=DAY, longest=100)
            except throttle.TooManyAttempts:
                assert not expected
                continue
            assert expected
            got += 1
            if got >= free:
                turn_at = now + timedelta(seconds=min(15 * 2 ** (got - free), 100))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_of_many_at_once_one_gets_the_turn() -> None:
    for _ in range(3):
        throttle.pace("a", "x", free=3, seconds=DAY, longest=100)
    Attempt.objects.filter(window=0).update(ends_at=clock.machine_now())

    def attempt(_number: int) -> bool:
        try:
            throttle.pace("a", "x", free=3, seconds=DAY, longest=100)
        except throttle.TooManyAttempts:
            return False
        return True

    assert sorted(race(attempt)) == [*(False,) * 7, True]
