"""Turns of a post that ends are freed: at once where it has ended, else on its day."""

from hoaban.casework.turns import reactions
from hoaban.config import schedule, wiring
from hoaban.core.people.enums import Event


def test_the_end_of_a_post_frees_its_turns() -> None:
    assert reactions.free_left in wiring.REACTIONS[Event.POST_ENDED]
    assert "hoaban.casework.turns.tasks.free_left" in {row.task for row in schedule.SCHEDULE}
