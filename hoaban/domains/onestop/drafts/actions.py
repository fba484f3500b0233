"""What a citizen types is kept at every step, sent once, and forgotten when it expires."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from hoaban.casework.attachments import actions as attachments
from hoaban.core import clock
from hoaban.core.files import actions as files_actions
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.drafts import queries, rules
from hoaban.domains.onestop.drafts.models import Draft
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.filing.actions import Filing
from hoaban.domains.onestop.provisions import queries as provisions
from hoaban.domains.procedures.catalogue.models import Revision

PLAIN = frozenset({"case_id", "agency_id", "owner", "step", "wants_post"})
MERGED = frozenset({"answers", "files", "remove_file"})


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

    `changes` may hold case_id, agency_id, owner, step, wants_post, which replace what was there;
    `answers` by section and `files` (component: file ids to add), which leave the rest as it is, so
    that two tabs do not undo each other; and `remove_file` (a file id). Only the citizen's own
    draft, and only while it is not sent.
    """
    rules.check_may_draft(is_citizen=by.is_citizen and by.person_pk is not None)
    if unknown := set(changes) - PLAIN - MERGED:
        raise ValueError(f"a draft has no {', '.join(sorted(unknown))}")
    if public_id is None:
        draft = Draft(
            public_id=attachments.public_id(), person_id=by.person_pk or 0, revision=revision
        )
    else:
        draft = queries.drafts_of(by).select_for_update(of=("self",)).get(public_id=public_id)
    for name in PLAIN & set(changes):
        setattr(draft, name, changes[name])
    draft.answers = draft.answers | changes.get("answers", {})
    before = queries.named(draft)
    draft.files = _files(draft.files, changes)
    if removed := changes.get("remove_file"):
        files_actions.let_go({removed} & before, at=at)
    draft.updated_at = at
    is_new = draft.pk is None
    draft.save()
    if is_new:
        journal.record(Event.DRAFT_KEPT, draft, by=by, at=at)
    return draft


def _files(kept: Mapping[str, list[str]], changes: Mapping[str, Any]) -> dict[str, list[str]]:
    """Files of each component after adding and removing; the order in which they came stays."""
    added, removed = changes.get("files", {}), changes.get("remove_file", "")
    both = {code: [*kept.get(code, []), *added.get(code, [])] for code in {*kept, *added}}
    left = {
        code: [one for one in dict.fromkeys(ids) if one != removed] for code, ids in both.items()
    }
    return {code: left[code] for code in sorted(left) if left[code]}


@transaction.atomic
def send_draft(public_id: str, *, filing: Filing, by: Actor, at: datetime) -> Dossier:
    """File what the draft holds: one dossier, however often it is sent.

    The draft points at its dossier from then on and keeps nothing of what was typed. Refuses as
    `submit` does, and then nothing has changed.
    """
    own = Draft.objects.filter(person=by.person_pk).select_for_update(of=("self",))
    draft = own.get(public_id=public_id)
    if draft.dossier_id is not None:
        return Dossier.objects.get(pk=draft.dossier_id)
    dossier = filing_actions.submit(filing, by=by, at=at, key=f"draft:{public_id}")
    filed = {use.public_id for uses in filing.files.values() for use in uses}
    files_actions.let_go(queries.named(draft) - filed, at=at)
    draft.dossier, draft.answers, draft.owner, draft.files = dossier, {}, {}, {}
    draft.updated_at = at
    draft.save(update_fields=["dossier", "answers", "owner", "files", "updated_at"])
    return dossier


@transaction.atomic
def drop_draft(public_id: str, *, by: Actor, at: datetime) -> None:
    """Forget a draft because its citizen wants so; one that is gone already stays gone."""
    for draft in queries.drafts_of(by).select_for_update(of=("self",)).filter(public_id=public_id):
        journal.record(Event.DRAFT_DROPPED, draft, by=by, at=at)
        files_actions.let_go(queries.named(draft), at=at)
        draft.delete()


@transaction.atomic
def expire_drafts(*, by: Actor, at: datetime) -> Sequence[str]:
    """Forget drafts that nobody touched for as long as the rules of the day keep them."""
    days = provisions.act_of(clock.day(at))["draft_days"]
    stale = Draft.objects.filter(updated_at__lt=at - timedelta(days=days), dossier=None)
    gone = []
    for draft in stale.select_for_update(of=("self",)):
        journal.record(Event.DRAFT_EXPIRED, draft, by=by, at=at)
        files_actions.let_go(queries.named(draft), at=at)
        gone.append(draft.public_id)
    stale.filter(public_id__in=gone).delete()
    return gone
