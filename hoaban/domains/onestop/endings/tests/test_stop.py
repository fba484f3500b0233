"""A leader stops the handling; since 2025 the circular has a form for it."""

import pytest

from hoaban.casework.cases.models import Case
from hoaban.casework.papers.models import Paper
from hoaban.casework.turns.models import Turn
from hoaban.domains.onestop.dossiers.refused import ReasonMissing
from hoaban.domains.onestop.endings import actions as endings
from hoaban.domains.onestop.parameters import queries as parameters
from tests.world.acts import WHY
from tests.world.province import Ward
from tests.world.scenes import Scenes, last, refused, vn


def test_the_applicant_reads_why(scenes: Scenes) -> None:
    dossier = scenes.act("stop", scenes.bring("in_process"))
    assert (dossier.end_reason, dossier.turn) == (WHY, "")
    assert last(dossier).facts == {"was_received": True, "refund": "refund"}
    run = Turn.objects.exclude(task="").get(case=dossier.pk, task="examine")
    assert (run.officer_id, run.note) == (None, WHY)


def test_it_needs_a_reason(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    with refused(ReasonMissing):
        scenes.act("stop", dossier, reason="--")


def test_in_2020_the_form_that_refuses_to_settle_says_it(scenes: Scenes) -> None:
    dossier = scenes.bring("stopped")
    papers = Paper.objects.filter(case=dossier.pk).order_by("id")
    assert [(one.form, one.facts.get("reason", "")) for one in papers] == [("01", ""), ("03", WHY)]


@pytest.mark.parametrize(
    "state", ["received", "supplement_proposed", "awaiting_supplement", "supplement_sent"]
)
def test_it_is_stopped_wherever_it_lies_after_reception(scenes: Scenes, state: str) -> None:
    stopped = scenes.act("stop", scenes.bring(state))
    assert (stopped.state, stopped.clock, stopped.turn) == ("stopped", "ended", "")


def test_since_2025_form_05_goes_out(scenes: Scenes, ward: Ward) -> None:
    dossier = scenes.bring("in_process")
    Case.objects.filter(pk=dossier.pk).update(opened_at=vn("2025-09-15 08:00"))
    endings.stop(dossier.pk, reason=WHY, by=ward.leader, at=vn("2025-09-16 08:00"))
    paper = Paper.objects.get(case=dossier.pk, circular="03/2025/TT-VPCP")
    assert (paper.form, paper.number, paper.year) == ("05", 1, 2025)
    assert (paper.facts["reason"], paper.facts["stage"], paper.facts["fee_note"]) == (
        WHY,
        parameters.plan(dossier.revision_id).steps["examine"].name["vi"],
        "16.000 đồng, chưa nộp",
    )
