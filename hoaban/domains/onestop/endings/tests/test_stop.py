"""A leader stops the handling; since 2025 the circular has a form for it."""

from datetime import timedelta

import pytest

from hoaban.casework.cases.models import Case
from hoaban.casework.papers.models import Paper
from hoaban.casework.turns.models import Turn
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.dossiers.refused import NotTheAuthority, ReasonMissing
from hoaban.domains.onestop.endings import actions as endings
from hoaban.domains.onestop.parameters import queries as parameters
from tests.world.acts import WHY
from tests.world.province import Ward, post_of
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


def test_in_2020_a_plain_paper_of_our_own_says_it(scenes: Scenes) -> None:
    dossier = scenes.bring("stopped")
    papers = Paper.objects.filter(case=dossier.pk).order_by("id")
    assert [(one.form, one.facts.get("reason", "")) for one in papers] == [("01", ""), ("KT", WHY)]


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


def test_who_leads_a_unit_stops_nothing_for_the_agency(scenes: Scenes) -> None:
    chief = post_of(scenes.ward.agency, Role.LEADER, "trưởng phòng", title="Trưởng phòng")
    dossier = scenes.bring("in_process")
    with refused(NotTheAuthority):
        scenes.act("stop", dossier, chief)


@pytest.mark.parametrize(
    ("received", "form"),
    [
        ("2020-03-16 08:40", "KT"),
        ("2025-07-02 08:00", "KT"),
        ("2025-09-12 08:00", "KT"),
        ("2025-09-15 08:00", "05"),
    ],
)
def test_in_either_form_the_authority_signs(
    scenes: Scenes, ward: Ward, received: str, form: str
) -> None:
    dossier = scenes.bring("in_process")
    Case.objects.filter(pk=dossier.pk).update(opened_at=vn(received))
    endings.stop(dossier.pk, reason=WHY, by=ward.leader, at=vn(received) + timedelta(days=1))
    facts = Paper.objects.filter(case=dossier.pk, form=form).latest("id").facts
    assert (facts["signer_title"], facts["officer"], facts["by_request"]) == (
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        "Người leader",
        False,
    )
