"""Reads what goes on when a citizen leaves."""

from dataclasses import dataclass

from hoaban.core import clock
from hoaban.core.accounts.rules import check_leaves
from hoaban.core.language import text
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Person
from hoaban.core.refusals import Refusal, why_not
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers.enums import STATES, State
from hoaban.domains.onestop.dossiers.states import OPEN
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.stays import queries as stays

MOST_SHOWN = 50
GOING_ON = [*sorted(OPEN), State.DONE]  # a result that waits to be collected is not over


@dataclass(frozen=True, slots=True)
class GoingOn:
    """A dossier that is not over, as whoever leaves writes it down."""

    code: str
    name: str
    agency: str
    state: str
    is_by_name: bool  # no number was declared: the reference and the name follow it


def going_on(by: Actor) -> list[GoingOn]:
    """The own dossiers that are not over, the newest first, `MOST_SHOWN` and one at most."""
    found = access.visible_to(by).filter(case__state__in=GOING_ON).order_by("-case_id")
    shown = [(one, access.is_known_by_name(one.owner)) for one in found[: MOST_SHOWN + 1]]
    return [
        GoingOn(
            code=(not is_by_name and dossier.code) or dossier.reference,
            name=parameters.plan(dossier.revision_id).name,
            agency=stays.answering_name(dossier, clock.today())
            or text(parameters.agency(dossier.receiving_agency_id).name),
            state=str(STATES[dossier.state]),
            is_by_name=is_by_name,
        )
        for dossier, is_by_name in shown
    ]


def refusal(person: Person) -> Refusal | None:
    """Why a signed-in person may not close the own account; None where nothing stands against."""
    held_a_post = people.ever_held_a_post(person)
    return why_not(
        lambda _: check_leaves(is_own=True, has_left=False, held_a_post=held_a_post), None
    )
