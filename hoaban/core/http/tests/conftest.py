from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from hoaban.core.kept import folders
from hoaban.core.people import actors, content, demo
from hoaban.core.people.models import Person

AT = datetime(2020, 3, 30, 1, 0, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> None:
    """Điện Biên with the demo's people."""
    content.load(folders.province())
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
