"""What is kept of sign-ins, passwords that must be changed, accounts that are closed."""

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal import auth
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from hoaban.core.accounts import actions
from hoaban.core.journal.models import Entry
from hoaban.core.people.models import Person
from hoaban.core.people.tests.conftest import AT, BY
from hoaban.domains.office.demo import queries as demo

pytestmark = pytest.mark.usefixtures("cast")
PASSWORD = demo.signins()[0][2]
DRAWN, CHOSEN = "tạm-2020-xyz", "nhà sàn bên suối"
CHANGE = "/account/password/change/"


@pytest.fixture(autouse=True)
def in_2020(settings: LazySettings) -> None:
    settings.HOABAN_TODAY = "2020-03-30T08:00"


@pytest.fixture
def clerk() -> Person:
    return Person.objects.get(username="motcua.stp")


def sign_in(client: Client, username: str, password: str = PASSWORD) -> None:
    client.post("/desk/sign-in/", {"username": username, "password": password})


def kept(verb: str) -> list[tuple[int, dict[str, object]]]:
    entries = Entry.objects.filter(verb=f"people.{verb}").order_by("id")
    return [(entry.subject_pk, entry.facts) for entry in entries]


def test_each_sign_in_is_an_entry(client: Client, clerk: Person) -> None:
    sign_in(client, "motcua.stp")
    assert kept("signed_in") == [(clerk.pk, {})]


def test_with_a_second_factor_it_is_one_when_both_were_right(client: Client, clerk: Person) -> None:
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(clerk, secret)
    sign_in(client, "motcua.stp")
    assert kept("signed_in") == []
    now = next(iter(auth.yield_hotp_counters_from_time()))
    code = auth.format_hotp_value(auth.hotp_value(secret, now))
    client.post("/account/2fa/authenticate/", {"code": code})
    assert kept("signed_in") == [(clerk.pk, {})]


def at_the_desk(client: Client, login: str) -> None:
    sign_in(client, login, "không đúng")


def at_the_portal(client: Client, login: str) -> None:
    client.post("/account/login/", {"login": login, "password": "không đúng"})


@pytest.mark.parametrize(
    ("door", "login"), [(at_the_desk, "motcua.stp"), (at_the_portal, "0900000001")]
)
def test_a_failed_sign_in_is_an_entry_without_what_was_typed(
    client: Client, door: Callable[[Client, str], None], login: str
) -> None:
    door(client, login)
    ((pk, facts),) = kept("sign_in_failed")
    assert Person.objects.filter(pk=pk).exists()
    assert facts == {"times": 1}


def test_who_is_named_by_a_failed_sign_in_that_names_nobody_is_kept_as_a_digest(
    client: Client,
) -> None:
    at_the_desk(client, "khong.co")
    ((pk, facts),) = kept("sign_in_failed")
    assert (pk, facts["times"], len(str(facts["login"]))) == (0, 1, 16)


def test_failed_sign_ins_do_not_fill_the_journal(client: Client, settings: LazySettings) -> None:
    settings.SIGN_IN_ATTEMPTS_OF_A_MACHINE = 1000
    for number in range(40):
        at_the_desk(client, f"khong.co.{number}")
    assert [facts["times"] for _, facts in kept("sign_in_failed")] == [1, 2, 4, 8, 16, 32]


def test_a_window_has_a_bounded_number_of_failures_in_the_journal(
    client: Client, settings: LazySettings
) -> None:
    settings.SIGN_IN_FAILURES_KEPT = 3
    for name in ("motcua.stp", "lanhdao.stp", "quantri", "khong.co", "cntt"):
        at_the_desk(client, name)
    assert len(kept("sign_in_failed")) == 3


def test_a_drawn_password_is_changed_before_anything_else(client: Client, clerk: Person) -> None:
    actions.set_password(clerk.pk, password=DRAWN, by=BY, at=AT, is_first=True)
    sign_in(client, "motcua.stp", DRAWN)
    for path in ("/desk/", "/desk/people/", "/my/"):
        assert client.get(path).headers.get("Location") == CHANGE
    same = {"oldpassword": DRAWN, "password1": DRAWN, "password2": DRAWN}
    assert "khác với mật khẩu được cấp" in client.post(CHANGE, same).text
    chosen = {"oldpassword": DRAWN, "password1": CHOSEN, "password2": CHOSEN}
    assert client.post(CHANGE, chosen).headers["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200
    assert kept("password_changed") == [(clerk.pk, {})]


def test_signing_out_is_open_to_who_must_change_the_password(client: Client, clerk: Person) -> None:
    actions.set_password(clerk.pk, password=DRAWN, by=BY, at=AT, is_first=True)
    sign_in(client, "motcua.stp", DRAWN)
    assert client.post("/desk/sign-out/").headers["Location"] == "/desk/sign-in/"


def test_a_second_factor_set_up_is_an_entry(
    client: Client,
    clerk: Person,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    on_commit = django_capture_on_commit_callbacks
    sign_in(client, "motcua.stp")
    step = client.get("/account/2fa/totp/activate/")
    if "Location" in step.headers:
        client.post(step.headers["Location"], {"password": PASSWORD})
        client.get("/account/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    now = next(iter(auth.yield_hotp_counters_from_time()))
    shown = auth.format_hotp_value(auth.hotp_value(secret, now))
    with on_commit(execute=True):
        client.post("/account/2fa/totp/activate/", {"code": shown})
    assert (clerk.pk, {"change": "totp_activated"}) in kept("second_factor")
    cache.clear()  # it is ours that remembers
    inside = Client()
    sign_in(inside, "motcua.stp")
    answer = inside.post("/account/2fa/authenticate/", {"code": shown})
    assert "Mã này đã dùng rồi; hãy đợi mã kế tiếp." in answer.text
    assert "_auth_user_id" not in inside.session


def test_a_closed_account_is_out_at_once_and_comes_back_when_reopened(clerk: Person) -> None:
    inside, keeper = Client(), Client()
    sign_in(inside, "motcua.stp")
    sign_in(keeper, "quantri")
    assert inside.get("/desk/").status_code == 200
    keeper.post(f"/desk/people/{clerk.public_id}/close/")
    assert inside.get("/desk/").status_code == 302
    again = Client()
    sign_in(again, "motcua.stp")
    assert again.get("/desk/").status_code == 302
    assert "Tài khoản đang bị khóa." in keeper.get(f"/desk/people/{clerk.public_id}/").text
    keeper.post(f"/desk/people/{clerk.public_id}/reopen/")
    sign_in(again, "motcua.stp")
    assert again.get("/desk/").status_code == 200
    assert (len(kept("closed")), len(kept("reopened"))) == (1, 1)


def test_nobody_closes_the_own_account() -> None:
    keeper, person = Client(), Person.objects.get(username="quantri")
    sign_in(keeper, "quantri")
    answer = keeper.post(f"/desk/people/{person.public_id}/close/", follow=True)
    assert "Không ai tự khóa tài khoản của chính mình" in answer.text
    assert kept("closed") == []


@pytest.mark.parametrize("password", ["motcua.stp", "Motcua.STP2"])
def test_a_password_like_the_own_name_is_refused(
    client: Client, clerk: Person, password: str
) -> None:
    sign_in(client, "motcua.stp")
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    client.post(CHANGE, form)
    clerk.refresh_from_db()
    assert clerk.check_password(PASSWORD)
