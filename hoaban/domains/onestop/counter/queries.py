"""Finds whom the counter has seen before, and what was filed already."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from hoaban.casework.cases import queries as cases
from hoaban.casework.cases.models import Involvement
from hoaban.core.people import names, searching
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing.actions import Filing
from hoaban.domains.onestop.parameters import queries as parameters

Block = Mapping[str, Any]  # Any: JSON
LATELY = timedelta(days=30)  # two requests alike within it are one that was brought twice
LOOKED_AT = 2000  # of the newest dossiers of the agency
FEW = 5  # shown, or looked through for a number
UNRECEIVED = (State.SUBMITTED, State.AWAITING_COMPLETION)
NAMED = ("full_name", "birth_date")


@dataclass(frozen=True, slots=True)
class Alike:
    """A dossier of the same request, with what tells it apart."""

    reference: str
    code: str
    owner: str
    state: str
    at: datetime
    is_equal: bool  # the typed form too


def sent_before(by: Actor, key: str) -> Dossier | None:
    """What this clerk filed with the same page already."""
    return dossiers.earlier(by, key)


def is_same(dossier: Dossier, filing: Filing) -> bool:
    """Whether a dossier says what is filed: whose it is, the case and every answer."""
    return (dossier.owner, dossier.variant_id, dossier.answers) == (
        dict(filing.owner),
        filing.case.pk,
        dict(filing.answered.answers),
    )


def alike(filing: Filing, *, by: Actor, at: datetime) -> list[Alike]:
    """What came for the same person in the same procedure lately, the newest first.

    The person is whom the form is about, as the child of a birth; where it names nobody else, the
    owner. Twins have one mother and two names.
    """
    revision = filing.case.revision_id
    procedure = parameters.plan(revision).revision.procedure_id
    mine = _whom(revision, filing.owner, filing.answered.answers)
    said = dict(filing.answered.answers)
    near = [one for part in _lately(procedure, by=by, at=at) for one in part[:LOOKED_AT]]
    found = [
        one
        for one in near
        if one.answers == said or mine & _whom(one.revision_id, one.owner, one.answers)
    ]
    found.sort(key=lambda one: one.submitted_at, reverse=True)
    return [shown(one, is_equal=one.answers == said) for one in found[:FEW]]


def _lately(procedure: int, *, by: Actor, at: datetime) -> list[QuerySet[Dossier]]:
    """What the agency received lately in a procedure, and what waits to be received; each walks an
    index of its own, however long the agency has worked.
    """
    of, reach = Dossier.objects.filter(revision__procedure=procedure), access.reach(by)
    received = of.filter(case__agency__in=reach, case__opened_at__gt=at - LATELY)
    waiting = Involvement.objects.filter(
        agency__in=reach, until=None, act_by__isnull=False, state__in=UNRECEIVED
    )
    return [
        received.exclude(case__state=State.WITHDRAWN).order_by("-case__opened_at"),
        of.filter(case__in=waiting.values("case")).order_by("-case"),
    ]


def shown(dossier: Dossier, *, is_equal: bool = False) -> Alike:
    """A dossier as the warning names it."""
    return Alike(
        dossier.reference,
        dossier.code or dossier.reference,
        str(dossier.owner.get("full_name") or ""),
        str(State(dossier.state).label),
        dossier.submitted_at,
        is_equal,
    )


Whom = frozenset[tuple[str, str]]  # ways to tell a person: a number, or a name and a birth


def _whom(revision: int, owner: Block, answers: Block) -> Whom:
    """By what the person is told whom a request is about."""
    people = list(_people(revision, answers))
    others = [person for code, person in people if code != REQUESTER]
    if others:
        return frozenset(_told(others[0]))
    own = [person for code, person in people if code == REQUESTER]
    number = str(owner.get("identity_number") or "")
    return frozenset(_told({**(own[0] if own else {}), **_filled(owner), "id_number": number}))


def _filled(owner: Block) -> Block:
    return {"full_name": owner.get("full_name", ""), "phone": owner.get("phone", "")}


REQUESTER = "requester"


def _people(revision: int, answers: Block) -> Iterator[tuple[str, Block]]:
    """Those whom the forms name with their birth, in the order of the forms, by section."""
    for form in parameters.plan(revision).forms:
        for section in form.schema["sections"]:
            said = answers.get(section["code"]) or {}
            for one in (said, *said.values()):
                if isinstance(one, Mapping) and all(one.get(part) for part in NAMED):
                    yield section["code"], one


def _told(person: Block) -> Iterator[tuple[str, str]]:
    number, name = str(person.get("id_number") or ""), names.fold(str(person.get("full_name")))
    if number not in ("", names.NO_IDENTITY):
        yield "number", number
    for part in ("birth_date", "phone"):
        if name and person.get(part):
            yield f"{part} {person[part]}", name


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who came before, as the page fills it in, and the dossier that says so."""

    dossier: int
    full_name: str
    identity_number: str
    phone: str
    email: str
    area_code: str
    address: str
    birth_date: str


def known(actor: Actor, number: str) -> list[Known]:
    """Who came to the agency with this identity or telephone number, as they were last written,
    one for each name: a family may share a telephone.
    """
    typed, plain = searching.words(number), _plain(number)
    if len(typed) != 1 or not plain:
        return []
    keys = cases.newest(typed, access.reach(actor), most=FEW)
    found: dict[str, Known] = {}
    for dossier in access.visible_to(actor).filter(case__in=keys).order_by("-case"):
        for block in _with_number(dossier, plain):
            one = _known(block, dossier)
            found.setdefault(names.fold(one.full_name), one)
    return list(found.values())


def _plain(number: str) -> str:
    """A telephone or identity number as blocks keep it; empty where it is neither."""
    for rule in (names.phone, names.identity_number):
        try:
            return rule(number)
        except (names.PhoneUnusable, names.IdentityNumberUnusable):
            continue
    return ""


def _with_number(dossier: Dossier, plain: str) -> Sequence[Block]:
    blocks = (dossier.owner, dossier.submitter)
    return [b for b in blocks if plain in (b.get("phone"), b.get("identity_number"))]


def _known(block: Block, dossier: Dossier) -> Known:
    name = str(block.get("full_name") or "")
    own = [
        person
        for _code, person in _people(dossier.revision_id, dossier.answers)
        if names.fold(str(person.get("full_name"))) == names.fold(name)
    ]
    said = {part: str(block.get(part) or "") for part in PARTS}
    born = str(own[0]["birth_date"]) if own else ""
    return Known(dossier.pk, full_name=name, birth_date=born, **said)


PARTS = ("identity_number", "phone", "email", "area_code", "address")
