"""Reads ratings: of a dossier, and the figures of a period by agency."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from hoaban.core import clock
from hoaban.core.journal import queries as journal
from hoaban.core.people import actors
from hoaban.core.people.actors import Actor
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.provisions import queries as provisions
from hoaban.domains.onestop.ratings import rules
from hoaban.domains.onestop.ratings.enums import Grade
from hoaban.domains.onestop.ratings.models import Rating

BY_CODE = actors.system("rating")  # whoever shows the code of a dossier and the digits


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """How many dossiers were rated with each grade."""

    very_satisfied: int = 0
    satisfied: int = 0
    unsatisfied: int = 0

    @property
    def rated(self) -> int:
        return self.very_satisfied + self.satisfied + self.unsatisfied

    @property
    def share(self) -> float | None:
        """Of those content or very content, in percent; None where nobody rated."""
        content = self.very_satisfied + self.satisfied
        return 100 * content / self.rated if self.rated else None


def of(dossier: Dossier) -> Rating | None:
    """The rating of a dossier, as it stands."""
    return Rating.objects.filter(dossier=dossier).first()


def was_by_account(dossier: Dossier) -> bool:
    """Whether the applicant rated it from the account."""
    rated = journal.of(dossier).filter(verb=Event.RATED)
    return rated.exclude(by=BY_CODE.reference).exists()


def check(dossier: Dossier, *, by: Actor, at: datetime) -> None:
    """Refuses whoever may not rate this dossier, or not yet, or not any more."""
    days = int(provisions.act_of(clock.day(at))["rating_days"])
    over_since = dossier.returned_at or dossier.ended_at or dossier.done_at
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_rate(facts, over_since=over_since, days=days)
    rules.check_over(facts.code, is_by_code=by.is_system, was_by_account=was_by_account(dossier))


def may_rate(dossier: Dossier, *, by: Actor, at: datetime) -> bool:
    try:
        check(dossier, by=by, at=at)
    except Refusal:
        return False
    return True


def by_agency(
    begins_at: datetime, ends_at: datetime, agencies: Collection[str] | None = None
) -> dict[str, Satisfaction]:
    """What was rated in `[begins_at, ends_at)`, by the code of the receiving agency. One query."""
    found = Rating.objects.filter(at__gte=begins_at, at__lt=ends_at)
    if agencies is not None:
        found = found.filter(agency__in=agencies)
    counts: dict[str, dict[str, int]] = {}
    for row in found.values("agency", "grade").annotate(n=Count("pk")).order_by("agency"):
        counts.setdefault(row["agency"], {})[row["grade"]] = row["n"]
    return {agency: Satisfaction(**grades) for agency, grades in counts.items()}


def total(found: Collection[Satisfaction]) -> Satisfaction:
    """All of them together."""
    sums = {grade: sum(getattr(one, grade) for one in found) for grade in Grade.values}
    return Satisfaction(**sums)
