"""What docs/api.md tells a partner's developer is so: its filing is taken, its addresses exist."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from hoaban.config.api import described
from tests.world.partners import ALL, TODAY, Api

GUIDE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
ADDRESS = re.compile(r'"\$API(/[^"?]+)')
OWN = re.compile(r"(?<=/)(?:8G85QHCAWH|2\.000635|efe19871dbcdf450|1(?=$))(?=/|$)")


@pytest.fixture
def api(province: date, settings: Settings) -> Api:
    settings.HOABAN_TODAY = TODAY
    return Api("xa", ALL)


def test_the_filing_of_the_guide_is_taken(api: Api) -> None:
    found = re.search(r"```json\n(.*?)```", GUIDE, re.DOTALL)
    assert found
    answer = api.post("/dossiers", json.loads(found[1]), "so-1")
    assert answer.status_code == 201, answer.content.decode()


def test_the_guide_names_every_operation_and_no_other() -> None:
    told = {OWN.sub("{}", address) for address in ADDRESS.findall(GUIDE)}
    there = {
        re.sub(r"\{.*?\}", "{}", path.removeprefix("/api/v1")) for path in described()["paths"]
    }
    assert sorted(there - told) == ["/files/{}"]  # what is known of a file, for who asks again
    assert sorted(told - there) == []
