"""Finishing the step at hand. [TT01/2018 Đ8]"""

import pytest

from hoaban.casework.cases import actions as cases
from hoaban.casework.cases.enums import Part
from hoaban.casework.cases.models import Involvement
from hoaban.casework.turns.models import Turn
from hoaban.core.people import agencies
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.dossiers.refused import NotYourTurn
from hoaban.domains.onestop.steps.refused import NoDraftResult, NotAColleague, SignInstead
from tests.world.acts import LATER
from tests.world.desks import Desk
from tests.world.province import MONDAY, post_of
from tests.world.scenes import Scenes, last, refused


def test_the_next_step_begins_with_nobody_named(scenes: Scenes) -> None:
    drafted = scenes.bring("drafted")
    scenes.act("assign", drafted)
    dossier = scenes.act("do_step", drafted, note=" Đã kiểm tra sổ. ")
    assert (dossier.step, dossier.turn, dossier.assignee_id) == ("sign", "leader", None)
    run = Turn.objects.exclude(task="").get(case=dossier.pk, task="examine")
    assert (run.until, run.note, run.officer_id) == (
        LATER,
        "Đã kiểm tra sổ.",
        scenes.ward.specialist.post_pk,
    )
    assert last(dossier).facts == {"step": "examine", "next": "sign"}


def test_the_next_step_goes_to_whoever_is_named(scenes: Scenes, desk: Desk) -> None:
    drafted = scenes.bring("drafted")
    leader = scenes.ward.leader.post_pk
    page = desk.get("specialist", f"/desk/dossiers/{drafted.reference}/act/do_step/")
    assert ("Giao bước sau cho" in page, f'<option value="{leader}">' in page) == (True, True)
    dossier = scenes.act("do_step", drafted, to=leader)
    assert (dossier.step, dossier.turn, dossier.assignee_id) == ("sign", "leader", leader)


@pytest.mark.parametrize("who", ["specialist", "colleague", "foreigner"])
def test_the_next_step_goes_to_nobody_without_its_role(scenes: Scenes, who: str) -> None:
    drafted = scenes.bring("drafted")
    with refused(NotAColleague):
        scenes.act("do_step", drafted, to=scenes.actor(who).post_pk)


def test_whoever_has_the_step_is_not_among_those_to_hand_it_to(scenes: Scenes, desk: Desk) -> None:
    dossier = scenes.act("assign", scenes.bring("in_process"))
    address = f"/desk/dossiers/{dossier.reference}/act/hand_on/"
    own = f'<option value="{scenes.ward.specialist.post_pk}">'
    alone = desk.get("specialist", address)
    assert (own in alone, "không có ai khác giữ vai trò" in alone) == (False, True)
    colleague = scenes.actor("colleague").post_pk
    assert f'<option value="{colleague}">' in desk.get("specialist", address)


def test_nothing_goes_to_signature_without_a_draft(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    with refused(NoDraftResult, f"Hồ sơ {dossier.code} chưa có dự thảo kết quả để trình ký."):
        scenes.act("do_step", dossier)


def test_the_signing_step_ends_by_signing(scenes: Scenes) -> None:
    dossier = scenes.bring("at_signing")
    with refused(SignInstead, f"Bước này hoàn thành bằng việc ký kết quả hồ sơ {dossier.code}."):
        scenes.act("do_step", dossier, scenes.ward.leader)


@pytest.mark.parametrize("who", ["leader", "clerk", "head"])
def test_nobody_finishes_anothers_step(scenes: Scenes, who: str) -> None:
    dossier = scenes.bring("drafted")
    with refused(NotYourTurn):
        scenes.act("do_step", dossier, scenes.actor(who))


def test_a_note_may_be_longer_than_the_journals_facts(scenes: Scenes) -> None:
    long = "Đối chiếu sổ. " * 300
    dossier = scenes.act("do_step", scenes.bring("drafted"), note=long)
    assert Turn.objects.exclude(task="").get(case=dossier.pk, task="examine").note == long.strip()


def test_whoever_only_received_the_dossier_does_no_step_of_the_deciding_agency(
    scenes: Scenes,
) -> None:
    dossier = scenes.bring("in_process")
    department = agencies.row("so-tp", MONDAY.date())
    Involvement.objects.filter(case=dossier.pk).update(part=Part.RECEIVES)
    cases.involve(dossier.case, department.pk, Part.DECIDES, at=MONDAY)
    Turn.objects.filter(case=dossier.pk, until=None).update(agency=department)

    with refused(NotYourTurn):
        scenes.act("draft_result", dossier)
    scenes.act("draft_result", dossier, by=post_of(department, Role.SPECIALIST, "of-so-tp"))
