"""Sends a request on to the agency that it should have been filed with."""

from datetime import datetime

from django.db import transaction

from hoaban.casework.acts.actions import Next
from hoaban.casework.cases import actions as cases
from hoaban.casework.cases.enums import Part
from hoaban.core import clock
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import Who
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import queries as filing
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.rerouting import queries, rules


@transaction.atomic
def reroute(
    pk: int, *, agency: int, reason: str, by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """Send what is not received yet to another agency (primary key) that decides on its procedure.

    It is that agency's from now on, which has the time of a new filing to look at it; the one that
    sent it goes on seeing it. The applicant files nothing again and is told where it is and why.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.REROUTE.event, by, key):
        return dossier
    rules.check_reroute(dossiers.facts(dossier, by=by, at=at))
    rules.check_taker(takes=agency in {row.pk for row in queries.takers(dossier, clock.day(at))})
    why = dossiers_rules.words(reason, about=rules.REROUTE.topic)

    had, check_by = dossier.receiving_agency_id, filing.check_by(parameters.agency(agency), at)
    dossier.case.agency = parameters.agency(agency)
    cases.replace(dossier.case, by=agency, at=at)
    cases.involve(dossier.case, had, Part.FORMER, at=at)
    turn = Next(Who.CLERK, agency, check_by)
    dossiers_actions.move(dossier, rules.REROUTE, at=at, turn=turn, officer=by.post_pk, note=why)

    journal.record(
        rules.REROUTE.event,
        dossier,
        by=by,
        at=at,
        key=key,
        sent_by=parameters.agency(had).code,
        to=parameters.agency(agency).code,
        check_by=check_by.isoformat(),
    )
    return dossier
