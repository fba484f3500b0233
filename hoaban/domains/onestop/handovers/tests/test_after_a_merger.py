"""A step that comes back after the agency was merged: whoever had it has it again, and may act."""

from datetime import date

import pytest

from hoaban.core.people import agencies
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Post
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.refused import NotYourStep
from hoaban.domains.onestop.filing import actions as filing_actions
from tests.world.province import filing, post_of
from tests.world.scenes import Scenes, refused, vn

OLD, NEW = "ubnd-03144", "ubnd-03145"
BEFORE, AFTER = vn("2019-12-30 09:00"), vn("2020-01-02 09:00")
DAY = date(2020, 1, 2)


def post_in(code: str, role: Role, name: str, on: date) -> Actor:
    return post_of(agencies.row(code, on), role, name, is_head=role == Role.LEADER, on=on)


@pytest.fixture
def heirs(scenes: Scenes) -> dict[Role, Actor]:
    """Who works in the commune that took the other in."""
    return {
        role: post_in(NEW, role, f"new-{role}"[:16], DAY) for role in (Role.SPECIALIST, Role.LEADER)
    }


@pytest.fixture
def returned(scenes: Scenes, heirs: dict[Role, Actor]) -> Dossier:
    """Examined in the commune that ended, sent back by the leader of its successor."""
    old = {
        role: post_in(OLD, role, f"old-{role}"[:16], BEFORE.date())
        for role in (Role.CLERK, Role.SPECIALIST)
    }
    given = filing(agencies.row(OLD, BEFORE.date()))
    dossier = filing_actions.submit(given, by=scenes.ward.citizen, at=BEFORE)
    for name, role in (
        ("receive", Role.CLERK),
        ("transfer", Role.CLERK),
        ("draft_result", Role.SPECIALIST),
        ("do_step", Role.SPECIALIST),
    ):
        scenes.act(name, dossier, old[role], at=BEFORE)
    return scenes.act("return_step", dossier, heirs[Role.LEADER], at=AFTER)


def holder(dossier: Dossier) -> Actor:
    return people.actor_for_post(Post.objects.get(pk=dossier.assignee_id or 0), DAY)


def test_whoever_had_it_goes_on_for_the_successor_and_nobody_else_unasked(
    scenes: Scenes, returned: Dossier, heirs: dict[Role, Actor]
) -> None:
    had_it = holder(returned)
    assert (had_it.reference, had_it.agency) == ("post:old-specialist", NEW)
    with refused(NotYourStep):
        scenes.act("do_step", returned, heirs[Role.SPECIALIST], at=AFTER)
    assert scenes.act("do_step", returned, had_it, at=AFTER).turn == "leader"


def test_the_successors_leader_gives_it_to_somebody_else(
    scenes: Scenes, returned: Dossier, heirs: dict[Role, Actor]
) -> None:
    heir = heirs[Role.SPECIALIST]
    scenes.act("assign", returned, heirs[Role.LEADER], to=heir.post_pk, at=AFTER)
    assert scenes.act("do_step", returned, heir, at=AFTER).turn == "leader"


def test_it_is_anyones_where_the_post_ended_with_its_agency(
    scenes: Scenes, returned: Dossier, heirs: dict[Role, Actor]
) -> None:
    scenes.act("do_step", returned, holder(returned), at=AFTER)
    Post.objects.filter(agency__code=OLD).update(valid_to=DAY)
    again = scenes.act("return_step", returned, heirs[Role.LEADER], at=AFTER)
    assert (again.assignee_id, again.turn) == (None, "specialist")
    assert scenes.act("do_step", again, heirs[Role.SPECIALIST], at=AFTER).turn == "leader"
