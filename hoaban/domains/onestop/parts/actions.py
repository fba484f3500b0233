"""Takes in what came of a request while the rest is still awaited."""

from datetime import datetime

from django.db import transaction

from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.corrections import actions as corrections
from hoaban.domains.onestop.custody import actions as custody
from hoaban.domains.onestop.custody.actions import Counts, Files
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing.actions import Block
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parts import queries, rules
from hoaban.domains.onestop.parts.queries import Brought
from hoaban.domains.onestop.supplements import queries as supplements
from hoaban.domains.onestop.supplements.actions import DECLARED_ANEW
from hoaban.domains.onestop.supplements.models import Supplement


@transaction.atomic
def bring_part(
    pk: int,
    *,
    by: Actor,
    at: datetime,
    answers: Block | None = None,
    files: Files | None = None,
    counts: Counts | None = None,
    key: str | None = None,
) -> Dossier:
    """Take in a part of what was asked, with its moment; the rest is awaited as before.

    State, turn, clock and the day until which the applicant has time stay. Refuses a part that
    brings nothing of what was asked, and one that brings all of it.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.BRING_PART.event, by, key):
        return dossier
    rules.check_bring_part(dossiers.facts(dossier, by=by, at=at))
    declared = supplements.declared_anew(dossier, answers)
    came = queries.brought(dossier, files or {}, counts or {}, declared, on_paper=by.is_official)
    rules.check_part(came.papers, came.rest, came.awaited)
    if dossier.state == State.AWAITING_SUPPLEMENT:
        supplements.check_opened(dossier, answers, declared)

    _keep(dossier, came, at=at)
    custody.take_in(dossier, files or {}, counts or {}, at=at)
    if answers is not None:
        post = parameters.acting_post(by)
        corrections.replace(dossier, answers, declared, ground=DECLARED_ANEW, post=post, at=at)
    dossiers_actions.move(dossier, rules.BRING_PART, at=at)

    journal.record(
        rules.BRING_PART.event,
        dossier,
        by=by,
        at=at,
        key=key,
        papers=len(came.papers),
        items=len(came.items),
        answer_by=dossier.act_by.isoformat(),
        **corrections.told(declared),
    )
    return dossier


def _keep(dossier: Dossier, came: Brought, *, at: datetime) -> None:
    request = supplements.last_request(dossier)
    if request:
        part = {"at": at.isoformat(), "papers": list(came.papers)}
        kept = Supplement.objects.filter(pk=request.pk)
        kept.update(rest=[dict(item) for item in came.items], parts=[*request.parts, part])
