"""No dossier lies where nobody can do anything: who has the turn has an act, and what has ended
asks for nothing that nobody may give.
"""

import pytest

from hoaban.casework.turns.models import Turn
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.casefile.acts import ACTS
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Money, State
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world import acts as world
from tests.world.acts import LONG_AFTER
from tests.world.scenes import Scenes

PEOPLE = ("clerk", "specialist", "colleague", "leader", "head", "citizen", "asked", "taker")
OVER = frozenset(
    {
        *(State.REFUSED, State.RETURNED, State.WITHDRAWN),
        *(State.STOPPED, State.CLOSED, State.REVOKED),
    }
)
SCENES = [*State.values, *world.ACTS, "corrected"]
GOES_BACK = frozenset({Money.OWED, Money.UNSAID})
BESIDES = frozenset({"issue_sheet", "return_originals", "renew_receipt"})  # they move nothing on


def may(dossier: Dossier, by: Actor) -> set[str]:
    """What this actor may do, now or when the time that others have is over."""
    found = set[str]()
    for at in (world.LATER, LONG_AFTER):
        facts = dossiers.facts(dossier, by=by, at=at)
        for name, act in ACTS.items():
            try:
                act.check(facts)
            except Exception:  # noqa: BLE001, S112 - refused, in whichever words
                continue
            found.add(name)
    return found - BESIDES


@pytest.mark.parametrize("scene", SCENES)
def test_every_dossier_that_is_not_over_waits_for_somebody_who_can_act(
    scenes: Scenes, scene: str
) -> None:
    chosen = world.ACTS.get(scene)  # some are done when the time of others is over
    dossier = scenes.act(scene, scenes.bring(chosen.start)) if chosen else scenes.bring(scene)
    dossier.refresh_from_db()
    everybody = set().union(*(may(dossier, scenes.actor(name)) for name in PEOPLE))

    if dossier.state in OVER:
        assert dossier.turn == ""
        assert not Turn.objects.filter(case=dossier.pk, until=None).exists()
        assert bool(everybody & {"refund_fee"}) == (dossier.money in GOES_BACK)
        assert "pay" not in everybody
        return
    own = [name for name in PEOPLE if scenes.actor(name).role == dossier.turn] or ["citizen"]
    assert set().union(*(may(dossier, scenes.actor(name)) for name in own)), dossier.turn
