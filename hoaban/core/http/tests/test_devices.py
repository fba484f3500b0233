"""A browser knows a person as long as the password is the same."""

import pytest
from django.http import HttpRequest, HttpResponse

from hoaban.core.http import devices
from hoaban.core.people.models import Person


def person(public_id: str) -> Person:
    made = Person(public_id=public_id, username=public_id, full_name="Lò Văn Hặc")
    made.set_password("one")
    made.save()
    return made


@pytest.mark.django_db
def test_a_browser_knows_who_signed_in_there_until_the_password_is_another() -> None:
    mine, other = person("mine"), person("other")
    answer, request = HttpResponse(), HttpRequest()
    devices.know(request, answer, mine)
    request.COOKIES[devices.COOKIE] = answer.cookies[devices.COOKIE].value
    assert (devices.of(request, mine) != "", devices.of(request, other)) == (True, "")
    mine.set_password("two")
    assert devices.of(request, mine) == ""
