"""The made-up province, whose one register tests may write anew."""

import shutil
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.world.test_another_province import UPLANDS


@pytest.fixture
def bridges(settings: Settings, tmp_path: Path) -> Path:
    """The file of the register of bridges in a copy of the made-up province."""
    province = tmp_path / "province"
    shutil.copytree(UPLANDS, province)
    settings.HOABAN_PROVINCE = str(province)
    return province / "registers" / "suspension-bridges.yaml"
