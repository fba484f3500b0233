"""Originals go back when nobody needs them any more, whatever becomes of the case."""

from hoaban.casework.cases.states import line
from hoaban.domains.onestop.custody.refused import NoOriginalsHere
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.rules import Facts, check

RETURN_ORIGINALS = line(
    "return_originals",
    "trả lại bản chính",
    [state for state in State if state != State.REFUSED],
    None,
    "clerk",
    "result.return",
    "dossiers.originals_returned",
)


def check_return_originals(facts: Facts) -> None:
    """At any time, also after the result went out by another way [ND61/2018 Đ20]."""
    check(RETURN_ORIGINALS, facts)
    if not facts.holds_originals:
        raise NoOriginalsHere(code=facts.code)
