"""Whom the pages of handing over offer, and which act of a case stands out."""

from collections.abc import Iterator
from typing import Any

import pytest

from hoaban.casework.cases.models import Case
from hoaban.domains.onestop.casefile.acts import ACTS, possible
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.steps.refused import NobodyElse
from hoaban.domains.procedures.catalogue.models import Step
from tests.world.acts import LATER
from tests.world.desks import Desk
from tests.world.province import MONDAY
from tests.world.scenes import Scenes, refused


def offered(dossier: Dossier, name: str, who: Any) -> list[int]:  # noqa: ANN401 - one of the cast
    act = ACTS[name]
    assert act.form
    assert act.given
    assert act.offers
    form: Any = act.form(**act.given(dossier), **act.offers(dossier, who))
    return [post.pk for post in form.fields["to"].queryset]


def test_oneself_is_offered_to_nobody_whoever_has_the_step(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    colleague = scenes.actor("colleague").post_pk
    assert dossier.assignee_id is None
    for name in ("hand_on", "assign"):
        assert offered(dossier, name, scenes.ward.specialist) == [colleague]


def test_where_nobody_else_has_the_role_the_verb_is_not_offered_and_says_why(
    scenes: Scenes,
) -> None:
    dossier = scenes.bring("in_process")
    alone = scenes.ward.specialist
    blocked = {one.act.name: one.refusal for one in _shown(dossier, alone)["blocked"]}
    said = (
        f"Cơ quan đang giữ hồ sơ {dossier.code} không có ai khác giữ vai trò của bước này để giao."
    )
    assert {blocked["hand_on"], blocked["assign"]} == {said}
    with refused(NobodyElse, said):
        scenes.act("hand_on", dossier, to=alone.post_pk)


@pytest.fixture
def edited() -> Iterator[None]:
    """What was kept of steps that a test edits by hand is forgotten behind it."""
    yield
    parameters.forget()


@pytest.mark.usefixtures("edited")
def test_a_leader_who_has_the_step_names_the_specialist_by_the_button_of_assigning(
    scenes: Scenes,
) -> None:
    dossier = scenes.bring("at_signing")
    steps = Step.objects.filter(revision=dossier.revision_id)
    steps.filter(code=dossier.step).update(ends_clock=False, next="examine")
    parameters.forget()
    labels = {one.act.name: str(one.label) for one in _shown(dossier, scenes.ward.leader)["may"]}
    following = dossiers.following(dossier, LATER.date()).values_list("pk", flat=True)
    assert labels["do_step"] == "Phân công"
    assert "assign" not in labels
    assert list(following) == [scenes.ward.specialist.post_pk]


def test_the_next_act_alone_stands_out_and_at_the_signing_step_it_is_to_sign(
    scenes: Scenes,
) -> None:
    at_signing, drafted = scenes.bring("at_signing"), scenes.bring("drafted")
    scenes.actor("colleague")
    assert _green(at_signing, scenes.ward.leader) == ["sign"]
    assert _green(drafted, scenes.ward.specialist) == ["do_step"]
    assert _green(scenes.bring("in_process"), scenes.ward.specialist) == ["draft_result"]


def test_who_signs_late_reads_so_above_the_draft_and_what_is_owed_then(
    desk: Desk, scenes: Scenes
) -> None:
    late, in_time = scenes.bring("at_signing"), scenes.bring("at_signing")
    Case.objects.filter(pk=late.pk).update(held_to=MONDAY)
    said = [
        "đã quá hạn trả kết quả" in desk.get("leader", f"/desk/dossiers/{one.reference}/act/sign/")
        for one in (late, in_time)
    ]
    assert said == [True, False]


def _shown(dossier: Dossier, who: Any) -> Any:  # noqa: ANN401 - one of the cast; buttons
    return possible(dossier, by=who, at=LATER)


def _green(dossier: Dossier, who: Any) -> list[str]:  # noqa: ANN401 - one of the cast
    return [one.act.name for one in _shown(dossier, who)["may"] if not one.kind]
