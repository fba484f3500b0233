from collections.abc import Callable

import pytest
from django.test import Client

from hoaban.core.calendars.tests.conftest import loaded, officer, post
from hoaban.core.people.roles import Role

__all__ = ["loaded", "officer"]


@pytest.fixture
def signed_in(client: Client) -> Callable[[Role], Client]:
    """A browser in which the holder of a post of that role has signed in."""

    def sign_in(role: Role) -> Client:
        client.force_login(post(role).person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
