import pytest
from django.conf import LazySettings
from django.template.loader import get_template
from django.test import Client

pytestmark = pytest.mark.urls("hoaban.ui.urls")
LAYOUTS = ["portal", "desk", "bare", "print"]


@pytest.fixture(autouse=True)
def demo(settings: LazySettings) -> None:
    settings.HOABAN_DEMO = True


@pytest.mark.django_db
def test_where_real_people_are_served_there_is_no_page_for_developers(
    client: Client, settings: LazySettings
) -> None:
    settings.HOABAN_DEMO = False
    assert client.get("/ui/").status_code == 404


@pytest.mark.django_db
def test_a_stranger_may_look_at_the_components(client: Client) -> None:
    answer = client.get("/ui/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.django_db
def test_every_id_on_the_page_is_there_once(client: Client) -> None:
    page = client.get("/ui/").content.decode()
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_needs_nothing_but_a_template(layout: str) -> None:
    page = get_template(f"layouts/{layout}.html").render({})
    assert (page.count("<main"), page.count('class="skip"')) == (1, 1)
