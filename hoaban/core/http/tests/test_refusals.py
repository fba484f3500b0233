from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.conf import LazySettings
from django.contrib.messages import get_messages
from django.test import Client

from hoaban.core.http import answers, citing
from hoaban.core.http.tests.pages import ClosedToday
from hoaban.core.people.partners import actions as partners
from hoaban.core.people.tests.conftest import AT, BY

pytestmark = [pytest.mark.urls("hoaban.core.http.tests.pages"), pytest.mark.usefixtures("cast")]
HERE = {"Referer": "http://testserver/desk/whoami/?a=1"}
CONTENT = "application/x-www-form-urlencoded"
SENTENCE = "Hôm nay 30/03 cơ quan không làm việc."


@pytest.fixture(autouse=True)
def made_up_law() -> Iterator[None]:
    """A made-up law: an act that was read, but for one day on which another is believed."""

    def find(topic: str, on: date) -> citing.Found:
        new = on == date(2025, 7, 1)
        return citing.Nothing(f"Luật {2025 if new else 2020} về {topic}", is_doubtful=new)

    with citing.connected(find):
        yield


@pytest.fixture
def client(signed: Callable[[str], Client]) -> Client:
    client = signed("motcua.stp")
    client.handler.enforce_csrf_checks = False
    return client


def test_a_refused_button_comes_back_as_a_message_where_it_stood(client: Client) -> None:
    answer = client.post("/desk/refuse/", headers=HERE)
    assert (answer.status_code, answer["Location"]) == (302, "/desk/whoami/?a=1")
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert told == [f"{SENTENCE} (Luật 2020 về calendar.holidays)"]


def test_without_a_page_to_go_back_to_it_is_the_desk(client: Client) -> None:
    assert client.post("/desk/refuse/")["Location"] == "/desk/"


def test_another_sites_page_is_not_gone_back_to(client: Client) -> None:
    answer = client.post("/desk/refuse/", headers={"Referer": "https://evil.example/x"})
    assert answer["Location"] == "/desk/"


def test_a_part_of_a_page_is_told_where_to_go(client: Client) -> None:
    answer = client.post("/desk/refuse/", headers={**HERE, "HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/desk/whoami/?a=1")


def test_a_refused_reading_is_a_page_and_no_loop(client: Client) -> None:
    answer = client.get("/desk/refuse/", headers=HERE)
    assert answer.status_code == 409
    assert SENTENCE in answer.content.decode()


def test_who_may_see_and_not_do_gets_403_with_the_sentence(client: Client) -> None:
    answer = client.post("/desk/refuse/", {"what": "allowed"}, headers=HERE)
    assert answer.status_code == 403
    assert "không có quyền thực hiện việc này" in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/desk/refuse/?on=2025-06-30", "Luật 2020 về calendar.holidays<"),
        ("/desk/refuse/?on=2025-07-01", "Luật 2025 về calendar.holidays, chưa đối chiếu văn bản<"),
        ("/refuse/?on=2025-07-01", "Luật 2025 về calendar.holidays<"),
    ],
)
def test_a_page_about_a_case_cites_the_law_of_its_day_and_says_what_was_not_seen(
    client: Client, path: str, words: str
) -> None:
    assert words in client.get(path, headers=HERE).content.decode()


def test_a_refusal_without_a_topic_cites_no_law(client: Client) -> None:
    page = client.get("/desk/refuse/?what=formed", headers=HERE).content.decode()
    assert ("Dữ liệu gửi lên không đúng" in page, "Luật" in page) == (True, False)


@pytest.mark.parametrize(
    ("what", "status", "title", "law"),
    [
        ("", 409, "ClosedToday", ("Luật 2020 về calendar.holidays", "calendar.holidays", True)),
        (
            "&on=2025-07-01",
            409,
            "ClosedToday",
            ("Luật 2025 về calendar.holidays", "calendar.holidays", False),
        ),
        (
            "allowed",
            403,
            "NotAllowed",
            ("Luật 2020 về office.competence", "office.competence", True),
        ),
        ("formed", 422, "NotWellFormed", (None, None, None)),
    ],
)
def test_a_machine_gets_a_problem_with_the_article_of_the_day(
    client: Client, what: str, status: int, title: str, law: tuple[object, ...]
) -> None:
    _, token = partners.register_partner(
        slug="thu", name="Thử", agency=None, scopes=[], by=BY, at=AT
    )
    answer = client.get(f"/api/v1/refuse?what={what}", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    problem = answer.json()
    assert (problem["status"], problem["title"]) == (status, title)
    assert (problem["law"], problem["law_topic"], problem["law_is_seen"]) == law


def test_a_machine_is_told_when_to_come_again_where_the_disk_is_full(client: Client) -> None:
    _, token = partners.register_partner(
        slug="thu", name="Thử", agency=None, scopes=[], by=BY, at=AT
    )
    answer = client.get("/api/v1/refuse?what=full", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert (answer["Retry-After"], answer.json()["status"]) == ("30", 503)


def test_another_language_speaks_its_own_sentence(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = ClosedToday(day="30/03")
    table = {"ClosedToday": "Closed on {day}."}
    assert refusal.speak(table) == "Closed on 30/03."
    assert answers.sentence(refusal) == SENTENCE


@pytest.mark.parametrize("path", ["/desk/refuse/?what=bug", "/api/v1/open?x"])
def test_no_answer_shows_the_inside(client: Client, path: str) -> None:
    client.raise_request_exception = False
    assert "secret of the inside" not in client.get(path).content.decode()


def test_an_unknown_address_has_a_page_or_a_problem(client: Client, settings: LazySettings) -> None:
    page, machine = client.get("/nowhere/"), client.get("/api/v1/nowhere")
    assert (page.status_code, "Không tìm thấy" in page.content.decode()) == (404, True)
    assert (machine.status_code, machine["Content-Type"]) == (404, "application/problem+json")


def test_a_bug_is_a_500_in_vietnamese(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/desk/refuse/?what=bug")
    assert answer.status_code == 500
    assert "Hệ thống gặp lỗi" in answer.content.decode()


@pytest.mark.parametrize("said", ["http://[", "http://testserver:x/", "//testserver/", "\x00"])
def test_a_referer_that_is_no_address_is_none_of_ours(client: Client, said: str) -> None:
    assert client.post("/desk/refuse/", headers={"Referer": said})["Location"] == "/desk/"


@pytest.mark.parametrize(("language", "words"), [("vi", "không mở như vậy"), ("en", "opened")])
def test_a_forms_address_opened_as_a_page_says_where_to_go(
    client: Client, language: str, words: str
) -> None:
    answer = client.get("/desk/people/an/rename/", headers={"Accept-Language": language})
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/desk/refuse/", "text/html; charset=utf-8"), ("/api/v1/refuse", "application/problem+json")],
)
def test_what_is_announced_as_too_long_is_not_even_read(
    client: Client, settings: LazySettings, path: str, kind: str
) -> None:
    settings.REQUEST_MAX_BYTES = 1000
    answer = client.post(path, {"what": "x" * 1000})
    assert (answer.status_code, answer["Content-Type"]) == (413, kind)


def test_a_form_that_is_too_long_gets_words(client: Client) -> None:
    answer = client.post("/desk/refuse/", "what=" + "x" * 3_000_000, CONTENT)
    assert (answer.status_code, "quá lớn" in answer.content.decode()) == (413, True)
