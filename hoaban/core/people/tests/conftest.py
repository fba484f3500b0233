from datetime import UTC, datetime

import pytest

from hoaban.core.people import actors, demo
from tests.world import loading

AT = datetime(2020, 3, 30, 1, 0, tzinfo=UTC)
BY = actors.system("test")


@pytest.fixture
def province(db: None) -> None:
    """Điện Biên's units and agencies."""
    loading.load_people()


@pytest.fixture
def cast(province: None) -> None:
    """The demo's people."""
    demo.load(by=BY, at=AT)
