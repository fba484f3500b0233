"""Reads the register of dossiers ("Sổ theo dõi hồ sơ"): the book of an agency, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet

from hoaban.casework.cases import queries as cases
from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.core.language import FIRST, text
from hoaban.core.people import agencies
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers.enums import Event, Outcome, State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.provisions import queries as provisions
from hoaban.domains.onestop.revocations import queries as revocations
from hoaban.domains.onestop.revocations.queries import Told
from hoaban.domains.onestop.stays import queries as stays
from hoaban.engines.tallies.periods import ONE_DAY, Period

ORDER = ("opened", "case_id")  # as they were received
READ = (
    "owner", "revision", "channel", "book_number", "returned_at", "handed_to", "outcome",
    "extensions", "case__reference", "case__code", "case__agency", "case__state", "case__due_at",
    "case__done_at", "case__closed_at", "case__opened_at", "case__is_synthetic",
    "case__punctuality",
)  # fmt: skip
OWN = Q(pk__isnull=False)  # it has its number in this book


@dataclass(frozen=True, slots=True)
class Book:
    """The days of a book that are asked for: one agency, one year, one form of a circular.

    Numbers begin anew with the year, columns with another form, so such days are another book;
    `earlier` is the last day of the book before, where it was asked for too.
    """

    agency: Agency
    circular: str
    form: str
    days: Period
    earlier: date | None

    @property
    def year(self) -> int:
        return self.days.to_on.year


def book(agency: Agency, asked: Period) -> Book:
    """The last book that a period reaches into, and how much of it is asked for."""
    act = provisions.act_of(asked.to_on)
    begun = provisions.held_since(asked.to_on, ("circular", "form.register"))
    first = max(begun, asked.to_on.replace(month=1, day=1))
    return Book(
        agency=agency,
        circular=act["circular"],
        form=act["forms"]["register"],
        days=Period(max(asked.from_on, first), asked.to_on),
        earlier=first - ONE_DAY if asked.from_on < first else None,
    )


def offered(actor: Actor) -> list[tuple[str, str]]:
    """The agencies whose books this actor may open, their own of today first: code and name."""
    if access.sees_everything(actor):
        return [(row.code, row.shown) for row in agencies.at(clock.today()).taking_part()]
    own = {one.code: one.shown for one in map(parameters.agency, access.reach(actor))}
    return sorted(own.items(), key=lambda one: (one[0] != actor.agency, one[1]))


def rows(of: Book) -> list[QuerySet[Dossier]]:
    """What the agency received on these days, a part for each of its versions: what it has still
    and what was handed over since; then what another agency handed over to it.

    What gives a revoked result again came from nobody: the note beside the first row tells of it.
    """
    begins, ends = of.days.begins_at, of.days.ends_at
    keys = [one.pk for one in agencies.versions(of.agency.code)]
    found = (
        Dossier.objects.filter(corrects=None)
        .annotate(opened=F("case__opened_at"), decides=cases.decides("case__"))
        .only(*READ)
    )
    there = found.filter(case__opened_at__gte=begins, case__opened_at__lt=ends)
    there, came = there.annotate(is_own=OWN), found.annotate(is_own=~OWN)
    return [
        *(there.filter(case__agency=pk).exclude(stays.has_moved()) for pk in keys),
        there.filter(case__in=stays.left_by(keys, begins)),
        came.filter(case__in=stays.given_to(keys, begins, ends)),
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the book. Moments are None where nothing has happened yet."""

    number: int | None  # in the book of its year
    reference: str
    code: str
    procedure: str
    sets: int
    owner: str
    address: str
    phone: str
    decides: str
    received_at: datetime | None
    due_at: datetime | None
    result_at: datetime | None  # when the shop had it
    channel: str
    returned_at: datetime | None
    returned_by: str
    receiver: str
    state: State
    ended_at: datetime | None
    punctuality: str
    is_negative: bool
    is_extended: bool
    is_synthetic: bool
    moves: tuple[tuple[str, datetime], ...]  # the agencies that had it before, until when
    revoked: Told | None  # that the result was taken back


def lines(found: Sequence[Dossier]) -> list[Line]:
    """The rows of these dossiers: four more queries however many they are."""
    keys = [dossier.pk for dossier in found]
    released, moves = _released(keys), stays.moves(keys)
    revoked = revocations.told(keys)
    return [
        _line(one, released.get(one.pk), moves.get(one.pk, []), revoked.get(one.pk))
        for one in found
    ]


def _released(keys: Sequence[int]) -> dict[int, datetime]:
    """When the result of each came to the counter."""
    entries = Entry.objects.filter(subject=Dossier._meta.label, subject_pk__in=keys)
    came = entries.filter(verb=Event.RELEASED).order_by("-id")
    return dict(came.values_list("subject_pk", "at"))


def _line(
    dossier: Dossier,
    released_at: datetime | None,
    moves: Sequence[tuple[int, datetime]],
    revoked: Told | None,
) -> Line:
    owner, case = dossier.owner, dossier.case
    is_own: bool = dossier.is_own  # type: ignore[attr-defined] # annotated
    return Line(
        number=dossier.book_number if is_own else None,
        reference=case.reference,
        code=case.code or case.reference,
        procedure=text(parameters.plan(dossier.revision_id).revision.name, FIRST),
        sets=1,
        owner=str(owner.get("full_name") or ""),
        address=dossier.address,
        phone=str(owner.get("phone") or ""),
        decides=text(parameters.agency(dossier.decides).short_name, FIRST),  # type: ignore[attr-defined] # annotated
        received_at=case.opened_at,
        due_at=case.due_at,
        result_at=released_at or dossier.returned_at,
        channel=dossier.channel,
        returned_at=dossier.returned_at,
        returned_by=str(dossier.handed_to.get("method") or ""),
        receiver=str(dossier.handed_to.get("name") or ""),
        state=State(case.state),
        ended_at=case.closed_at,
        punctuality=case.punctuality,
        is_negative=dossier.outcome == Outcome.NEGATIVE,
        is_extended=dossier.extensions > 0,
        is_synthetic=case.is_synthetic,
        moves=tuple((text(parameters.agency(pk).short_name, FIRST), at) for pk, at in moves),
        revoked=revoked,
    )
