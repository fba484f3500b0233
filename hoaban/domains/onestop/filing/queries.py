"""Reads what a filer may use: uploaded files, the account, the usual commune."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Count

from hoaban.casework.cases import queries as cases
from hoaban.core import clock
from hoaban.core.files.kinds import JPEG, PDF, PNG
from hoaban.core.files.models import Use
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency, Person
from hoaban.core.workdays import counting
from hoaban.core.workdays.facts import Unit
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers.models import KIND, Dossier
from hoaban.domains.onestop.provisions import queries as provisions
from hoaban.domains.procedures.catalogue.models import Revision

RECENT = timedelta(days=90)
COUNTED = 2000  # of the newest dossiers, for what is asked most
LOOKED_AT = 10  # of a citizen's last dossiers, for the commune they live in
TAKEN = frozenset({PDF, JPEG, PNG})  # what a paper may be, whoever sends it
ACCEPT = ".pdf,.jpg,.jpeg,.png"  # the same for a browser's file picker


def uploaded(actor: Actor, public_ids: Sequence[str]) -> Mapping[str, Use]:
    """The files that an actor sent beforehand, by their ids; what is not theirs is not there."""
    if not public_ids:
        return {}
    places = ", ".join(["%s"] * len(public_ids))
    with connection.cursor() as cursor:
        cursor.execute(_USES.format(places=places), [actor.reference, *public_ids])
        rows = cursor.fetchall()
    found = [Use.from_db(connection.alias, _COLUMNS, row) for row in rows]
    return {use.public_id: use for use in found}


# By hand: asked with each filing, and the mapper costs more than the rows.
_COLUMNS = ["id", "public_id", "blob_id", "name", "kind", "size", "owner", "source", "state"]
_USES = """
    SELECT id, public_id, sha256, name, kind, size, owner, source, state
    FROM files_use WHERE owner = %s AND public_id IN ({places})
"""


def account(actor: Actor) -> Person | None:
    """The signed-in person, whose name and numbers fill a form beforehand."""
    return Person.objects.filter(pk=actor.person_pk or -1).first()


def usual_area(actor: Actor) -> str:
    """The commune this citizen named last; empty where none is known."""
    shown = ("case", "area_code")
    parts = access.parts_of_citizen(actor)
    last = [row for part in parts for row in part.order_by("-case").values_list(*shown)[:LOOKED_AT]]
    return next((area for _case, area in sorted(last, reverse=True) if area), "")


def most_asked(on: date, count: int) -> list[str]:
    """Codes of the procedures most often filed of late, most asked first.

    Late is three months, and no further back than the newest dossiers that are counted: a page that
    anyone may ask for reads so many, however many a province has.
    """
    newest = cases.opened(KIND, since=clock.at(on - RECENT))[:COUNTED]
    rows = Dossier.objects.filter(case__in=list(newest)).values("revision__procedure__code")
    counted = rows.annotate(n=Count("pk")).order_by("-n", "-revision__procedure__code")
    return [row["revision__procedure__code"] for row in counted[:count]]


def check_by(agency: Agency, at: datetime) -> datetime:
    """Until when the counter of an agency must have looked at what was filed at a moment."""
    law = provisions.windows(clock.day(at), agency.code)
    return counting.due(at, law.precheck_hours, Unit.WORKING_HOURS, law.calendar)


def was_ever_offered(code: str) -> bool:
    """Whether a procedure of this code could be filed here on any day."""
    return Revision.objects.filter(procedure__code=code).exists()
