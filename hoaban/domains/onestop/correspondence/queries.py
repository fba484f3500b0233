"""Reads what was written about a dossier, and whether more may be written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hoaban.core import clock
from hoaban.core.people.actors import Actor
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.correspondence import rules
from hoaban.domains.onestop.correspondence.models import Message
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.provisions import queries as provisions


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as both sides read it: the applicant's own, or the agency's with who wrote it."""

    is_from_applicant: bool
    officer: str  # name and title; the applicant's pages name the agency alone
    text: str
    at: datetime
    is_new: bool = False


def thread(dossier: Dossier, *, new_since: datetime | None = None) -> Sequence[Shown]:
    """Everything that was written about a dossier, oldest first. One query.

    What the agency wrote after a moment is new.
    """
    found = Message.objects.filter(dossier=dossier).select_related("post__person").order_by("id")
    return [
        Shown(
            one.post is None,
            f"{one.post.person.full_name}, {one.post.shown_title}" if one.post else "",
            one.text,
            one.at,
            is_new=bool(one.post and new_since and one.at > new_since),
        )
        for one in found
    ]


def answered(dossiers: Sequence[Dossier]) -> dict[int, list[datetime]]:
    """When the agency wrote about each of these dossiers, by primary key. One query."""
    found: dict[int, list[datetime]] = {}
    written = Message.objects.filter(dossier__in=dossiers, post__isnull=False)
    for pk, at in written.values_list("dossier", "at"):
        found.setdefault(pk, []).append(at)
    return found


def written(dossier: Dossier, *, by_applicant: bool) -> int:
    """How many messages one side has written."""
    return Message.objects.filter(dossier=dossier, post__isnull=by_applicant).count()


def check(dossier: Dossier, *, by: Actor, at: datetime) -> None:
    """Refuses whoever may not write about this dossier, or not any more."""
    days = int(provisions.act_of(clock.day(at))["message_days"])
    over_since = dossier.returned_at or dossier.ended_at
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_write(facts, over_since=over_since, days=days)


def may_write(dossier: Dossier, *, by: Actor, at: datetime) -> bool:
    try:
        check(dossier, by=by, at=at)
    except Refusal:
        return False
    return True
