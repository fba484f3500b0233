"""Tells persons and officials of their cases, once for each cause, in the words of content."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from hoaban.casework.notices import queries, rules
from hoaban.casework.notices.enums import Addressee, Kind
from hoaban.casework.notices.models import Look, Mark, Notice
from hoaban.casework.turns.models import Turn
from hoaban.core import language
from hoaban.core.people.actors import Actor
from hoaban.gateways.notify import contract
from hoaban.gateways.notify.contract import Contact, Message

LATE = "turns.late"
OPINION_LATE = "turns.opinion_late"


def send(
    name: str,
    contact: Contact,
    *,
    about: str,
    cause: str,
    at: datetime,
    facts: Mapping[str, str],
    in_language: str = language.FIRST,
) -> None:
    """Tell a person, whichever way reaches them; `cause` makes it one message, however often sent.

    `about` is the reference of the case.
    """
    if not contact.is_reachable:
        return
    said = {
        part: rules.filled(language.text(text, in_language), facts)
        for part, text in queries.template(name).texts.items()
    }
    message = Message(
        to=contact,
        template=name,
        subject=said["subject"],
        body=said["body"],
        about=about,
        at=at,
        key=cause,
    )
    contract.get().send(message)


def tell(
    name: str,
    turns: Iterable[Turn],
    *,
    cause: str,
    at: datetime,
    facts: Mapping[str, str] | None = None,
) -> None:
    """Tell whoever has these turns; `cause` and the turn make it one notice, however often told.

    What the agency is told is new whether or not the work of that turn has ended.
    """
    template = queries.template(name)
    told = _Told(name, template.kind or Kind.CAME, facts or {}, template.to == Addressee.AGENCY)
    _write(_notice(told, turn, at=at, key=f"{cause}:{turn.pk}") for turn in turns)


def tell_role(name: str, turn: Turn, *, role: str, cause: str, at: datetime) -> None:
    """Tell a role of the agency of a turn that somebody outside has; once for each `cause`."""
    notice = _notice(
        _Told(name, queries.template(name).kind or Kind.LATE, {}), turn, at=at, key=cause
    )
    notice.role, notice.post_id = role, None
    _write([notice])


def tell_late(turns: Iterable[Turn]) -> None:
    """Tell whoever has these turns that their moment passed: once for each moment.

    Of an opinion that is late, whoever handles the case is told too.
    """
    told = list(turns)
    own = _Told(LATE, Kind.LATE, {})
    _write(_notice(own, turn, at=turn.act_by, key=_lateness(turn)) for turn in told)
    asked = [turn for turn in told if turn.is_consultation]
    holders = queries.holders([turn.case_id for turn in asked])
    theirs = _Told(OPINION_LATE, Kind.LATE, {})
    _write(
        _notice(theirs, holders[turn.case_id], at=turn.act_by, key=f"awaited:{_lateness(turn)}")
        for turn in asked
        if turn.case_id in holders
    )


class _Told(NamedTuple):
    name: str
    kind: Kind
    facts: Mapping[str, str]
    stands: bool = False  # though the turn has ended


def _notice(told: _Told, turn: Turn, *, at: datetime, key: str) -> Notice:
    return Notice(
        case_id=turn.case_id,
        agency_id=turn.agency_id,
        role=turn.role,
        post_id=turn.post_id,
        kind=told.kind,
        name=told.name,
        facts=dict(told.facts),
        at=at,
        key=key,
        turn=turn,
        is_settled=turn.until is not None and not told.stands,
    )


def _lateness(turn: Turn) -> str:
    """A turn that was postponed and passes its new moment is late once more."""
    return f"late:{turn.act_by:%Y%m%d%H%M}:{turn.pk}"


def _write(notices: Iterable[Notice]) -> None:
    Notice.objects.bulk_create(notices, ignore_conflicts=True)


def mark_read(upto: int, *, by: Actor, at: datetime) -> None:
    """This post has read its inbox up to a notice (primary key), never back to an earlier one."""
    if by.post_pk is None:
        return
    mark, is_new = Mark.objects.get_or_create(
        post_id=by.post_pk, defaults={"upto": upto, "read_at": at}
    )
    if not is_new:
        Mark.objects.filter(pk=mark.pk, upto__lt=upto).update(upto=upto, read_at=at)


# By hand: most moves of a case ask for it, and composing the statement would cost more than it.
_SETTLE = """
    UPDATE notices_notice SET is_settled = %s WHERE case_id = %s AND NOT is_settled
    AND EXISTS (SELECT 1 FROM turns_turn t WHERE t.id = turn_id AND t.until IS NOT NULL)
"""


def settle(case: int) -> None:
    """What was told of turns of a case (primary key) that have ended is done with."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE, [True, case])


def look(case: int, *, by: Actor) -> None:
    """This post has opened a case (primary key): what was told of it is read, to here."""
    told = queries.new(by).filter(case=case).order_by(*queries.ORDER)
    newest = told.values_list("pk", flat=True).first()
    if by.post_pk is not None and newest is not None:
        Look.objects.update_or_create(post_id=by.post_pk, case_id=case, defaults={"upto": newest})
