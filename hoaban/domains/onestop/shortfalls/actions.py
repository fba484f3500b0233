"""What was handed in for a request leaves something out: the applicant is told."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from hoaban.casework.cases.states import Line
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.rules import Facts
from hoaban.domains.onestop.postponements import queries as postponements
from hoaban.domains.onestop.shortfalls import queries, rules
from hoaban.domains.onestop.supplements import actions as supplements_actions
from hoaban.domains.onestop.supplements import queries as supplements


@transaction.atomic
def tell_completion_lacks(
    pk: int, *, lacking: Mapping[str, str], by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """What was filed again leaves something out: the request is open again, the applicant is told.

    `lacking` says of components of the request what is missing still. Refuses what was not asked.
    """
    check = rules.check_tell_completion_lacks
    line = rules.TELL_COMPLETION_LACKS
    dossier, told = _lacks(pk, line, check, lacking, by=by, at=at, key=key)
    if told is not None:
        journal.record(rules.TELL_COMPLETION_LACKS.event, dossier, by=by, at=at, key=key, **told)
    return dossier


@transaction.atomic
def tell_supplement_lacks(
    pk: int, *, lacking: Mapping[str, str], by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """What was sent leaves something out: the request stays open, the clock stands."""
    check = rules.check_tell_supplement_lacks
    line = rules.TELL_SUPPLEMENT_LACKS
    dossier, told = _lacks(pk, line, check, lacking, by=by, at=at, key=key)
    if told is not None:
        journal.record(rules.TELL_SUPPLEMENT_LACKS.event, dossier, by=by, at=at, key=key, **told)
    return dossier


def _lacks(
    pk: int,
    line: Line,
    check: Callable[[Facts], None],
    lacking: Mapping[str, str],
    *,
    by: Actor,
    at: datetime,
    key: str | None,
) -> tuple[Dossier, dict[str, int | str] | None]:
    """The applicant has the turn again; the time that the counter took to look is not theirs."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, line.event, by, key):
        return dossier, None
    facts = dossiers.facts(dossier, by=by, at=at)
    check(facts)
    rules.check_lacking(supplements.papers_asked(dossier), lacking)

    items = queries.still(dossier, lacking)
    supplements_actions.answer(dossier, still=items, sent_at=None, supplied_at=None)
    answer_by = postponements.waits_again(dossier, at, facts.windows.calendar)
    turn = dossiers.at_applicant(dossier, answer_by)
    dossiers_actions.move(dossier, line, at=at, turn=turn, officer=by.post_pk)

    return dossier, supplements.asked_until(dossier, items)
