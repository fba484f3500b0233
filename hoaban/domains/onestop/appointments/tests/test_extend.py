"""One apology, one new appointment, told in time. [ND61/2018 Đ19 k9]"""

from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from hoaban.casework.clocks.models import ClockInterval
from hoaban.casework.papers.models import Paper
from hoaban.core.refusals import Refusal
from hoaban.core.workdays.facts import MissingYear
from hoaban.domains.onestop.appointments.refused import (
    AlreadyExtended,
    NewDateTooFar,
    SignedInTime,
    ToldTooLate,
)
from hoaban.domains.onestop.dossiers.refused import ReasonMissing
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.models import Revision
from tests.world.acts import LATER, WHY
from tests.world.desks import Desk, page
from tests.world.scenes import Scenes, last, refused, vn

DUE = "2020-03-30 17:00"  # of the scene "long"


def test_the_new_appointment_is_the_close_of_its_day_and_the_old_one_is_kept(
    scenes: Scenes,
) -> None:
    dossier = scenes.act("extend", scenes.bring("long"))
    assert (dossier.due_at, dossier.act_by, dossier.extensions) == (
        vn("2020-04-10 17:00"),
        vn("2020-04-10 17:00"),
        1,
    )
    assert last(dossier).facts == {
        "former": "2020-03-30T10:00:00+00:00",
        "due_at": "2020-04-10T10:00:00+00:00",
        "held_before": "2020-03-30T10:00:00+00:00",
        "is_in_time": True,
        "calendar": dossier.calendar_digest,
    }
    assert [(i.kind, i.reason) for i in ClockInterval.objects.filter(case=dossier.pk)] == [
        ("running", ""),
        ("running", "extended"),
    ]


def test_form_04_apologises_with_both_dates(scenes: Scenes) -> None:
    dossier = scenes.act("extend", scenes.bring("long"))
    paper = Paper.objects.get(case=dossier.pk, form="04")
    receipt = Paper.objects.get(case=dossier.pk, form="01")
    wanted = {
        "receipt": receipt.symbol,
        "former_due_at": receipt.facts["due_at"],  # the day that the applicant holds in writing
        "counted_due_at": "2020-03-30T17:00",
        "due_at": "2020-04-10T17:00",
        "reason": WHY,
    }
    assert {name: paper.facts[name] for name in wanted} == wanted


def test_a_day_off_gives_way_to_the_next_working_day(scenes: Scenes) -> None:
    saturday = scenes.act("extend", scenes.bring("long"), until=date(2020, 4, 11))
    assert saturday.due_at == vn("2020-04-13 17:00")


def test_there_is_only_one(scenes: Scenes) -> None:
    dossier = scenes.act("extend", scenes.bring("long"))
    with refused(
        AlreadyExtended,
        f"Hồ sơ {dossier.code} đã được hẹn lại một lần; pháp luật chỉ cho phép hẹn lại một lần.",
    ):
        scenes.act("extend", dossier, until=date(2020, 5, 10))


@pytest.mark.parametrize(
    ("at", "held_to"),
    [
        ("2020-03-29 23:59", "2020-04-10 17:00"),  # the day before is early enough
        ("2020-03-30 00:00", DUE),
        ("2020-03-30 16:00", DUE),
        ("2020-04-02 09:00", DUE),
    ],
)
def test_told_later_than_a_day_before_it_is_given_and_excuses_nothing(
    scenes: Scenes, at: str, held_to: str
) -> None:
    dossier = scenes.act("extend", scenes.bring("long"), at=vn(at))
    assert (dossier.due_at, dossier.held_to) == (vn("2020-04-10 17:00"), vn(held_to))
    assert Paper.objects.filter(case=dossier.pk, form="04").count() == 1


@pytest.fixture
def strict(tmp_path: Path, settings: Settings) -> None:
    """A province whose act has an appointment refused that is told too late."""
    line = "late_appointment,refused,2020-03-01,,12/2020/QĐ-UBND,,"
    table = f"name,value,valid_from,valid_to,act,illustrative,note\n{line}\n"
    (tmp_path / "onestop.csv").write_text(table, encoding="utf-8")
    settings.HOABAN_PROVINCE = str(tmp_path)


@pytest.mark.parametrize("at", ["2020-03-30 00:00", "2020-03-30 16:00", "2020-04-02 09:00"])
def test_where_the_law_of_the_day_says_so_it_is_refused_from_the_due_day_on(
    scenes: Scenes, strict: None, at: str
) -> None:
    dossier = scenes.bring("long")
    told = "Đã quá ngày phải thông báo hẹn lại (29/03/2020); không hẹn lại được nữa."
    with refused(ToldTooLate, told):
        scenes.act("extend", dossier, at=vn(at))
    assert scenes.act("extend", dossier, at=vn("2020-03-29 23:59")).extensions == 1


def test_who_gives_it_too_late_reads_that_it_excuses_nothing(
    desk: Desk, scenes: Scenes, settings: Settings
) -> None:
    dossier = scenes.bring("long")
    told = "Đã quá ngày phải thông báo (29/03/2020): hồ sơ vẫn tính là trễ hạn."
    assert told not in desk.get("leader", page(dossier, "extend"))
    settings.HOABAN_TODAY = "2020-03-30T09:00:00+07:00"
    assert told in desk.get("leader", page(dossier, "extend"))


