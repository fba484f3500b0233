"""What is tried at one person from many networks, and what stays open to the right one."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import LazySettings
from django.test import Client, RequestFactory

from hoaban.core import clock
from hoaban.core.http import throttle
from hoaban.core.people.models import Person
from hoaban.faces.desk.tests.test_door import PASSWORD, is_signed_in
from hoaban.faces.portal.tests.test_accounts import code
from hoaban.gateways.notify.models import SentMessage

pytestmark = pytest.mark.usefixtures("cast")
NUMBER, HOME = "0912345678", "203.0.113.7"
ASK, SIGN_IN = "/account/login/code/", "/desk/sign-in/"


@pytest.fixture(autouse=True)
def in_2020(settings: LazySettings) -> None:
    settings.HOABAN_TODAY = "2020-03-30T08:00"
    settings.SIGN_IN_ATTEMPTS_OF_STRANGERS = 5


def tried(address: str, typed: str = "không đúng") -> Client:
    client = Client()
    form = {"username": "motcua.stp", "password": typed}
    client.post(SIGN_IN, form, REMOTE_ADDR=address)
    return client


def attacked() -> None:
    """From ten networks, so that who comes from an eleventh must wait."""
    for number in range(10):
        tried(f"198.51.{number}.1")
    assert not is_signed_in(tried("192.0.2.1", PASSWORD))


def asked(contact: str) -> Client:
    client = Client()
    found = Person.objects.filter(username="motcua.stp").first()
    asks = {"contact": contact, "holder": found.full_name if found else "Lò Văn Hặc"}
    assert client.post(ASK, asks).headers["Location"] == f"{ASK}confirm/"
    return client


def test_others_networks_make_nobody_wait_who_came_in_from_the_own_one_before() -> None:
    tried(HOME, PASSWORD)
    attacked()
    assert is_signed_in(tried("203.0.113.200", PASSWORD))


def test_a_network_is_forgotten_with_the_password_and_after_its_days(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried(HOME, PASSWORD)
    later = clock.machine_now() + timedelta(days=91)
    with monkeypatch.context() as patch:
        patch.setattr(clock, "machine_now", lambda: later)
        attacked()
        assert not is_signed_in(tried(HOME, PASSWORD))
    person = Person.objects.get(username="motcua.stp")
    person.set_password(PASSWORD)
    person.save()
    attacked()
    assert not is_signed_in(tried(HOME, PASSWORD))


@pytest.mark.parametrize("wrong", [5, 12])
def test_the_wait_of_a_network_is_a_minute_at_most(
    wrong: int, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    settings.SIGN_IN_ATTEMPTS_OF_STRANGERS = 100
    now = clock.machine_now()
    for _attempt in range(wrong):
        now += timedelta(seconds=61)
        monkeypatch.setattr(clock, "machine_now", lambda moment=now: moment)
        tried("192.0.2.1")
    now += timedelta(seconds=61)
    monkeypatch.setattr(clock, "machine_now", lambda: now)
    assert is_signed_in(tried("192.0.2.1", PASSWORD))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.77", "198.51.100.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("nobody", "nobody"),
    ],
)
def test_neighbours_count_together(address: str, network: str) -> None:
    assert throttle.network(RequestFactory().get("/", REMOTE_ADDR=address)) == network


def test_a_code_to_the_confirmed_number_comes_in_past_the_wait() -> None:
    Person.objects.filter(username="motcua.stp").update(phone=NUMBER, phone_confirmed=True)
    attacked()
    client = asked("0912 345 678")
    client.post(f"{ASK}confirm/", {"code": "000000"})
    assert not is_signed_in(client)
    client.post(f"{ASK}confirm/", {"code": code()})
    assert is_signed_in(client)
    client.post("/account/logout/")
    client.post(SIGN_IN, {"username": "motcua.stp", "password": PASSWORD})
    assert is_signed_in(client)  # and this browser is known from here on


def test_a_second_factor_is_asked_for_after_the_code_too() -> None:
    Person.objects.filter(username="motcua.stp").update(phone=NUMBER, phone_confirmed=True)
    TOTP.activate(Person.objects.get(username="motcua.stp"), generate_totp_secret())
    client = asked(NUMBER)
    answer = client.post(f"{ASK}confirm/", {"code": code()})
    assert (answer.headers["Location"], is_signed_in(client)) == (
        "/account/2fa/authenticate/",
        False,
    )


@pytest.mark.parametrize("contact", [NUMBER, "lanh.dao@example.invalid"])
def test_what_was_merely_written_down_gets_no_code_and_the_page_is_the_same(contact: str) -> None:
    Person.objects.filter(username="motcua.stp").update(
        phone=NUMBER, phone_confirmed=False, email="lanh.dao@example.invalid"
    )
    asked(contact)
    assert not SentMessage.objects.filter(template__in=["account.code", "account.login_code"])


def test_codes_to_one_number_are_few(settings: LazySettings) -> None:
    Person.objects.filter(username="motcua.stp").update(phone=NUMBER, phone_confirmed=True)
    settings.CODES_TO_A_NUMBER = 3
    for _code in range(3):
        asked(NUMBER)
    answer = Client().post(ASK, {"contact": NUMBER, "holder": "Lò Văn Hặc"})
    assert (answer.status_code, SentMessage.objects.count()) == (200, 3)
