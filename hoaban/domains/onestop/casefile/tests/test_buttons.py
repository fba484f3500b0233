"""A button shows exactly when the action behind it goes through."""

import pytest
from django.db import transaction

from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Post
from hoaban.core.refusals import Refusal
from hoaban.domains.documents import actions as documents
from hoaban.domains.onestop.casefile import acts
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world.scenes import ACTS, LATER, LONG_AFTER, Scenes

STATES = [
    *("submitted", "awaiting_completion", "refused", "withdrawn", "received", "in_process"),
    *("awaiting_supplement", "drafted", "at_signing", "done", "ready", "returned", "stopped"),
    *("closed", "long"),
]
CAST = ("clerk", "specialist", "leader", "head", "archivist")


def offered(dossier: Dossier, by: Actor, at: object = LATER) -> set[str]:
    """The acts whose buttons may be pressed."""
    return {button.act.name for button in acts.possible(dossier, by=by, at=at)["may"]}  # type: ignore[arg-type]


def goes_through(scenes: Scenes, name: str, dossier: Dossier, by: Actor) -> bool:
    """Whether the action does it now; whatever it did is undone."""
    with transaction.atomic():
        try:
            scenes.act(name, dossier, by, at=LATER, **given(scenes, name, dossier, by))
        except Refusal:
            return False
        finally:
            transaction.set_rollback(True)
    return True


def given(scenes: Scenes, name: str, dossier: Dossier, by: Actor) -> dict[str, object]:
    """What a person would choose on the page that asks."""
    if name == "pay":
        return {"amount": dossier.fee_amount}
    if name in {"assign", "hand_on"} and dossier.turn == "leader":
        ward = scenes.ward
        return {"to": (ward.head if by == ward.leader else ward.leader).post_pk}
    return {}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", CAST)
def test_a_button_shows_exactly_when_the_action_goes_through(
    scenes: Scenes, state: str, who: str
) -> None:
    dossier, by = scenes.bring(state), scenes.actor(who)
    scenes.actor("colleague")
    dossier = Dossier.objects.get(pk=dossier.pk)
    through = {name for name in ACTS if goes_through(scenes, name, dossier, by)}
    assert offered(dossier, by) == through


def test_a_signature_is_not_offered_to_who_examined_alone(scenes: Scenes) -> None:
    dossier = scenes.bring("at_signing")
    leader = Post.objects.get(pk=scenes.ward.leader.post_pk or 0)
    assert "sign" in offered(dossier, scenes.ward.leader)
    specialist = Post.objects.filter(pk=scenes.ward.specialist.post_pk or 0)
    specialist.update(person=leader.person_id)  # one person, two posts
    assert "sign" not in offered(dossier, scenes.ward.leader)


def test_a_result_that_was_taken_back_is_not_offered_at_the_counter(scenes: Scenes) -> None:
    dossier = scenes.bring("ready")
    assert "hand_over" in offered(dossier, scenes.ward.clerk)
    head = scenes.ward.head
    documents.withdraw(dossier.result_id or 0, reason="Sai họ tên.", by=head, at=LATER)
    assert "hand_over" not in offered(dossier, scenes.ward.clerk)


def test_a_dossier_is_closed_only_when_its_time_is_up(scenes: Scenes) -> None:
    dossier = scenes.bring("awaiting_completion")
    assert "close" not in offered(dossier, scenes.ward.clerk)
    assert "close" in offered(dossier, scenes.ward.clerk, LONG_AFTER)
