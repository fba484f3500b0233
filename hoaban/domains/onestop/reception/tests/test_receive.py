"""Reception: the code, the clock, the fee and form 01."""

from datetime import date, timedelta

import pytest

from hoaban.casework.clocks.models import ClockInterval
from hoaban.casework.papers.models import Paper
from hoaban.casework.turns.models import Turn
from hoaban.core.people import agencies
from hoaban.core.people.models import Agency
from hoaban.core.people.roles import Role
from hoaban.core.workdays.facts import MissingYear
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Answered
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.models import Fee, Limit
from tests.world.histories import with_papers
from tests.world.province import MONDAY, Ward, citizen_of, filing, post_of
from tests.world.scenes import Scenes, department, last, vn


def test_the_code_names_the_agency_the_day_and_the_number_of_the_day(scenes: Scenes) -> None:
    codes = [scenes.bring("received").code for _ in range(3)]
    next_day = scenes.bring("received", vn("2020-03-17 08:30")).code
    assert [*codes, next_day] == [
        "ubnd-03127-200316-0001",
        "ubnd-03127-200316-0002",
        "ubnd-03127-200316-0003",
        "ubnd-03127-200317-0001",
    ]


def test_the_day_of_a_code_is_that_of_the_provinces_clocks(scenes: Scenes) -> None:
    early = vn("2020-03-17 06:30")  # at Greenwich it is still the day before
    assert scenes.bring("received", early).code == "ubnd-03127-200317-0001"


def test_each_agency_counts_its_own_codes(scenes: Scenes, ward: Ward) -> None:
    scenes.bring("received")
    other = agencies.row("ubnd-03130", MONDAY.date())
    elsewhere = filing_actions.submit(filing(other), by=ward.citizen, at=MONDAY)
    received = reception.receive(elsewhere.pk, by=ward.foreigner, at=MONDAY)
    assert received.code == "ubnd-03130-200316-0001"


def test_an_official_code_stands_in_front_once_it_is_known(scenes: Scenes) -> None:
    dossier = scenes.bring("submitted")
    Agency.objects.filter(code="ubnd-03127").update(official_code="000.04.31.H18")
    parameters.forget()
    assert scenes.act("receive", dossier).code == "000.04.31.H18-200316-0001"
    parameters.forget()


def test_a_number_refused_with_its_reception_is_not_lost(scenes: Scenes, ward: Ward) -> None:
    scenes.bring("received")
    year_unknown = filing_actions.submit(filing(ward.agency), by=ward.citizen, at=MONDAY)
    with pytest.raises(MissingYear, match="2031"):
        scenes.act("receive", year_unknown, at=vn("2031-03-17 08:30"))
    assert str(scenes.bring("received").code).endswith("-0002")


def test_the_clock_starts_at_reception_and_not_at_submission(scenes: Scenes) -> None:
    submitted = scenes.bring("submitted", vn("2020-03-15 22:00"))
    received = scenes.act("receive", submitted, at=vn("2020-03-16 09:00"))
    assert (received.submitted_at, received.received_at, received.due_at) == (
        vn("2020-03-15 22:00"),
        vn("2020-03-16 09:00"),
        vn("2020-03-16 17:00"),
    )
    interval = ClockInterval.objects.get(case=received.pk)
    assert (interval.kind, interval.started_at, interval.ended_at) == (
        "running",
        vn("2020-03-16 09:00"),
        None,
    )


def test_the_journal_keeps_what_the_due_moment_is_computed_from(scenes: Scenes) -> None:
    received = scenes.bring("received")
    assert last(received).facts == {
        "code": received.code,
        "amount": 0,
        "unit": "working_days",
        "due_at": "2020-03-16T10:00:00+0000",
        "calendar": received.calendar_digest,
        "channel": "online",
    }


def test_the_limit_is_that_of_the_channel(scenes: Scenes, ward: Ward) -> None:
    given = with_papers(filing(ward.agency, channel="post"))
    posted = filing_actions.submit(given, by=ward.clerk, at=MONDAY)
    Limit.objects.filter(case=posted.variant, channel="post").update(amount=2, same_day=False)
    parameters.forget()
    received = reception.receive(posted.pk, by=ward.clerk, at=MONDAY)
    assert (received.limit_amount, received.due_at) == (2, vn("2020-03-18 17:00"))


