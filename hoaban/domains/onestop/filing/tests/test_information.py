"""A version whose law is not known is shown with the reason, and nothing is filed under it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.core.kept import stamps
from hoaban.core.people.models import Agency
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.models import Revision
from hoaban.domains.procedures.catalogue.rules import ShownForInformation
from tests.world.api_filing import filing as body
from tests.world.desks import Desk
from tests.world.partners import ALL, TODAY, Api
from tests.world.province import MONDAY, Ward, filing, forget
from tests.world.scenes import refused

WHY = {"vi": "Thông tư mới chưa được đọc.", "en": "The new circular was not read."}
CODE = "2.000635"


@pytest.fixture
def unknown(ward: Ward, settings: Settings) -> Ward:
    """The ward on a Monday on which the law of its procedure is not known."""
    settings.HOABAN_TODAY = TODAY
    Revision.objects.update(information=WHY)
    stamps.stamp("procedures", digest="without what holds")
    forget()
    return ward


def test_no_request_is_taken(unknown: Ward) -> None:
    with refused(ShownForInformation):
        filing_actions.submit(filing(unknown.agency), by=unknown.citizen, at=MONDAY)
    assert Dossier.objects.count() == 0


def test_a_system_reads_why_and_can_file_nothing(unknown: Ward) -> None:
    api = Api("xa", ALL)
    read = api.get(f"/procedures/{CODE}").json()
    assert (read["can_be_filed"], read["can_be_filed_online"], read["information"]["vi"]) == (
        False,
        False,
        WHY["vi"],
    )
    assert api.get(f"/procedures/{CODE}/agencies").json() == {"agencies": []}
    assert api.get("/procedures").json() == {"procedures": []}
    assert api.post("/dossiers", body()).status_code == 409


def test_the_public_page_says_why_and_has_no_button(unknown: Ward, client: Client) -> None:
    page = client.get(f"/procedures/{CODE}/").text
    assert WHY["vi"] in page
    assert "/apply/" not in page
    assert WHY["en"] in client.get(f"/procedures/{CODE}/", headers={"accept-language": "en"}).text


def test_neither_counter_nor_portal_begins_one(unknown: Ward, desk: Desk) -> None:
    assert CODE not in desk.get("clerk", "/desk/intake/")
    told = desk.get("clerk", f"/desk/intake/{CODE}/", 409)
    assert "chỉ được đăng để tham khảo" in told


def test_what_was_received_before_keeps_the_numbers_that_are_known(
    ward: Ward, submitted: Dossier
) -> None:
    own = submitted.revision
    day = MONDAY.date()
    Revision.objects.filter(pk=own.pk).update(valid_to=day)
    later = Revision.objects.get(pk=own.pk)
    later.pk, later.valid_from, later.valid_to, later.information = None, day, None, WHY
    later.save(force_insert=True)
    step = own.steps.earliest("position")
    step.pk, step.revision = None, later
    step.save(force_insert=True)
    forget()
    facts, case = parameters.numbers_of(own.pk, submitted.variant_id, day)
    assert (facts.valid_from, case) == (own.valid_from, submitted.variant.code)


ENDS = date(2027, 1, 1)


def test_on_every_day_a_button_leads_to_somebody_who_decides(shipped_world: None, db: None) -> None:
    """A procedure that can be filed has an agency to file it with; another one says why not."""
    days = {date(2019, 9, 1), ENDS}
    days |= {day + timedelta(days=n) for day in catalogue.changes() for n in (-1, 0)}
    lives = Agency.objects.values_list("valid_from", "valid_to")
    days |= {day + timedelta(days=n) for pair in lives for day in pair if day for n in (-1, 0)}
    alone = [
        (one.code, day)
        for day in sorted(day for day in days if date(2019, 9, 1) <= day <= ENDS)
        for one in catalogue.valid(day)
        if not one.information and not catalogue.deciding(one, day)
    ]
    assert alone == []
