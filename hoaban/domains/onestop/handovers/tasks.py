"""Hands over what agencies that ended have open: each night, and what was announced."""

import contextlib
import logging
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hoaban.casework.cases.models import Case
from hoaban.core import clock
from hoaban.core.jobs.actions import enqueue_once
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors, agencies
from hoaban.core.people.models import Agency
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.handovers import actions, queries

log = logging.getLogger(__name__)
BATCH = 100


@task(words=_("Chuyển hồ sơ của cơ quan được chia tách"))
def follow_areas() -> None:
    """What is open with an agency whose cases are divided goes where its field or area tells."""
    follow_batch.call(0, clock.today().isoformat())


@task(words=_("Chuyển tiếp một loạt hồ sơ của cơ quan được chia tách"))
def follow_batch(after: int, day: str) -> None:
    """The cases of one batch, each in a transaction of its own; the next batch is queued."""
    on = clock.today()
    found = list(queries.left(on).filter(pk__gt=after)[:BATCH])
    for case in found:
        _follow(case, day)
    if found:
        last = found[-1].pk
        enqueue_once(follow_batch, f"areas:{day}:{last}", last, day)


def _follow(case: Case, day: str) -> None:
    """One agency after the other; what no area tells is left for whoever keeps the system."""
    on, at = clock.today(), clock.now()
    for agency, division in queries.ended_of(case.pk, on).items():
        proposed = queries.proposal(dossiers.by_pk(case.pk), division, on)
        if proposed.to is None:
            continue
        with _told(case.pk):
            by, key = actors.system("mergers"), f"{case.reference}:{agency}:{day}"
            actions.move(case.pk, to=proposed.to, basis=division.act, by=by, at=at, key=key)


@contextlib.contextmanager
def _told(case: int) -> Iterator[None]:
    """A dossier that is not handed over is a line of the log; the others go on."""
    try:
        yield
    except Refusal as refused:
        log.warning("case %s is not handed over: %s", case, type(refused).__name__)


def move_announced(entry: Entry) -> None:
    """Hand over the dossiers that an announcement names, to the agency it names."""
    code = Agency.objects.get(pk=entry.subject_pk).code
    to, facts = agencies.row(code, clock.today()), entry.facts
    by, at = actors.system("mergers"), clock.now()
    for pk in facts["cases"]:
        with _told(pk):
            actions.move(
                pk,
                to=to,
                basis=facts["basis"],
                reason=facts["reason"],
                by=by,
                at=at,
                key=f"announced:{entry.pk}:{pk}",
            )
