"""Checks of sending a request on to the agency that it should have been filed with."""

from hoaban.casework.cases.states import line
from hoaban.domains.onestop.dossiers.enums import State, Who
from hoaban.domains.onestop.dossiers.rules import Facts, check
from hoaban.domains.onestop.rerouting.refused import (
    NobodyElseTakesIt,
    NotTakenThere,
    OriginalsLieHere,
)

REROUTE = line(
    "reroute",
    "chuyển đến cơ quan có thẩm quyền",
    [State.SUBMITTED],
    None,
    "clerk",
    "reception.place",
    "dossiers.rerouted",
    turn=Who.CLERK,
)


def check_reroute(facts: Facts) -> None:
    """What came to the wrong counter goes on before it is received; originals do not travel."""
    check(REROUTE, facts)
    if not facts.is_taken_elsewhere:
        raise NobodyElseTakesIt(code=facts.code)
    if facts.holds_originals:
        raise OriginalsLieHere(code=facts.code)


def check_taker(*, takes: bool) -> None:
    if not takes:
        raise NotTakenThere
