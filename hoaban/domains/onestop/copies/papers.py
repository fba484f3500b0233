"""The pages of a result and its copies: as they would be signed, and together for the printer."""

from collections.abc import Iterable
from datetime import date, datetime

from hoaban.core import clock
from hoaban.core.files import queries as files
from hoaban.core.files.models import Use
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import Role
from hoaban.domains.documents import papers as documents
from hoaban.domains.documents.models import Document
from hoaban.domains.documents.queries import OPEN
from hoaban.domains.onestop.copies import queries
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.engines.typesetting import joining


def draft_pages(dossier: Dossier, draft: Document, by: Actor, *, on: date) -> list[bytes]:
    """The pages (PNG) that this actor would sign that day: the result, and one of its copies.

    The copies differ in their place and number alone.
    """
    pages = documents.draft_pages(draft, by, on=on)
    places = queries.places(dossier)
    if not places:
        return pages
    copy = queries.copy_of(draft, dossier, places[0], symbol=OPEN, on=on)
    return pages + documents.draft_pages(copy, by, on=on)


def to_read(dossier: Dossier, by: Actor, at: datetime) -> list[bytes]:
    """The pages of the draft as whoever signs will see them; none where nothing is drafted, or what
    was declared has changed since. For whoever signs nothing they bear the head's name.
    """
    draft, on = dossiers.draft_of(dossier), clock.day(at)
    if draft is None or not dossier.outcome:
        return []
    return draft_pages(dossier, draft, _signer(draft, by, on), on=on)


def _signer(draft: Document, by: Actor, on: date) -> Actor:
    if by.role == Role.LEADER:
        return by
    posts = people.posts_at(draft.agency.code, on)
    head = next((post for post in posts if post.is_head), None)
    return people.actor_for_post(head, on) if head else by


def together(uses: Iterable[Use]) -> bytes:
    """One PDF with the pages of several files, for the printer."""
    return joining.joined(_read(use) for use in uses)


def _read(use: Use) -> bytes:
    with files.open(use) as kept:
        return bytes(kept.read())
