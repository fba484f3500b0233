"""The scene that permissions and hostile requests walk through, made once a session."""

from collections.abc import Iterator

import pytest
from django.test.signals import template_rendered
from pytest_django import Settings

from hoaban.gateways.signing import contract
from tests.architecture import cast
from tests.architecture.cast import Scene
from tests.world.fixtures import world_of
from tests.world.partners import TODAY
from tests.world.province import forget
from tests.world.worlds import WORLDS, World, Worlds

WORLDS["scene"] = World(cast.make, "small")
scene_world = world_of("scene")


@pytest.fixture
def scene(
    scene_world: None,
    db: None,
    worlds: Worlds,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Scene]:
    """The whole cast on Monday 16 March 2020; what a test changes is undone after it.

    Answers alone are looked at: no copy is kept of what each template of a page was given.
    """
    monkeypatch.setattr(template_rendered, "send", lambda **_named: [])
    settings.HOABAN_TODAY = TODAY
    settings.VAR = worlds.folder / "scene" / "var"
    settings.MEDIA_ROOT = settings.VAR / "store"
    contract._adapter.cache_clear()
    yield cast.scene(worlds.remembered["scene"])
    contract._adapter.cache_clear()
    forget()
