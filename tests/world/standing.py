"""Holds that whatever a test did, each row is as its last entry left it."""

from collections.abc import Iterator

import pytest

from hoaban.config import seals


@pytest.fixture
def every_row_stands(db: None) -> Iterator[None]:
    """After the test `hoaban verify` finds no row that was changed, put in or taken away."""
    yield
    assert seals.compare().strays == ()
