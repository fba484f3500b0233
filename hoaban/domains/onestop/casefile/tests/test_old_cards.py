"""An identity card of nine digits is warned of from 1/1/2025 on, and shuts nobody out."""

from datetime import datetime

import pytest

from hoaban.casework.timeline.enums import Reader
from hoaban.domains.onestop.casefile import queries
from hoaban.domains.onestop.filing import actions as filing_actions
from tests.world.province import OWNER, filing
from tests.world.scenes import Scenes, vn

NEW_YEAR = vn("2025-01-02 08:30")


@pytest.mark.parametrize(
    ("number", "at", "is_warned"),
    [
        ("040123456", NEW_YEAR, True),
        ("040123456", vn("2024-12-30 08:30"), False),
        ("011190000123", NEW_YEAR, False),
        ("B12345678", NEW_YEAR, False),
    ],
)
def test_officials_read_of_an_old_card_by_the_day_of_the_filing(
    scenes: Scenes, number: str, at: datetime, *, is_warned: bool
) -> None:
    given = filing(scenes.ward.agency, owner=OWNER | {"identity_number": number})
    dossier = filing_actions.submit(given, by=scenes.ward.citizen, at=at)
    shown = queries.case(dossier, now=at, language="vi", reader=Reader.OFFICIAL)
    assert ("hết giá trị" in shown["card_note"]) == is_warned
    outside = queries.case(dossier, now=at, language="vi", reader=Reader.OUTSIDE)
    assert outside["card_note"] == ""


def test_the_card_of_whoever_files_for_the_owner_is_looked_at_too(scenes: Scenes) -> None:
    given = filing(scenes.ward.agency)
    dossier = filing_actions.submit(given, by=scenes.ward.citizen, at=NEW_YEAR)
    dossier.submitter = OWNER | {"identity_number": "040123456"}
    shown = queries.case(dossier, now=NEW_YEAR, language="vi", reader=Reader.OFFICIAL)
    assert "hết giá trị" in shown["card_note"]
