"""A part may be the declaration, or the papers beside it."""

import copy
from typing import Any

import pytest

from hoaban.domains.onestop.corrections.models import Correction
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.parameters.queries import Answered
from hoaban.domains.onestop.parts import actions as parts
from hoaban.domains.onestop.supplements import actions as supplements
from hoaban.domains.onestop.supplements import queries
from tests.world.acts import BROUGHT, ITEMS, LATER, WHY
from tests.world.api_filing import FILING
from tests.world.province import MONDAY, Ward, filing

DECLARATION: dict[str, Any] = {  # Any: text, and a list of sections
    "component": "declaration",
    "name": "Tờ khai",
    "what": "Ghi lại họ tên",
    "sections": ["subject"],
}


def answers(name: str) -> dict[str, Any]:  # Any: JSON answers
    declared: dict[str, Any] = copy.deepcopy(FILING["answers"])
    declared["subject"]["person"]["full_name"] = name
    return declared


@pytest.fixture
def asked(ward: Ward) -> Dossier:
    """The declaration anew and one paper are asked for before reception."""
    given = filing(ward.agency, answered=Answered(answers("Lường Thị Ban")))
    filed = filing_actions.submit(given, by=ward.citizen, at=MONDAY)
    items = [DECLARATION, *ITEMS]
    return supplements.ask_completion(filed.pk, items=items, reason=WHY, by=ward.clerk, at=MONDAY)


def test_what_is_declared_anew_comes_first_and_the_paper_later(asked: Dossier, ward: Ward) -> None:
    better = answers("Lường Thị Bản")
    part = parts.bring_part(asked.pk, answers=better, by=ward.citizen, at=LATER)
    assert (part.state, part.answers) == ("awaiting_completion", better)
    assert [one.code for one in queries.papers_asked(part)] == ["identity"]
    assert [row.old for row in Correction.objects.all()] == ["Lường Thị Ban"]
    done = supplements.complete(part.pk, counts=BROUGHT, by=ward.citizen, at=LATER)
    assert (done.state, done.answers) == ("submitted", better)


def test_the_paper_comes_first_and_the_declaration_is_still_asked_for(
    asked: Dossier, ward: Ward
) -> None:
    same = answers("Lường Thị Ban")  # the page sends it as it was
    part = parts.bring_part(asked.pk, answers=same, counts=BROUGHT, by=ward.citizen, at=LATER)
    [left] = queries.papers_asked(part)
    assert (left.code, left.sections, Correction.objects.count()) == (
        "declaration",
        ("subject",),
        0,
    )
