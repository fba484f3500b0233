"""Other ends: withdrawn, stopped, closed for want of papers. None of them is a late result."""

from datetime import datetime

from django.db import transaction

from hoaban.casework.cases.states import Line
from hoaban.casework.turns.enums import Ending
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.custody import actions as custody
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.endings import queries, rules


@transaction.atomic
def withdraw(
    pk: int, *, reason: str = "", by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """The applicant takes the request back. A clerk, to whom they come, gives the reason and the
    originals back.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.WITHDRAW.event, by, key):
        return dossier
    rules.check_withdraw(dossiers.facts(dossier, by=by, at=at))
    if by.is_official:
        dossiers_rules.words(reason, about="dossier.withdrawal")
        custody.give_back(dossier, at=at)

    _end(dossier, rules.WITHDRAW, at=at, note=reason)

    journal.record(rules.WITHDRAW.event, dossier, by=by, at=at, key=key, **_counted(dossier))
    return dossier


@transaction.atomic
def stop(pk: int, *, reason: str, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """A leader stops the handling, with the reason the applicant reads.

    Where the circular of the day has a form for it, the notice is issued: form 05 since 2025.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.STOP.event, by, key):
        return dossier
    rules.check_stop(dossiers.facts(dossier, by=by, at=at))
    why = dossiers_rules.words(reason, about="dossier.stop")

    _end(dossier, rules.STOP, at=at, note=why)
    if "stop" in dossiers.law_of(dossier).forms:
        sheet = queries.stopping(dossier, reason=why, by=by, at=at)
        dossiers_actions.issue_paper(dossier, "stop", sheet, at=at)

    journal.record(rules.STOP.event, dossier, by=by, at=at, key=key, **_counted(dossier))
    return dossier


@transaction.atomic
def close(pk: int, *, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Close a dossier whose papers were not supplied in time; an officer confirms it."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.CLOSE.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_close(facts)

    _end(dossier, rules.CLOSE, at=at, note=rules.why_closed(facts))

    journal.record(rules.CLOSE.event, dossier, by=by, at=at, key=key, **_counted(dossier))
    return dossier


def _end(dossier: Dossier, line: Line, *, at: datetime, note: str) -> None:
    """Whoever had the turn keeps standing in the record; originals lie here until they go back."""
    dossier.end_reason = note.strip()
    dossier.save(update_fields=["end_reason"])
    dossiers_actions.move(dossier, line, at=at, ending=Ending.LEFT, note=note.strip())


def _counted(dossier: Dossier) -> dict[str, bool]:
    """Whether the statistics had it as received."""
    return {"was_received": dossier.received_at is not None}
