"""A key of an announcement stands for its dossiers and for no others; what is told is true."""

import pytest
from django.db import transaction
from pytest_django import Settings

from hoaban.core.journal import actions as journal
from hoaban.core.journal.actions import KeyTaken
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.handovers import actions
from hoaban.domains.onestop.handovers.refused import NothingToHandOver
from hoaban.domains.onestop.handovers.tests.test_move import AFTER, NEW, district, received
from tests.world.scenes import Scenes, refused

__all__ = ["district"]
OTHER = "ubnd-03334-2025"


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2025-07-01T00:10:00+07:00"


def announce(scenes: Scenes, *dossiers: Dossier, to: str = NEW) -> int:
    by, chosen = scenes.actor("administrator"), [one.reference for one in dossiers]
    given = {"to": to, "basis": "QĐ 12", "reason": "Nơi ở ghi trong sổ của phường", "key": "k"}
    return actions.announce(chosen, **given, by=by, at=AFTER)


def test_the_same_key_with_other_dossiers_or_another_heir_is_refused(
    scenes: Scenes, district: dict[str, Actor]
) -> None:
    first, second = (received(scenes, district, area="") for _twice in range(2))
    assert [announce(scenes, first), announce(scenes, first)] == [1, 1]
    for chosen in ([second], [first, second]):
        with refused(KeyTaken):
            announce(scenes, *chosen)
    with refused(KeyTaken):
        announce(scenes, first, to=OTHER)


def test_a_dossier_that_is_not_left_is_not_counted_and_a_second_press_says_the_same(
    scenes: Scenes, district: dict[str, Actor]
) -> None:
    left, elsewhere = received(scenes, district, area=""), scenes.bring("received")
    assert [announce(scenes, left, elsewhere) for _twice in range(2)] == [1, 1]


def test_where_nothing_is_left_that_is_said(scenes: Scenes, district: dict[str, Actor]) -> None:
    elsewhere = scenes.bring("received")
    with refused(NothingToHandOver):
        announce(scenes, elsewhere)


def test_a_key_that_stands_for_something_else_is_refused(
    scenes: Scenes, district: dict[str, Actor]
) -> None:
    dossier = received(scenes, district, area="")
    by = scenes.actor("administrator")
    with transaction.atomic():
        journal.record("dossiers.looked", dossier, by=by, at=AFTER, key="k")
    with refused(KeyTaken):
        announce(scenes, dossier)