def test_the_fee_is_computed_from_the_answers_and_asked(scenes: Scenes) -> None:
    received = scenes.bring("received")
    assert (received.fee_amount, received.money) == (16000, "asked")
    assert [(line["amount"]) for line in received.fee_lines] == [16000]


def from_a_day(row: Fee | Limit, on: date, **changes: object) -> None:
    """Another line of the same fee or limit, as `fees.csv` and `limits.csv` bring it."""
    row.pk, row._state.adding = None, True
    row.is_dated, row.valid_from = True, on
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def test_fee_and_limit_are_those_of_the_day_of_reception(scenes: Scenes) -> None:
    submitted, morning = scenes.bring("submitted"), vn("2020-03-17 08:30")
    for fee in Fee.objects.filter(case=submitted.variant):
        from_a_day(fee, morning.date(), amount=9000)
    for limit in Limit.objects.filter(case=submitted.variant):
        from_a_day(limit, morning.date(), amount=3, same_day=False)
    parameters.forget()
    received = scenes.act("receive", submitted, at=morning)
    assert (received.fee_amount, received.limit_amount) == (2 * 9000, 3)
    assert received.due_at == vn("2020-03-20 17:00")


CIRCULAR_47 = date(2019, 9, 20)  # 2.001610: from this day on it costs a third


def test_who_filed_under_an_earlier_version_pays_by_that_of_reception(
    shipped_world: None, db: None
) -> None:
    """A dossier goes by the law of its reception; its forms stay those it was filed with."""
    eve = CIRCULAR_47 - timedelta(days=1)
    plan = parameters.plan(catalogue.revision_at("2.001610", eve).pk)
    agency = next(a for a in agencies.at(eve).values() if catalogue.decides(plan.revision, a))
    case = next(iter(plan.cases.values()))
    papers = {one.code: {"copies": 1} for one in plan.components[case.pk]}
    filed = filing_actions.submit(
        filing(agency, case=case, channel="online", answered=Answered({}), counts=papers),
        by=citizen_of("c"),
        at=vn(f"{eve} 20:00"),
    )
    clerk = post_of(agency, Role.CLERK, "k", on=CIRCULAR_47)
    received = reception.receive(filed.pk, by=clerk, at=vn(f"{CIRCULAR_47} 08:00"))
    assert received.revision.valid_to == CIRCULAR_47
    assert [line["amount"] for line in received.fee_lines] == [100_000]


def test_nothing_is_asked_where_the_fee_is_waived(scenes: Scenes, ward: Ward) -> None:
    poor = {"request": {"event": "birth", "copies": 2}, "relief": {"ground": "poor"}}
    free = filing_actions.submit(
        filing(ward.agency, answered=Answered(poor)), by=ward.citizen, at=MONDAY
    )
    received = scenes.act("receive", free)
    assert (received.fee_amount, received.money) == (0, "none")


def test_form_01_says_what_was_promised(scenes: Scenes) -> None:
    received = scenes.bring("received")
    paper = Paper.objects.get(case=received.pk)
    assert (paper.circular, paper.form, paper.number, paper.year) == (
        "01/2018/TT-VPCP",
        "01",
        1,
        2020,
    )
    wanted = {
        "code": "ubnd-03127-200316-0001",
        "applicant": "Lường Thị Ban",
        "received_at": "2020-03-16T09:30",
        "due_at": "2020-03-16T17:00",
        "fee": 16000,
        "fee_paid": False,
        "is_provisional": True,
        "officer": "Người clerk, Cán bộ một cửa",
        "synthetic": False,
    }
    assert {name: paper.facts[name] for name in wanted} == wanted | {
        "received_at": "2020-03-16T08:30"
    }


