"""That the agency asked said nothing is an entry, which says of which agencies."""

from tests.world.acts import ASKED
from tests.world.scenes import Scenes, last


def test_silence_is_written_down_with_who_was_asked(scenes: Scenes) -> None:
    entry = last(scenes.act("record_silence", scenes.bring("consulted")))
    assert (entry.verb, entry.facts["asked"]) == ("dossiers.silence_recorded", [ASKED])
