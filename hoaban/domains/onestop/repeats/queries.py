"""Finds requests for what was asked for, or issued, already: at every door the same way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from hoaban.casework.cases import queries as cases
from hoaban.casework.cases.models import Involvement
from hoaban.core.people import names, searching
from hoaban.core.people.actors import Actor
from hoaban.domains.documents import queries as documents
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import states
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing.actions import Filing
from hoaban.domains.onestop.parameters import queries as parameters

Block = Mapping[str, Any]  # Any: JSON
LATELY = timedelta(days=30)  # two requests alike within it are one that was brought twice
LOOKED_AT = 2000  # of the newest dossiers of the agency
NAMESAKES = 50  # of the newest dossiers in which the name stands
FEW = 5  # shown
UNRECEIVED = (State.SUBMITTED, State.AWAITING_COMPLETION)
UNDONE = (State.WITHDRAWN, State.REFUSED, State.STOPPED, State.CLOSED, State.REVOKED)
NAMED = ("full_name", "birth_date")
REQUESTER, NUMBER = "requester", "number"
Whom = frozenset[tuple[str, str]]  # ways to tell a person: a number, or a name and something else


@dataclass(frozen=True, slots=True)
class Alike:
    """A dossier of the same request, with what tells it apart."""

    reference: str
    code: str
    owner: str
    state: str
    at: datetime
    is_equal: bool  # the typed form too
    number: str = ""  # of the document that was issued


def alike(filing: Filing, *, by: Actor, at: datetime) -> list[Alike]:
    """What came for the same person in the same procedure lately, and what was ever issued to them
    where that is done once in a life: what is issued first, then the newest first.

    The person is whom the form is about, as the child of a birth; where it names nobody else, the
    owner. Twins have one mother and two names.
    """
    revision, said = filing.case.revision_id, dict(filing.answered.answers)
    lately = [one for part in _lately(_procedure(revision), by=by, at=at) for one in part]
    named = _named(revision, filing.owner, said, by=by) if _is_once(revision) else []
    return _shown([*lately, *named], revision, filing.owner, said)


def like(dossier: Dossier, *, by: Actor, at: datetime) -> list[Alike]:
    """The same for a dossier that is open, by whatever door it came: those found by the name."""
    if not states.is_open(dossier.state):
        return []
    revision, is_once = dossier.revision_id, _is_once(dossier.revision_id)
    near = [
        one
        for one in _named(revision, dossier.owner, dossier.answers, by=by)
        if one.pk != dossier.pk
        and (is_once or states.is_open(one.state) or one.submitted_at > at - LATELY)
    ]
    return _shown(near, revision, dossier.owner, dossier.answers)


def own(filing: Filing, *, by: Actor) -> list[Alike]:
    """What a citizen has filed already and is open, or was issued where that is done once."""
    revision, said = filing.case.revision_id, dict(filing.answered.answers)
    filed = access.visible_to(by).filter(revision__procedure=_procedure(revision))
    near = [
        one
        for one in filed.exclude(case__state__in=UNDONE).order_by("-case")[:NAMESAKES]
        if states.is_open(one.state) or _is_once(revision)
    ]
    return _shown(near, revision, filing.owner, said)


def _procedure(revision: int) -> int:
    return parameters.plan(revision).revision.procedure_id


def _is_once(revision: int) -> bool:
    """Whether the result is issued once for the same people, as content says of its kind."""
    return documents.by_abbreviation(parameters.plan(revision).revision.result_kind).once


def _shown(near: Iterable[Dossier], revision: int, owner: Block, said: Block) -> list[Alike]:
    mine = _whom(revision, owner, said)
    found = {
        one.pk: shown(one, is_equal=one.answers == said)
        for one in near
        if one.answers == said or _is_one(mine, _whom(one.revision_id, one.owner, one.answers))
    }
    ordered = sorted(found.values(), key=lambda one: one.at, reverse=True)
    return sorted(ordered, key=lambda one: not one.number)[:FEW]


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
        received.exclude(case__state=State.WITHDRAWN).order_by("-case__opened_at")[:LOOKED_AT],
        of.filter(case__in=waiting.values("case")).order_by("-case")[:LOOKED_AT],
    ]


def _named(revision: int, owner: Block, said: Block, *, by: Actor) -> list[Dossier]:
    """What the agency has of the procedure under the name of whom a request is about."""
    words, reach = searching.words(_name(revision, owner, said)), access.reach(by)
    if not words or not reach:
        return []
    keys = cases.newest(words, reach, most=NAMESAKES)
    found = Dossier.objects.filter(case__in=keys, revision__procedure=_procedure(revision))
    return list(found.exclude(case__state__in=UNDONE).select_related("case"))


def shown(dossier: Dossier, *, is_equal: bool = False) -> Alike:
    """A dossier as the warning names it."""
    issued = dossiers.issued_result(dossier)
    return Alike(
        dossier.reference,
        dossier.code or dossier.reference,
        str(dossier.owner.get("full_name") or ""),
        str(State(dossier.state).label),
        dossier.submitted_at,
        is_equal,
        f"{issued.subject} {issued.symbol}" if issued else "",
    )


def _name(revision: int, owner: Block, said: Block) -> str:
    others = [person for code, person in people(revision, said) if code != REQUESTER]
    return str((others[0] if others else owner).get("full_name") or "")


def _whom(revision: int, owner: Block, answers: Block) -> Whom:
    """By what the person is told whom a request is about: for somebody else the name together with
    what tells whoever stands beside them too, as a child's with its mother's number.
    """
    known = list(people(revision, answers))
    others = [person for code, person in known if code != REQUESTER]
    if others:
        name = names.fold(str(others[0]["full_name"]))
        beside = [f"with {way} {value}" for one in others[1:] for way, value in _told(one)]
        return frozenset([*_told(others[0]), *((way, name) for way in beside)])
    own_block = [person for code, person in known if code == REQUESTER]
    number = str(owner.get("identity_number") or "")
    said = own_block[0] if own_block else {}
    return frozenset(_told({**said, **_filled(owner), "id_number": number}))


def _is_one(mine: Whom, theirs: Whom) -> bool:
    """Whether two are told alike, and not apart: many have one name and a birth by its year alone,
    and nobody has two personal numbers.
    """
    one, other = (
        {value for way, value in ways if way == NUMBER and names.is_personal(value)}
        for ways in (mine, theirs)
    )
    return bool(mine & theirs) and not (one and other and one.isdisjoint(other))


def _filled(owner: Block) -> Block:
    return {"full_name": owner.get("full_name", ""), "phone": owner.get("phone", "")}


def people(revision: int, answers: Block) -> Iterator[tuple[str, Block]]:
    """Those whom the forms name with their birth, in the order of the forms, by section."""
    for form in parameters.plan(revision).forms:
        for section in form.schema["sections"]:
            said = answers.get(section["code"]) or {}
            for one in (said, *said.values()):
                if isinstance(one, Mapping) and all(one.get(part) for part in NAMED):
                    yield section["code"], one


def _told(person: Block) -> Iterator[tuple[str, str]]:
    name = names.fold(str(person.get("full_name")))
    number = str(person.get("id_number") or "")
    if number not in ("", names.NO_IDENTITY):
        yield NUMBER, number
    for part in ("birth_date", "phone"):
        if name and person.get(part):
            yield f"{part} {person[part]}", name
