"""A telephone number that went to somebody else opens nothing of whoever had it before."""

from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from pytest_django import Settings

from hoaban.core.people.models import Person
from hoaban.domains.onestop.profiles.enums import Relation
from hoaban.domains.onestop.profiles.models import Known
from hoaban.faces.portal.tests.test_accounts import PHONE, code, is_signed_in, sign_up
from hoaban.gateways.notify.models import SentMessage

pytestmark = pytest.mark.django_db
NAME, NUMBER = "Lò Văn Hặc", "011190005678"
AT = datetime(2020, 3, 16, 1, 30, tzinfo=UTC)
DOORS = {
    "/account/password/reset/": ("email", "/account/password/reset/confirm/"),
    "/account/login/code/": ("contact", "/account/login/code/confirm/"),
}


@pytest.fixture
def held(client: Client) -> Person:
    """An account with a confirmed number, signed out."""
    client.post(sign_up(client, PHONE), {"code": code()})
    client.post("/account/logout/")
    SentMessage.objects.all().delete()
    return Person.objects.get()


def declares(person: Person) -> None:
    said = {"person": {"full_name": NAME, "id_number": NUMBER}}
    Known.objects.create(
        public_id="x", person=person, relation=Relation.SELF, said=said, updated_at=AT
    )


def asked(door: str, **said: str) -> str:
    """Which message went out for a request at a door; the page is the same for all."""
    field, leads_to = DOORS[door]
    answer = Client().post(door, {field: PHONE, **said})
    assert answer.headers["Location"].partition("?")[0] == leads_to
    return SentMessage.objects.latest("pk").template


def is_code(template: str) -> bool:
    return template == "account.code"


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("said", "goes"),
    [
        ({"holder": NAME}, True),
        ({"holder": "  lo van  HAC "}, True),
        ({"holder": "Lò Văn Hặc Nguyễn"}, False),
        ({"holder": "Quàng Thị Ơn"}, False),
        ({"holder": "Quàng Thị Ơn", "digits": "5678"}, False),
    ],
)
def test_a_code_goes_to_whoever_knows_the_holders_name(
    held: Person,
    door: str,
    said: dict[str, str],
    goes: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert is_code(asked(door, **said)) is goes


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("digits", "goes"),
    [("5678", True), ("số cuối 56 78", True), (NUMBER, True), ("", False), ("5679", False)],
)
def test_and_the_last_digits_of_a_paper_that_was_declared(
    held: Person,
    door: str,
    digits: str,
    goes: bool,  # noqa: FBT001 - a column of the table
) -> None:
    declares(held)
    assert is_code(asked(door, holder=NAME, digits=digits)) is goes


@pytest.mark.parametrize("door", DOORS)
def test_the_one_who_has_the_number_now_is_told_what_to_do_and_nobodys_name(
    held: Person, door: str
) -> None:
    assert asked(door, holder="Quàng Thị Ơn") == "account.another_holder"
    body = SentMessage.objects.latest("pk").body
    assert "hãy đăng ký bằng thư điện tử" in body
    assert NAME not in body


@pytest.mark.parametrize("door", DOORS)
def test_with_a_number_alone_the_name_is_asked_for(held: Person, door: str) -> None:
    answer = Client().post(door, {DOORS[door][0]: PHONE})
    assert "Hãy nhập họ và tên trên tài khoản." in answer.content.decode()
    assert not SentMessage.objects.exists()


@pytest.mark.parametrize("door", DOORS)
def test_names_are_not_guessed_over_days(held: Person, door: str, settings: Settings) -> None:
    settings.CODES_TO_A_NUMBER, settings.SIGN_IN_CODES_A_DAY = 1000, 4
    field, _leads = DOORS[door]
    for guess in range(settings.SIGN_IN_CODES_A_DAY):
        asked(door, holder=f"Lò Văn {'a' * (guess + 1)}")
    answer = Client().post(door, {field: PHONE, "holder": NAME})
    assert answer.status_code == 200
    assert SentMessage.objects.count() == settings.SIGN_IN_CODES_A_DAY


@pytest.mark.parametrize("door", DOORS)
def test_who_guesses_elsewhere_keeps_no_holder_out(
    held: Person, door: str, settings: Settings
) -> None:
    settings.CODES_TO_A_NUMBER = settings.SIGN_IN_CODES_A_DAY = 3
    field, leads_to = DOORS[door]
    wrong, there = {field: PHONE, "holder": "Lò Văn A"}, "203.0.113.9"
    tries = [Client(REMOTE_ADDR=there).post(door, wrong).status_code for _ in range(4)]
    assert tries == [302, 302, 302, 200]
    elsewhere = Client(REMOTE_ADDR="203.0.113.77").post(door, wrong)
    assert (elsewhere.status_code, SentMessage.objects.count()) == (302, 3)  # told often enough
    assert Client().post(door, {field: PHONE, "holder": NAME}).headers["Location"] == leads_to


def test_what_was_open_is_closed_and_the_address_of_mail_is_told(
    held: Person, client: Client
) -> None:
    client.post("/account/login/", {"login": PHONE, "password": "mật khẩu dài 2020"})
    EmailAddress.objects.create(user=held, email="a@example.vn", verified=True, primary=True)
    EmailAddress.objects.create(user=held, email="not-yet@example.vn", verified=False)
    other = Client()
    step = other.post("/account/password/reset/", {"email": PHONE, "holder": NAME})
    step = other.post(step.headers["Location"], {"code": code()})
    new = {"password1": "mới-mới-2020", "password2": "mới-mới-2020"}
    other.post(step.headers["Location"], new)
    told = SentMessage.objects.filter(template="account.password_reset")
    assert [one.address for one in told] == ["a@example.vn"]
    assert not is_signed_in(client)
