from datetime import UTC, datetime

import pytest

from hoaban.core.people import actors

AT = datetime(2020, 3, 30, 1, 0, tzinfo=UTC)
BY = actors.system("test")


@pytest.fixture
def province(units_world: None, db: None) -> None:
    """Điện Biên's units and agencies."""


@pytest.fixture
def cast(cast_world: None, db: None) -> None:
    """The demo's people in them."""
