"""Zero bytes end before any table is asked: PostgreSQL would answer them with an error."""

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/verify/%00/", 404),
        ("/desk/dossiers/%00/", 404),
        ("/api/v1/dossiers/%00", 404),
        ("/procedures/?q=%00", 400),
        ("/results/?agency=a%00b", 400),
    ],
)
def test_a_zero_byte_in_an_address_is_an_address_of_nothing(address: str, status: int) -> None:
    answer = Client().get(address)
    assert answer.status_code == status
    assert b"Traceback" not in answer.content
