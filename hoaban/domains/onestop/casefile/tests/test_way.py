"""The steps of a dossier as its applicant reads them."""

import pytest

from hoaban.casework.timeline.enums import Reader
from hoaban.casework.turns import queries as turns
from hoaban.domains.onestop.casefile import queries
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world.scenes import Scenes, vn

OFFICIAL = Reader.OFFICIAL


def told(dossier: Dossier) -> list[tuple[str, bool]]:
    found = Dossier.objects.get(pk=dossier.pk)
    way = queries.way(found, turns.steps_of(found.case))
    return [(one["state"], one["at"] == found.ended_at) for one in way]


@pytest.mark.parametrize("verb", ["withdraw", "stop"])
def test_the_step_at_which_a_dossier_ends_is_never_said_to_be_done(
    scenes: Scenes, verb: str
) -> None:
    ended = scenes.act(verb, scenes.bring("at_signing"))
    states = told(ended)
    assert states[-1] == ("left", True)
    assert {state for state, _at in states[:-1]} == {"done"}


@pytest.mark.parametrize("verb", ["withdraw", "stop", "close"])
def test_nor_one_that_waited_for_the_applicant(scenes: Scenes, verb: str) -> None:
    dossier = scenes.bring("awaiting_supplement")
    assert told(scenes.act(verb, dossier))[-1] == ("left", True)


def test_what_was_signed_is_left_at_no_step(scenes: Scenes) -> None:
    states = {state for state, _at in told(scenes.bring("done"))}
    assert states == {"done", ""}  # the result waits for its owner


def test_what_reception_will_ask_is_told_before_it_and_no_more_after(scenes: Scenes) -> None:
    def told(dossier: Dossier) -> tuple[int, int | None]:
        shown = queries.case(dossier, now=vn("2020-03-16 09:00"), language="vi", reader=OFFICIAL)
        return shown["fee_to_come"], dossier.fee_amount

    before, waiting = told(submitted := scenes.bring("submitted"))
    received = scenes.act("receive", submitted)
    assert (before, waiting or 0) == (received.fee_amount, 0)
    assert before > 0
    assert told(received)[0] == 0
