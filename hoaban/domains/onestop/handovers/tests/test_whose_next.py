"""Whom the law of the day makes competent goes before the area; a draft goes with its agency."""

import pytest

from hoaban.core.people import agencies
from hoaban.core.people.actors import Actor
from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.consultations import actions as consultations
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.handovers.queries import Why
from hoaban.domains.onestop.handovers.tests.test_move import (
    BEFORE,
    BUSINESS,
    DAY,
    NEW,
    OLD,
    district,
    filed,
    moved,
    proposed,
    received,
)
from hoaban.domains.onestop.parameters.queries import Answered
from hoaban.domains.onestop.stays import queries as stays
from hoaban.domains.procedures.catalogue.models import Form, Revision
from tests.world.province import forget
from tests.world.scenes import Scenes, vn

__all__ = ["district"]
OTHER = "ubnd-03334-2025"


def competent(*codes: str) -> None:
    """The version of the procedure that is in force names these agencies as those who decide."""
    Revision.objects.filter(procedure__code=BUSINESS).update(valid_to=None, agencies=[*codes])
    forget()


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((OLD, "so-tc"), ("so-tc", Why.COMPETENCE)),  # the other one has ended
        (("so-tc",), ("so-tc", Why.COMPETENCE)),
        (("so-tc", "so-tp"), (NEW, Why.HOME)),
        ((OLD,), (NEW, Why.HOME)),
        ((), (NEW, Why.HOME)),
    ],
)
def test_the_one_agency_that_stands_and_is_competent_goes_before_the_area(
    scenes: Scenes,
    district: dict[str, Actor],
    codes: tuple[str, ...],
    expected: tuple[str, Why],
) -> None:
    dossier = filed(scenes)
    competent(*codes)
    assert proposed(dossier) == expected


@pytest.mark.parametrize(
    ("second", "expected"), [("03127", (NEW, Why.PLACE)), ("03124", ("", Why.UNKNOWN))]
)
def test_places_in_one_commune_propose_it_and_in_two_nobody(
    scenes: Scenes, district: dict[str, Actor], second: str, expected: tuple[str, Why]
) -> None:
    for form in Form.objects.filter(revision__procedure__code=BUSINESS):
        for section in form.schema["sections"]:
            fields = section["fields"]
            places = [one for one in fields if one["code"] == "place"]
            fields += [one | {"code": "store"} for one in places]
        form.save()
    forget()
    there = {name: {"commune": code} for name, code in (("place", "03127"), ("store", second))}
    assert proposed(filed(scenes, answered=Answered({"business": there}))) == expected


def result_of(dossier: Dossier) -> Document:
    found = Dossier.objects.get(pk=dossier.pk).result
    assert found
    return found


def test_the_draft_of_the_agency_that_ended_goes_with_the_dossier(
    scenes: Scenes, district: dict[str, Actor]
) -> None:
    dossier = received(scenes, district)
    specialist = district["specialist"]
    scenes.act("transfer", dossier, district["clerk"], at=BEFORE)
    scenes.act("do_step", dossier, district["leader"], to=specialist.post_pk, at=BEFORE)
    scenes.act("draft_result", dossier, specialist, at=BEFORE)
    before = result_of(dossier).agency.code
    moved(dossier)
    assert (before, result_of(dossier).agency.code) == (OLD, NEW)


def test_the_draft_of_an_agency_that_stands_stays_where_only_a_question_is_handed_over(
    scenes: Scenes,
) -> None:
    dossier = scenes.act("receive", scenes.bring("submitted", BEFORE), at=BEFORE)
    for name in ("transfer", "draft_result"):
        dossier = scenes.act(name, dossier, at=BEFORE)
    dossier.case.due_at = vn("2025-07-15 17:00")
    dossier.case.save(update_fields=["due_at"])
    asked = agencies.row(OLD, BEFORE.date())
    consultations.consult(
        dossier.pk,
        agency=asked.pk,
        question="Có không?",
        days=6,
        by=scenes.ward.specialist,
        at=BEFORE,
    )
    moved(dossier, OTHER)
    assert result_of(dossier).agency.code == scenes.ward.agency.code


def test_what_an_agency_handed_over_is_counted_to_it_and_to_nobody_else(
    scenes: Scenes, district: dict[str, Actor]
) -> None:
    dossier = moved(received(scenes, district))
    keys = [agencies.row(code, on).pk for code, on in ((OLD, BEFORE.date()), (NEW, DAY))]
    left = [[row["case"] for row in stays.left_by([key], BEFORE)] for key in keys]
    assert left == [[dossier.pk], []]
