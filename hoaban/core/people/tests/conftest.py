from datetime import UTC, datetime

import pytest

from hoaban.core.kept import folders
from hoaban.core.people import actors, content, demo

AT = datetime(2020, 3, 30, 1, 0, tzinfo=UTC)
BY = actors.system("test")


@pytest.fixture
def province(db: None) -> None:
    """Điện Biên's units and agencies."""
    content.load(folders.province())


@pytest.fixture
def cast(province: None) -> None:
    """The demo's people."""
    demo.load(by=BY, at=AT)
