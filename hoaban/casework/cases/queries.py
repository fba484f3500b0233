"""Finds cases and tells which agencies take part."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from hoaban.casework.cases.enums import DECIDING, Part
from hoaban.casework.cases.models import Case, Involvement


def involved(agencies: Collection[int], *, case: str = "pk") -> Exists:
    """A condition: one of these agencies takes part; `case` is the path to the case's key."""
    return Exists(Involvement.objects.filter(case=OuterRef(case), agency__in=agencies, until=None))


def elsewhere(agencies: Collection[int], *, case: str = "pk") -> Exists:
    """A condition: one of these agencies takes part in a case that another agency received."""
    others = Involvement.objects.filter(case=OuterRef(case), agency__in=agencies, until=None)
    return Exists(others.filter(part__in=[Part.DECIDES, Part.CONSULTED]))


def parts_of(case: Case) -> list[Involvement]:
    """Who takes part now, in the order in which they came."""
    return list(Involvement.objects.filter(case=case, until=None).order_by("id"))


def deciding(case: Case) -> int:
    """The agency (primary key) that decides the case."""
    found = Involvement.objects.filter(case=case, until=None, part__in=DECIDING)
    return found.values_list("agency", flat=True).first() or case.agency_id


def by_reference(text: str, *, prefix: str = "") -> Q:
    """A condition on public reference or legal code, as typed: spaces and case do not matter.

    `prefix` is the path to the case (`case__`).
    """
    typed = "".join(text.split())
    upper = Q(**{f"{prefix}reference": typed.upper()})
    return upper | Q(**{f"{prefix}code__in": [typed, typed.upper(), typed.lower()]})


def cases(keys: Collection[int]) -> QuerySet[Case]:
    return Case.objects.filter(pk__in=keys)
