"""What is to be paid lets the clock stand, where the law of the procedure says so."""

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.core.people.models import Person
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.duties import queries, reactions
from hoaban.domains.onestop.duties.refused import DutyUnsaid, EvidenceMissing, FeeNotOwed
from hoaban.domains.onestop.endings.refused import StillTimeToPay
from hoaban.domains.onestop.papers import queries as papers
from hoaban.gateways.notify.models import SentMessage
from hoaban.ui import dates
from tests.world.acts import DUTY, LONG_AFTER
from tests.world.chance import cases
from tests.world.province import MONDAY
from tests.world.scenes import Scenes, last, pauses_for_payment, refused, states, vn

BACKEND = "django.contrib.auth.backends.ModelBackend"
OFF = {date(2020, 4, 2), date(2020, 4, 30), date(2020, 5, 1)}
DUE = "2020-03-30 17:00"  # of `long`: ten working days from Monday 16 March


def liable(scenes: Scenes, kind: str = "duty", then: str = "resumes") -> Dossier:
    """In process until 30 March under a procedure that lets the clock stand for a payment."""
    dossier = scenes.bring("long")
    pauses_for_payment(dossier, kind, then)
    return dossier


def waiting(scenes: Scenes, kind: str = "duty", then: str = "resumes") -> Dossier:
    return scenes.act("ask_payment", liable(scenes, kind, then), at=vn("2020-03-18 09:00"))


def test_the_clock_stands_until_it_is_paid_and_the_day_moves_by_what_was_waited(
    scenes: Scenes,
) -> None:
    dossier = waiting(scenes)
    assert states(dossier)[:2] == ("awaiting_payment", "paused")
    assert dossier.turn == "citizen"
    scenes.act("confirm_payment", dossier, at=vn("2020-03-24 10:00"))  # four working days
    assert states(dossier)[:2] == ("in_process", "running")
    assert (dossier.due_at, dossier.held_to) == (vn("2020-04-06 17:00"), vn("2020-04-06 17:00"))
    assert (dossier.turn, dossier.step) == ("specialist", "examine")


def test_where_the_law_counts_from_the_payment_the_whole_limit_begins_then(scenes: Scenes) -> None:
    dossier = waiting(scenes, then="restarts")
    scenes.act("confirm_payment", dossier, at=vn("2020-03-24 10:00"))
    dossier.refresh_from_db()
    assert dossier.due_at == vn("2020-04-08 17:00")  # 2 April is off


