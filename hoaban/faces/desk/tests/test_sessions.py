"""An official's sessions: idle ones end, all are listed, the others are ended from here."""

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client

from hoaban.core import clock
from hoaban.core.http import drawn
from hoaban.domains.office.demo import queries as demo

pytestmark = pytest.mark.usefixtures("cast")
PASSWORD = demo.signins()[0][2]


@pytest.fixture(autouse=True)
def in_2020(settings: LazySettings) -> None:
    settings.HOABAN_TODAY = "2020-03-30T08:00"


def signed_in(username: str) -> Client:
    client = Client()
    client.post("/desk/sign-in/", {"username": username, "password": PASSWORD})
    return client


def drawn_for(page: str) -> str:
    """What a page's forms say of whom they were drawn for."""
    found = re.search(rf'name="{drawn.FIELD}" value="([^"]+)"', page)
    assert found
    return found[1]


def after(monkeypatch: pytest.MonkeyPatch, minutes: int) -> None:
    later = clock.machine_now() + timedelta(minutes=minutes)
    monkeypatch.setattr(clock, "machine_now", lambda: later)


def test_a_session_that_lies_idle_ends_and_gives_back_what_was_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = signed_in("quantri")
    page = client.get("/desk/people/new/").text
    after(monkeypatch, 61)
    form = {"full_name": "Lù Thị Mây", "username": "lu-thi-may", drawn.FIELD: drawn_for(page)}
    sent = client.post("/desk/people/new/", form)
    assert sent.headers["Location"].startswith("/desk/sign-in/?next=%2Fkept%2F")
    client.post("/desk/sign-in/", {"username": "quantri", "password": PASSWORD})
    assert "Lù Thị Mây" in client.get("/kept/").text


def test_who_does_something_stays_in(monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in("motcua.stp")
    for _hour in range(4):
        after(monkeypatch, 50)
        assert client.get("/desk/people/").status_code == 200


def test_the_time_is_a_setting(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SESSION_IDLE_MINUTES = 10
    client = signed_in("motcua.stp")
    after(monkeypatch, 11)
    assert client.get("/desk/people/").status_code == 302


def test_a_citizen_s_session_is_not_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    client.post("/account/login/", {"login": "0900000001", "password": PASSWORD})
    after(monkeypatch, 300)
    assert client.get("/my/").status_code == 200


def test_own_sessions_are_listed_and_the_others_ended_from_here() -> None:
    here, there, foreign = signed_in("motcua.stp"), signed_in("motcua.stp"), signed_in("quantri")
    page = here.get("/account/sessions/").text
    assert (page.count('<th scope="row">'), page.count("(máy này)")) == (2, 1)
    here.post("/account/sessions/")
    assert [one.get("/desk/people/").status_code for one in (here, there, foreign)] == [
        *(200, 302, 200),
    ]


def test_an_official_finds_the_own_account_from_the_desk_and_the_desk_from_there() -> None:
    client = signed_in("motcua.stp")
    assert 'href="/account/password/change/"' in client.get("/desk/people/").text
    for page in ("/account/password/change/", "/account/email/", "/my/", "/"):
        assert 'href="/desk/"' in client.get(page).text


def test_a_citizen_finds_the_own_account_and_no_desk() -> None:
    client = Client()
    client.post("/account/login/", {"login": "0900000001", "password": PASSWORD})
    page = client.get("/my/").text
    assert ('href="/account/email/"' in page, 'href="/desk/"' in page) == (True, False)
