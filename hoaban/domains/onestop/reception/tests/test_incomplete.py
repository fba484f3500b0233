"""What the counter kept though papers are missing is not received before they are there."""

from dataclasses import replace
from datetime import date

import pytest

from hoaban.core.people import agencies
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.filing.refused import PaperMissing
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.onestop.reception.refused import PapersStillMissing
from hoaban.domains.onestop.supplements import actions as supplements
from hoaban.domains.onestop.supplements.refused import RequestLeavesOut
from tests.world.acts import WHY
from tests.world.province import MONDAY, Ward, filing
from tests.world.scenes import department, refused


@pytest.fixture
def clerk(province: date) -> Actor:
    del province
    return department()


@pytest.fixture
def kept(clerk: Actor) -> Dossier:
    """Filed at the counter without the papers that its case asks for."""
    given = filing(
        agencies.row("so-tp", MONDAY.date()), "2.000488", channel="counter", lacks_papers=True
    )
    return filing_actions.submit(given, by=clerk, at=MONDAY)


def missing(dossier: Dossier) -> list[str]:
    """The components that must come."""
    plan = parameters.plan(dossier.revision_id)
    return [one.code for one in plan.missing(dossier.variant_id, (), on_paper=True)]


def test_it_is_received_once_everything_is_there(kept: Dossier, clerk: Actor) -> None:
    codes = missing(kept)
    assert codes
    with refused(PapersStillMissing):
        reception.receive(kept.pk, by=clerk, at=MONDAY)
    asked = [{"component": code, "name": code, "what": "Nộp"} for code in codes]
    supplements.ask_completion(kept.pk, items=asked, reason=WHY, by=clerk, at=MONDAY)
    brought = {code: {"copies": 1} for code in codes}
    supplements.complete(kept.pk, counts=brought, by=clerk, at=MONDAY)
    received = reception.receive(kept.pk, by=clerk, at=MONDAY)
    assert received.state == "received"


def test_the_one_request_names_everything_that_is_missing(kept: Dossier, clerk: Actor) -> None:
    other = [{"component": "", "name": "Sổ hộ khẩu", "what": "Nộp bản chụp"}]
    with refused(RequestLeavesOut):
        supplements.ask_completion(kept.pk, items=other, reason=WHY, by=clerk, at=MONDAY)


@pytest.mark.parametrize("channel", ["counter", "post"])
def test_a_form_of_which_no_sheet_came_is_missing_where_papers_are_handed_in(
    ward: Ward, channel: str
) -> None:
    """Counted as none it did not come; online its answers are the form."""
    none = filing(ward.agency, channel=channel, counts={"declaration": {"originals": 0}})
    named = "Hồ sơ còn thiếu giấy tờ: Tờ khai cấp bản sao trích lục hộ tịch."
    with refused(PaperMissing, named):
        filing_actions.submit(none, by=ward.clerk, at=MONDAY)
    kept = filing_actions.submit(replace(none, lacks_papers=True), by=ward.clerk, at=MONDAY)
    assert not PaperItem.objects.filter(dossier=kept).exists()
    with refused(PapersStillMissing):
        reception.receive(kept.pk, by=ward.clerk, at=MONDAY)


def test_what_is_counted_as_none_leaves_no_line_on_the_receipt(ward: Ward) -> None:
    counts = {"declaration": {"originals": 1}, "identity": {"originals": 0, "copies": 0}}
    given = filing(ward.agency, channel="counter", counts=counts)
    dossier = filing_actions.submit(given, by=ward.clerk, at=MONDAY)
    held = PaperItem.objects.filter(dossier=dossier).values_list("component", "originals")
    assert list(held) == [("declaration", 1)]
