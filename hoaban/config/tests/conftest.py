"""The whole province, and a part of the replay played in it."""

import pytest

from hoaban.config.commands.replay import script
from hoaban.config.commands.replay.script import Script
from tests.world.worlds import SHARE


@pytest.fixture
def province(shipped_world: None, db: None) -> None:
    """All content."""


@pytest.fixture
def played(played_world: None, db: None) -> Script:
    """A part of the replay, killed in the middle and started again."""
    return script.read(share=SHARE)
