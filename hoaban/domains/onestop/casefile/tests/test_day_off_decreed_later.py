"""A day off decreed later moves what was promised only by an announced action, and tells it."""

from datetime import date

import pytest
from pytest_django import Settings

from hoaban.casework.papers.models import Paper
from hoaban.core.calendars import actions as calendars
from hoaban.core.calendars import queries as calendar_queries
from hoaban.core.calendars.rules import CalendarBasisMissing
from hoaban.core.journal.models import Entry
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.notices import reactions
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.postponements import actions as postponements
from hoaban.domains.onestop.postponements import queries, rules, tasks
from hoaban.domains.onestop.postponements.refused import NoDayOffThen
from hoaban.domains.onestop.recounts import indicators
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.procedures.catalogue.models import Limit
from hoaban.engines.tallies.periods import Period
from hoaban.gateways.notify.models import SentMessage
from tests.world.due import due_from_journal
from tests.world.province import MONDAY
from tests.world.scenes import Scenes, vn

OFF = date(2020, 3, 18)
TOLD = vn("2020-03-17 08:00")


@pytest.fixture(autouse=True)
def day(settings: Settings) -> None:
    """The job runs soon after the announcement."""
    settings.HOABAN_TODAY = "2020-03-17T08:00:00+07:00"


def received(scenes: Scenes, days: int) -> Dossier:
    dossier = scenes.bring("submitted")
    limits = Limit.objects.filter(case=dossier.variant)
    limits.update(amount=days, unit="working_days", same_day=days == 0)
    parameters.forget()
    scenes.act("receive", dossier, at=vn("2020-03-16 09:00"))
    return scenes.act("transfer", dossier, at=vn("2020-03-16 10:00"))


def decree(scenes: Scenes, on: date = OFF) -> None:
    calendars.add_holiday(
        on=on,
        name={"vi": "Nghỉ phòng dịch"},
        kind="holiday",
        basis="Công văn 1/UBND",
        by=scenes.actor("administrator"),
        at=MONDAY,
    )


def announce(scenes: Scenes, **more: str) -> Entry:
    by = scenes.actor("administrator")
    given = {"basis": "Quyết định 12/QĐ-UBND"} | more
    postponements.announce(OFF, by=by, at=TOLD, **given)
    return Entry.objects.get(verb=Event.POSTPONEMENT_ANNOUNCED)


def moves(dossier: Dossier) -> list[Entry]:
    return list(Entry.objects.filter(verb=Event.POSTPONED, subject_pk=dossier.pk))


def test_nothing_moves_until_it_is_announced_and_then_only_what_the_day_falls_into(
    scenes: Scenes,
) -> None:
    spans, ends, before = received(scenes, 3), received(scenes, 2), received(scenes, 1)
    decree(scenes)
    assert queries.promised_on(OFF, TOLD) == 2
    for dossier in (spans, ends, before):
        dossier.refresh_from_db()
    assert [d.due_at for d in (spans, ends, before)] == [
        vn("2020-03-19 17:00"), vn("2020-03-18 17:00"), vn("2020-03-17 17:00")
    ]  # fmt: skip
    entry = announce(scenes)
    assert entry.facts["promises"] == 2
    for _twice in range(2):  # a job runs at least once
        tasks.move_promises(entry)
    for dossier in (spans, ends, before):
        dossier.refresh_from_db()
    assert [d.due_at for d in (spans, ends, before)] == [
        vn("2020-03-20 17:00"), vn("2020-03-19 17:00"), vn("2020-03-17 17:00")
    ]  # fmt: skip
    assert [d.held_to for d in (spans, ends)] == [spans.due_at, ends.due_at]
    assert [len(moves(d)) for d in (spans, ends, before)] == [1, 1, 0]
    assert moves(spans)[0].facts["basis"] == "Quyết định 12/QĐ-UBND"
    assert spans.act_by == spans.due_at
    assert due_from_journal(spans) == spans.due_at


def test_the_applicant_is_told_and_has_a_new_appointment(scenes: Scenes) -> None:
    dossier = received(scenes, 3)
    decree(scenes)
    tasks.move_promises(announce(scenes))
    last = Paper.objects.filter(case=dossier.pk, form="01").latest("id")
    assert last.facts["due_at"] == "2020-03-20T17:00"
    reactions.tell(moves(dossier)[0])
    assert "17:00 20/03/2020" in str(list(SentMessage.objects.values()))


