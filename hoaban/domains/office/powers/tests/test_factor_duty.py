"""Where it is duty, whoever signs or keeps the system has an authenticator app; a lost one is taken
away by a keeper and the account confirmed by a second person.
"""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import LazySettings
from django.test import Client

from hoaban.core import clock
from hoaban.core.accounts import actions as accounts
from hoaban.core.accounts.rules import NoFactor
from hoaban.core.http.acting import SET_UP_FACTOR
from hoaban.core.journal.models import Entry
from hoaban.core.people import queries
from hoaban.core.people.models import Person, Post
from hoaban.core.people.rules import OwnAccount
from hoaban.core.refusals import NotAllowed, Refusal
from hoaban.domains.office.powers.tests.test_drawn_passwords import is_shut, vouched
from hoaban.domains.office.powers.tests.test_waiting import signed
from tests.world import loading

pytestmark = pytest.mark.usefixtures("cast")
PASSWORD = loading.signins()[0][2]


@pytest.fixture(autouse=True)
def duty(settings: LazySettings) -> None:
    settings.HOABAN_TODAY = "2020-03-30T08:00"
    settings.SECOND_FACTOR_FROM = date.min


def led_to(client: Client, path: str = "/desk/") -> str:
    answer = client.get(path)
    return str(answer.headers.get("Location", answer.status_code))


def with_app(username: str) -> Person:
    person = Person.objects.get(username=username)
    TOTP.activate(person, generate_totp_secret())
    return person


@pytest.mark.parametrize("username", ["lanhdao.stp", "pho.stp", "quantri", "cntt"])
def test_whoever_has_powers_sets_up_an_app_before_the_desk_opens(username: str) -> None:
    client = signed(username, PASSWORD)
    assert [led_to(client, path) for path in ("/desk/", "/desk/overview/")] == [SET_UP_FACTOR] * 2
    assert led_to(client, "/desk/post/") == "200"
    assert led_to(client, SET_UP_FACTOR).startswith("/account/reauthenticate/")
    with_app(username)
    assert led_to(client) == "200"


def test_nothing_is_done_meanwhile() -> None:
    client, person = signed("quantri", PASSWORD), Person.objects.get(username="lanhdao.stp")
    answer = client.post(f"/desk/people/{person.public_id}/close/")
    assert answer.headers["Location"] == SET_UP_FACTOR
    person.refresh_from_db()
    assert person.is_active


@pytest.mark.parametrize("username", ["motcua.stp", "vanthu", "thanhtra"])
def test_others_are_not_asked(username: str) -> None:
    if Person.objects.filter(username=username).exists():
        assert led_to(signed(username, PASSWORD)) == "200"


@pytest.mark.parametrize("begins", [None, date(2020, 3, 31)])
def test_nobody_is_before_the_day_or_where_it_is_no_duty(
    settings: LazySettings, begins: date | None
) -> None:
    settings.SECOND_FACTOR_FROM = begins
    assert led_to(signed("quantri", PASSWORD)) == "200"


def test_a_lost_app_is_taken_away_and_a_second_person_confirms_the_account(
    settings: LazySettings,
) -> None:
    settings.SECOND_FACTOR_FROM = None
    leader = with_app("lanhdao.stp")
    keeper, other = signed("quantri", PASSWORD), signed("cntt", PASSWORD)
    page = keeper.get(f"/desk/people/{leader.public_id}/").text
    assert f"/desk/people/{leader.public_id}/factor/" in page
    keeper.post(f"/desk/people/{leader.public_id}/factor/")
    assert not Authenticator.objects.filter(user=leader).exists()
    assert Entry.objects.filter(verb="people.factor_taken", subject_pk=leader.pk).count() == 1
    own = signed("lanhdao.stp", PASSWORD)
    assert is_shut(own)
    assert "không tự xác nhận được" in vouched(keeper, "lanhdao.stp")
    vouched(other, "lanhdao.stp")
    assert led_to(own) == "200"
    settings.SECOND_FACTOR_FROM = date.min
    assert led_to(own) == SET_UP_FACTOR


def test_a_session_under_the_lost_app_ends() -> None:
    leader = with_app("lanhdao.stp")
    client = Client()
    client.force_login(leader, "django.contrib.auth.backends.ModelBackend")
    client.get("/desk/")
    by = queries.actor_for_post(Post.objects.get(public_id="demo-adminp0"), clock.today())
    accounts.take_factor(leader.pk, by=by, at=clock.now())
    assert is_shut(client) or led_to(client).startswith("/desk/sign-in/")


@pytest.mark.parametrize(
    ("by", "whose", "refusal"),
    [
        ("demo-adminp0", "quantri", OwnAccount),
        ("demo-adminp0", "cntt", NoFactor),
        ("demo-lead-stpp0", "quantri", NotAllowed),
    ],
)
def test_not_the_own_one_not_a_missing_one_and_by_keepers_alone(
    by: str, whose: str, refusal: type[Refusal]
) -> None:
    with_app("quantri")
    actor = queries.actor_for_post(Post.objects.get(public_id=by), clock.today())
    person = Person.objects.get(username=whose)
    with pytest.raises(refusal):
        accounts.take_factor(person.pk, by=actor, at=clock.now())


def test_a_drawn_password_is_listed_with_its_age_and_runs_out(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SECOND_FACTOR_FROM = None
    clerk, keeper = Person.objects.get(username="motcua.stp"), signed("quantri", PASSWORD)
    by = queries.actor_for_post(Post.objects.get(public_id="demo-adminp0"), clock.today())
    accounts.set_password(clerk.pk, password="mot-hai-ba-77", by=by, at=clock.now(), is_first=True)
    early, now = signed("motcua.stp", "mot-hai-ba-77"), clock.now()
    assert led_to(early) == "/account/password/change/"
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=8))
    page = " ".join(keeper.get("/desk/people/waiting/").text.split())
    assert [
        words in page for words in (clerk.full_name, "> 8 <strong>đã hết hạn", "đã hết hạn")
    ] == [True] * 3
    late = signed("motcua.stp", "mot-hai-ba-77")
    for client in (early, late):
        for path in ("/desk/", "/account/password/change/"):
            answer = client.get(path)
            assert (answer.status_code, "nay đã hết hạn" in answer.text) == (403, True)
    accounts.set_password(clerk.pk, password="bon-nam-sau-77", by=by, at=clock.now(), is_first=True)
    assert led_to(signed("motcua.stp", "bon-nam-sau-77")) == "/account/password/change/"
