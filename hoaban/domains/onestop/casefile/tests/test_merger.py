"""The merger of 1/7/2025: the ward ends, its successor answers, old dossiers stay as they are."""

from datetime import date

import pytest

from hoaban.casework.papers.models import Paper
from hoaban.core.people import agencies
from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import Role
from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.papers.queries import receipt
from hoaban.domains.onestop.parameters import queries as parameters
from tests.world.due import due_from_journal
from tests.world.province import post_of
from tests.world.scenes import Scenes, vn

BEFORE, AFTER = vn("2025-06-30 15:30"), vn("2025-07-01 08:00")
NEW = "ubnd-03127-2025"


def after(role: Role, name: str) -> Actor:
    """Someone of the new ward, acting on its first day."""
    day = date(2025, 7, 1)
    return post_of(agencies.row(NEW, day), role, name, on=day)


@pytest.fixture
def lying(scenes: Scenes) -> Dossier:
    """Received by the old ward on its last afternoon, drafted, on the table of its leader."""
    dossier = scenes.bring("submitted", BEFORE)
    for name in ("receive", "transfer", "draft_result", "do_step"):
        dossier = scenes.act(name, dossier, at=BEFORE)
    return dossier


def test_the_successor_signs_under_its_own_name_and_number(scenes: Scenes, lying: Dossier) -> None:
    signed = scenes.act("sign", lying, after(Role.LEADER, "new-leader"), at=AFTER)
    result = Document.objects.get(pk=signed.result_id or 0)
    assert (result.register, result.symbol, result.facts["agency"]) == (
        NEW,
        "01/TL-BS",
        agencies.row(NEW, date(2025, 7, 1)).name["vi"],
    )
    assert (signed.code, signed.receiving_agency.code) == ("ubnd-03127-250630-0001", "ubnd-03127")


def test_a_paper_after_the_merger_is_numbered_by_the_successor(
    scenes: Scenes, lying: Dossier
) -> None:
    leader = after(Role.LEADER, "new-leader")
    scenes.act("return_step", lying, leader, at=AFTER)
    specialist = after(Role.SPECIALIST, "new-spec")
    scenes.act("assign", lying, leader, to=specialist.post_pk, at=AFTER)
    scenes.act("ask_supplement", lying, specialist, at=AFTER)
    asked = Paper.objects.get(case=lying.pk, form="02")
    assert (asked.agency.code, asked.number, asked.circular) == (NEW, 1, "01/2018/TT-VPCP")
    assert asked.facts["agency"] == agencies.row(NEW, date(2025, 7, 1)).name["vi"]


def test_what_was_filed_with_the_old_ward_the_new_one_receives_as_its_own(scenes: Scenes) -> None:
    filed = scenes.bring("submitted", BEFORE)
    received = scenes.act("receive", filed, after(Role.CLERK, "new-clerk"), at=AFTER)
    assert (
        received.code,
        received.receiving_agency.code,
        parameters.agency(received.deciding_agency_id).code,
    ) == (
        f"{NEW}-250701-0001",
        NEW,
        NEW,
    )
    assert received.due_at == vn("2025-07-01 17:00")
    assert due_from_journal(received) == received.due_at


def test_a_dossier_of_the_old_ward_is_seen_by_the_new_and_told_where_it_lies(
    lying: Dossier,
) -> None:
    assert access.visible_to(after(Role.LEADER, "new-leader")).get() == lying
    assert dossiers.answering(lying, date(2025, 6, 30)).code == "ubnd-03127"
    assert dossiers.answering(lying, date(2025, 7, 1)).code == NEW


def test_a_receipt_given_by_the_successor_says_whose_book_it_names(lying: Dossier) -> None:
    clerk = after(Role.CLERK, "new-clerk")
    facts = receipt(lying, by=clerk, at=AFTER)
    old = parameters.agency(lying.receiving_agency_id).name["vi"]
    assert (facts["agency"], facts["book"], facts["serial"]) == (
        agencies.row(NEW, date(2025, 7, 1)).name["vi"],
        f"01/2025 của {old}",
        1,
    )
