from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from hoaban.core.people import actors, demo
from hoaban.core.people.models import Person
from tests.world import loading

AT = datetime(2020, 3, 30, 1, 0, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> None:
    """Điện Biên with the demo's people."""
    loading.load_people()
    demo.load(by=actors.system("test"), at=AT)


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
