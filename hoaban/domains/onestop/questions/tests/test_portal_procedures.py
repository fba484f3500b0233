"""Every procedure that can be filed online has a whole way of pages, from content alone."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.core.people.models import Person
from hoaban.domains.onestop.drafts import portal as drafts_portal
from hoaban.domains.onestop.drafts import queries as drafts
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.models import Revision
from tests.world.province import Ward


@pytest.fixture
def citizen(offering_world: None, client: Client, ward: Ward, settings: Settings) -> Client:
    settings.HOABAN_TODAY = "2020-03-16T08:30:00+07:00"
    person = Person.objects.get(public_id="citizen")
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def pages_of(citizen: Client, ward: Ward, revision: Revision, on: date) -> list[str]:
    """The addresses of a filing that has just begun at the first agency that decides."""
    case = next(
        case.code for case in parameters.plan(revision.pk).cases.values() if case.is_default
    )
    agency = catalogue.deciding(revision, on)[0].code
    begun = citizen.post(f"/apply/{revision.code}/", {"case": case, "agency": agency})
    draft = drafts.draft(ward.citizen, begun["Location"].split("/")[-3])
    assert draft is not None
    return [step.url for step in drafts_portal.of(draft, on).steps]


def test_each_page_of_each_procedure_stands(citizen: Client, ward: Ward, province: date) -> None:
    online = [row for row in catalogue.offered(province) if row.is_fileable_online]
    pages = {row.code: pages_of(citizen, ward, row, province) for row in online}
    answers = {page: citizen.get(page).status_code for way_ in pages.values() for page in way_}

    assert len(pages) >= 16
    assert min(len(way_) for way_ in pages.values()) > 4
    assert set(answers.values()) == {200}


def test_what_is_not_filed_online_says_where_to_go(citizen: Client, province: date) -> None:
    counter = [row.code for row in catalogue.offered(province) if not row.is_fileable_online]
    assert {citizen.get(f"/apply/{code}/").status_code for code in counter} == {409}
