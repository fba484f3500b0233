"""Tells officials of their cases, once for each cause, and keeps how far each post has read."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext_noop as _

from hoaban.casework.notices import queries
from hoaban.casework.notices.enums import Kind
from hoaban.casework.notices.models import Look, Mark, Notice
from hoaban.casework.turns.models import Turn
from hoaban.core.people.actors import Actor


def tell(
    turns: Iterable[Turn],
    kind: Kind,
    words: str,
    *,
    cause: str,
    at: datetime,
    facts: Mapping[str, str] | None = None,
) -> None:
    """Tell whoever has these turns; `cause` and the turn make it one notice, however often told."""
    _write(
        _notice(turn, kind, words, at=at, facts=facts or {}, key=f"{cause}:{turn.pk}")
        for turn in turns
    )


def tell_late(turns: Iterable[Turn]) -> None:
    """Tell whoever has these turns that their moment passed: once for each moment."""
    words = _("Quá hạn xử lý")
    _write(
        _notice(turn, Kind.LATE, words, at=turn.act_by, facts={}, key=_lateness(turn))
        for turn in turns
    )


def _notice(
    turn: Turn, kind: Kind, words: str, *, at: datetime, facts: Mapping[str, str], key: str
) -> Notice:
    return Notice(
        case_id=turn.case_id,
        agency_id=turn.agency_id,
        role=turn.role,
        post_id=turn.post_id,
        kind=kind,
        words=words,
        facts=dict(facts),
        at=at,
        key=key,
        turn=turn,
        is_settled=turn.until is not None,
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


def settle(case: int) -> None:
    """What was told of turns of a case (primary key) that have ended is done with."""
    told = Notice.objects.filter(case=case, is_settled=False)
    told.filter(turn__until__isnull=False).update(is_settled=True)


def look(case: int, *, by: Actor) -> None:
    """This post has opened a case (primary key): what was told of it is read, to here."""
    told = queries.new(by).filter(case=case).order_by(*queries.ORDER)
    newest = told.values_list("pk", flat=True).first()
    if by.post_pk is not None and newest is not None:
        Look.objects.update_or_create(post_id=by.post_pk, case_id=case, defaults={"upto": newest})
