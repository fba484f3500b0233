"""Who signs in rightly, from wherever, is not counted among those who try."""

import pytest
from django.conf import LazySettings
from django.test import Client

from hoaban.faces.desk.tests.test_door import PASSWORD, at_the_desk, in_2020, is_signed_in

__all__ = ["in_2020"]
pytestmark = pytest.mark.usefixtures("cast")


def test_whoever_comes_in_from_many_places_is_made_to_wait_nowhere(settings: LazySettings) -> None:
    settings.SIGN_IN_ATTEMPTS_OF_STRANGERS = 3
    for number in range(8):
        client = Client()
        at_the_desk(client, f"198.{number}.100.7", PASSWORD)
        assert is_signed_in(client)
