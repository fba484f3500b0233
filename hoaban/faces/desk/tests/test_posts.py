"""Who acts is said on every page of the desk; only who has several posts is led to change."""

import pytest
from django.test import Client

from hoaban.core.people.models import Person
from tests.world.desks import BACKEND

pytestmark = pytest.mark.usefixtures("cast")
CHANGE = 'href="/desk/post/"'


def page(name: str, post: str = "") -> str:
    client = Client()
    client.force_login(Person.objects.get(username=name), BACKEND)
    if post:
        client.post("/desk/post/", {"choice": post})
    return client.get("/desk/inbox/").content.decode()


def test_who_has_one_post_is_led_to_no_other() -> None:
    own = page("motcua.dbp")
    assert ("Đăng xuất" in own, CHANGE in own) == (True, False)


def test_who_has_two_is() -> None:
    assert CHANGE in page("haivitri", "demo-two-postsp0")
