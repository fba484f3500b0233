"""Promises anew when a wait has ended. Called inside the actions that end it, which record."""

from hoaban.casework.clocks import rules as clocks
from hoaban.casework.clocks.rules import Waited
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.promises import queries


def promise_anew(dossier: Dossier, waited: Waited) -> None:
    """The due moment as it stood, moved by the one wait that has just ended.

    It restarts the limit [ND61/2018 Đ19 k4], or moves the due moment by the working time waited
    where the procedure's own law says so; a new appointment replaced it before [ND61/2018 Đ19 k9].
    """
    found = clocks.after(queries.promised(dossier), dossier.clock_facts(), waited)
    dossier.case.due_at, dossier.case.held_to = found.due.at, found.held.at
    dossier.calendar_digest = waited.calendar.digest
    dossier.save(update_fields=["calendar_digest"])