def test_what_is_due_the_same_day_is_owed_an_apology_too(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    dossier = scenes.act("extend", dossier, until=date(2020, 3, 17))
    assert (dossier.due_at, dossier.held_to) == (vn("2020-03-17 17:00"), vn("2020-03-16 17:00"))


def test_at_the_counter_it_still_has_to_be_forwarded_as_before(scenes: Scenes) -> None:
    dossier = scenes.bring("received")
    act_by = dossier.act_by
    late = scenes.act("extend", dossier, at=vn("2020-03-18 09:00"), until=date(2020, 3, 19))
    assert (late.due_at, late.act_by) == (vn("2020-03-19 17:00"), act_by)


@pytest.mark.parametrize(
    ("at", "last"),
    [
        ("2020-03-16 10:00", date(2020, 4, 14)),  # ten days again, 2/4 being off
        ("2020-04-06 10:00", date(2020, 4, 20)),  # from now, where it is late already
    ],
)
def test_no_new_day_lies_further_off_than_the_limit_once_again(
    scenes: Scenes, at: str, last: date
) -> None:
    dossier = scenes.bring("long")
    with refused(NewDateTooFar, f"Ngày hẹn mới không được sau {last:%d/%m/%Y}."):
        scenes.act("extend", dossier, at=vn(at), until=last + timedelta(days=1))
    assert scenes.act("extend", dossier, at=vn(at), until=last).extensions == 1


def test_the_law_of_the_procedure_says_how_far_and_until_when(scenes: Scenes) -> None:
    dossier = scenes.bring("long")
    clock = {"law": "special.construction", "supplement_days": 7, "extension": [3, "calendar_days"]}
    Revision.objects.filter(pk=dossier.revision_id).update(clock=clock)
    parameters.forget()
    with pytest.raises(NewDateTooFar) as found:
        scenes.act("extend", dossier, until=date(2020, 4, 4))
    assert found.value.topic == "special.construction"
    with pytest.raises(Refusal, match="25/03/2020") as late:
        scenes.act("ask_supplement", dossier, at=vn("2020-03-26 09:00"))
    assert late.value.topic == "special.construction"
    scenes.act("ask_supplement", dossier, at=vn("2020-03-25 09:00"))


def test_the_clock_of_a_procedure_goes_on_or_starts_again_as_its_law_says(scenes: Scenes) -> None:
    dossier = scenes.bring("long")
    clock = {"law": "special.construction", "on_supply": "resumes"}
    Revision.objects.filter(pk=dossier.revision_id).update(clock=clock)
    parameters.forget()
    scenes.act("ask_supplement", dossier, at=LATER)
    back = scenes.act("take_supplement", dossier, at=vn("2020-03-18 10:00"))
    assert back.due_at == vn("2020-04-01 17:00")  # two days waited


def test_the_file_of_building_permits_says_what_its_law_has(db: None, shipped_world: None) -> None:
    clock = catalogue.revision_at("1.013225", date(2020, 3, 16)).clock
    assert clock == {
        "law": "special.construction",
        "supplement_days": 7,
        "extension": [10, "calendar_days"],
    }


def test_the_apology_is_drafted_from_the_case(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("long")
    shown = desk.get("leader", page(dossier, "extend"))
    assert 'value="14/04/2020"' in shown
    assert "chưa giải quyết xong trong thời hạn đã hẹn" in shown


@pytest.mark.parametrize("until", [date(2020, 3, 30), date(2020, 3, 29), date(1900, 1, 1)])
def test_the_new_day_lies_after_the_old_one(scenes: Scenes, until: date) -> None:
    dossier = scenes.bring("long")
    with pytest.raises(Refusal, match=r"Ngày hẹn mới phải sau|Chưa có lịch"):
        scenes.act("extend", dossier, until=until)
    dossier.refresh_from_db()
    assert (dossier.due_at, dossier.extensions) == (vn(DUE), 0)


@pytest.mark.parametrize("until", [date(2041, 1, 1), date(9999, 12, 31)])
def test_a_day_beyond_every_calendar_is_refused(scenes: Scenes, until: date) -> None:
    dossier = scenes.bring("long")
    with refused(MissingYear):
        scenes.act("extend", dossier, until=until)


def test_an_apology_says_why(scenes: Scenes) -> None:
    dossier = scenes.bring("long")
    with refused(ReasonMissing):
        scenes.act("extend", dossier, reason="")


def test_a_supplement_after_it_starts_the_limit_again(scenes: Scenes) -> None:
    dossier = scenes.act("extend", scenes.bring("long"))
    scenes.act("ask_supplement", dossier, at=LATER)
    back = scenes.act("take_supplement", dossier, at=vn("2020-03-17 10:00"))
    assert back.due_at == vn("2020-03-31 17:00")


def test_the_day_is_typed_as_everywhere_and_comes_back_when_something_else_is_wrong(
    desk: Desk, scenes: Scenes
) -> None:
    dossier = scenes.bring("long")
    address = page(dossier, "extend")
    answer = desk.post("leader", address, {"until": "10/04/2020", "reason": ""})
    assert answer.status_code == 422
    assert 'value="10/04/2020"' in answer.content.decode()
    assert 'type="date"' not in answer.content.decode()
    assert desk.post("leader", address, {"until": "10/04/2020", "reason": WHY}).status_code == 302
    dossier.refresh_from_db()
    assert dossier.due_at == vn("2020-04-10 17:00")


def test_a_result_signed_late_is_apologised_for_once_and_stays_late(scenes: Scenes) -> None:
    done = scenes.act("apologise", scenes.bring("done_late"), at=vn("2020-03-17 09:00"))
    paper = Paper.objects.get(case=done.pk, form="04")
    assert (paper.facts["reason"], paper.facts["due_at"]) == (WHY, "2020-03-17T17:00")
    assert (done.punctuality, done.state) == ("late", "done")
    with refused(AlreadyExtended):
        scenes.act("apologise", done)


def test_what_was_signed_in_time_owes_no_apology(scenes: Scenes) -> None:
    dossier = scenes.bring("done")
    with refused(SignedInTime):
        scenes.act("apologise", dossier)
