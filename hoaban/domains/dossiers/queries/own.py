"""What citizens read: their drafts with the files in them, and how far a dossier has come."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Count

from hoaban.core import clock
from hoaban.core.files import kinds
from hoaban.core.files.models import Use
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Person
from hoaban.domains.dossiers.models import Dossier, Draft
from hoaban.domains.dossiers.queries import asking, finding
from hoaban.domains.procedures.models import Revision

RECENT = timedelta(days=90)
TAKEN = frozenset({kinds.PDF, kinds.JPEG, kinds.PNG})  # what a paper may be, whoever sends it
ACCEPT = ".pdf,.jpg,.jpeg,.png"  # the same for a browser's file picker


def draft(actor: Actor, public_id: str) -> Draft | None:
    """A citizen's own draft, sent or not; None where there is none (or not theirs)."""
    own = Draft.objects.select_related("revision__procedure", "case", "agency", "dossier")
    return own.filter(person=actor.person_pk or -1, public_id=public_id).first()


def files_of(of: Draft) -> Mapping[str, list[Use]]:
    """The files of a draft by component, in the order in which they came."""
    wanted = [one for ids in of.files.values() for one in ids]
    found = {use.public_id: use for use in Use.objects.filter(public_id__in=wanted)}
    return {code: [found[one] for one in ids if one in found] for code, ids in of.files.items()}


def file_of(of: Draft, public_id: str) -> Use | None:
    """One file of a draft."""
    every = (use for uses in files_of(of).values() for use in uses)
    return next((use for use in every if use.public_id == public_id), None)


def uploaded(actor: Actor, public_ids: Sequence[str]) -> Mapping[str, Use]:
    """The files that an actor sent beforehand, by their ids; what is not theirs is not there."""
    found = Use.objects.filter(public_id__in=public_ids, owner=actor.reference)
    return {use.public_id: use for use in found}


def account(actor: Actor) -> Person | None:
    """The signed-in person, whose name and numbers fill a form beforehand."""
    return Person.objects.filter(pk=actor.person_pk or -1).first()


def usual_area(actor: Actor) -> str:
    """The commune this citizen named last; empty where none is known."""
    last = finding.of_citizen(actor).exclude(area_code="").values_list("area_code", flat=True)
    return last.first() or ""


def tracked(text: str, phone_tail: str) -> Dossier | None:
    """For anyone: the dossier of this reference or code, if the last digits of the telephone fit.

    Unknown and wrong digits are the same one query with the same nothing.
    """
    found = Dossier.objects.filter(phone_tail=phone_tail) if phone_tail else Dossier.objects.none()
    return finding.by_reference(found, text).first()


def most_asked(on: date, count: int) -> list[str]:
    """Codes of the procedures most often filed in the last three months, most asked first."""
    recent = Dossier.objects.filter(received_at__gt=clock.at(on - RECENT))
    rows = recent.values("revision__procedure__code").annotate(n=Count("pk")).order_by("-n")
    return [row["revision__procedure__code"] for row in rows[:count]]


def draft_days(on: date) -> int:
    """How long a draft that nobody touches is kept, by the rules of the day."""
    return int(asking.act_of(on)["draft_days"])


def was_ever_offered(code: str) -> bool:
    """Whether a procedure of this code could be filed here on any day."""
    return Revision.objects.filter(procedure__code=code).exists()
