"""An agency that ended is asked no more, nor is the deciding one asked under its new name."""

from datetime import date

import pytest

from hoaban.casework.cases.models import Case
from hoaban.core.people import agencies
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.consultations import actions as consultations
from hoaban.domains.onestop.consultations import queries
from hoaban.domains.onestop.consultations.refused import NotConsulted
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world.province import post_of
from tests.world.scenes import Scenes, refused, vn

BEFORE, AFTER = vn("2025-06-24 08:30"), vn("2025-07-02 08:30")
DAY = date(2025, 7, 2)
NEW = "ubnd-03127-2025"  # answers for ubnd-03127, which decides, from 1/7/2025 on


@pytest.fixture
def running(scenes: Scenes) -> Dossier:
    """Received before the merger, promised for after it."""
    dossier = scenes.act("receive", scenes.bring("submitted", BEFORE), at=BEFORE)
    Case.objects.filter(pk=dossier.pk).update(due_at=vn("2025-07-15 17:00"))
    return scenes.act("transfer", dossier, at=BEFORE)


def codes(dossier: Dossier, on: date) -> set[str]:
    return {row.code for row in queries.askable(dossier, on)}


def test_the_successor_of_the_deciding_agency_is_not_asked(running: Dossier) -> None:
    assert "ubnd-03127" not in codes(running, BEFORE.date())
    assert NEW not in codes(running, DAY)
    successor = agencies.row(NEW, DAY)
    specialist = post_of(successor, Role.SPECIALIST, "new-spec", on=DAY)
    with refused(NotConsulted):
        consultations.consult(
            running.pk, agency=successor.pk, question="Có không?", days=2, by=specialist, at=AFTER
        )


def test_the_successor_of_an_agency_that_was_asked_has_its_question(
    scenes: Scenes, running: Dossier
) -> None:
    asked = next(
        code
        for code in agencies.at(BEFORE.date())
        if agencies.answering(code, DAY) not in {code, NEW}
    )
    row = agencies.row(asked, BEFORE.date())
    successor = agencies.answering(asked, DAY)
    assert successor in codes(running, DAY)
    consultations.consult(
        running.pk,
        agency=row.pk,
        question="Có không?",
        days=8,
        by=scenes.actor("specialist"),
        at=BEFORE,
    )
    assert successor not in codes(running, DAY)
    by = post_of(agencies.row(successor, DAY), Role.SPECIALIST, "successor", on=DAY)
    consultations.answer_consultation(running.pk, answer="Không có.", by=by, at=AFTER)
    assert successor in codes(running, DAY)
