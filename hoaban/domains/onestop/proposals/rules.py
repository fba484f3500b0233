"""Checks of what is proposed to a leader."""

from hoaban.casework.cases.states import STEP, line
from hoaban.domains.onestop.dossiers.enums import State, Who
from hoaban.domains.onestop.dossiers.rules import Facts, check, check_turn
from hoaban.domains.onestop.supplements.rules import check_window

PROPOSE_SUPPLEMENT = line(
    "propose_supplement",
    "đề nghị yêu cầu bổ sung",
    [State.IN_PROCESS],
    State.SUPPLEMENT_PROPOSED,
    "specialist",
    "supplement.approval",
    "dossiers.supplement_proposed",
    turn=Who.LEADER,
)
DECLINE_SUPPLEMENT = line(
    "decline_supplement",
    "trả lại đề nghị bổ sung",
    [State.SUPPLEMENT_PROPOSED],
    State.IN_PROCESS,
    "leader",
    "supplement.approval",
    "dossiers.supplement_declined",
    turn=STEP,
)


def check_propose_supplement(facts: Facts) -> None:
    """Who has the step proposes, within the window in which the applicant may still be asked."""
    check(PROPOSE_SUPPLEMENT, facts)
    check_turn(facts)
    check_window(facts)


def check_decline_supplement(facts: Facts) -> None:
    check(DECLINE_SUPPLEMENT, facts)
    check_turn(facts)
