"""Partner systems: who may ask by machine, and for what."""

import secrets
from datetime import datetime

from django.db import transaction

from hoaban.core import rows
from hoaban.core.journal import actions as journal
from hoaban.core.people import names, queries, rules
from hoaban.core.people.actors import Actor
from hoaban.core.people.enums import Event
from hoaban.core.people.models import Agency, Partner


@transaction.atomic
def register_partner(
    *, slug: str, name: str, agency: Agency | None, scopes: list[str], by: Actor, at: datetime
) -> tuple[Partner, str]:
    """Register a partner system; its bearer token is returned once and kept as a digest alone."""
    rules.may_keep(by)
    if Partner.objects.filter(slug=slug).exists():
        raise rules.SlugTaken(slug=slug)
    token = secrets.token_urlsafe(32)
    with rows.unless_taken(rules.SlugTaken(slug=slug)):
        partner = Partner.objects.create(
            slug=slug,
            name=names.clean(name),
            agency=agency,
            scopes=sorted(set(scopes)),
            token_digest=queries.digest(token),
        )
    journal.record(Event.PARTNER_REGISTERED, partner, by=by, at=at, scopes=partner.scopes)
    return partner, token


@transaction.atomic
def revoke_partner(pk: int, *, by: Actor, at: datetime) -> Partner:
    """Close a partner system's door: its token is worth nothing from now on."""
    partner = queries.locked_partner(pk)
    rules.may_keep(by)
    if partner.is_active:
        partner.is_active = False
        partner.save(update_fields=["is_active"])
        journal.record(Event.PARTNER_REVOKED, partner, by=by, at=at)
    return partner
