"""Whose a dossier was at a moment: the agencies that had it before it was handed to another."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from hoaban.casework.cases.enums import DECIDING, RECEIVING, Part
from hoaban.casework.cases.models import Involvement
from hoaban.core.language import text
from hoaban.core.people import agencies
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters

Moment = datetime | OuterRef
ANSWERING = (Part.OWNS, Part.RECEIVES, Part.DECIDES)


def _ended(parts: Collection[str], case: str, opened: str) -> QuerySet[Involvement]:
    """The times in which another agency had a case, since its reception."""
    return Involvement.objects.filter(
        case=OuterRef(case), until__isnull=False, until__gt=OuterRef(opened), part__in=parts
    )


def has_moved(case: str = "pk", opened: str = "case__opened_at") -> Exists:
    """A condition: it was handed over after its reception. Paths to its key and its reception."""
    return Exists(_ended(ANSWERING, case, opened))


def was_at(moment: Moment, codes: Collection[str], *, opened: str = "opened") -> Q:
    """A condition on dossiers: at a moment it was the case of one of these agencies."""
    then = _ended(RECEIVING, "pk", opened).filter(since__lte=moment, until__gte=moment)
    stayed = Q(case__agency__code__in=sorted(codes)) & ~Exists(then)
    return stayed | Exists(then.filter(agency__code__in=sorted(codes)))


def left(begins: datetime, ends: datetime, codes: Collection[str] | None) -> Q:
    """A condition: while open it was handed over in a period, by one of these agencies (or any)."""
    gone = _ended(ANSWERING, "pk", "opened").filter(until__gte=begins, until__lt=ends)
    return Q(Exists(_of(gone, codes).filter(_while_open("until"))))


def came(begins: datetime, ends: datetime, codes: Collection[str] | None) -> Q:
    """A condition: while open it was handed over in a period, to one of these agencies (or any)."""
    there = Involvement.objects.filter(case=OuterRef("pk"), part__in=ANSWERING)
    there = there.filter(since__gte=begins, since__lt=ends, since__gt=OuterRef("opened"))
    return Q(Exists(_of(there, codes).filter(_while_open("since"))))


def _of(rows: QuerySet[Involvement], codes: Collection[str] | None) -> QuerySet[Involvement]:
    return rows if codes is None else rows.filter(agency__code__in=sorted(codes))


def _while_open(moment: str) -> Q:
    """Neither done nor ended before; of what had its result already nothing is counted."""
    done, closed = (F(f"case__{name}_at") for name in ("done", "closed"))
    is_open = Q(case__done_at=None) | Q(**{f"{moment}__lt": done})
    return is_open & (Q(case__closed_at=None) | Q(**{f"{moment}__lte": closed}))


class Stays:
    """Where dossiers were, from one agency to the next: for counting them one by one."""

    def __init__(self, keys: Iterable[int]) -> None:
        rows = Involvement.objects.filter(
            case__in=list(keys), until__isnull=False, part__in=ANSWERING
        ).order_by("until", "id")
        self._ended: dict[int, list[Involvement]] = {}
        for row in rows.select_related("case"):
            if row.case.opened_at and row.until and row.until > row.case.opened_at:
                self._ended.setdefault(row.case_id, []).append(row)

    def at(self, case: int, moment: datetime, now: tuple[int, int]) -> tuple[int, int]:
        """The agency that received it and the one that decided, at a moment; `now` both today."""
        return tuple(  # type: ignore[return-value] # two of them
            next((row.agency_id for row in self._held(case, moment, parts)), present)
            for parts, present in zip((RECEIVING, DECIDING), now, strict=True)
        )

    def _held(self, case: int, moment: datetime, parts: Collection[str]) -> Iterable[Involvement]:
        return (
            row
            for row in self._ended.get(case, ())
            if row.part in parts and row.until and row.since <= moment <= row.until
        )

    def moves(self, case: int) -> list[datetime]:
        """The moments at which it was handed over, in their order."""
        return sorted({row.until for row in self._ended.get(case, ()) if row.until})


def received_by(dossier: Dossier) -> int:
    """The agency (primary key) that received it, whose number and place in the register it has."""
    if dossier.received_at is None:
        return dossier.receiving_agency_id
    then = Involvement.objects.filter(
        case=dossier.pk, until__isnull=False, until__gt=dossier.received_at, part__in=RECEIVING
    )
    first = then.order_by("until").values_list("agency", flat=True).first()
    return first or dossier.receiving_agency_id


def left_by(keys: Collection[int], begins: datetime) -> QuerySet[Involvement, Any]:
    """The cases that these agencies (primary keys) received and handed over since a moment."""
    own = Involvement.objects.filter(case__in=_let_go(begins), agency__in=keys)
    own = own.filter(part__in=RECEIVING, until__gt=F("case__opened_at"))
    return own.filter(since__lte=F("case__opened_at")).values("case")


def given_to(keys: Collection[int], begins: datetime, ends: datetime) -> QuerySet[Involvement, Any]:
    """The cases that were handed over to these agencies (primary keys) in a period."""
    came = Involvement.objects.filter(case__in=_let_go(begins, ends), agency__in=keys)
    within = came.filter(part__in=RECEIVING, since__gte=begins, since__lt=ends)
    return within.filter(since__gt=F("case__opened_at")).values("case")


def _let_go(begins: datetime, ends: datetime | None = None) -> QuerySet[Involvement, Any]:
    """The cases that an agency handed to another in a period.

    They are few, so they are found first: what an agency received at all is never walked.
    """
    gone = Involvement.objects.filter(until__gte=begins, part__in=RECEIVING)
    return (gone.filter(until__lt=ends) if ends else gone).values("case")


def moves(keys: Collection[int]) -> dict[int, list[tuple[int, datetime]]]:
    """Which agencies (primary keys) had each of these cases before, until when: one query."""
    gone = Involvement.objects.filter(
        case__in=list(keys), part__in=RECEIVING, until__isnull=False
    ).filter(until__gt=F("case__opened_at"))
    found: dict[int, list[tuple[int, datetime]]] = {}
    for case, agency, until in gone.order_by("until").values_list("case", "agency", "until"):
        if until:
            found.setdefault(case, []).append((agency, until))
    return found


def answering_name(dossier: Dossier, on: date) -> str:
    """The name of who answers for a dossier on a day where another received it; "" where nobody
    else does, or nobody is known to.
    """
    try:
        now = dossiers.answering(dossier, on)
    except agencies.NoAgencyThatDay:
        return ""
    received = parameters.agency(dossier.receiving_agency_id)
    return text(now.name) if now.code != received.code else ""
