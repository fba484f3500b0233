"""One keeper alone does not act as whoever signs: a drawn password waits for a second person."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hoaban.core import clock
from hoaban.core.accounts import actions as accounts
from hoaban.core.journal.models import Entry
from hoaban.core.people import actions, actors, agencies, queries
from hoaban.core.people.models import Nomination, Person
from hoaban.core.people.roles import Role
from hoaban.domains.office.powers import reactions
from hoaban.domains.office.powers.tests.test_waiting import LEADER, signed
from hoaban.gateways.notify.models import SentMessage

pytestmark = pytest.mark.usefixtures("cast")
CHANGE = "/account/password/change/"
SHUT = "Chưa thể làm việc ở vị trí có quyền ký"


@pytest.fixture(autouse=True)
def in_2020(settings: LazySettings) -> None:
    settings.HOABAN_TODAY = "2020-03-30T08:00"


def drawn(keeper: Client, username: str) -> str:
    person = Person.objects.get(username=username)
    page = keeper.post(f"/desk/people/{person.public_id}/password/").text
    found = re.search(r"<code>(.+?)</code>", page)
    assert found
    return found[1]


def inside(username: str, password: str) -> Client:
    """Signed in under a drawn password and past its change."""
    client, chosen = signed(username, password), "mot-mat-khau-khac-77"
    passwords = {"oldpassword": password, "password1": chosen, "password2": chosen}
    client.post(CHANGE, passwords)
    assert not Person.objects.get(username=username).password_is_first
    return client


def vouched(client: Client, username: str) -> str:
    person = Person.objects.get(username=username)
    answer = client.post(f"/desk/people/{person.public_id}/password/confirm/", follow=True)
    return " ".join(answer.text.split())


def is_shut(client: Client, path: str = "/desk/") -> bool:
    answer = client.get(path)
    return answer.status_code == 403 and SHUT in answer.text


@pytest.mark.parametrize("username", ["lanhdao.stp", "pho.stp"])
def test_a_keeper_who_draws_the_password_of_whoever_signs_does_not_act_as_them(
    username: str,
) -> None:
    keeper = signed("cntt")
    taken = inside(username, drawn(keeper, username))
    own = Person.objects.get(username=username).posts.get().public_id
    for path in ("/desk/", "/desk/overview/", "/desk/signing/", f"/desk/people/posts/{own}/back/"):
        assert (path, is_shut(taken, path)) == (path, True)
    absence = taken.post(f"/desk/people/posts/{own}/delegate/", {"reason": "đi công tác"})
    assert (absence.status_code, SHUT in absence.text) == (403, True)
    assert "hãy để một người quản trị khác" in vouched(keeper, username)
    assert is_shut(taken)


@pytest.mark.parametrize("second", ["quantri", "lanhdao.stp"])
def test_a_second_keeper_or_the_head_vouches_and_the_post_works_again(second: str) -> None:
    taken, other = inside("pho.stp", drawn(signed("cntt"), "pho.stp")), signed(second)
    assert "Chờ người thứ hai xác nhận" in other.get("/desk/").text
    assert "Mật khẩu được cấp chờ xác nhận" in other.get("/desk/people/").text
    vouched(other, "pho.stp")
    assert taken.get("/desk/").status_code == 200
    entry = Entry.objects.get(verb="people.password_confirmed")
    assert entry.subject_pk == Person.objects.get(username="pho.stp").pk
    assert "Không có mật khẩu nào chờ xác nhận." in other.get("/desk/people/waiting/").text


def test_nobody_vouches_before_the_drawn_password_was_changed() -> None:
    drawn(signed("cntt"), "pho.stp")
    assert "chưa tự đổi mật khẩu được cấp" in vouched(signed("quantri"), "pho.stp")
    assert Person.objects.get(username="pho.stp").password_waits


@pytest.mark.parametrize("username", ["motcua.stp", "vanthu", "lanhdao.himlam"])
def test_others_vouch_for_nobody(username: str) -> None:
    inside("pho.stp", drawn(signed("cntt"), "pho.stp"))
    vouched(signed(username), "pho.stp")
    assert Person.objects.get(username="pho.stp").password_waits


def test_a_keeper_does_not_vouch_as_another_whose_password_was_drawn() -> None:
    keeper = signed("cntt")
    inside("pho.stp", drawn(keeper, "pho.stp"))
    second = inside("quantri", drawn(keeper, "quantri"))
    assert "hãy để người khác xác nhận" in vouched(second, "pho.stp")
    signed("quantri", "mot-mat-khau-khac-77")  # nor after drawing the own one, which hides nothing
    drawn(second, "quantri")
    assert Person.objects.get(username="quantri").password_drawn_by_id is not None


def test_a_chain_of_drawn_passwords_is_one_hand() -> None:
    at, by = clock.now(), actors.system("operator")
    post = {"agency": agencies.row("vp-ubnd", clock.today()), "role": Role.ADMINISTRATOR}
    dated = {"title": "Quản trị", "valid_from": clock.today()}
    made = actions.keep_person(username="quantri3", full_name="Quàng Văn Ba", by=by, at=at)
    actions.enter_post(made.pk, **post, **dated, by=by, at=at)
    keeper = signed("cntt")
    inside("pho.stp", drawn(keeper, "pho.stp"))
    second = inside("quantri", drawn(keeper, "quantri"))
    third = inside("quantri3", drawn(second, "quantri3"))
    assert "hãy để người khác xác nhận" in vouched(third, "pho.stp")


def test_a_new_leader_waits_for_both_and_does_not_act_on_a_confirmed_post_alone() -> None:
    keeper, second = signed("cntt"), signed("quantri")
    keeper.post("/desk/people/new/", LEADER)
    password = drawn(keeper, "lu-thi-may")
    waiting = Nomination.objects.get()
    second.post(f"/desk/people/waiting/{waiting.public_id}/confirm/")
    new = inside("lu-thi-may", password)
    assert is_shut(new)
    vouched(second, "lu-thi-may")
    assert new.get("/desk/").status_code == 200


def test_an_authenticator_app_known_before_proves_who_signs_in_and_one_set_up_later_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keeper, person = signed("cntt"), Person.objects.get(username="pho.stp")
    by = queries.actor_for_citizen(person)
    drawn(keeper, "pho.stp")
    TOTP.activate(person, generate_totp_secret())  # whoever drew it set this up
    accounts.prove_password(person.pk, by=by, at=clock.now())
    drawn(keeper, "pho.stp")  # drawn again it is no older
    accounts.prove_password(person.pk, by=by, at=clock.now())
    assert Person.objects.get(pk=person.pk).password_waits
    Person.objects.filter(pk=person.pk).update(password_confirmed_at=clock.now())
    password = drawn(keeper, "pho.stp")
    monkeypatch.setattr(TOTP, "validate_code", lambda _self, code: code == "123456")
    own = signed("pho.stp", password)
    own.post("/account/2fa/authenticate/", {"code": "123456"})
    assert not Person.objects.get(pk=person.pk).password_waits


@pytest.mark.parametrize("path", ["/account/2fa/", "/account/phone/change/", "/account/email/"])
def test_meanwhile_nobody_binds_the_account_to_another_telephone_or_app(path: str) -> None:
    first = drawn(signed("cntt"), "pho.stp")
    assert signed("pho.stp", first).get(path).headers["Location"] == CHANGE
    assert inside("pho.stp", first).get(path).status_code == 403


def test_a_clerk_s_drawn_password_waits_for_nobody() -> None:
    clerk = inside("motcua.stp", drawn(signed("cntt"), "motcua.stp"))
    assert clerk.get("/desk/").status_code == 200
    assert (
        "Không có mật khẩu nào chờ xác nhận." in signed("quantri").get("/desk/people/waiting/").text
    )


def test_the_head_finds_it_in_the_inbox_and_is_told_of_both() -> None:
    Person.objects.filter(username="lanhdao.stp").update(email="giam.doc@example.invalid")
    head = signed("lanhdao.stp")
    inside("pho.stp", drawn(signed("cntt"), "pho.stp"))
    assert Person.objects.get(username="pho.stp").full_name in head.get("/desk/inbox/").text
    vouched(signed("quantri"), "pho.stp")
    reactions.tell_of_password(Entry.objects.filter(verb="people.password_set").latest("id"))
    reactions.tell_of_confirmation(Entry.objects.get(verb="people.password_confirmed"))
    told = SentMessage.objects.filter(address="giam.doc@example.invalid")
    assert sorted(told.values_list("template", flat=True)) == [
        *("account.password_confirmed", "account.password_drawn"),
    ]


def test_the_page_of_what_waits_asks_as_often_for_twenty_as_for_one() -> None:
    keeper, asked = signed("quantri"), []
    cntt = queries.choices_of(Person.objects.get(username="cntt"), clock.today())[0].post
    by = queries.actor_for_post(cntt, clock.today())
    for count in (1, 19):
        for _each in range(count):
            number = Person.objects.count()
            made = actions.keep_person(
                username=f"moi-{number}", full_name="Lường Văn Mới", by=by, at=clock.now()
            )
            post = {"agency": agencies.row("so-tp", clock.today()), "role": Role.LEADER}
            dated = {"title": "Phó Giám đốc", "valid_from": clock.today()}
            actions.enter_post(made.pk, **post, **dated, by=by, at=clock.now())
            held = actions.enter_post(
                made.pk, **post, **dated, by=actors.system("operator"), at=clock.now()
            )
            accounts.set_password(
                made.pk, password="cấp 2020", by=by, at=clock.now(), is_first=True
            )
            assert held.pk
        keeper.get("/desk/people/waiting/")
        with CaptureQueriesContext(connection) as found:
            page = keeper.get("/desk/people/waiting/").text
        asked.append(len(found))
    assert page.count("Lường Văn Mới") >= 40
    assert asked[0] == asked[1]
