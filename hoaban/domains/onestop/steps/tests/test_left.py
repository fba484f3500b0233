"""What a post that has ended still had is anyone's with the role: no case lies still."""

from datetime import date, timedelta

import pytest
from pytest_django import Settings

from hoaban.casework.turns import queries as turns
from hoaban.casework.turns import reactions, tasks
from hoaban.casework.turns.models import Turn
from hoaban.core.journal.models import Entry
from hoaban.core.people import actions as people
from hoaban.core.people import actors
from hoaban.core.people.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world.province import MONDAY
from tests.world.scenes import Scenes, vn

TUESDAY = MONDAY + timedelta(days=1)


def given(scenes: Scenes, to: str = "specialist") -> Dossier:
    """A dossier whose step is given to one post alone; a colleague has the same role."""
    scenes.actor("colleague")
    return scenes.act("assign", scenes.bring("in_process"), to=to)


def leave(scenes: Scenes, on: date) -> Entry:
    """The specialist's post ends: `on` is the first day without it."""
    post = scenes.actor("specialist").post_pk or 0
    people.end_post(post, on=on, by=actors.system("tests"), at=TUESDAY)
    return Entry.objects.get(verb=Event.POST_ENDED)


def holder(dossier: Dossier) -> tuple[int | None, int | None]:
    return Turn.objects.values_list("post", "officer").get(case=dossier.pk, until=None)


def is_waiting(scenes: Scenes, dossier: Dossier, who: str) -> bool:
    parts = turns.work(scenes.actor(who))
    return any(part.filter(case=dossier.pk).exists() for part in parts)


def test_a_colleague_finds_and_does_what_a_post_that_ended_had(scenes: Scenes) -> None:
    dossier = given(scenes)
    assert not is_waiting(scenes, dossier, "colleague")
    reactions.free_left(leave(scenes, on=date(2020, 3, 17)))
    assert is_waiting(scenes, dossier, "colleague")
    scenes.act("draft_result", dossier, scenes.actor("colleague"), at=TUESDAY)


def test_what_another_post_has_stays_there(scenes: Scenes) -> None:
    dossier = given(scenes, to="colleague")
    reactions.free_left(leave(scenes, on=date(2020, 3, 17)))
    colleague = scenes.actor("colleague").post_pk
    assert holder(dossier) == (colleague, colleague)


@pytest.mark.parametrize(("today", "free"), [("2020-03-19", 0), ("2020-03-20", 1)])
def test_a_post_that_ends_later_keeps_its_turns_until_that_day(
    scenes: Scenes, settings: Settings, today: str, free: int
) -> None:
    dossier = given(scenes)
    reactions.free_left(leave(scenes, on=date(2020, 3, 20)))
    settings.HOABAN_TODAY = f"{today}T00:05:00+07:00"
    tasks.free_left.func()
    assert [holder(dossier)].count((None, None)) == free


def test_after_a_supplement_the_step_goes_on_with_whoever_had_it_if_still_there(
    scenes: Scenes,
) -> None:
    stays, left = (scenes.act("ask_supplement", given(scenes)) for _ in range(2))
    specialist = scenes.actor("specialist").post_pk
    scenes.act("take_supplement", stays, at=TUESDAY)
    assert holder(stays) == (specialist, specialist)
    leave(scenes, on=date(2020, 3, 18))
    scenes.act("take_supplement", left, at=vn("2020-03-18 09:00"))
    assert holder(left) == (None, None)
