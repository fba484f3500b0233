"""A code is promised only to a number that takes messages."""

import pytest
from django.test import Client

from hoaban.core.people.models import Person
from hoaban.gateways.notify.models import SentMessage

pytestmark = pytest.mark.django_db
SAID = "Số máy bàn không nhận được tin nhắn"


@pytest.mark.parametrize("contact", ["0215 3825 111", "02153825111", "+84 24 3825 1111"])
def test_a_landline_is_promised_no_code(client: Client, contact: str) -> None:
    form = {"full_name": "Lò Thị Bàn", "contact": contact, "password1": "nương-rẫy-mùa-xuân"}
    answer = client.post("/account/signup/", form)
    assert SAID in answer.content.decode()
    assert not Person.objects.exists()
    assert not SentMessage.objects.exists()


@pytest.mark.parametrize("prefix", ["03", "05", "07", "08", "09"])
def test_numbers_of_every_mobile_network_are_taken(client: Client, prefix: str) -> None:
    form = {
        "full_name": "Lò Thị Bàn",
        "contact": f"{prefix}12345678",
        "password1": "nương-rẫy-mùa-xuân",
    }
    assert client.post("/account/signup/", form).status_code == 302
