"""Other ends: withdrawn, stopped, closed for want of papers. None of them is a late result."""

from datetime import datetime

from django.db import transaction

from hoaban.casework.turns.enums import Ending
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.endings import queries, rules


@transaction.atomic
def withdraw(
    pk: int, *, reason: str = "", by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """The applicant takes the request back; originals are given back. A clerk gives the reason."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, Event.WITHDRAWN, by, key):
        return dossier
    rules.check_withdraw(dossiers.facts(dossier, by=by, at=at))
    if by.is_official:
        dossiers_rules.words(reason, about="dossier.withdrawal")

    _end(dossier, "withdraw", at=at, note=reason)

    journal.record(Event.WITHDRAWN, dossier, by=by, at=at, key=key, **_counted(dossier))
    return dossier


@transaction.atomic
def stop(pk: int, *, reason: str, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """A leader stops the handling, with the reason the applicant reads.

    Where the circular of the day has a form for it, the notice is issued: form 05 since 2025.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, Event.STOPPED, by, key):
        return dossier
    rules.check_stop(dossiers.facts(dossier, by=by, at=at))
    why = dossiers_rules.words(reason, about="dossier.stop")

    _end(dossier, "stop", at=at, note=why)
    if "stop" in dossiers.law_of(dossier).forms:
        sheet = queries.stopping(dossier, reason=why, by=by, at=at)
        dossiers_actions.issue_paper(dossier, "stop", sheet, at=at)

    journal.record(Event.STOPPED, dossier, by=by, at=at, key=key, **_counted(dossier))
    return dossier


@transaction.atomic
def close(pk: int, *, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Close a dossier whose papers were not supplied in time; an officer confirms it."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, Event.CLOSED, by, key):
        return dossier
    rules.check_close(dossiers.facts(dossier, by=by, at=at))

    _end(dossier, "close", at=at, note="")

    journal.record(Event.CLOSED, dossier, by=by, at=at, key=key, **_counted(dossier))
    return dossier


def _end(dossier: Dossier, act: str, *, at: datetime, note: str) -> None:
    """Whoever had the turn keeps standing in the record; originals go back."""
    PaperItem.objects.filter(dossier=dossier, returned_at=None).update(returned_at=at)
    dossier.end_reason = note.strip()
    dossier.save(update_fields=["end_reason"])
    dossiers_actions.move(dossier, act, at=at, ending=Ending.LEFT, note=note.strip())


def _counted(dossier: Dossier) -> dict[str, bool]:
    """Whether the statistics had it as received."""
    return {"was_received": dossier.received_at is not None}
