"""A keeper who would become a leader alone does not; what waits is shown and told."""

import re

import pytest
from django.conf import LazySettings
from django.test import Client

from hoaban.core.journal.models import Entry
from hoaban.core.people.models import Nomination, Person
from hoaban.domains.office.powers import reactions
from hoaban.gateways.notify.models import SentMessage
from tests.world import loading

pytestmark = pytest.mark.usefixtures("cast")
PASSWORD = loading.signins()[0][2]
LEADER = {
    "full_name": "Lù Thị Mây",
    "username": "lu-thi-may",
    "agency": "so-tp",
    "role": "leader",
    "title": "Phó Giám đốc",
    "valid_from": "30/03/2020",
}


@pytest.fixture(autouse=True)
def in_2020(settings: LazySettings) -> None:
    settings.HOABAN_TODAY = "2020-03-30T08:00"


def signed(username: str, password: str = PASSWORD) -> Client:
    client = Client()
    client.post("/desk/sign-in/", {"username": username, "password": password})
    return client


def test_a_keeper_who_makes_a_leader_and_draws_the_password_does_not_come_in_as_one() -> None:
    keeper = signed("cntt")
    shown = keeper.post("/desk/people/new/", LEADER, follow=True).content.decode()
    assert "chưa có hiệu lực, chờ người thứ hai xác nhận" in shown
    person = Person.objects.get(username="lu-thi-may")
    page = keeper.post(f"/desk/people/{person.public_id}/password/").content.decode()
    drawn = re.search(r"<code>(.+?)</code>", page)
    assert drawn
    assert "_auth_user_id" not in signed("lu-thi-may", drawn[1]).session
    waiting = Nomination.objects.get()
    keeper.post(f"/desk/people/waiting/{waiting.public_id}/confirm/")
    assert not person.posts.exists()
    second = signed("quantri")
    assert "Lù Thị Mây" in second.get("/desk/people/waiting/").text
    second.post(f"/desk/people/waiting/{waiting.public_id}/confirm/")
    assert "_auth_user_id" in signed("lu-thi-may", drawn[1]).session


def test_the_head_finds_what_waits_from_the_own_work() -> None:
    signed("cntt").post("/desk/people/new/", LEADER)
    head = signed("lanhdao.stp")
    assert 'href="/desk/people/waiting/"' in head.get("/desk/").text
    waiting = Nomination.objects.get()
    head.post(f"/desk/people/waiting/{waiting.public_id}/decline/")
    assert "Không có vị trí nào chờ xác nhận." in head.get("/desk/people/waiting/").text


def test_one_keeper_alone_is_told_so() -> None:
    keeper = signed("quantri")
    alone = "Hệ thống chỉ có một người quản trị"
    assert alone not in keeper.get("/desk/people/waiting/").text
    Person.objects.filter(username="cntt").update(is_active=False)
    assert alone in keeper.get("/desk/people/waiting/").text


def test_a_leader_s_drawn_password_is_told_to_the_agency() -> None:
    leader = Person.objects.get(username="lanhdao.stp")
    deputy = signed("pho.stp")
    assert "Mật khẩu được đặt lại" not in deputy.get("/desk/").text
    signed("cntt").post(f"/desk/people/{leader.public_id}/password/")
    told = deputy.get("/desk/").text
    assert "Mật khẩu được đặt lại" in told
    assert leader.full_name in told


def test_the_leader_and_the_head_get_a_message_once() -> None:
    deputy = Person.objects.get(username="pho.stp")
    Person.objects.filter(pk=deputy.pk).update(email="pho@example.invalid")
    Person.objects.filter(username="lanhdao.stp").update(email="giam.doc@example.invalid")
    signed("cntt").post(f"/desk/people/{deputy.public_id}/password/")
    entry = Entry.objects.filter(verb="people.password_set", by__startswith="post:").get()
    for _again in range(2):
        reactions.tell_of_password(entry)
    told = SentMessage.objects.filter(template="account.password_drawn")
    assert sorted(told.values_list("address", flat=True)) == [
        *("giam.doc@example.invalid", "pho@example.invalid"),
    ]


def test_a_keeper_who_takes_over_another_gives_no_powers_and_every_keeper_is_told() -> None:
    Person.objects.filter(username__in=["cntt", "quantri"]).update(email="x@example.invalid")
    other = Person.objects.get(username="quantri")
    keeper = signed("cntt")
    page = keeper.post(f"/desk/people/{other.public_id}/password/").content.decode()
    drawn = re.search(r"<code>(.+?)</code>", page)
    assert drawn
    reactions.tell_of_password(Entry.objects.filter(verb="people.password_set").latest("id"))
    assert SentMessage.objects.filter(template="account.password_drawn").count() == 2
    assert "Mật khẩu được đặt lại" in keeper.get("/desk/").text
    second, new = signed("quantri", drawn[1]), "mot-mat-khau-khac-77"
    passwords = {"oldpassword": drawn[1], "password1": new, "password2": new}
    second.post("/account/password/change/", passwords)
    signed("quantri", new).post("/desk/people/new/", LEADER)
    waiting = Nomination.objects.get()
    refused = keeper.post(f"/desk/people/waiting/{waiting.public_id}/confirm/", follow=True)
    assert "hãy để người khác xác nhận" in " ".join(refused.text.split())
    assert not waiting.person.posts.exists()


def test_of_a_clerk_s_password_nobody_is_told() -> None:
    clerk = Person.objects.get(username="motcua.stp")
    Person.objects.update(email="x@example.invalid")
    signed("cntt").post(f"/desk/people/{clerk.public_id}/password/")
    reactions.tell_of_password(Entry.objects.filter(verb="people.password_set").latest("id"))
    assert not SentMessage.objects.filter(template="account.password_drawn").exists()
