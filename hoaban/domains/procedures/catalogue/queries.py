"""Reads of versions, their parts, and the published catalogue."""

from collections.abc import Collection
from datetime import date
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Exists, Model, OuterRef, Prefetch, Q, QuerySet

from hoaban.core.language import Words, text
from hoaban.core.people import agencies, areas, names
from hoaban.core.people.areas import NoAreaThatDay
from hoaban.core.people.models import Agency
from hoaban.domains.procedures.catalogue import rules
from hoaban.domains.procedures.catalogue.models import CatalogueEntry, Fee, Field, Limit, Step
from hoaban.domains.procedures.catalogue.models import Component as Component
from hoaban.domains.procedures.catalogue.models import Form as Form
from hoaban.domains.procedures.catalogue.models import Revision as Revision
from hoaban.domains.procedures.catalogue.models import Variant as Variant
from hoaban.domains.procedures.catalogue.rules import RevisionFacts as RevisionFacts
from hoaban.engines.forms.rules import Json

Numbered = TypeVar("Numbered", Fee, Limit)
# Committees of a commune or district decide what names no agency.
COMMITTEES = ("district", "commune")


def valid(on: date) -> QuerySet[Revision]:
    """The versions in force on a day, with procedure and field."""
    return Revision.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on
    ).select_related("procedure", "field")


def changes() -> list[date]:
    """The days on which some version begins or ends, in order."""
    days = Revision.objects.values_list("valid_from", "valid_to")
    return sorted({day for pair in days for day in pair if day})


def offered(on: date, agency: Agency | None = None) -> list[Revision]:
    """What may be filed on a day, at one agency if named; by field, then by what pages call it,
    both as the language of the page orders them.
    """
    of_day = (row for row in valid(on) if not row.information)
    rows = [row for row in of_day if agency is None or decides(row, agency)]
    return sorted(rows, key=lambda row: (_order(row.field.name), _order(row.called), row.code))


def _order(name: Words) -> str:
    """The place of a name in the alphabet."""
    return names.order(text(name))


def decides(revision: Revision, agency: Agency) -> bool:
    """Whether this agency decides on this procedure."""
    if revision.agencies:
        return agency.code in revision.agencies
    return agency.level == revision.level and agency.level in COMMITTEES


def deciding(revision: Revision, on: date, *, besides: str = "") -> list[Agency]:
    """The agencies of a day that decide on this procedure, in the order of the tree; without one
    of them, by its code.
    """
    of_day = agencies.at(on).values()
    return [row for row in of_day if row.code != besides and decides(revision, row)]


def nearest(revision: Revision, area_code: str, on: date) -> str:
    """The deciding agency of a commune, or of the district above it; empty where there is none."""
    try:
        units = {area.code for area in areas.path(areas.row(area_code, on), on)}
    except NoAreaThatDay:
        return ""
    mine = (agency for agency in deciding(revision, on) if agency.level == revision.level)
    return next((agency.code for agency in mine if agency.area_code in units), "")


def revision_at(code: str, on: date) -> Revision:
    """The version of a procedure in force on a day. Refuses NoRevisionThatDay."""
    found = valid(on).filter(procedure__code=code).first() if code.isprintable() else None
    if found is None:
        raise rules.NoRevisionThatDay(code=code, on=on.strftime("%d/%m/%Y"))
    return found


def revision_pk(code: str, on: date) -> int:
    """The key of that version alone, by hand: every filing asks. Refuses as `revision_at`."""
    if not code.isprintable():  # PostgreSQL knows no such text
        raise rules.NoRevisionThatDay(code=repr(code), on=f"{on:%d/%m/%Y}")
    return in_force(code, on) or revision_at(code, on).pk


def in_force(code: str, on: date) -> int | None:
    """The key of the version of a procedure in force on a day, if there is one."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE, [code, str(on), str(on)])
        found = cursor.fetchone()
    return int(found[0]) if found else None


_IN_FORCE = """
    SELECT version.id FROM procedures_revision version
    JOIN procedures_procedure procedure ON procedure.id = version.procedure_id
    WHERE procedure.code = %s AND version.valid_from <= %s
        AND (version.valid_to IS NULL OR version.valid_to > %s)
