"""Proposes to a leader what the applicant should be asked for, and sends a proposal back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from hoaban.casework.turns.enums import Ending
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.proposals import rules
from hoaban.domains.onestop.supplements import actions as supplements
from hoaban.domains.onestop.supplements import rules as supplements_rules
from hoaban.domains.onestop.supplements.models import Proposal
from hoaban.domains.onestop.supplements.rules import Item


@transaction.atomic
def propose_supplement(
    pk: int,
    *,
    items: Sequence[Item],
    reason: str,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Dossier:
    """Propose to the leader what to ask the applicant for; the clock runs on, nobody is told."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.PROPOSE_SUPPLEMENT.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_propose_supplement(facts)
    listed = supplements_rules.listed(items)
    Proposal.objects.create(
        dossier=dossier,
        items=listed,
        reason=dossiers_rules.words(reason, about="supplement.request"),
        post=parameters.acting_post(by),
        proposed_at=at,
    )
    turn = dossiers.at_leader(dossier, supplements_rules.approve_by(facts))
    dossiers_actions.move(dossier, rules.PROPOSE_SUPPLEMENT, at=at, turn=turn, officer=by.post_pk)

    journal.record(
        rules.PROPOSE_SUPPLEMENT.event, dossier, by=by, at=at, key=key, items=len(listed)
    )
    return dossier


@transaction.atomic
def decline_supplement(
    pk: int, *, reason: str, by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """Send a proposal back, saying why: whoever proposed has the step again."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.DECLINE_SUPPLEMENT.event, by, key):
        return dossier
    rules.check_decline_supplement(dossiers.facts(dossier, by=by, at=at))
    why = dossiers_rules.words(reason, about="supplement.approval")
    supplements.decide(dossier, declined=why, at=at)
    dossiers_actions.move(
        dossier,
        rules.DECLINE_SUPPLEMENT,
        at=at,
        turn=supplements.resumed(dossier, at=at),
        officer=by.post_pk,
        note=why,
        ending=Ending.RETURNED,
    )

    journal.record(rules.DECLINE_SUPPLEMENT.event, dossier, by=by, at=at, key=key)
    return dossier
