"""From 1/1/2025 on each card of nine digits is told of at every door, and no door shuts."""

from datetime import datetime
from typing import Any

import pytest
from pytest_django import Settings

from hoaban.casework.timeline.enums import Reader
from hoaban.core.people.models import Person
from hoaban.domains.onestop.casefile import queries
from hoaban.domains.onestop.counter.tests.test_desk_counter import COUNTER, INTAKE
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.parameters.queries import Answered
from tests.world.api_filing import FILING
from tests.world.api_filing import filing as sent
from tests.world.desks import Desk
from tests.world.partners import ALL, Api
from tests.world.province import OWNER, Ward, filing
from tests.world.scenes import Scenes, vn

NEW_YEAR = vn("2025-01-02 08:30")
TODAY = "2025-01-02T08:30:00+07:00"
OLD, NEW = "040123456", "011190000123"
ENDED = "chứng minh nhân dân 9 số đã hết giá trị"


@pytest.mark.parametrize(
    ("number", "at", "is_told"),
    [
        (OLD, NEW_YEAR, True),
        (OLD, vn("2024-12-30 08:30"), False),
        (NEW, NEW_YEAR, False),
        ("B12345678", NEW_YEAR, False),
    ],
)
def test_both_sides_read_of_an_old_card_by_the_day_of_the_filing(
    scenes: Scenes, number: str, at: datetime, *, is_told: bool
) -> None:
    given = filing(scenes.ward.agency, owner=OWNER | {"identity_number": number})
    dossier = filing_actions.submit(given, by=scenes.ward.citizen, at=at)
    for reader in (Reader.OFFICIAL, Reader.OUTSIDE):
        shown = queries.case(dossier, now=at, language="vi", reader=reader)["old_cards"]
        assert (shown.words if shown else "").startswith(f"Người đứng tên: {ENDED}") == is_told


@pytest.mark.parametrize(
    ("who", "section"), [("Người yêu cầu", "requester"), ("Người được đăng ký hộ tịch", "subject")]
)
def test_whoever_the_declaration_names_is_looked_at(scenes: Scenes, who: str, section: str) -> None:
    said: dict[str, Any] = FILING["answers"]
    person = said[section]["person"] | {"id_number": OLD}
    answers = said | {section: said[section] | {"person": person}}
    given = filing(scenes.ward.agency, answered=Answered(answers))
    dossier = filing_actions.submit(given, by=scenes.ward.citizen, at=NEW_YEAR)
    shown = queries.case(dossier, now=NEW_YEAR, language="vi", reader=Reader.OUTSIDE)
    assert shown["old_cards"].whose == (who,)


def test_whoever_files_for_the_owner_is_looked_at(scenes: Scenes) -> None:
    given = filing(scenes.ward.agency, submitter=OWNER | {"identity_number": OLD})
    dossier = filing_actions.submit(given, by=scenes.ward.citizen, at=NEW_YEAR)
    shown = queries.case(dossier, now=NEW_YEAR, language="vi", reader=Reader.OFFICIAL)
    assert shown["old_cards"].whose == ("Người nộp thay",)


def test_the_clerk_reads_it_right_after_the_reception(desk: Desk, settings: Settings) -> None:
    settings.HOABAN_TODAY = TODAY
    old = {"do": "receive", "subject-person__id_number": OLD}
    answer = desk.post("clerk", INTAKE, COUNTER | old)
    assert answer.status_code == 302, answer.content.decode()
    assert f"Người được đăng ký hộ tịch: {ENDED}" in desk.get("clerk", answer["Location"])


def test_the_citizen_reads_it_on_the_page_of_the_dossier(
    desk: Desk, scenes: Scenes, settings: Settings
) -> None:
    settings.HOABAN_TODAY = TODAY
    given = filing(
        scenes.ward.agency,
        owner=OWNER | {"identity_number": OLD},
        owner_person=Person.objects.get(public_id="citizen").pk,
    )
    dossier = filing_actions.submit(given, by=scenes.ward.citizen, at=NEW_YEAR)
    assert f"Người đứng tên: {ENDED}" in desk.get("citizen", f"/my/{dossier.reference}/")


def test_another_system_is_told_with_the_dossier(ward: Ward, settings: Settings) -> None:
    settings.HOABAN_TODAY = TODAY
    api = Api("xa", ALL)
    body = sent()
    body["answers"]["subject"]["person"]["id_number"] = OLD
    assert api.post("/dossiers", body).status_code == 201
    notes = api.get(f"/dossiers/{Dossier.objects.get().reference}").json()["notes"]
    assert [note.partition(":")[0] for note in notes] == ["Người được đăng ký hộ tịch"]
