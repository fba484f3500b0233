"""Two tabs of one browser: a form is carried out for whom and in which post it was drawn."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.template import Context, Template
from django.test import Client

from hoaban.core import clock
from hoaban.core.http import drawn, resuming
from hoaban.core.people.models import Person

pytestmark = [pytest.mark.urls("hoaban.core.http.tests.pages"), pytest.mark.usefixtures("cast")]
FROM = {"Referer": "http://testserver/desk/form/"}
REASON = "Thiếu bản sao giấy khai sinh"
NAMED = resuming.Named("Điền biểu mẫu", "Hồ sơ số 7")
HERE, THERE = "demo-two-postsp0", "demo-two-postsp1"


def typed_by(username: str, post: str = "") -> dict[str, str]:
    person = Person.objects.get(username=username).public_id
    return {"reason": REASON, drawn.FIELD: drawn.written(drawn.Drawn(person, post))}


@pytest.fixture
def two_posts(signed: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(resuming._Connected, "namings", {"form": lambda _actor, _place: NAMED})
    client = signed("haivitri")
    client.handler.enforce_csrf_checks = False
    client.post("/desk/post/", {"choice": THERE})
    return client


def test_a_form_in_a_page_says_for_whom_and_in_which_post_it_was_drawn(two_posts: Client) -> None:
    page = two_posts.get("/desk/post/").content.decode()
    values = re.findall(rf'name="{drawn.FIELD}" value="([^"]+)"', page)
    person = Person.objects.get(username="haivitri").public_id
    assert set(values) == {drawn.written(drawn.Drawn(person, THERE))}


def test_a_form_drawn_in_one_post_is_not_carried_out_in_another(two_posts: Client) -> None:
    answer = two_posts.post("/desk/form/", typed_by("haivitri", HERE), headers=FROM)
    page = answer.content.decode()
    sentence = " ".join(page.partition('notice--late">')[2].partition("</p>")[0].split())
    told = (
        "Biểu mẫu này được mở ở vị trí Cán bộ một cửa, UBND phường Điện Biên Phủ, "
        "còn lúc này bạn đang làm việc ở vị trí Cán bộ một cửa (kiêm nhiệm), "
        "UBND phường Điện Biên Phủ. Chưa có gì thay đổi."
    )
    assert (answer.status_code, sentence) == (409, told)
    assert [text in page for text in (REASON, 'action="/desk/form/"')] == [True, False]


def test_it_goes_on_in_the_right_post_with_what_was_typed(two_posts: Client) -> None:
    two_posts.post("/desk/form/", typed_by("haivitri", HERE), headers=FROM)
    assert two_posts.get("/desk/form/").content.decode() == ""  # this is the other post
    chosen = two_posts.post("/desk/post/", {"choice": HERE, "next": "/kept/"})
    page = two_posts.get(chosen["Location"]).content.decode()
    assert [text in page for text in (REASON, 'action="/desk/form/"')] == [True, True]
    assert two_posts.get("/desk/form/").content.decode() == REASON


def test_a_part_of_a_page_leads_to_the_same(two_posts: Client) -> None:
    form = typed_by("haivitri", HERE)
    value = form.pop(drawn.FIELD)
    answer = two_posts.post(
        "/desk/form/", form, headers=FROM | {"HX-Request": "true", drawn.HEADER: value}
    )
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/kept/")
    assert "Biểu mẫu này được mở ở vị trí" in two_posts.get("/kept/").content.decode()


def test_a_post_that_is_held_no_longer_is_not_offered(two_posts: Client) -> None:
    answer = two_posts.post("/desk/form/", typed_by("haivitri", "gone"), headers=FROM)
    page = answer.content.decode()
    assert (answer.status_code, "không còn giữ" in page, 'name="choice"' in page) == (
        409,
        True,
        False,
    )


def test_who_has_yet_to_choose_a_post_keeps_what_was_typed(
    signed: Callable[[str], Client],
) -> None:
    client = signed("haivitri")
    client.handler.enforce_csrf_checks = False
    answer = client.post("/desk/form/", typed_by("haivitri", HERE), headers=FROM)
    assert (answer.status_code, "chưa chọn vị trí" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize("post", ["", THERE])
def test_a_form_of_this_post_or_of_none_is_carried_out(two_posts: Client, post: str) -> None:
    answer = two_posts.post("/desk/form/", typed_by("haivitri", post), headers=FROM)
    assert answer.status_code == 200


@pytest.mark.parametrize("token", ["old", "good"])
def test_what_one_typed_is_shown_to_nobody_else_and_waits(
    signed: Callable[[str], Client], token: str
) -> None:
    other = signed("motcua.dbp")
    other.handler.enforce_csrf_checks = token == "old"
    answer = other.post("/desk/form/", typed_by("motcua.himlam"), headers=FROM)
    seen = answer.content.decode() + other.get("/kept/").content.decode()
    assert (answer.status_code, REASON in seen) == (403, False)
    owner = signed("motcua.himlam")
    owner.get("/desk/whoami/")
    assert REASON in owner.get("/kept/").content.decode()


def test_an_old_value_says_nothing(
    signed: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    form, at = typed_by("motcua.himlam"), clock.machine_now() + timedelta(days=drawn.DAYS + 1)
    monkeypatch.setattr(clock, "machine_now", lambda: at)
    other = signed("motcua.dbp")
    assert other.post("/desk/form/", form, headers=FROM).status_code == 403
    owner = signed("motcua.himlam")
    assert owner.get("/desk/whoami/").status_code == 200


def test_a_template_without_a_request_has_no_token() -> None:
    assert Template("{% csrf_token %}").render(Context()) == ""
