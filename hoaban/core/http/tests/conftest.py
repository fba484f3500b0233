from collections.abc import Callable

import pytest
from django.test import Client

from hoaban.core.people.models import Person


@pytest.fixture
def cast(cast_world: None, db: None) -> None:
    """Điện Biên with the demo's people."""


@pytest.fixture
def signed(cast: None) -> Callable[[str], Client]:
    """A browser in which somebody has signed in; it checks tokens as a real one must."""

    def sign(username: str) -> Client:
        client = Client(enforce_csrf_checks=True)
        client.force_login(
            Person.objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
        )
        return client

    return sign