def test_no_other_procedure_is_offered_a_pause(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    for name in ("ask_payment", "confirm_payment", "recall_payment"):
        with refused(NotAllowed):
            scenes.act(name, dossier)


def test_what_is_to_be_paid_and_the_evidence_are_named(scenes: Scenes) -> None:
    dossier = liable(scenes)
    for lacks in ({"notice": " "}, {"amount": 0}):
        with refused(DutyUnsaid):
            scenes.act("ask_payment", dossier, **lacks)
    scenes.act("ask_payment", dossier)
    with refused(EvidenceMissing):
        scenes.act("confirm_payment", dossier, evidence=" - ")


def test_a_notice_that_was_wrong_moves_no_promise(scenes: Scenes) -> None:
    dossier = waiting(scenes)
    scenes.act("recall_payment", dossier, at=vn("2020-03-24 10:00"))
    assert states(dossier)[:2] == ("in_process", "running")
    assert (dossier.due_at, dossier.held_to) == (vn(DUE), vn(DUE))
    assert SentMessage.objects.filter(template="dossiers.payment_recalled").count() == 0  # a job
    assert last(dossier).facts["was_late"] is False


@pytest.mark.parametrize("ending", ["confirm_payment", "recall_payment"])
def test_what_was_late_before_the_notice_stays_late(scenes: Scenes, ending: str) -> None:
    dossier = scenes.act("ask_payment", liable(scenes), at=vn("2020-04-01 09:00"))
    scenes.act(ending, dossier, at=vn("2020-04-03 09:00"))
    dossier.refresh_from_db()
    assert dossier.held_to == vn(DUE)
    assert last(dossier).facts["was_late"] is True


def test_a_fee_that_is_taken_lets_the_clock_go_on_from_that_moment(scenes: Scenes) -> None:
    dossier = waiting(scenes, kind="fee")
    paid_at = vn("2020-03-20 14:00")
    scenes.act("pay", dossier, at=paid_at)
    entry = last(dossier)
    for _ in range(2):  # a job may run again
        reactions.go_on(entry)
    assert states(dossier)[:3] == ("in_process", "running", "paid")
    duty = queries.last_duty(dossier)
    assert duty
    assert (duty.met_at, duty.evidence, duty.amount) == (paid_at, "01/BL", 16000)
    assert dossier.due_at == vn("2020-04-01 17:00")  # 19 and 20 March


def test_what_was_taken_before_it_was_asked_for_meets_nothing(scenes: Scenes) -> None:
    dossier = waiting(scenes, kind="fee")
    reactions.go_on(Entry.objects.get(verb="dossiers.received", subject_pk=dossier.pk))
    assert states(dossier)[0] == "awaiting_payment"


def test_a_fee_that_is_not_owed_is_not_waited_for(scenes: Scenes) -> None:
    dossier = liable(scenes, kind="fee")
    scenes.act("pay", dossier)
    with refused(FeeNotOwed):
        scenes.act("ask_payment", dossier)


def test_the_fee_of_the_counter_does_not_meet_what_another_agency_charges(scenes: Scenes) -> None:
    dossier = waiting(scenes)
    scenes.act("pay", dossier, at=vn("2020-03-20 14:00"))
    reactions.go_on(last(dossier))
    assert states(dossier)[0] == "awaiting_payment"


def test_it_ends_after_the_days_that_content_names_and_not_before(scenes: Scenes) -> None:
    dossier = waiting(scenes)
    with refused(StillTimeToPay):
        scenes.act("close", dossier, at=vn("2020-05-04 17:00"))
    scenes.act("close", dossier, at=LONG_AFTER)
    assert states(dossier)[:2] == ("closed", "ended")
    assert dossier.end_reason == (
        "Đã hết thời hạn chờ nộp tiền (17:00 04/05/2020, theo thời hạn do tỉnh quy định) mà chưa "
        "có chứng từ nộp: Thông báo 125/TB-CCT ngày 16/3/2020."
    )


def test_the_receipt_says_that_this_time_is_not_counted(scenes: Scenes) -> None:
    dossier = waiting(scenes)
    scenes.act("confirm_payment", dossier, at=vn("2020-03-24 10:00"))
    sheet = papers.last_receipt(dossier)
    assert sheet
    assert sheet.facts["waited"] == [["2020-03-18T09:00", "2020-03-24T10:00"]]
    assert (sheet.facts["awaits_payment"], sheet.facts["due_at"]) == (True, "2020-04-06T17:00")


def test_a_receipt_counted_from_the_payment_says_since_when(scenes: Scenes) -> None:
    dossier = waiting(scenes, then="restarts")
    scenes.act("confirm_payment", dossier, at=vn("2020-03-24 10:00"))
    sheet = papers.last_receipt(dossier)
    assert sheet
    assert sheet.facts["again_from"] == "2020-03-24T10:00"
    assert sheet.facts["again_after"] == "thực hiện nghĩa vụ tài chính"
    assert "waited" not in sheet.facts


@pytest.mark.parametrize("who", ["citizen", "clerk"])
def test_the_page_says_what_is_to_be_paid_until_when_and_that_the_clock_stands(
    scenes: Scenes, client: Client, settings: Settings, who: str
) -> None:
    settings.HOABAN_TODAY = "2020-03-18T09:30:00+07:00"
    dossier = waiting(scenes)
    address = {"citizen": "my", "clerk": "desk/dossiers"}[who]
    client.force_login(Person.objects.get(public_id=who), BACKEND)
    shown = client.get(f"/{address}/{dossier.reference}/").content.decode()
    assert DUTY["notice"] in shown
    assert "250.000" in shown
    assert dates.moment(vn("2020-05-04 17:00")) in shown
    assert "nghĩa vụ tài chính" in shown


def test_whoever_tracks_it_reads_that_a_payment_is_awaited_and_not_which(
    scenes: Scenes, client: Client, settings: Settings
) -> None:
    settings.HOABAN_TODAY = "2020-03-18T09:30:00+07:00"
    dossier = waiting(scenes)
    given = {"code": dossier.reference, "phone_tail": "0123"}
    shown = client.post("/track/", given).content.decode()
    assert "Đang chờ người nộp thực hiện nghĩa vụ tài chính" in shown
    assert "Đang chờ người nộp bổ sung" not in shown
    assert DUTY["notice"] not in shown


def working(day: date) -> bool:
    return day.weekday() < 5 and day not in OFF


def reckoned(spans: list[tuple[datetime, datetime]], *, restarts: bool) -> date:
    """The day on which it is due, counted on fingers: ten working days after Monday 16 March.

    Each day on which the clock stood at its close gives one more; or the ten begin again.
    """
    day, left = date(2020, 3, 16), 10
    if restarts:
        day, spans = _counted(spans[-1][1]), []
    left += sum(len(_between(a, b)) for a, b in spans)
    for _ in range(left):
        day = _next(day)
    return day


def _counted(at: datetime) -> date:
    """The working day that a moment counts as: after closing it is the next."""
    local = clock.local(at)
    day = local.date()
    if not working(day):
        return _next(day)
    return _next(day) if (local.hour, local.minute) > (17, 0) else day


def _next(day: date) -> date:
    day += timedelta(days=1)
    return day if working(day) else _next(day)


def _between(a: datetime, b: datetime) -> list[date]:
    first, last = _counted(a), _counted(b)
    days = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    return [day for day in days if working(day)]


WAITS = st.lists(st.tuples(st.integers(1, 3000), st.integers(1, 12000)), min_size=1, max_size=3)


@given(waits=WAITS, restarts=st.booleans())
@settings(
    max_examples=cases(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_due_day_is_what_one_counts_on_fingers(
    scenes: Scenes, *, waits: list[tuple[int, int]], restarts: bool
) -> None:
    with transaction.atomic():
        dossier = liable(scenes, then="restarts" if restarts else "resumes")
        at, spans = MONDAY, []
        for before, waited in waits:
            begun = at + timedelta(minutes=before)
            at = begun + timedelta(minutes=waited)
            scenes.act("ask_payment", dossier, at=begun)
            scenes.act("confirm_payment", dossier, at=at)
            spans.append((begun, at))
        dossier.refresh_from_db()
        assert dossier.due_at
        assert clock.day(dossier.due_at) == reckoned(spans, restarts=restarts)
        transaction.set_rollback(True)
