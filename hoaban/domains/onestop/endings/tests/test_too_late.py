"""What has its result, or has ended, is withdrawn no more."""

import pytest

from hoaban.domains.onestop.dossiers.refused import WrongState
from tests.world.scenes import Scenes, refused


@pytest.mark.parametrize("state", ["done", "returned", "withdrawn", "refused", "stopped"])
def test_after_the_end_nobody_withdraws(scenes: Scenes, state: str) -> None:
    dossier = scenes.bring(state)
    with refused(WrongState):
        scenes.act("withdraw", dossier)