"""


def _holding(model: type[Numbered], on: date, *key: str) -> QuerySet[Numbered]:
    """The rows that hold on a day: of those living that day, by `key`, the one begun last."""
    living = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    same = {name: OuterRef(name) for name in ("case", *key)}
    rows = model._default_manager.filter(living)
    newer = rows.filter(valid_from__gt=OuterRef("valid_from"), **same)
    return rows.exclude(Exists(newer))


def whole(revision: Revision, on: date) -> Revision:
    """The same version with everything its page or an intake shows on a day, in seven queries."""
    cases = Variant.objects.prefetch_related(
        Prefetch("components", Component.objects.order_by("position")),
        Prefetch("limits", _holding(Limit, on, "channel").order_by("channel")),
        Prefetch("fees", _holding(Fee, on, "channel", "code").order_by("channel", "pk")),
    ).order_by("position")
    return (
        Revision.objects.select_related("procedure", "field")
        .prefetch_related(Prefetch("cases", cases), "steps", "forms")
        .get(pk=revision.pk)
    )


def case(revision: Revision, code: str = "") -> Variant:
    """The case by its code, or the default one. Refuses NoSuchCase."""
    cases = Variant.objects.filter(revision=revision)
    found = (cases.filter(code=code) if code else cases.filter(is_default=True)).first()
    if found is None:
        raise rules.NoSuchCase(code=revision.code, case=code)
    return found


def limit(case: Variant, channel: str, on: date) -> Limit:
    """The time limit of a case through a channel on a day. Refuses ChannelNotOffered."""
    found = _holding(Limit, on, "channel").filter(case=case, channel=channel).first()
    if found is None:
        raise rules.ChannelNotOffered(code=case.revision.code)
    return found


def fee(case: Variant, channel: str, answers: Json, on: date) -> rules.FeeResult:
    """What this case costs on a day by these answers."""
    return rules.fee(case.facts(), channel=channel, answers=answers, on=on)


def steps(revision: Revision) -> list[Step]:
    """The internal process in order."""
    return list(Step.objects.filter(revision=revision).order_by("position"))


def signing_steps(**narrowed: object) -> QuerySet[Step]:
    """The internal steps that end by signing, of whatever procedure."""
    return Step.objects.filter(ends_clock=True, **narrowed)


def components(case: Variant) -> list[Component]:
    return list(Component.objects.filter(case=case).order_by("position"))


def forms(revision: Revision) -> list[Form]:
    return list(Form.objects.filter(revision=revision).order_by("position"))


def fields() -> list[Field]:
    return sorted(Field.objects.all(), key=lambda row: _order(row.name))


def entry(code: str) -> CatalogueEntry | None:
    """The catalogue's facts of a procedure, whether or not it can be filed here."""
    return CatalogueEntry.objects.select_related("field").filter(code=code).first()


def is_used(revision: Revision) -> bool:
    """Whether a record of another room points at this version or at a part of it."""
    parts = (
        (Revision, [revision.pk]),
        (Variant, Variant.objects.filter(revision=revision)),
        (Form, Form.objects.filter(revision=revision)),
        (Step, Step.objects.filter(revision=revision)),
    )
    return any(_points_at(model, rows) for model, rows in parts)


def _points_at(model: type[Model], rows: Collection[int] | QuerySet[Any]) -> bool:
    own = model._meta.app_label
    for relation in model._meta.related_objects:
        users = relation.related_model
        if not isinstance(users, str) and users._meta.app_label != own:
            asked = users._default_manager.filter(**{f"{relation.field.name}__in": rows})
            if asked.exists():
                return True
    return False


def case_in(facts: RevisionFacts, code: str) -> rules.CaseFacts:
    """The facts of a case, for the rooms above. Refuses NoSuchCase."""
    return rules.case_of(facts, code)


def check_fileable(facts: RevisionFacts) -> None:
    """Refuses ShownForInformation under a version that is shown for information."""
    rules.check_fileable(facts)


def check_channel(facts: RevisionFacts, channel: str) -> None:
    """Refuses ShownForInformation, ChannelNotOffered where a revision takes no dossier this way."""
    rules.check_channel(facts, channel)


def limit_in(facts: RevisionFacts, *, case: str, channel: str, on: date) -> rules.LimitFacts:
    """A day's limit from kept facts, without a query. Refuses NoSuchCase, ChannelNotOffered."""
    return rules.limit(facts, case=case, channel=channel, on=on)


def fee_in(case: rules.CaseFacts, *, channel: str, answers: Json, on: date) -> rules.FeeResult:
    """A day's fee from kept facts, without a query."""
    return rules.fee(case, channel=channel, answers=answers, on=on)


def entries() -> QuerySet[CatalogueEntry]:
    """The whole published catalogue with its fields."""
    return CatalogueEntry.objects.select_related("field").order_by("code")
