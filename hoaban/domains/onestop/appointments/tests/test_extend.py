"""One apology, one new appointment, told in time. [ND61/2018 Đ19 k9]"""

from datetime import date

import pytest

from hoaban.casework.clocks.models import ClockInterval
from hoaban.casework.papers.models import Paper
from hoaban.core.refusals import Refusal
from hoaban.core.workdays.facts import MissingYear
from hoaban.domains.onestop.appointments.refused import AlreadyExtended, ExtensionTooLate
from hoaban.domains.onestop.dossiers.refused import ReasonMissing
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
        "calendar": dossier.calendar_digest,
    }
    assert [(i.kind, i.reason) for i in ClockInterval.objects.filter(case=dossier.pk)] == [
        ("running", ""),
        ("running", "extended"),
    ]


def test_form_04_apologises_with_both_dates(scenes: Scenes) -> None:
    dossier = scenes.act("extend", scenes.bring("long"))
    paper = Paper.objects.get(case=dossier.pk, form="04")
    wanted = {"former_due_at": "2020-03-30T17:00", "due_at": "2020-04-10T17:00", "reason": WHY}
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


@pytest.mark.parametrize("at", ["2020-03-30 00:00", "2020-03-30 16:00", "2020-04-02 09:00"])
def test_it_is_told_a_day_before_at_the_latest(scenes: Scenes, at: str) -> None:
    dossier = scenes.bring("long")
    with refused(
        ExtensionTooLate,
        f"Đã quá thời điểm được gửi văn bản xin lỗi và hẹn lại cho hồ sơ {dossier.code}"
        " (chậm nhất 29/03/2020).",
    ):
        scenes.act("extend", dossier, at=vn(at))


def test_the_day_before_is_early_enough(scenes: Scenes) -> None:
    assert scenes.act("extend", scenes.bring("long"), at=vn("2020-03-29 23:59")).extensions == 1


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
    back = scenes.act("supply", dossier, at=vn("2020-03-17 10:00"))
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
