import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import LazySettings
from django.test import Client

from hoaban.core import clock
from hoaban.core.http import acting, throttle
from hoaban.core.people.models import Person, Post
from hoaban.domains.office.demo import queries as demo

pytestmark = pytest.mark.usefixtures("cast")
PASSWORD = demo.signins()[0][2]
LEAVE = re.compile(r'<form method="post" action="([^"]+(?:sign-out|logout)/)">')


@pytest.fixture(autouse=True)
def in_2020(settings: LazySettings) -> None:
    settings.HOABAN_TODAY = "2020-03-30T08:00"


def sign_in(client: Client, username: str, password: str = PASSWORD, following: str = "") -> str:
    form = {"username": username, "password": password, "next": following}
    return client.post("/desk/sign-in/", form).headers.get("Location", "")


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_an_official_signs_in_and_lands_where_he_wanted(client: Client) -> None:
    assert sign_in(client, " MotCua.STP ", following="/desk/people/") == "/desk/people/"
    assert is_signed_in(client)


@pytest.mark.parametrize("following", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_nobody_is_led_to_another_site(client: Client, following: str) -> None:
    assert sign_in(client, "motcua.stp", following=following) == "/desk/"


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(client: Client) -> None:
    pages = []
    for username in ("motcua.stp", "khong.co.ai"):
        form = {"username": username, "password": "không đúng"}
        answer = client.post("/desk/sign-in/", form)
        pages.append(
            (
                answer.status_code,
                answer.content.decode().partition("<main")[2].replace(username, ""),
            )
        )
    drawn = re.compile(r'value="\w{64}"|errors-\d+')
    assert drawn.sub("", pages[0][1]) == drawn.sub("", pages[1][1])
    assert (pages[0][0], "không đúng" in pages[0][1]) == (422, True)


def test_after_too_many_attempts_the_right_password_waits_too_from_there(
    client: Client, settings: LazySettings
) -> None:
    settings.SIGN_IN_ATTEMPTS = 3
    for _attempt in range(3):
        sign_in(client, "motcua.stp", "không đúng")
    sign_in(client, "motcua.stp")
    assert not is_signed_in(client)
    assert sign_in(client, "lanhdao.stp") == "/desk/"


def test_the_wait_is_short_at_first_and_then_the_right_password_comes_in(
    client: Client, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SIGN_IN_ATTEMPTS = 3
    for _attempt in range(3):
        sign_in(client, "motcua.stp", "không đúng")
    later = clock.machine_now() + timedelta(seconds=throttle.FIRST_WAIT)
    monkeypatch.setattr(clock, "machine_now", lambda: later)
    assert sign_in(client, "motcua.stp") == "/desk/"


def at_the_desk(client: Client, address: str, password: str) -> None:
    form = {"username": "lanhdao.stp", "password": password}
    client.post("/desk/sign-in/", form, REMOTE_ADDR=address)


def at_the_portal(client: Client, address: str, password: str) -> None:
    form = {"login": "0912345678", "password": password}
    client.post("/account/login/", form, REMOTE_ADDR=address)


@pytest.mark.parametrize("door", [at_the_desk, at_the_portal])
@pytest.mark.parametrize("tried_from", ["one", "many"])
def test_nobody_keeps_an_official_out_by_wrong_passwords(
    client: Client, door: Callable[[Client, str, str], None], tried_from: str
) -> None:
    Person.objects.filter(username="lanhdao.stp").update(phone="0912345678", phone_confirmed=True)
    door(client, "192.0.2.1", PASSWORD)
    client.post("/account/logout/")
    for number in range(12 if tried_from == "one" else 70):
        address = "192.0.2.1" if tried_from == "one" else f"198.51.100.{number}"
        door(Client(), address, "không đúng")
    door(Client(), "192.0.2.1" if tried_from == "one" else "198.51.100.1", "không đúng")
    door(client, "192.0.2.1", PASSWORD)  # the own machine, behind the same address even
    assert is_signed_in(client)


def test_who_tries_one_person_from_many_places_is_slowed_down(settings: LazySettings) -> None:
    settings.SIGN_IN_ATTEMPTS_OF_STRANGERS = 5
    for number in range(6):
        at_the_desk(Client(), f"198.51.100.{number}", "không đúng")
    right = Client()
    at_the_desk(right, "198.51.100.99", PASSWORD)
    assert not is_signed_in(right)


def test_nobody_writes_the_cookie_of_a_known_browser_for_somebody_else(
    client: Client, settings: LazySettings
) -> None:
    settings.SIGN_IN_ATTEMPTS = 3
    sign_in(client, "motcua.stp")
    client.post("/account/logout/")
    for _attempt in range(3):
        at_the_desk(client, "192.0.2.1", "không đúng")
    at_the_desk(client, "192.0.2.1", PASSWORD)
    assert not is_signed_in(client)


@pytest.mark.parametrize("name", ["congdan", "0900000001", "cong.dan@example.invalid"])
def test_who_has_no_post_is_told_what_a_wrong_password_is_told(client: Client, name: str) -> None:
    Person.objects.filter(username="congdan").update(email="cong.dan@example.invalid")
    answer = client.post("/desk/sign-in/", {"username": name, "password": PASSWORD})
    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.content.decode()
    assert not is_signed_in(client)


def test_who_has_a_post_no_more_does_not_come_in(client: Client) -> None:
    Post.objects.filter(person__username="motcua.stp").update(valid_to="2020-03-30")
    sign_in(client, "motcua.stp")
    assert not is_signed_in(client)


def test_an_official_comes_in_by_the_user_name_alone(client: Client) -> None:
    Person.objects.filter(username="motcua.stp").update(email="mot.cua@example.invalid")
    sign_in(client, "mot.cua@example.invalid")
    assert not is_signed_in(client)


def test_both_doors_count_for_one_password(client: Client, settings: LazySettings) -> None:
    settings.SIGN_IN_ATTEMPTS = 3
    Person.objects.filter(username="motcua.stp").update(phone="0912345678", phone_confirmed=True)
    portal = {"login": "0912 345 678", "password": "không đúng"}
    for _attempt in range(3):
        client.post("/account/login/", portal)
    sign_in(client, "motcua.stp")
    client.post("/account/login/", {**portal, "password": PASSWORD})
    assert not is_signed_in(client)


def test_the_demo_sign_ins_are_shown_in_a_demo_alone(
    client: Client, settings: LazySettings
) -> None:
    shown = []
    for is_demo in (True, False):
        settings.HOABAN_DEMO = is_demo
        shown.append("lanhdao.himlam" in client.get("/desk/sign-in/").content.decode())
    assert shown == [True, False]


def test_signing_out_takes_a_click(client: Client) -> None:
    sign_in(client, "motcua.stp")
    client.get("/desk/sign-out/")
    assert is_signed_in(client)
    client.post("/desk/sign-out/")
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("address", "leave"), [("/desk/", "/desk/sign-out/"), ("/help/", "/account/logout/")]
)
def test_one_press_on_any_page_signs_out(client: Client, address: str, leave: str) -> None:
    sign_in(client, "motcua.stp")
    page = client.get(address).content.decode().partition("<main")[0]
    assert (LEAVE.findall(page), "logout/" in page.replace(f'"{leave}"', "")) == ([leave], False)
    client.post(leave)
    assert not is_signed_in(client)
    assert LEAVE.findall(client.get("/help/").content.decode()) == []


def test_an_authenticator_app_is_asked_for_at_this_door_too(client: Client) -> None:
    person = Person.objects.get(username="quantri")
    TOTP.activate(person, generate_totp_secret())
    assert sign_in(client, "quantri") == "/account/2fa/authenticate/"
    assert not is_signed_in(client)


def test_whoever_has_two_posts_sees_both_and_chooses(client: Client) -> None:
    sign_in(client, "haivitri")
    page = client.get("/desk/post/").content.decode()
    assert ("phường Him Lam" in page, "phường Mường Thanh" in page) == (True, True)
    assert LEAVE.findall(page) == ["/desk/sign-out/"]  # whoever has no post yet can leave, too
    client.post("/desk/post/", {"choice": "demo-two-postsp1"})
    assert client.session[acting.CHOSEN] == "demo-two-postsp1"


def test_after_a_merger_the_agency_that_answers_is_named(
    client: Client, settings: LazySettings
) -> None:
    settings.HOABAN_TODAY = "2025-07-02T08:00"
    sign_in(client, "motcua.himlam")
    page = client.get("/desk/people/").content.decode()
    assert "phường Him Lam" not in page.partition("</header>")[0]
    assert "UBND phường Điện Biên Phủ" in page.partition("</header>")[0]


def test_a_citizen_has_no_post_to_choose(client: Client) -> None:
    client.force_login(
        Person.objects.get(username="congdan"), "django.contrib.auth.backends.ModelBackend"
    )
    assert "không giữ vị trí nào" in client.get("/desk/post/").content.decode()


@pytest.mark.parametrize(
    ("username", "there", "not_there"),
    [
        ("motcua.stp", "/desk/people/", "/desk/jobs/"),
        ("quantri", "/desk/messages/", "/desk/intake/"),
    ],
)
def test_the_menu_shows_what_the_role_may_open(
    client: Client, username: str, there: str, not_there: str
) -> None:
    sign_in(client, username)
    page = client.get("/desk/agencies/").content.decode()
    assert (f'href="{there}"' in page, f'href="{not_there}"' in page) == (True, False)
    assert 'href="/desk/agencies/" aria-current="page"' in page


@pytest.mark.parametrize(
    ("page", "item"),
    [
        ("/desk/", "/desk/"),
        ("/desk/ended/", "/desk/overview/"),
        ("/desk/takings/owed/", "/desk/overview/"),
        ("/desk/people/waiting/", "/desk/people/"),
        ("/desk/search/", ""),
    ],
)
def test_a_page_stands_under_the_item_that_leads_to_it(
    client: Client, page: str, item: str
) -> None:
    sign_in(client, "motcua.stp")
    shown = client.get(page).content.decode()
    marked = re.findall(r'<a href="([^"]*)" aria-current="page"', shown)
    assert marked[:1] == ([item] if item else [])


def test_the_search_finds_colleagues_without_diacritics(client: Client) -> None:
    sign_in(client, "motcua.stp")
    found = client.get("/desk/search/?q=tran+dao", follow=True)
    assert "Trần Thị Đào" in found.content.decode()


@pytest.mark.parametrize(
    "text", ["", "   ", "không có ai tên này", "'; DROP TABLE", "%", "đ" * 500]
)
def test_any_search_has_an_answer(client: Client, text: str) -> None:
    sign_in(client, "motcua.stp")
    assert client.get("/desk/search/", {"q": text}).status_code == 200
