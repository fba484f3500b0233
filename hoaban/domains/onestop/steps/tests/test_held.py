"""What a person holds alone is counted until it ends: nobody's post ends unnoticed with work."""

from hoaban.casework.lists import queries as lists
from hoaban.core.people.models import Post
from tests.world.scenes import Scenes


def test_a_turn_that_ended_is_held_by_nobody_any_more(scenes: Scenes) -> None:
    person = Post.objects.get(pk=scenes.ward.specialist.post_pk or 0).person_id
    dossier = scenes.act("assign", scenes.bring("in_process"), to="specialist")
    before = lists.held_by(person)
    scenes.act("withdraw", dossier)
    assert (before, lists.held_by(person)) == (1, 0)
