"""What a keeper plants under a drawn password outlasts it nowhere."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.conf import LazySettings
from django.test import Client

from hoaban.core import clock
from hoaban.core.accounts import queries
from hoaban.core.people.models import Person
from hoaban.domains.office.powers.tests.test_drawn_passwords import drawn, inside, vouched
from hoaban.domains.office.powers.tests.test_waiting import signed
from hoaban.gateways.notify.models import SentMessage

pytestmark = pytest.mark.usefixtures("cast")
ADDRESS = "ke.gian@example.invalid"
PAGES = ["/account/2fa/", "/account/2fa/totp/activate/", "/account/phone/change/"]


@pytest.fixture(autouse=True)
def in_2020(settings: LazySettings) -> None:
    settings.HOABAN_TODAY = "2020-03-30T08:00"


def own(username: str) -> Person:
    """With a confirmed address."""
    person = Person.objects.get(username=username)
    EmailAddress.objects.create(user=person, email=ADDRESS, verified=True, primary=True)
    return person


def told() -> tuple[str, bool]:
    """The last message: of what kind, and whether a code is in it."""
    last = SentMessage.objects.latest("id")
    return last.template, bool(re.search(r"\b\d{6}\b", last.body))


@pytest.mark.parametrize("username", ["motcua.stp", "quantri", "pho.stp"])
@pytest.mark.parametrize("path", [*PAGES, "/account/email/"])
def test_under_a_drawn_password_nobody_adds_a_contact_or_an_app(username: str, path: str) -> None:
    taken = inside(username, drawn(signed("cntt"), username))
    answer = taken.post(path, {"email": ADDRESS, "action_add": "", "phone": "0912345678"})
    assert (answer.status_code, taken.get(path).status_code) == (403, 403)
    assert not EmailAddress.objects.filter(email=ADDRESS).exists()


def test_once_another_keeper_vouches_on_the_person_s_page_a_clerk_adds_them() -> None:
    taken, second = inside("motcua.stp", drawn(signed("cntt"), "motcua.stp")), signed("quantri")
    person = Person.objects.get(username="motcua.stp")
    assert "Xác nhận mật khẩu được cấp" in second.get(f"/desk/people/{person.public_id}/").text
    vouched(second, "motcua.stp")
    assert taken.get("/account/email/").status_code == 200


@pytest.mark.parametrize("username", ["lanhdao.stp", "pho.stp", "quantri", "cntt"])
def test_no_code_opens_the_account_of_whoever_has_powers(username: str) -> None:
    own(username)
    Client().post("/account/login/code/", {"contact": ADDRESS})
    assert told() == ("account.no_codes", False)
    Client().post("/account/password/reset/", {"email": ADDRESS})
    assert told() == ("account.no_codes", False)


def test_nor_that_of_a_clerk_while_the_drawn_password_waits() -> None:
    person = own("motcua.stp")
    assert queries.takes_codes(person, clock.today())
    drawn(signed("cntt"), "motcua.stp")
    Client().post("/account/login/code/", {"contact": ADDRESS})
    assert told() == ("account.no_codes", False)
    Client().post("/account/password/reset/", {"email": ADDRESS})
    assert told() == ("account.no_codes", False)


@pytest.mark.parametrize("path", ["/account/login/code/", "/account/password/reset/"])
def test_nor_by_telephone(path: str) -> None:
    person = Person.objects.get(username="lanhdao.stp")
    Person.objects.filter(pk=person.pk).update(phone="0912345678", phone_confirmed=True)
    Client().post(
        path, {"contact": "0912345678", "email": "0912345678", "holder": person.full_name}
    )
    assert told() == ("account.no_codes", False)


def test_a_clerk_whose_password_nobody_drew_gets_the_code() -> None:
    own("motcua.stp")
    Client().post("/account/login/code/", {"contact": ADDRESS})
    assert told() == ("account.login_code", True)


def test_who_vouches_sees_where_codes_would_go() -> None:
    own("pho.stp")
    inside("pho.stp", drawn(signed("cntt"), "pho.stp"))
    assert ADDRESS in signed("quantri").get("/desk/people/waiting/").text
