"""When the dossier is not enough, or the time is not: supplement after reception, extension."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from hoaban.core import workdays
from hoaban.core.files.models import Use
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.dossiers import queries, rules
from hoaban.domains.dossiers.actions import _frozen as frozen
from hoaban.domains.dossiers.actions import _parts as parts
from hoaban.domains.dossiers.enums import Clock, Event, OnSupply, Stage, State, Who
from hoaban.domains.dossiers.models import Dossier


@transaction.atomic
def ask_supplement(
    pk: int,
    *,
    items: Sequence[Mapping[str, str]],
    reason: str,
    by: Actor,
    at: datetime,
    head_reason: str = "",
    key: str | None = None,
) -> Dossier:
    """Ask for a supplement after reception, through the one-stop shop: form 02; the clock pauses.

    Within the window after reception and once; a second request needs the head and a reason.
    """
    dossier = queries.locked(pk)
    if queries.is_repeated(dossier, Event.SUPPLEMENT_ASKED, by, key):
        return dossier
    facts = queries.facts(dossier, by=by, at=at)
    rules.check_ask_supplement(facts)
    listed = rules.listed(items)
    why_again = rules.words(head_reason) if facts.supplements_after else ""

    law = facts.windows
    parts.ask(
        dossier,
        Stage.AFTER,
        items=listed,
        reason=rules.words(reason),
        head_reason=why_again,
        on_supply=law.on_supply,
        at=at,
    )
    parts.end_interval(dossier, at=at)
    parts.start_interval(dossier, Clock.PAUSED, at=at, reason=Stage.AFTER)
    dossier.supplements_after += 1
    dossier.state, dossier.clock = State.AWAITING_SUPPLEMENT, Clock.PAUSED
    dossier.turn = Who.CITIZEN
    days = workdays.Unit.WORKING_DAYS
    dossier.act_by = workdays.due(at, law.completion_days, days, law.calendar)
    dossier.save(update_fields=["supplements_after", "state", "clock", "turn", "act_by"])
    sheet = frozen.supplement(dossier, items=listed, reason=reason, by=by, at=at)
    parts.issue_paper(dossier, "supplement", sheet, at=at)

    journal.record(Event.SUPPLEMENT_ASKED, dossier, by=by, at=at, key=key, items=len(listed))
    return dossier


@transaction.atomic
def supply(
    pk: int,
    *,
    by: Actor,
    at: datetime,
    files: Mapping[str, Sequence[Use]] | None = None,
    counts: Mapping[str, Mapping[str, int]] | None = None,
    key: str | None = None,
) -> Dossier:
    """Take in what was asked after reception: the clock starts again, or goes on where it stopped.

    The step at hand goes on with whoever had it.
    """
    dossier = queries.locked(pk)
    if queries.is_repeated(dossier, Event.SUPPLIED, by, key):
        return dossier
    rules.check_supply(queries.facts(dossier, by=by, at=at))

    request = parts.answer_supplement(dossier, at=at)
    parts.add_items(dossier, files or {})
    parts.add_files(dossier, files or {}, at=at)
    parts.add_counts(dossier, counts or {})
    on_supply = request.on_supply if request else OnSupply.RESTARTS
    asked_at = request.asked_at if request else at
    former = dossier.due_at
    dossier.due_at = _due_after(dossier, rules.Supplied(asked_at, at, on_supply))
    parts.end_interval(dossier, at=at)
    parts.start_interval(dossier, Clock.RUNNING, at=at)
    plan = queries.plan(dossier.revision_id)
    dossier.state, dossier.clock = State.IN_PROCESS, Clock.RUNNING
    dossier.turn, dossier.act_by = plan.steps[dossier.step].role, dossier.due_at
    dossier.save(update_fields=["state", "clock", "turn", "act_by", "due_at"])

    journal.record(
        Event.SUPPLIED,
        dossier,
        by=by,
        at=at,
        key=key,
        on_supply=on_supply,
        former=_iso(former),
        due_at=_iso(dossier.due_at),
    )
    return dossier


@transaction.atomic
def extend(
    pk: int, *, until: date, reason: str, by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """Apologise and give the one new appointment, at closing time of its day: form 04.

    Refuses a second one, one told too late, and a day not after the due day.
    """
    dossier = queries.locked(pk)
    if queries.is_repeated(dossier, Event.EXTENDED, by, key):
        return dossier
    facts = queries.facts(dossier, by=by, at=at)
    rules.check_extend(facts)
    why = rules.words(reason)
    former, due_at = dossier.due_at or at, facts.windows.calendar.close_on_or_after(until)
    rules.check_new_date(former, due_at)

    dossier.due_at = dossier.act_by = due_at
    dossier.extensions += 1
    dossier.save(update_fields=["due_at", "act_by", "extensions"])
    parts.end_interval(dossier, at=at)
    parts.start_interval(dossier, Clock.RUNNING, at=at, reason="extended")
    sheet = frozen.extension(dossier, former=former, reason=why, by=by, at=at)
    parts.issue_paper(dossier, "extension", sheet, at=at)

    journal.record(
        Event.EXTENDED, dossier, by=by, at=at, key=key, former=_iso(former), due_at=_iso(due_at)
    )
    return dossier


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _due_after(dossier: Dossier, supplied: rules.Supplied) -> datetime:
    """The due moment as it stood, moved by the one supplement that has just come."""
    calendar = queries.calendar_of(dossier)
    promise = dossier.clock_facts()
    moved: list[rules.Supplied | rules.Extended] = [supplied]
    if dossier.due_at:
        moved.insert(0, rules.Extended(dossier.due_at))
    return rules.due_moment(promise, calendar, moved)
