"""A period that still runs ends now, for everybody who asks."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.world.partners import Api
from tests.world.scenes import Scenes, vn

ASKED = "begins=2020-03-01&ends=2020-03-16"


@pytest.mark.parametrize(
    ("now", "late"), [("2020-03-16T10:00:00+07:00", 0), ("2020-03-16T17:01:00+07:00", 1)]
)
def test_what_is_due_later_today_is_not_overdue_on_the_public_page_nor_in_the_api(
    scenes: Scenes, settings: Settings, now: str, late: int
) -> None:
    dossier = scenes.bring("in_process")
    assert dossier.due_at == vn("2020-03-16 17:00")
    settings.HOABAN_TODAY = now
    page: Any = Client().get(f"/results/?{ASKED}").context
    said: Any = Api("so", ["statistics:read"]).get("/statistics?from=2020-03-01&to=2020-03-16")
    figures = page["figures"]
    assert figures["in_progress_late"].value == said.json()["in_progress_late"] == late
    assert figures["in_progress_within"].value == 1 - late
