"""A request for supplement is proposed, and told only once a leader has approved it."""

import pytest

from hoaban.casework.clocks.models import ClockInterval
from hoaban.casework.papers.models import Paper
from hoaban.casework.turns.models import Turn
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.casefile.acts import TABLE
from hoaban.domains.onestop.dossiers.refused import NotYourStep, NotYourTurn, ReasonMissing
from hoaban.domains.onestop.supplements import actions, queries
from hoaban.domains.onestop.supplements.models import Proposal, Supplement
from hoaban.domains.onestop.supplements.refused import SupplementTooLate
from tests.world.acts import ITEMS, LATER, WHY
from tests.world.province import MONDAY
from tests.world.scenes import Scenes, refused, told, vn

OTHERS = [{"component": "", "name": "Sổ hộ khẩu", "what": "Nộp bản chụp"}]


def test_a_proposal_tells_nobody_outside_and_the_clock_runs_on(scenes: Scenes) -> None:
    dossier = scenes.bring("supplement_proposed")
    assert (dossier.turn, dossier.step, dossier.clock) == ("leader", "examine", "running")
    assert not Supplement.objects.exists()
    assert not Paper.objects.filter(case=dossier.pk, form="02").exists()
    assert ClockInterval.objects.get(case=dossier.pk, ended_at=None).kind == "running"


def test_the_leader_has_until_the_due_moment_or_while_the_applicant_may_be_asked(
    scenes: Scenes,
) -> None:
    same_day = scenes.bring("supplement_proposed")
    long = scenes.act("propose_supplement", scenes.bring("long"))
    assert (same_day.act_by, long.act_by) == (vn("2020-03-16 17:00"), vn("2020-03-19 17:00"))


def test_nobody_but_a_leader_asks_the_applicant_after_reception(scenes: Scenes) -> None:
    for state in ("in_process", "supplement_proposed"):
        dossier = scenes.bring(state)
        for by in (scenes.ward.specialist, scenes.ward.clerk, scenes.ward.citizen):
            with refused(NotAllowed):
                actions.ask_supplement(dossier.pk, items=ITEMS, reason=WHY, by=by, at=LATER)


def test_what_was_proposed_is_asked_as_it_stands_and_form_02_names_whoever_examined(
    scenes: Scenes,
) -> None:
    dossier = scenes.bring("in_process")
    scenes.act("propose_supplement", dossier, items=OTHERS)
    by = scenes.ward.leader
    asked = scenes.act("ask_supplement", dossier, by, items=None, reason="", at=LATER)

    request = Supplement.objects.get(dossier=dossier)
    assert (request.items, request.reason, request.asked_at) == (OTHERS, WHY, LATER)
    paper = Paper.objects.get(case=dossier.pk, form="02")
    assert paper.facts["contact"]["name"] == "Người specialist, Chuyên viên"
    assert asked.state == "awaiting_supplement"
    decided = Proposal.objects.get(dossier=dossier)
    assert (decided.decided_at, decided.declined) == (LATER, "")


def test_the_leader_may_ask_for_something_else_than_was_proposed(scenes: Scenes) -> None:
    dossier = scenes.bring("supplement_proposed")
    scenes.act("ask_supplement", dossier, items=OTHERS, reason="Thiếu sổ hộ khẩu.")
    request = Supplement.objects.get(dossier=dossier)
    assert (request.items, request.reason) == (OTHERS, "Thiếu sổ hộ khẩu.")


def test_the_days_are_counted_to_the_leaders_word_and_not_to_the_proposal(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    scenes.act("propose_supplement", dossier, at=vn("2020-03-19 16:59"))
    with refused(SupplementTooLate):
        scenes.act("ask_supplement", dossier, at=vn("2020-03-19 17:01"))
    other = scenes.bring("in_process")
    with refused(SupplementTooLate):
        scenes.act("propose_supplement", other, at=vn("2020-03-19 17:01"))
    back = scenes.act("decline_supplement", dossier, at=vn("2020-03-19 17:01"))
    assert (back.state, back.turn) == ("in_process", "specialist")


def test_what_is_sent_back_says_why_and_is_with_whoever_proposed(scenes: Scenes) -> None:
    dossier = scenes.bring("supplement_proposed")
    with refused(ReasonMissing):
        scenes.act("decline_supplement", dossier, reason=" ")
    back = scenes.act("decline_supplement", dossier, reason="Giấy này đã có trong hồ sơ.")
    assert (back.turn, back.step, back.clock) == ("specialist", "examine", "running")
    at_hand = Turn.objects.get(case=back.pk, until=None)
    assert at_hand.officer_id == scenes.ward.specialist.post_pk
    assert queries.declined(back) == "Giấy này đã có trong hồ sơ."
    with refused(NotYourStep):
        scenes.act("propose_supplement", back, scenes.actor("colleague"))
    again = scenes.act("propose_supplement", back, at=LATER)
    assert queries.declined(again) == ""
    assert told(again)[-3:] == [
        "supplement_proposed",
        "supplement_declined",
        "supplement_proposed",
    ]


def test_while_the_leader_decides_the_step_stands_still(scenes: Scenes) -> None:
    dossier = scenes.bring("supplement_proposed")
    for name in ("do_step", "draft_result", "propose_supplement", "sign", "consult"):
        assert dossier.state not in TABLE[name].sources


def test_a_leader_at_a_step_of_their_own_asks_without_another_word(scenes: Scenes) -> None:
    dossier = scenes.bring("at_signing")
    asked = scenes.act("ask_supplement", dossier, scenes.ward.leader, at=MONDAY)
    assert (asked.state, Proposal.objects.count()) == ("awaiting_supplement", 0)
    back = scenes.act("take_supplement", asked, at=LATER)
    assert (back.turn, back.step) == ("leader", "sign")


def test_the_leader_of_another_step_waits_for_a_proposal(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    with refused(NotYourTurn):
        scenes.act("ask_supplement", dossier, scenes.ward.leader)


@pytest.mark.parametrize("who", ["leader", "head"])
def test_any_leader_of_the_agency_approves(scenes: Scenes, who: str) -> None:
    dossier = scenes.bring("supplement_proposed")
    asked = scenes.act("ask_supplement", dossier, scenes.actor(who))
    assert (asked.state, asked.supplements_after) == ("awaiting_supplement", 1)