def test_paper_goes_on_the_same_day_or_the_next_working_morning(scenes: Scenes) -> None:
    """[ND61/2018 Đ18]"""
    slow = {"limit_amount": 10, "limit_unit": "working_days"}
    found = {}
    for hour in ("14:59", "15:00", "15:01"):
        dossier = scenes.bring("submitted")
        Limit.objects.filter(case=dossier.variant).update(
            amount=slow["limit_amount"], unit=slow["limit_unit"], same_day=False
        )
        parameters.forget()
        found[hour] = scenes.act("receive", dossier, at=vn(f"2020-03-16 {hour}")).act_by
    assert found == {
        "14:59": vn("2020-03-16 17:00"),
        "15:00": vn("2020-03-16 17:00"),
        "15:01": vn("2020-03-17 07:30"),
    }


def test_it_waits_for_any_clerk_of_the_counter(scenes: Scenes, ward: Ward) -> None:
    received = scenes.bring("received")
    assert (received.turn, received.assignee_id, received.step) == ("clerk", None, "receive")
    run = Turn.objects.exclude(task="").get(case=received.pk)
    assert (run.task, run.role, run.officer_id, run.until) == (
        "receive",
        "clerk",
        ward.clerk.post_pk,
        None,
    )


def test_a_department_named_in_the_revision_receives_its_procedure(province: object) -> None:
    clerk = department()
    agency = Agency.objects.get(pk=clerk.agency_pk or 0)
    papers = {"identity": {"copies": 1}, "residence": {"copies": 1}}
    papers["declaration"] = {"originals": 1}
    dossier = filing_actions.submit(
        filing(agency, "2.000488", channel="counter", counts=papers), by=clerk, at=MONDAY
    )
    received = reception.receive(dossier.pk, by=clerk, at=MONDAY)
    assert (received.code, received.limit_amount, received.limit_unit, received.due_at) == (
        "so-tp-200316-0001",
        10,
        "calendar_days",
        vn("2020-03-26 17:00"),
    )


def test_the_synthetic_mark_follows_onto_the_paper(scenes: Scenes, ward: Ward) -> None:
    dossier = filing_actions.submit(
        filing(ward.agency, is_synthetic=True), by=ward.citizen, at=MONDAY
    )
    scenes.act("receive", dossier)
    assert Paper.objects.get(case=dossier.pk).facts["synthetic"] is True


def test_the_row_in_the_database_is_what_the_action_answers(scenes: Scenes) -> None:
    answered = scenes.bring("received")
    stored = Dossier.objects.get(pk=answered.pk)
    names = [field.attname for field in Dossier._meta.concrete_fields]
    assert {n: getattr(answered, n) for n in names} == {n: getattr(stored, n) for n in names}


def test_a_dossier_goes_on_at_the_latest_when_its_result_is_due(scenes: Scenes) -> None:
    submitted = scenes.bring("submitted")
    Limit.objects.filter(case=submitted.variant_id).update(
        amount=1, unit="working_hours", same_day=False
    )
    parameters.forget()
    received = scenes.act("receive", submitted, at=vn("2020-03-16 08:30"))
    assert received.due_at == vn("2020-03-16 09:30")  # the day's transfer is due at 17:00
    assert received.act_by == received.due_at


def test_a_dossier_has_its_place_in_the_register_of_its_agency_and_year(scenes: Scenes) -> None:
    moments = ("2020-12-30 08:30", "2020-12-31 08:30", "2021-01-04 08:30")
    facts = [Paper.objects.get(case=scenes.bring("received", vn(at)).pk).facts for at in moments]
    assert [(one["book"], one["serial"]) for one in facts] == [
        ("01/2020", 1),
        ("01/2020", 2),
        ("01/2021", 1),
    ]


def test_a_receipt_says_whom_to_call_and_where_it_is_followed(scenes: Scenes) -> None:
    received = scenes.bring("received")
    facts = Paper.objects.get(case=received.pk).facts
    said = ("office_phone", "link", "return_by")
    assert [facts[name] for name in said] == [
        "0215 000 0030",
        f"http://127.0.0.1:8000/track/?code={received.code}",
        "portal",
    ]
