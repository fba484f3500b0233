"""A draft begun before a merger says on opening what became of its agency and of its communes."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.core.people.models import Person
from hoaban.domains.onestop.drafts.models import Draft
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.questions.tests import test_portal_filing as filing
from hoaban.domains.procedures.catalogue.models import Revision
from tests.world.desks import BACKEND
from tests.world.province import Ward

BEFORE, AFTER = "2025-06-30T15:30:00+07:00", "2025-07-01T08:00:00+07:00"
OLD, NEW = "Ủy ban nhân dân phường Him Lam", "Ủy ban nhân dân phường Điện Biên Phủ"


@pytest.fixture
def citizen(client: Client, ward: Ward, settings: Settings) -> Client:
    settings.HOABAN_TODAY = BEFORE
    client.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    return client


@pytest.fixture
def draft(citizen: Client, settings: Settings) -> str:
    """Typed to the end on the last afternoon, opened on the first morning."""
    address = filing.begin(citizen)
    filing.fill(citizen, address)
    settings.HOABAN_TODAY = AFTER
    return address


@pytest.mark.parametrize("page", ["", "who/", "owner/", "q-requester/", "papers/", "check/"])
def test_whichever_page_is_opened_it_says_what_changed(
    citizen: Client, draft: str, page: str
) -> None:
    answer = citizen.get(f"{draft}{page}")
    text = answer.content.decode()
    told = [OLD, NEW, "0215 000 0163", "Phường Him Lam", "Phường Điện Biên Phủ", "follow/"]
    assert (answer.status_code, [one for one in told if one not in text]) == (200, [])


def test_one_press_takes_it_to_the_successor_with_all_that_was_typed(
    citizen: Client, draft: str
) -> None:
    before = Draft.objects.get()
    answer = citizen.post(f"{draft}follow/", follow=True)
    after = Draft.objects.get()
    assert (answer.status_code, after.agency and after.agency.code) == (200, "ubnd-03127-2025")
    home = after.answers["requester"]["residence"]
    assert home["text"] == "Tổ dân phố 4, phường Điện Biên Phủ, tỉnh Điện Biên"
    assert after.answers["subject"] == before.answers["subject"]
    assert citizen.get(f"{draft}check/").status_code == 200


def test_what_is_typed_in_a_page_that_lay_open_is_kept_and_then_told(
    citizen: Client, draft: str
) -> None:
    typed = filing.SECTIONS["q-register"] | {"office": "Phòng Tư pháp"}
    answer = citizen.post(f"{draft}q-register/", typed)
    assert answer.status_code == 302
    assert Draft.objects.get().answers["register"]["office"] == "Phòng Tư pháp"
    assert "follow/" in citizen.get(answer["Location"]).content.decode()


def test_communes_alone_are_told_where_no_agency_ended(citizen: Client, draft: str) -> None:
    Draft.objects.update(agency=None)
    page = citizen.get(f"{draft}owner/").content.decode()  # for its communes alone
    assert ("follow/" in page, OLD in page) == (True, False)


def test_a_draft_of_the_day_is_gone_on_with(citizen: Client, settings: Settings) -> None:
    address = filing.begin(citizen)
    assert citizen.get(f"{address}who/").status_code == 200


def test_where_the_procedure_ended_too_one_begins_under_the_new_rules(
    citizen: Client, draft: str
) -> None:
    Revision.objects.filter(pk=Draft.objects.get().revision_id).update(valid_to=date(2025, 7, 1))
    parameters.forget()
    answer = citizen.get(f"{draft}owner/")
    said = "Thủ tục đã có quy định mới" in answer.content.decode()
    assert (answer.status_code, said) == (409, True)
