"""A citizen leaves: what they kept for later is forgotten, then the account."""

from datetime import datetime

from django.db import transaction

from hoaban.core.accounts import actions as accounts
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Person
from hoaban.domains.onestop.drafts import actions as drafts_actions
from hoaban.domains.onestop.drafts import queries as drafts
from hoaban.domains.onestop.profiles import actions as profiles


@transaction.atomic
def leave(*, by: Actor, at: datetime) -> Person:
    """Close the own account for good, with drafts and the family that was kept for later forms.

    What was filed stays as it was filed: it belongs to the records of the agency, and goes on.
    Refuses NotAllowed, HeldAPost.
    """
    person = people.locked_person(by.person_pk or 0)
    left = accounts.leave(person.pk, by=by, at=at)
    profiles.erase(None, by=by, at=at)
    for public_id in drafts.drafts_of(by).values_list("public_id", flat=True):
        drafts_actions.drop_draft(public_id, by=by, at=at)
    return left
