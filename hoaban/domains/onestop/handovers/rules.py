"""Checks of handing a dossier of an agency that ended to the one that goes on with it."""

from collections.abc import Collection

from hoaban.casework.cases.states import STEP, line
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.dossiers import rules as dossiers
from hoaban.domains.onestop.dossiers import states
from hoaban.domains.onestop.dossiers.enums import Event, State
from hoaban.domains.onestop.dossiers.rules import Facts, check
from hoaban.domains.onestop.handovers.refused import (
    MoveBasisMissing,
    NothingChosen,
    NothingToHandOver,
)

TOPIC = "units.administrative"

MOVE = line(  # no button: what ends an agency does it to many at once
    "move",
    "chuyển đến cơ quan tiếp tục giải quyết",
    [*states.OPEN, State.DONE],
    None,
    "system",
    TOPIC,
    Event.MOVED,
    turn=STEP,
)


def check_move(facts: Facts, *, is_left: bool) -> None:
    """What is open with an agency that ended is handed over; what somebody answers for is not."""
    check(MOVE, facts)
    if not is_left:
        raise NothingToHandOver(code=facts.code)


def check_announce(chosen: Collection[str], *, is_keeper: bool, basis: str, reason: str) -> str:
    """Who keeps the system says by which act and why these go where no area tells: the reason."""
    if not is_keeper:
        raise NotAllowed
    if not chosen:
        raise NothingChosen
    if not dossiers.says_something(basis):
        raise MoveBasisMissing
    return dossiers.words(reason, about=TOPIC)
