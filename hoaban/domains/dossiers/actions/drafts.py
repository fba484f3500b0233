"""What a citizen types is kept at every step, and forgotten when it expires."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from hoaban.core import clock
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.dossiers import queries, rules
from hoaban.domains.dossiers.actions import parts
from hoaban.domains.dossiers.enums import Event
from hoaban.domains.dossiers.models import Draft
from hoaban.domains.procedures.models import Revision


@transaction.atomic
def keep_draft(
    public_id: str | None,
    *,
    revision: Revision,
    changes: Mapping[str, Any],  # Any: JSON answers
    by: Actor,
    at: datetime,
) -> Draft:
    """Keep what has been typed; without an id a draft begins.

    `changes` may hold case_id, agency_id, answers, owner, files, step, wants_post. Only the
    citizen's own draft, and only while it is not sent.
    """
    rules.check_may_draft(is_citizen=by.is_citizen and by.person_pk is not None)
    if public_id is None:
        draft = Draft(public_id=parts.public_id(), person_id=by.person_pk, revision=revision)
    else:
        draft = queries.drafts_of(by).select_for_update(of=("self",)).get(public_id=public_id)
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.updated_at = at
    is_new = draft.pk is None
    draft.save()
    if is_new:
        journal.record(Event.DRAFT_KEPT, draft, by=by, at=at)
    return draft


@transaction.atomic
def expire_drafts(*, by: Actor, at: datetime) -> Sequence[str]:
    """Forget drafts that nobody touched for as long as the rules of the day keep them."""
    days = queries.act_of(clock.day(at))["draft_days"]
    stale = Draft.objects.filter(updated_at__lt=at - timedelta(days=days), dossier=None)
    gone = []
    for draft in stale.select_for_update(of=("self",)):
        journal.record(Event.DRAFT_EXPIRED, draft, by=by, at=at)
        gone.append(draft.public_id)
    stale.filter(public_id__in=gone).delete()
    return gone
