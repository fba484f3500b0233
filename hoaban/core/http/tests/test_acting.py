from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hoaban.core import clock
from hoaban.core.people import actions, actors, agencies
from hoaban.core.people.delegations import actions as delegations
from hoaban.core.people.models import Post
from hoaban.core.people.partners import actions as partners
from hoaban.core.people.tests.conftest import AT, BY

pytestmark = [pytest.mark.urls("hoaban.core.http.tests.pages"), pytest.mark.usefixtures("cast")]
Signed = Callable[[str], Client]


@pytest.fixture(autouse=True)
def in_2020(settings: LazySettings) -> None:
    settings.HOABAN_TODAY = "2020-03-30T08:00"


def who(client: Client, path: str = "/desk/whoami/") -> str:
    return client.get(path).content.decode()


def test_an_official_acts_in_the_only_post(signed: Signed) -> None:
    assert who(signed("motcua.stp")) == "official|so-tp|clerk|"


def test_the_same_person_is_a_citizen_in_own_matters(signed: Signed) -> None:
    assert who(signed("motcua.stp"), "/my/whoami/") == "citizen|||"


def test_whoever_has_two_posts_chooses_first(signed: Signed) -> None:
    client = signed("haivitri")
    answer = client.get("/desk/whoami/")
    assert (answer.status_code, answer["Location"]) == (302, "/desk/post/?next=%2Fdesk%2Fwhoami%2F")


def test_the_chosen_post_acts_until_another_is_chosen(signed: Signed) -> None:
    client = signed("haivitri")
    client.handler.enforce_csrf_checks = False
    seen = []
    for key in ("demo-two-postsp1", "demo-two-postsp0"):
        client.post("/desk/post/", {"choice": key, "next": "/desk/whoami/"})
        seen.append(who(client))
    assert seen == ["official|ubnd-03136|clerk|", "official|ubnd-03127|clerk|"]


def test_nobody_chooses_the_post_of_another(signed: Signed) -> None:
    client = signed("haivitri")
    client.handler.enforce_csrf_checks = False
    answer = client.post("/desk/post/", {"choice": "demo-adminp0"})
    assert answer.status_code == 422
    assert client.get("/desk/whoami/").status_code == 302


def test_a_delegated_post_acts_with_its_powers_and_says_for_whom(signed: Signed) -> None:
    giver, taker = (Post.objects.get(public_id=f"demo-{who}-stpp0") for who in ("lead", "dep"))
    delegations.delegate(
        giver.pk,
        taker_pk=taker.pk,
        reason="Đi công tác",
        decision="12/QĐ-STP",
        valid_from=date(2020, 3, 30),
        valid_to=date(2020, 4, 2),
        by=BY,
        at=AT,
    )
    client = signed("pho.stp")
    client.handler.enforce_csrf_checks = False
    client.post("/desk/post/", {"choice": "demo-dep-stpp0.demo-lead-stpp0"})
    assert who(client) == "official|so-tp|leader|post:demo-lead-stpp0"


def test_a_stranger_at_the_desk_is_led_to_the_officials_door(client: Client) -> None:
    answer = client.get("/desk/whoami/")
    assert answer["Location"] == "/desk/sign-in/?next=%2Fdesk%2Fwhoami%2F"


def test_a_stranger_elsewhere_is_led_to_the_citizens_door(client: Client) -> None:
    assert client.get("/my/whoami/")["Location"].startswith("/account/login/?next=")


def test_a_citizen_at_the_desk_reads_why_not(signed: Signed) -> None:
    answer = signed("congdan").get("/desk/whoami/")
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "không giữ vị trí việc làm nào" in page
    assert ('<a href="/">' in page, '<a href="/desk/">' in page) == (True, False)


def test_an_open_page_knows_strangers(client: Client) -> None:
    assert who(client, "/open/") == "citizen|||"


def test_finding_the_actor_takes_two_queries(
    signed: Signed, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed("motcua.stp")
    who(client)
    with django_assert_num_queries(4):  # session, person, posts, delegations
        who(client)


def test_after_a_merger_a_post_acts_for_the_successor(
    signed: Signed, settings: LazySettings
) -> None:
    settings.HOABAN_TODAY = "2026-01-05T08:00"
    kind, agency, role, _ = who(signed("motcua.himlam")).split("|")
    assert (kind, agency, role) == ("official", "ubnd-03127-2025", "clerk")


def test_a_partner_system_acts_by_its_token_alone(client: Client, signed: Signed) -> None:
    agency = agencies.row("so-tp", date(2020, 3, 30))
    partner, token = partners.register_partner(
        slug="buu-dien", name="Bưu điện", agency=agency, scopes=[], by=BY, at=AT
    )
    bearer = {"Authorization": f"Bearer {token}"}
    answer = client.get("/api/v1/whoami", headers=bearer)
    assert answer.content.decode() == "partner|so-tp||"
    partners.revoke_partner(partner.pk, by=BY, at=AT)
    assert client.get("/api/v1/whoami", headers=bearer).status_code == 401


def test_a_session_opens_no_door_of_the_api(signed: Signed) -> None:
    answer = signed("quantri").get("/api/v1/whoami")
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("token", ["", "x", "Bearer", "Bearer ", "Basic abc", "Bearer \x00"])
def test_a_wrong_token_is_a_stranger(client: Client, token: str) -> None:
    answer = client.get("/api/v1/whoami", headers={"Authorization": token})
    assert answer.status_code == 401


def test_a_post_that_ended_today_acts_no_more(signed: Signed) -> None:
    post = Post.objects.get(public_id="demo-clerk-stpp0")
    actions.end_post(post.pk, on=clock.today(), by=actors.system("test"), at=AT)
    answer = signed("motcua.stp").get("/desk/whoami/")
    assert answer.status_code == 403
    assert "không giữ vị trí việc làm nào" in answer.content.decode()
    assert post.valid_from < clock.today() - timedelta(days=1)


def test_what_the_signed_in_read_stays_with_them(client: Client, signed: Signed) -> None:
    page = signed("motcua.stp").get("/desk/whoami/")
    assert page["Cache-Control"] == "private, no-cache"
    assert "Cache-Control" not in client.get("/open/")


@pytest.mark.parametrize("address", ["/desk/sign-out/", "/account/logout/"])
def test_signing_out_empties_the_browsers_cache(signed: Signed, address: str) -> None:
    browser = signed("motcua.stp")
    browser.handler.enforce_csrf_checks = False
    assert browser.post(address)["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in browser.get("/open/")


def test_a_secret_that_is_shown_once_is_not_kept_by_the_browser(signed: Signed) -> None:
    keeper = signed("quantri")
    keeper.handler.enforce_csrf_checks = False
    person = Post.objects.get(public_id="demo-clerk-stpp0").person.public_id
    form = {"name": "Thử", "slug": "thu", "scopes": ["files:write"]}
    answers = [
        keeper.post("/desk/people/partners/", form),
        keeper.post(f"/desk/people/{person}/password/"),
    ]
    assert [a.status_code for a in answers] == [200, 200]
    assert all("no-store" in a["Cache-Control"] for a in answers)
