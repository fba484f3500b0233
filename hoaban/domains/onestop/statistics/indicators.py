"""How the figures are kept, in the transaction of the event that changes them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from hoaban.casework.cases import queries as cases
from hoaban.casework.cases.enums import Clock
from hoaban.casework.clocks.models import ClockInterval
from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.statistics import rules
from hoaban.domains.onestop.statistics.queries import BOOK
from hoaban.domains.onestop.statistics.rules import COUNTED, ENDS, PROMISED_ANEW, Happening
from hoaban.engines.tallies import actions as tallies


def keep_sums(entry: Entry) -> None:
    """Reception, refusal, result or end of a dossier moves the sums of its day, month and year.

    What gives a result again that was taken back was asked for, and is counted, once already. One
    query for the dossier and one for all its sums; nothing for other events.
    """
    if entry.verb not in COUNTED or not entry.facts.get("was_received", True):
        return
    agency, revision, channel, held_to, corrects, decides = Dossier.objects.values_list(
        *("case__agency", "revision", "channel", "case__held_to", "corrects"),
        cases.decides("case__"),
    ).get(pk=entry.subject_pk)
    if corrects or (held_to is None and entry.verb != Event.REFUSED):
        return
    field = parameters.plan(revision).revision.field.code
    happening = _happening(entry, held_to or entry.at)
    values = [parameters.agency(agency).code, field, channel, parameters.agency(decides).code]
    if entry.verb == Event.MOVED:
        _hand_over(entry.facts, values, happening)
    else:
        tallies.add(BOOK, values, rules.changes(happening))


def _hand_over(facts: Mapping[str, Any], to: list[str], happening: Happening) -> None:
    """An open dossier leaves the sums of the agencies that had it for those of the new ones."""
    if facts["was_done"] or facts["moved"] == [to[0], to[-1]]:
        return
    receiving, deciding = facts["moved"]
    taken, brought = rules.moved(happening)
    tallies.add(BOOK, [receiving, to[1], to[2], deciding], taken)
    tallies.add(BOOK, to, brought)


def _happening(entry: Entry, held_to: datetime) -> Happening:
    ran_until = _ran_until(entry) if entry.verb in ENDS | {Event.MOVED} else entry.at
    return Happening(
        event=entry.verb,
        on=clock.day(entry.at),
        due_on=clock.day(held_to),
        former_due_on=_former_due_on(entry, held_to),
        punctuality=entry.facts.get("punctuality", ""),
        clock_ran=ran_until == entry.at,
        is_late=bool(entry.facts.get("was_late", ran_until > held_to)),
    )


def _former_due_on(entry: Entry, held_to: datetime) -> date | None:
    """The day of the promise that a new one replaced; None where it replaced none."""
    if entry.verb not in PROMISED_ANEW:
        return None
    former = datetime.fromisoformat(entry.facts["held_before"])
    return clock.day(former) if former != held_to else None


def _ran_until(entry: Entry) -> datetime:
    """Until when the clock ran of a case that has just ended: till now, or till it was stopped."""
    stretches = ClockInterval.objects.filter(case=entry.subject_pk).order_by("-id")
    kind, started_at = stretches.values_list("kind", "started_at")[0]
    return started_at if kind == Clock.PAUSED else entry.at