def test_what_was_late_stays_late_and_the_figures_are_those_of_the_rows(scenes: Scenes) -> None:
    late, waits = received(scenes, 0), received(scenes, 3)
    scenes.act("extend", late, at=vn("2020-03-17 07:40"), until=date(2020, 3, 18))
    decree(scenes)
    tasks.move_promises(announce(scenes))
    late.refresh_from_db()
    assert (late.due_at, late.held_to) == (vn("2020-03-19 17:00"), vn("2020-03-16 17:00"))
    assert moves(waits)
    for day in range(15, 24):
        period = Period(date(2020, 3, 1), date(2020, 3, day))
        assert statistics.counted(period) == indicators.recounted(period), day


def test_what_waits_is_waited_for_as_many_working_days_as_before_and_told(scenes: Scenes) -> None:
    waits = received(scenes, 3)
    scenes.act("ask_supplement", waits, at=vn("2020-03-16 11:00"))
    before = scenes.bring("awaiting_completion")
    assert before.act_by == vn("2020-04-28 17:00")
    decree(scenes)
    assert queries.promised_on(OFF, TOLD) == 0
    entry = announce(scenes)
    for _twice in range(2):
        tasks.move_promises(entry)
    assert moves(waits) == []
    for dossier in (waits, before):
        dossier.refresh_from_db()
        assert dossier.act_by == vn("2020-04-29 17:00")
        moved = Entry.objects.get(verb="dossiers.wait_moved", subject_pk=dossier.pk)
        assert moved.facts["former"] == vn("2020-04-28 17:00").isoformat()
        reactions.tell(moved)
    assert str(list(SentMessage.objects.values())).count("17:00 29/04/2020") == 2


@pytest.mark.parametrize("is_looked_at", [False, True], ids=["waits", "is looked at"])
def test_a_day_off_decreed_while_the_counter_looks_costs_the_applicant_no_day(
    scenes: Scenes,
    is_looked_at: bool,  # noqa: FBT001
) -> None:
    dossier = scenes.act("ask_supplement", received(scenes, 3), at=vn("2020-03-16 11:00"))
    sent, looked = vn("2020-03-17 07:40"), vn("2020-03-19 10:00")
    if is_looked_at:
        scenes.act("supply", dossier, at=sent)
    decree(scenes)
    for _twice in range(2):  # it may be announced twice, and a job runs at least once
        postponements.announce(OFF, basis="QĐ 12", by=scenes.actor("administrator"), at=TOLD)
    for entry in Entry.objects.filter(verb=Event.POSTPONEMENT_ANNOUNCED):
        tasks.move_promises(entry)
    if not is_looked_at:
        scenes.act("supply", dossier, at=vn("2020-03-17 09:00"))
    assert Entry.objects.filter(verb="dossiers.wait_moved").count() == (0 if is_looked_at else 1)
    back = scenes.act("tell_supplement_lacks", dossier, at=looked)
    assert back.act_by == vn("2020-05-04 17:00")  # one working day of looking, one day off


@pytest.mark.parametrize(
    ("on", "until"),
    [
        ("2020-03-16", "2020-03-19"),  # its own day is not counted
        ("2020-03-17", "2020-03-20"),
        ("2020-03-19", "2020-03-20"),  # the last day itself
        ("2020-03-20", "2020-03-19"),
    ],
)
def test_a_day_within_a_wait_moves_its_end_by_one(scenes: Scenes, on: str, until: str) -> None:
    day = date.fromisoformat(on)
    decree(scenes, day)
    calendar = calendar_queries.calendar("ubnd-03127", date(2020, 3, 16))
    since, end = vn("2020-03-16 09:00"), vn("2020-03-19 17:00")
    assert rules.waits_anew(since, end, day, calendar) == vn(f"{until} 17:00")


def test_who_keeps_the_calendar_announces_it_once_with_its_ground(scenes: Scenes) -> None:
    received(scenes, 3)
    by = scenes.actor("administrator")
    with pytest.raises(NoDayOffThen):
        announce(scenes)
    decree(scenes)
    with pytest.raises(CalendarBasisMissing):
        announce(scenes, basis=" ")
    with pytest.raises(NotAllowed):
        postponements.announce(OFF, basis="x", by=scenes.ward.clerk, at=TOLD)
    counts = [
        postponements.announce(OFF, basis="QĐ 12", by=by, at=TOLD, key="k") for _twice in range(2)
    ]
    assert counts == [1, 1]
    assert Entry.objects.filter(verb=Event.POSTPONEMENT_ANNOUNCED).count() == 1


def test_promises_move_in_batches_that_follow_each_other(
    scenes: Scenes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "BATCH", 2)
    dossiers = [received(scenes, 3) for _ in range(3)]
    decree(scenes)
    entry = announce(scenes)
    tasks.move_batch.call(entry.pk, 0)
    assert [len(moves(d)) for d in dossiers] == [1, 1, 0]
    tasks.move_batch.call(entry.pk, dossiers[1].pk)
    assert [len(moves(d)) for d in dossiers] == [1, 1, 1]
