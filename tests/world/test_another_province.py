"""A second, made-up province starts, files, signs and counts without a change of code."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.config.commands import content
from hoaban.core import clock
from hoaban.core.people import agencies, areas
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.filing.actions import Filing
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Answered
from hoaban.domains.onestop.provisions import queries as provisions
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.onestop.results import actions as results
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.onestop.steps import actions as steps
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.registers import queries as registers
from hoaban.domains.reports.periods import queries as periods
from tests.world.province import MONDAY, Ward, citizen_of, forget, post_of
from tests.world.scenes import vn

UPLANDS = Path(__file__).parent / "uplands"
OWNER = {
    "kind": "person",
    "full_name": "Người Thử Nghiệm",
    "identity_number": "099190000123",
    "phone": "0900000199",
    "email": "",
    "address": "Bản Thử",
    "area_code": "99101",
}


@pytest.fixture
def uplands(db: None, settings: Settings) -> Iterator[date]:
    """The made-up province, loaded by the command alone."""
    settings.HOABAN_PROVINCE = str(UPLANDS)
    settings.HOABAN_TODAY = "2020-03-16T09:30:00+07:00"
    forget()
    areas.forget()
    assert content.problems() == []
    content.load_all()
    yield MONDAY.date()
    forget()
    areas.forget()


@pytest.fixture
def cast(uplands: date) -> Ward:
    agency = agencies.row("ubnd-991", uplands)
    leader = post_of(agency, Role.LEADER, "leader", is_head=True)
    return Ward(
        agency=agency,
        clerk=post_of(agency, Role.CLERK, "clerk"),
        specialist=post_of(agency, Role.SPECIALIST, "specialist"),
        leader=leader,
        head=leader,
        citizen=citizen_of("citizen"),
        stranger=citizen_of("neighbour"),
        foreigner=post_of(agencies.row("ubnd-992", uplands), Role.CLERK, "foreigner"),
    )


def filing(cast: Ward) -> Filing:
    plan = parameters.plan(catalogue.revision_at("9.000001", MONDAY.date()).pk)
    [case] = plan.cases.values()
    answers = Answered({"request": {"wish": "đường mòn"}})
    return Filing(case=case, agency=cast.agency, channel="online", owner=OWNER, answered=answers)


def test_its_content_is_right_and_of_the_promised_size(uplands: date) -> None:
    assert len(agencies.at(uplands)) == 3
    assert [area.code for area in areas.at(uplands) if area.level == "district"] == ["991", "992"]
    assert [one.code for one in catalogue.offered(uplands)] == ["9.000002", "9.000001"]
    assert [one.code for one in registers.at(uplands)] == ["suspension-bridges"]


def test_its_pages_bear_its_own_name(uplands: date, client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Cổng dịch vụ công tỉnh Mây Ngàn" in page
    english = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert "Public service portal of May Ngan province" in english
    assert "Cấp giấy thử cầu treo" in client.get("/procedures/").content.decode()


def test_a_case_is_filed_received_signed_and_counted(cast: Ward) -> None:
    dossier = filing_actions.submit(filing(cast), by=cast.citizen, at=MONDAY)
    dossier = reception.receive(dossier.pk, by=cast.clerk, at=MONDAY)
    assert (dossier.code, dossier.fee_amount) == ("000.00.01.H99-200316-0001", 5000)
    assert dossier.due_at is not None
    assert clock.local(dossier.due_at) == vn("2020-03-18 16:00")  # it closes at four
    dossier = reception.transfer(dossier.pk, by=cast.clerk, at=MONDAY)
    results.draft_result(dossier.pk, outcome="positive", by=cast.specialist, at=MONDAY)
    dossier = steps.do_step(dossier.pk, by=cast.specialist, at=MONDAY)
    dossier = results.sign(dossier.pk, by=cast.leader, at=MONDAY)
    period = periods.period(date(2020, 3, 1), date(2020, 3, 16))
    figures = statistics.total(statistics.counted(period, agency_code="ubnd-991").values())
    assert (figures.received, figures.processed) == (1, 1)


def test_its_own_numbers_hold_from_their_day_on(cast: Ward) -> None:
    filed = filing_actions.submit(filing(cast), by=cast.citizen, at=MONDAY)
    later = reception.receive(filed.pk, by=cast.clerk, at=vn("2020-03-17 09:00"))
    assert later.fee_amount == 7000
    assert provisions.act_of(MONDAY.date())["draft_days"] == 10
