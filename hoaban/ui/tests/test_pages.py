import pytest
from django.template.loader import get_template
from django.test import Client

pytestmark = pytest.mark.urls("hoaban.ui.urls")
LAYOUTS = ["portal", "desk", "bare", "print"]


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
