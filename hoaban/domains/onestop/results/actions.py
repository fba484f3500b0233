"""The result: drafted, signed, brought to the counter, in the citizen's hands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from hoaban.casework.clocks import rules as clocks_rules
from hoaban.casework.turns import actions as turns
from hoaban.casework.turns.enums import When
from hoaban.core import clock
from hoaban.core.journal import actions as journal
from hoaban.core.people import names
from hoaban.core.people.actors import Actor
from hoaban.domains.documents import actions as documents
from hoaban.domains.onestop.copies import actions as copies
from hoaban.domains.onestop.copies import queries as copies_queries
from hoaban.domains.onestop.custody import actions as custody
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import Delivery, Method, Outcome
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.results import queries, rules
from hoaban.domains.onestop.results.queries import ResultDraft
from hoaban.domains.onestop.results.refused import DraftChanged


@transaction.atomic
def draft_result(
    pk: int,
    *,
    outcome: str,
    by: Actor,
    at: datetime,
    content: Mapping[str, Any] | None = None,  # Any: JSON facts of the template
    reason: str = "",
    key: str | None = None,
) -> Dossier:
    """Draft the result from its template, or draft it anew: positive, or negative with reasons.

    `content` adds to or replaces what the answers fill in. A negative result is a result.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.DRAFT_RESULT.event, by, key):
        return dossier
    rules.check_draft_result(dossiers.facts(dossier, by=by, at=at))
    decided, why = rules.outcome(outcome), ""
    if decided == Outcome.NEGATIVE:
        why = dossiers_rules.words(reason, about="result.refusal")

    plan = parameters.plan(dossier.revision_id)
    if decided == Outcome.POSITIVE:
        wanted = plan.revision.result_finding
        finding = wanted["vi"] if wanted.get("required") else ""
        rules.check_finding(finding, found=(content or {}).get("body", ()))
    draft = queries.result(
        dossier, plan, outcome=decided, reason=why, content=content or {}, on=clock.day(at)
    )
    _keep(dossier, draft, by=by, at=at)
    dossier.outcome = decided
    dossier.save(update_fields=["result", "outcome"])

    journal.record(rules.DRAFT_RESULT.event, dossier, by=by, at=at, key=key, outcome=decided)
    return dossier


def _keep(dossier: Dossier, draft: ResultDraft, *, by: Actor, at: datetime) -> None:
    """A first draft is a document of the deciding agency; a later one revises it."""
    if dossier.result_id is not None:
        documents.revise(
            dossier.result_id,
            kind=draft.kind,
            template=draft.template,
            subject=draft.subject,
            content=draft.content,
            by=by,
            at=at,
        )
        return
    dossier.result = documents.draft(
        kind=draft.kind,
        agency=parameters.agency(dossier.deciding_agency_id),
        subject=draft.subject,
        content=draft.content,
        template=draft.template,
        signer_post=None,
        by=by,
        at=at,
        is_synthetic=dossier.is_synthetic,
        case=dossier.case,
    )


@transaction.atomic
def sign(
    pk: int,
    *,
    by: Actor,
    at: datetime,
    seen: str = "",
    key: str | None = None,
    is_drawn_when_wanted: bool = False,
) -> Dossier:
    """Sign the result: it gets number and date, the legal clock ends, the file is sealed by a job.

    Only the agency's head or a deputy, at the signing step, with a draft there that somebody else
    examined. `seen` is the digest of the draft that was read; another one is refused. What a
    replay of the past signs may have its file drawn when first wanted.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.SIGN.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_sign(facts)
    if seen and seen != queries.drafted(dossier):
        raise DraftChanged(code=facts.code)
    signing = parameters.plan(dossier.revision_id).steps[dossier.step]

    copies.issue(dossier, by=by, at=at, is_drawn_when_wanted=is_drawn_when_wanted)
    held_to = dossier.held_to or at
    half_day = dossiers.calendar_of(dossier).half_day(held_to)
    dossier.case.done_at = at
    dossier.case.punctuality = clocks_rules.punctuality(at, held_to, half_day)
    turn = dossiers.at_counter(dossier, at, task=signing.next, when=When.AT_ONCE)
    dossiers_actions.move(dossier, rules.SIGN, at=at, turn=turn, officer=by.post_pk)

    told = {"outcome": dossier.outcome, "punctuality": dossier.punctuality}
    journal.record(rules.SIGN.event, dossier, by=by, at=at, key=key, **told)
    return dossier


@transaction.atomic
def release(pk: int, *, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Bring the signed result to the counter: the citizen is told and may have it."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.RELEASE.event, by, key):
        return dossier
    rules.check_release(dossiers.facts(dossier, by=by, at=at))

    dossier.delivery = Delivery.READY
    dossier.save(update_fields=["delivery"])
    turns.call(dossier.case)
    dossier.forget_turn()
    copies.release(dossier, by=by, at=at)

    journal.record(rules.RELEASE.event, dossier, by=by, at=at, key=key, day=str(clock.day(at)))
    return dossier


@transaction.atomic
def hand_over(
    pk: int,
    *,
    receiver: str,
    by: Actor,
    at: datetime,
    method: str = "counter",
    identity_number: str = "",
    proxy: str = "",
    key: str | None = None,
) -> Dossier:
    """Hand the result over, originals with it. `method` is counter, post or portal.

    `receiver` is who took it, `identity_number` that of the paper shown, `proxy` the authorisation
    of whoever came instead. Refuses while the fee is unpaid, or the result is not at the counter or
    was taken back.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.HAND_OVER.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_hand_over(facts)
    rules.check_receiver(receiver)
    rules.check_method(facts, method)

    if method != Method.PORTAL:  # originals cannot be downloaded: they still lie at the counter
        custody.give_back(dossier, at=at)
    dossier.delivery, dossier.returned_at = Delivery.HANDED, at
    dossier.handed_to = {
        "name": names.name(receiver),
        "identity_number": names.identity_if_any(identity_number),
        "proxy": proxy.strip(),
        "method": method,
    }
    dossier.save(update_fields=["delivery", "returned_at", "handed_to"])
    dossiers_actions.move(dossier, rules.HAND_OVER, at=at, officer=by.post_pk)

    told = {"method": method} | copies_queries.told(dossier)
    journal.record(rules.HAND_OVER.event, dossier, by=by, at=at, key=key, **told)
    return dossier
