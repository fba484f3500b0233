"""Reads the inbox of an official."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from hoaban.casework.cases import queries as cases
from hoaban.casework.notices.models import Look, Mark
from hoaban.casework.notices.models import Notice as Notice
from hoaban.casework.turns.enums import APPLICANT, When
from hoaban.casework.turns.models import Turn
from hoaban.core.people.actors import Actor

ORDER = ("-id",)
BATCH = 500


def visible_to(actor: Actor) -> QuerySet[Notice]:
    """What an official was told about cases in which an agency of theirs still takes part."""
    reach = sorted(actor.reach)
    told = Notice.objects.filter(agency__in=reach, role=actor.role or "-")
    mine = told.filter(post=None) | told.filter(post=actor.post_pk or 0)
    return mine.filter(cases.involved(reach, case="case")).select_related("case")


def upto(actor: Actor) -> int:
    """The newest notice (primary key) that this post has read; 0 where it never read any."""
    marks = Mark.objects.filter(post=actor.post_pk or 0)
    return marks.values_list("upto", flat=True).first() or 0


def new(actor: Actor) -> QuerySet[Notice]:
    """What tells of work still to do, and was neither read in the list nor by opening the case."""
    looks = Look.objects.filter(post=actor.post_pk or 0, case=OuterRef("case"))
    told = visible_to(actor).filter(pk__gt=upto(actor), is_settled=False)
    return told.exclude(Exists(looks.filter(upto__gte=OuterRef("pk")))).select_related(None)


def unread(actor: Actor, most: int) -> int:
    """How many notices are new to this post, counted no further than `most`."""
    return new(actor).order_by(*ORDER)[:most].count()


def new_among(actor: Actor, notices: Iterable[Notice]) -> set[int]:
    """The keys of those that are new to this post."""
    keys = [notice.pk for notice in notices]
    return set(new(actor).filter(pk__in=keys).values_list("pk", flat=True))


def lapsed(since: datetime, now: datetime) -> Iterator[list[Turn]]:
    """The open turns of officials whose moment passed after `since`, in batches."""
    open_ = Turn.objects.filter(until=None, when=When.BY_TIME, act_by__lt=now)
    turns = open_.exclude(role=APPLICANT).order_by("act_by", "id")
    rows = list(turns.filter(act_by__gte=since)[:BATCH])
    while rows:
        yield rows
        moment, pk = rows[-1].act_by, rows[-1].pk
        later = turns.filter(Q(act_by__gt=moment) | Q(act_by=moment, pk__gt=pk))
        rows = list(later[:BATCH])
