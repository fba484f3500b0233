"""The portal's home and help stand, say what is so, and lead on."""

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings

from hoaban.core.people.models import Person
from tests.world.desks import BACKEND

HELP = ("/help/", "/help/about/", "/help/accessibility/", "/help/privacy/")


@pytest.fixture
def today(db: None, settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-16T08:30:00+07:00"
    caches["process"].clear()


@pytest.fixture
def province(catalogue_world: None, today: None) -> None:
    """The agencies and the procedures of Điện Biên."""


def test_the_home_page_asks_leads_to_fields_procedures_tracking_and_figures(
    client: Client, province: None
) -> None:
    page = client.get("/").content.decode()

    assert '<form role="search" action="/procedures/" method="get"' in page
    assert 'href="/procedures/?field=ho-tich"' in page
    assert 'action="/track/"' in page
    assert 'href="/results/"' in page
    assert "Thủ tục nộp được trực tuyến" in page
    assert "129 cấp xã" in page


def test_the_home_page_stands_before_any_content_is_loaded(client: Client, today: None) -> None:
    assert client.get("/").status_code == 200


def test_the_home_page_asks_few_questions_of_the_database(
    client: Client, province: None, django_assert_max_num_queries: object
) -> None:
    client.get("/")
    with django_assert_max_num_queries(12):  # type: ignore[operator] # pytest-django's fixture
        client.get("/")


@pytest.mark.parametrize("address", HELP)
def test_help_is_open_to_everyone(client: Client, today: None, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 200
    assert answer.content.decode().count("<h1") == 1


def test_the_demo_says_that_nobody_handles_what_is_sent(
    client: Client, today: None, settings: Settings
) -> None:
    settings.HOABAN_DEMO = True
    assert "Đây là bản trình diễn" in client.get("/help/about/").content.decode()


def test_who_signs_in_again_is_told_that_what_was_typed_is_still_there(
    client: Client, today: None
) -> None:
    told = "Những gì vừa nhập vẫn còn"
    pages = [client.get(f"/account/login/?next={after}").text for after in ("/kept/", "/my/")]
    assert [told in page for page in pages] == [True, False]


def test_a_citizen_for_whom_nothing_is_kept_comes_home_and_not_to_the_desk(
    client: Client, today: None
) -> None:
    person = Person.objects.create(username="c1", public_id="c1", full_name="Lò Văn Ún")
    client.force_login(person, BACKEND)
    assert client.get("/kept/")["Location"] == "/"
