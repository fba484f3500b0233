"""Whoever has a turn hears before its time ends: after a share of it, and on its last day."""

from datetime import timedelta

import pytest

from hoaban.casework.notices import queries as notices
from hoaban.casework.notices.enums import Kind
from hoaban.casework.notices.models import Notice
from hoaban.casework.turns import actions as turns
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.reminders import queries, tasks
from tests.world.scenes import Scenes, vn

LONG_DUE = "2020-03-30 17:00"  # begun on 16/3 at 08:30: 80 of 100 of it have passed on 27/3


def warned(actor: Actor, *days: str) -> list[int]:
    """How many warnings are new to somebody once the job of each of these mornings has run."""
    found = []
    for day in days:
        tasks.warn_at(vn(f"{day} 06:40"))
        found.append(notices.new(actor).filter(kind=Kind.SOON).count())
    return found


def test_it_is_told_once_when_the_share_has_passed(scenes: Scenes) -> None:
    scenes.bring("long")
    days = ("2020-03-25", "2020-03-26", "2020-03-27", "2020-03-30", "2020-03-31")
    assert warned(scenes.ward.specialist, *days) == [0, 0, 1, 1, 1]
    [notice] = Notice.objects.filter(kind=Kind.SOON)
    assert notices.told([notice]) == ["Sắp đến hạn xử lý: 17:00 30/03/2020"]


def test_it_is_told_from_the_moment_on_in_which_the_share_has_passed(scenes: Scenes) -> None:
    dossier = scenes.bring("long")
    calendar, turn = dossiers.calendar_of(dossier), dossier.turn_at_hand
    assert turn
    begun, ends = calendar.position(turn.since), calendar.position(turn.act_by)
    passed = calendar.at_position(begun + (ends - begun) * 80 // 100)
    assert (ends - begun) * 80 % 100 == 0
    just_before = passed - timedelta(microseconds=1)
    assert [list(queries.soon(at)) for at in (just_before, passed)] == [[], [turn]]


def test_a_short_one_is_told_on_its_last_day_and_not_when_it_came_today(scenes: Scenes) -> None:
    scenes.bring("received", at=vn("2020-03-16 15:30"))  # forwarded by tomorrow's opening
    days = ("2020-03-16", "2020-03-17")
    assert warned(scenes.ward.clerk, *days) == [0, 1]


def test_what_came_today_and_ends_today_was_told_when_it_came(scenes: Scenes) -> None:
    scenes.bring("received", at=vn("2020-03-16 09:00"))
    tasks.warn_at(vn("2020-03-16 10:00"))
    assert not Notice.objects.filter(kind=Kind.SOON).exists()


def test_a_new_moment_is_told_of_again(scenes: Scenes) -> None:
    dossier = scenes.bring("long")
    warned(scenes.ward.specialist, "2020-03-27")
    turns.postpone(dossier.case, act_by=vn("2020-04-03 17:00"))
    assert warned(scenes.ward.specialist, "2020-04-02", "2020-04-03") == [2, 2]


def test_what_is_late_or_was_done_is_told_no_more(scenes: Scenes) -> None:
    scenes.bring("long")
    assert warned(scenes.ward.specialist, "2020-03-31") == [0]
    scenes.bring("done")
    assert warned(scenes.ward.specialist, "2020-03-16") == [0]


@pytest.mark.parametrize("state", ["awaiting_supplement", "awaiting_completion"])
def test_an_applicant_is_reminded_otherwise(scenes: Scenes, state: str) -> None:
    scenes.bring(state)
    tasks.warn_at(vn("2020-04-28 06:40"))
    assert not Notice.objects.filter(kind=Kind.SOON).exists()


def test_an_agency_that_is_asked_is_warned_too(scenes: Scenes) -> None:
    scenes.bring("consulted")  # three working days: to the close of 19/3
    assert warned(scenes.actor("asked"), "2020-03-18", "2020-03-19") == [0, 1]


def test_where_no_calendar_tells_the_end_nobody_is_warned_before_the_last_day(
    scenes: Scenes,
) -> None:
    dossier = scenes.bring("long")
    turns.postpone(dossier.case, act_by=vn("2045-03-30 17:00"))
    assert warned(scenes.ward.specialist, "2020-03-27") == [0]
