"""Finds what is open with agencies that ended, and proposes who goes on with each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from hoaban.casework.cases.enums import Part
from hoaban.casework.cases.models import Case, Involvement
from hoaban.casework.turns.models import Turn
from hoaban.core import clock
from hoaban.core.people import agencies, areas, divisions
from hoaban.core.people.areas import NoAreaThatDay
from hoaban.core.people.divisions import Division
from hoaban.core.people.models import Agency
from hoaban.domains.onestop.dossiers.models import KIND, Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.engines.forms.rules import value_at


class Why(StrEnum):
    """By what the agency that goes on with a dossier is proposed."""

    FIELD = "field"
    COMPETENCE = "competence"
    PLACE = "place"  # of what it is about
    HOME = "home"  # of its owner
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who goes on with a dossier and why; nobody where an official has to say."""

    to: Agency | None
    why: Why


def left(on: date) -> QuerySet[Case]:
    """The cases that are open, or await who fetches their result, with an agency whose cases were
    divided when it ended; by their keys.
    """
    keys = keys_of(divisions.ended(on).values())
    open_there = Involvement.objects.filter(agency__in=keys, act_by__isnull=False, until=None)
    waiting = Turn.objects.filter(agency__in=keys, until=None, post=None)
    assigned = Turn.objects.filter(post__agency__in=keys, agency__in=keys, until=None)
    found = Q(pk__in=open_there.values("case")) | Q(pk__in=waiting.values("case"))
    found |= Q(pk__in=assigned.values("case"))
    return Case.objects.filter(found, kind=KIND).order_by("pk") if keys else Case.objects.none()


def keys_of(ended: Iterable[Division]) -> list[int]:
    """The versions (primary keys) of these agencies."""
    return sorted(pk for one in ended for pk in one.keys)


def ended_of(case_pk: int, on: date) -> dict[int, Division]:
    """How the cases are divided of each agency (primary key) that takes part in this and ended."""
    by_key = {pk: one for one in divisions.ended(on).values() for pk in one.keys}
    there = Involvement.objects.filter(case=case_pk, agency__in=list(by_key), until=None)
    open_turn = Turn.objects.filter(case=OuterRef("case"), until=None)
    there = there.filter(Exists(open_turn)).exclude(part=Part.FORMER)
    return {pk: by_key[pk] for pk in there.values_list("agency", flat=True).order_by("id")}


def proposal(dossier: Dossier, division: Division, on: date) -> Proposal:
    """Who goes on with a dossier on a day: by its field, by whom the law of the day makes
    competent, or the commune of its area.
    """
    plan = parameters.plan(dossier.revision_id)
    if code := division.fields.get(plan.revision.field.code):
        return Proposal(agencies.at(on).get(agencies.answering(code, on)), Why.FIELD)
    now = catalogue.in_force(plan.revision.code, on)
    competent = parameters.plan(now).revision.agencies if now else []
    living = [row for code, row in agencies.at(on).items() if code in competent]
    if len(living) == 1:
        return Proposal(living[0], Why.COMPETENCE)
    return _by_area(dossier, division, on) if division.by_area else Proposal(None, Why.UNKNOWN)


def _by_area(dossier: Dossier, division: Division, on: date) -> Proposal:
    """The commune of what it is about, else of its owner's home, within what the agency served."""
    filed_on = clock.day(dossier.submitted_at)
    known = [(code, Why.PLACE) for code in places(dossier)] or [(dossier.area_code, Why.HOME)]
    found = {
        (row, why)
        for code, why in known
        if code and (row := _of_commune(code, division, filed_on, on)) is not None
    }
    codes = {row.code for row, _why in found}
    return Proposal(*next(iter(found))) if len(codes) == 1 else Proposal(None, Why.UNKNOWN)


def places(dossier: Dossier) -> list[str]:
    """The codes of the communes in which lies what the answers hold against the agency's area."""
    found = []
    for path in _held_against_area(parameters.plan(dossier.revision_id).forms):
        value = value_at(dossier.answers, path)
        code = str(value.get("commune") or "") if isinstance(value, Mapping) else ""
        found += [code] if code else []
    return found


def _held_against_area(forms: Iterable[Any]) -> Iterator[str]:  # Any: forms of content
    for form in forms:
        for section in form.schema.get("sections", ()):
            for field in section.get("fields", ()):
                checks = field.get("checks") or ()
                if any(one.get("rule") == "lies_in" for one in checks):
                    yield f"{section['code']}.{field['code']}"


def _of_commune(code: str, division: Division, filed_on: date, on: date) -> Agency | None:
    """The agency of a commune as it is on a day, if it lay where the ended agency was competent."""
    try:
        then = areas.row(code, filed_on)
        units = {unit.code for unit in areas.path(then, filed_on)}
        served = agencies.versions(division.code)[-1].area_code
        now = areas.successor(then, on)
    except NoAreaThatDay:
        return None
    return divisions.commune(now.code, on) if served in units else None


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier that waits to be handed over, as those who keep the system see it: no names."""

    reference: str
    code: str
    procedure: str
    was_with: str
    submitted_at: datetime
    state: str
    place: str
    to: Agency | None
    why: Why


def lines(cases: Sequence[Case], on: date) -> list[Line]:
    """What is shown of these cases: one query for their dossiers, one for who takes part."""
    keys = [case.pk for case in cases]
    by_key = {pk: one for one in divisions.ended(on).values() for pk in one.keys}
    there = Involvement.objects.filter(case__in=keys, agency__in=list(by_key), until=None)
    there = there.exclude(part=Part.FORMER)
    whose = dict(there.order_by("-id").values_list("case", "agency"))
    dossiers = Dossier.objects.filter(pk__in=keys).order_by("pk")
    return [
        _line(one, whose.get(one.pk) or one.receiving_agency_id, by_key, on) for one in dossiers
    ]


def _line(dossier: Dossier, agency: int, by_key: Mapping[int, Division], on: date) -> Line:
    division = by_key.get(agency)
    proposed = proposal(dossier, division, on) if division else Proposal(None, Why.UNKNOWN)
    return Line(
        dossier.reference,
        dossier.code or dossier.reference,
        parameters.plan(dossier.revision_id).name,
        parameters.agency(agency).shown,
        dossier.submitted_at,
        dossier.get_state_display(),
        _named(next(iter(places(dossier)), dossier.area_code), clock.day(dossier.submitted_at)),
        proposed.to,
        proposed.why,
    )


def _named(code: str, on: date) -> str:
    try:
        return areas.row(code, on).name if code else ""
    except NoAreaThatDay:
        return ""


def taking(on: date) -> list[Agency]:
    """The agencies of a day to which a dossier may be handed."""
    return agencies.at(on).taking_part()


def case_keys(references: Iterable[str]) -> list[int]:
    """The keys of cases by their references."""
    found = Case.objects.filter(kind=KIND, reference__in=list(references))
    return list(found.values_list("pk", flat=True).order_by("pk"))


def left_keys(references: Iterable[str], on: date) -> list[int]:
    """Those of them that are left with an agency that ended."""
    return list(left(on).filter(reference__in=list(references)).values_list("pk", flat=True))
