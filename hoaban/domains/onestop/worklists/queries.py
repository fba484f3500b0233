"""Finds what is open in an agency, and what a search asks for."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.db.models.fields.json import KT

from hoaban.casework.cases import queries as cases
from hoaban.casework.cases.enums import Punctuality
from hoaban.casework.cases.models import Case, Involvement
from hoaban.casework.lists.queries import Row
from hoaban.casework.papers import queries as papers
from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.enums import When
from hoaban.casework.turns.models import Turn
from hoaban.core.calendars import queries as calendars
from hoaban.core.people import searching
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency, Post
from hoaban.core.people.roles import Role
from hoaban.core.workdays.tables import Calendar
from hoaban.domains.onestop.access.queries import (
    by_reference,
    parts_visible_to,
    reach,
    sees_everything,
    visible_to,
)
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters

MOST_COUNTED = 99
UNSHOWN = ("fee_lines", "handed_to")  # of a dossier that is found, and long


def search(actor: Actor, text: str, *, most: int = 20) -> list[Dossier]:
    """By reference, code, symbol of a paper, or the beginnings of its words, the newest first.

    Where nothing has these words, by the beginning of a reference or a code, or by the last figures
    of a code as people read them out.
    """
    seen = visible_to(actor).select_related(None).select_related("case").defer(*UNSHOWN)
    seen = seen.order_by("-case")
    if exact := list(by_reference(seen, text)[:most]):
        return exact
    typed = searching.words(text)
    if not typed:
        return []
    if not actor.is_official:
        return list(seen.filter(cases.having(typed, "case__"))[:most])
    agencies = None if sees_everything(actor) else reach(actor)
    if keys := papers.with_symbol(text, agencies, most=most):
        return list(seen.filter(case__in=keys))
    ways = [typed, searching.tailed(typed)]
    keys = cases.newest_of(ways, agencies, most=most) or cases.by_code(text, agencies, most=most)
    return list(seen.filter(case__in=keys))


def of_agency(actor: Actor) -> QuerySet[Involvement]:
    """Everything open in the agencies that this actor answers for, to walk by the time left.

    A case is open while it is neither done nor closed.
    """
    if sees_everything(actor):
        return cases.everything_open()
    return Involvement.objects.filter(agency__in=reach(actor), act_by__isnull=False, until=None)


APOLOGISE = frozenset(  # while form 04 may give another day
    {State.RECEIVED, State.IN_PROCESS, State.SUPPLEMENT_PROPOSED}
)


def without_apology(actor: Actor, now: datetime) -> tuple[QuerySet[Involvement], QuerySet[Turn]]:
    """What is late and nobody was asked to pardon: open in the agency, or signed late and still at
    its counter. [ND61/2018 Đ19 k9]

    A case counts in the agency to which it belongs, so that it is there once.
    """
    never = {"case__dossier__extensions": 0, "case__agency__in": reach(actor)}
    open_ = Involvement.objects.filter(
        agency=F("case__agency"),
        act_by__isnull=False,
        until=None,
        case__state__in=APOLOGISE,
        case__held_to__lt=now,
        **never,
    )
    signed = Turn.objects.filter(
        until=None, is_consultation=False, case__punctuality=Punctuality.LATE, **never
    )
    return open_, signed


def apologies_due(actor: Actor, now: datetime) -> int:
    """How many there are, counted no further than `MOST_COUNTED`: each look at the overview asks.

    Of what is open in an agency the cases with the least time left are looked through, of what is
    at its counter as many: never all that an agency ever had.
    """
    found = 0
    for is_due in _looked_through(reach(actor), now):
        found += is_due
        if found > MOST_COUNTED:
            break
    return found


LOOKED_AT = 1000  # of each agency, with the least time left
SIGNED = (When.AT_ONCE, When.ON_CALL)  # how a turn stands once the result is signed
OF_CASE = ("case__agency", "case__dossier__extensions")


def _looked_through(own: Collection[int], now: datetime) -> Iterator[bool]:
    """Whether an apology is due, case after case along the indexes of what is open."""
    open_ = Involvement.objects.filter(act_by__isnull=False, until=None).order_by("act_by", "case")
    signed = Turn.objects.filter(until=None, role=Role.CLERK, when__in=SIGNED)
    held = signed.filter(post__in=Post.objects.filter(agency__in=own))
    counters = [signed.filter(agency=agency, post=None) for agency in own]
    for agency in own:
        walk = open_.filter(agency=agency).values_list(*OF_CASE, "case__state", "case__held_to")
        for of, extensions, state, held_to in walk[:LOOKED_AT]:
            is_late = held_to is not None and held_to < now
            yield of == agency and not extensions and state in APOLOGISE and is_late
    for part in [held, *counters]:
        for of, extensions, punctuality in part.values_list(*OF_CASE, "case__punctuality")[
            :LOOKED_AT
        ]:
            yield of in own and not extensions and punctuality == Punctuality.LATE


def all_open(actor: Actor, typed: Sequence[str]) -> list[int] | None:
    """Keys of what is open with these words; None where too many have them to name each."""
    return cases.all_open(typed, None if sees_everything(actor) else reach(actor))


ENDED = ("-over", "-case_id")  # what ended last comes first
BY_RESULT, BY_END = {"over": F("done")}, {"over": F("closed")}
MOST_NAMED = 500  # of what has the words that were typed


def ended(actor: Actor, text: str = "") -> list[QuerySet[Dossier]]:
    """What is done or has ended among what this actor may know of, in parts to walk by ENDED; with
    a text the newest that have its words.
    """
    seen, result = parts_visible_to(actor), Q(done__isnull=False)
    parts = [part.filter(result).annotate(**BY_RESULT) for part in seen]
    parts += [part.filter(Q(closed__isnull=False, done=None)).annotate(**BY_END) for part in seen]
    if not (typed := searching.words(text)):
        return parts
    keys = cases.newest(typed, None if sees_everything(actor) else reach(actor), most=MOST_NAMED)
    return [part.filter(case__in=keys) for part in parts]


def calendars_of(agencies: Iterable[Agency]) -> Mapping[str, Calendar]:
    """The calendars of agencies by their codes, asked for at once."""
    codes = {agency.code for agency in agencies}
    return calendars.calendars(codes) if codes else {}


def agencies_of(found: Iterable[Case]) -> dict[int, Agency]:
    """The agencies whose cases these are, by primary key."""
    return {pk: parameters.agency(pk) for pk in {case.agency_id for case in found}}


@dataclass(frozen=True, slots=True)
class Filed:
    """What lists show of a dossier besides its case."""

    revision: int  # primary key
    owner: str
    delivery: str
    submitted_at: datetime


def filed(case_pks: Collection[int]) -> dict[int, Filed]:
    """By the key of the case, in one query: a list needs none of the papers' facts."""
    rows = Dossier.objects.filter(pk__in=case_pks).annotate(name=KT("owner__full_name"))
    shown = rows.values_list("pk", "revision", "name", "delivery", "submitted_at")
    return {pk: Filed(of, name or "", delivery, at) for pk, of, name, delivery, at in shown}


def cases_of(keys: Sequence[int]) -> tuple[dict[int, Case], dict[int, Turn]]:
    """Whole cases by their keys, and the last turn of each."""
    return cases.by_key(keys), turns.at_hand_of(keys)


def turns_of(rows: Sequence[Row]) -> dict[int, Turn]:
    """The turn at hand of each case, most often the row itself.

    A turn beside the handling of a case stands for it: its work and its time are shown.
    """
    walked = [row for row in rows if isinstance(row, Turn)]
    beside = {turn.case_id: turn for turn in walked if turn.is_consultation}
    known = {turn.case_id: turn for turn in walked if turn.until is None} | beside
    return known | turns.at_hand_of([row.case_id for row in rows if row.case_id not in known])
