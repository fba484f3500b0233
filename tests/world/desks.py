"""A browser for each official of the ward."""

from typing import Any

from django.test import Client

from hoaban.core.people.models import Person
from hoaban.domains.onestop.dossiers.models import Dossier

BACKEND = "django.contrib.auth.backends.ModelBackend"
Answer = Any  # Any: the test client's answer


class Desk:
    """A browser for each official."""

    def __init__(self) -> None:
        self.browsers: dict[str, Client] = {}

    def by(self, name: str) -> Client:
        if name not in self.browsers:
            self.browsers[name] = Client()
            self.browsers[name].force_login(Person.objects.get(public_id=name), BACKEND)
        return self.browsers[name]

    def get(self, name: str, address: str, status: int = 200) -> str:
        answer = self.by(name).get(address)
        assert answer.status_code == status, answer
        return str(answer.content.decode())

    def post(self, name: str, address: str, data: dict[str, Any]) -> Answer:
        return self.by(name).post(address, data)


def page(dossier: Dossier, action: str = "") -> str:
    return f"/desk/dossiers/{dossier.reference}/{f'act/{action}/' if action else ''}"
