"""A code in an address is found with whatever a letter or a message left around it."""

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.casework.papers.models import Paper
from hoaban.core.people.models import Person
from tests.world.desks import BACKEND, Desk
from tests.world.scenes import Scenes

AROUND = ["{}.", "{},", "{})", "({})", "{}%20", "{}%E2%80%8B", "“{}”", "{}."]


def written(code: str) -> list[str]:
    return [one.format(code) for one in AROUND] + [code.upper(), code.lower(), f"{code.upper()}."]


@pytest.mark.django_db
def test_codes_in_addresses_are_read_as_those_that_are_typed(
    scenes: Scenes, settings: Settings
) -> None:
    settings.HOABAN_TODAY = "2020-03-16T15:00:00+07:00"
    dossier = scenes.bring("received")
    paper = Paper.objects.filter(case=dossier.pk)[0]
    citizen, desk = Client(), Desk()
    who = scenes.ward.citizen.reference.removeprefix("citizen:")
    citizen.force_login(Person.objects.get(public_id=who), BACKEND)
    for code in written(paper.public_id):
        assert Client().get(f"/verify/{code}", follow=True).status_code == 200, code
        shown = citizen.get(f"/my/{dossier.reference}/papers/{code}/")
        assert shown.status_code in (200, 202), code
    for code in written(dossier.reference):
        assert citizen.get(f"/my/{code}", follow=True).status_code == 200, code
        assert desk.by("clerk").get(f"/desk/dossiers/{code}/").status_code == 200, code
        assert Client().get(f"/track/?code={code}").status_code == 200, code


@pytest.mark.django_db
def test_a_code_with_something_within_it_stays_another(client: Client) -> None:
    for address in ("/verify/ab.cd/", "/verify/a b/", "/verify/../", "/verify/%E2%80%8B/"):
        assert client.get(address).status_code == 404, address
