"""Several share an address; what is done once is done once; all processes count together."""

from datetime import datetime, timedelta

import pytest
from django.conf import LazySettings
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from hoaban.core import clock
from hoaban.core.http import throttle
from hoaban.core.http.models import Attempt, Remembered
from hoaban.core.journal.tests.racing import race

pytestmark = pytest.mark.django_db
DAY = 86_400


def asking(browser: str, address: str = "198.51.100.1") -> HttpRequest:
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    request.COOKIES["csrftoken"] = browser
    return request


def is_let(browser: str, address: str = "198.51.100.1") -> bool:
    try:
        throttle.share("a", asking(browser, address), each=3, together=8, seconds=DAY)
    except throttle.TooManyAttempts:
        return False
    return True


def test_a_browser_that_used_up_its_share_shuts_nobody_else_of_the_school_out() -> None:
    assert [is_let("one") for _ in range(50)] == [True] * 3 + [False] * 47
    assert [is_let("two") for _ in range(3)] == [True] * 3


def test_who_makes_up_browsers_is_bounded_and_leaves_few_rows() -> None:
    assert sum(is_let(f"{number}") for number in range(50)) == 8
    assert Attempt.objects.count() == 8 + 1
    assert is_let("one", "198.51.100.2")


@given(waits=st.lists(st.integers(0, 40), min_size=1, max_size=30))
def test_what_is_done_once_is_done_again_when_its_seconds_are_over(waits: list[int]) -> None:
    Attempt.objects.all().delete()
    now, free_at = clock.machine_now(), datetime.min.replace(tzinfo=clock.machine_now().tzinfo)
    with pytest.MonkeyPatch.context() as patch:
        for wait in waits:
            now += timedelta(seconds=wait)
            patch.setattr(clock, "machine_now", lambda moment=now: moment)
            is_first = now >= free_at
            assert throttle.was("a", "x") == (not is_first)
            assert throttle.once("a", "x", seconds=30) == is_first
            free_at = now + timedelta(seconds=30) if is_first else free_at
    assert throttle.once("a", "y", seconds=30)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_of_eight_at_once_one_is_the_first() -> None:
    assert sorted(race(lambda _number: throttle.once("a", "x", seconds=DAY))) == [False] * 7 + [
        True
    ]


def test_what_the_sign_in_library_counts_holds_in_every_process() -> None:
    path, statuses = "/account/password/reset/", []
    for number in range(61):
        asked = {"email": f"khong.co.{number}@example.invalid"}
        statuses.append(Client().post(path, asked).status_code)
        del caches["default"]  # another process of the house
    assert (statuses.count(429), statuses[-1]) == (1, 429)
    assert Client().post(path, asked, REMOTE_ADDR="198.51.100.9").status_code != 429


def test_forms_with_something_missing_close_no_door_to_their_address(
    settings: LazySettings,
) -> None:
    settings.SIGN_UPS_OF_A_MACHINE = 1
    whole = {"full_name": "Lò Văn Thử", "contact": "0912345678", "password1": "nhà sàn bên suối"}
    for _attempt in range(210):
        answer = Client().post("/account/login/", {})
    assert answer.status_code == 200
    for _attempt in range(3):
        Client().post("/account/signup/", {"full_name": "Lò Văn Thử"})
    assert Client().post("/account/signup/", whole).status_code == 302
    assert Client().post("/account/signup/", whole | {"contact": "0912345679"}).status_code == 200


def test_what_is_remembered_goes_when_its_time_is_over() -> None:
    caches["default"].set("allauth:rl:one", [1.0], 60)
    assert throttle.prune() == 0
    assert Remembered.objects.count() == 1
    Remembered.objects.update(expires=clock.machine_now() - timedelta(seconds=1))
    throttle.prune()
    assert not Remembered.objects.exists()
