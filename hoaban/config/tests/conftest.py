"""The whole province, and a fortieth of the replay played in it."""

import pytest

from hoaban.config.commands.replay import script
from hoaban.config.commands.replay.script import Script


@pytest.fixture
def province(shipped_world: None, db: None) -> None:
    """All content."""


@pytest.fixture
def played(played_world: None, db: None) -> Script:
    """A fortieth of the replay, killed in the middle and started again."""
    return script.read(share=40)
