"""A name that was misspelt at sign-up is corrected by whose it is."""

import pytest
from django.test import Client

from hoaban.core.journal.models import Entry
from hoaban.core.people.models import Person
from tests.world.desks import BACKEND
from tests.world.province import Ward
from tests.world.scenes import Scenes

ADDRESS = "/account/name/"


def signed_in(public_id: str) -> tuple[Client, Person]:
    client, person = Client(), Person.objects.get(public_id=public_id)
    client.force_login(person, BACKEND)
    return client, person


def test_the_own_name_is_corrected_and_recorded_and_what_was_filed_stays(scenes: Scenes) -> None:
    dossier = scenes.bring("received")
    client, person = signed_in("citizen")
    filed = (dossier.owner["full_name"], dossier.filer["full_name"])
    before = Entry.objects.filter(verb="people.renamed").count()

    assert f'value="{person.full_name}"' in client.get(ADDRESS).text
    answer = client.post(ADDRESS, {"full_name": "  Lò Thị  Họa "})

    person.refresh_from_db()
    dossier.refresh_from_db()
    assert (answer.status_code, person.full_name) == (302, "Lò Thị Họa")
    assert Entry.objects.filter(verb="people.renamed").count() == before + 1
    assert (dossier.owner["full_name"], dossier.filer["full_name"]) == filed
    assert "Đã sửa họ và tên" in client.get(ADDRESS).text


@pytest.mark.parametrize("typed", ["", "   ", "12345", "Лена"])
def test_what_is_no_name_is_an_error_of_the_field(ward: Ward, typed: str) -> None:
    del ward
    client, person = signed_in("citizen")
    assert client.post(ADDRESS, {"full_name": typed}).status_code == 422
    assert Person.objects.get(pk=person.pk).full_name == person.full_name


def test_the_name_of_an_official_is_not_corrected_here(ward: Ward) -> None:
    del ward
    client, person = signed_in("clerk")
    assert 'name="full_name"' not in client.get(ADDRESS).text
    answer = client.post(ADDRESS, {"full_name": "Người Khác"})
    assert answer.status_code != 302
    assert Person.objects.get(pk=person.pk).full_name == person.full_name
