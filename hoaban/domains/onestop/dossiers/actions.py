"""Changes that every part of the one-stop shares: intervals, steps, files, papers, views."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from hoaban.core import clock, rows
from hoaban.core.files import actions as files_actions
from hoaban.core.files.models import Use
from hoaban.core.journal import actions as journal
from hoaban.core.numbers import actions as numbers
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers import queries
from hoaban.domains.onestop.dossiers.enums import Clock, Event
from hoaban.domains.onestop.dossiers.models import (
    Attachment,
    ClockInterval,
    Dossier,
    Paper,
    StepRun,
)
from hoaban.domains.onestop.parameters import queries as parameters


def public_id() -> str:
    """An address for what is not yet public: 64 random bits."""
    return secrets.token_hex(8)


def start_interval(dossier: Dossier, kind: Clock, *, at: datetime, reason: str = "") -> None:
    """The clock enters a stretch."""
    ClockInterval.objects.create(
        dossier=dossier, kind=kind, reason=reason, started_at=at, due_before=dossier.due_at
    )


def end_interval(dossier: Dossier, *, at: datetime) -> None:
    """The clock leaves the stretch it is in."""
    ClockInterval.objects.filter(dossier=dossier, ended_at=None).update(
        ended_at=at, due_after=dossier.due_at
    )


def begin_step(dossier: Dossier, code: str, *, at: datetime, post: int | None = None) -> None:
    """The dossier lies on the table of a step; whose turn it is follows from its role."""
    step = parameters.plan(dossier.revision_id).steps[code]
    StepRun.objects.create(dossier=dossier, step=code, role=step.role, post_id=post, began_at=at)
    dossier.step, dossier.turn, dossier.assignee_id = code, step.role, post


def end_step(dossier: Dossier, *, by: Actor, at: datetime, note: str = "") -> None:
    """Whoever had the step has done it."""
    StepRun.objects.filter(dossier=dossier, finished_at=None).update(
        finished_at=at, post_id=by.post_pk, note=note
    )


def leave_step(dossier: Dossier, *, at: datetime, note: str) -> None:
    """The dossier ends while it lies at a step: whoever had it keeps standing in the record."""
    StepRun.objects.filter(dossier=dossier, finished_at=None).update(finished_at=at, note=note)


def return_run(dossier: Dossier, *, by: Actor, at: datetime, note: str) -> None:
    """Whoever had the step sent the dossier back."""
    StepRun.objects.filter(dossier=dossier, finished_at=None).update(
        finished_at=at, post_id=by.post_pk, note=note, was_returned=True
    )


def add_files(
    dossier: Dossier, files: Mapping[str, Sequence[Use]], *, at: datetime, is_first: bool = False
) -> None:
    """New files are new versions of their component; the old ones stay. At first there are none."""
    for component, uses in files.items():
        if not uses:
            continue
        version = 1
        if not is_first:
            earlier = Attachment.objects.filter(dossier=dossier, component=component)
            version += max(earlier.values_list("version", flat=True), default=0)
            earlier.update(is_current=False)
        rows.insert(
            *(
                Attachment(
                    public_id=public_id(),
                    dossier=dossier,
                    component=component,
                    use=use,
                    version=version,
                    at=at,
                )
                for use in uses
            )
        )


def issue_paper(
    dossier: Dossier, name: str, facts: Mapping[str, Any], *, at: datetime
) -> Paper:  # Any: JSON facts
    """Number a form of the day's circular and freeze what it says. The PDF is drawn when wanted."""
    law = queries.law_of(dossier)
    agency = queries.answering(dossier, clock.day(at))
    form, year = law.forms[name], clock.day(at).year
    kind = f"form:{law.circular}:{form}"
    return Paper.objects.create(
        public_id=public_id(),
        dossier=dossier,
        circular=law.circular,
        form=form,
        number=numbers.next(kind, agency=agency.code, period=str(year)),
        agency=agency,
        year=year,
        facts=dict(facts),
        at=at,
    )


@transaction.atomic
def want_paper(pk: int, *, by: Actor, at: datetime) -> Paper:
    """Have the PDF drawn by a job, once."""
    paper = queries.locked_paper(pk)
    if paper.use_id or paper.wanted_at:
        return paper

    paper.wanted_at = at
    paper.save(update_fields=["wanted_at"])

    journal.record(Event.PAPER_WANTED, paper, by=by, at=at)
    return paper


@transaction.atomic
def attach_drawing(pk: int, *, pdf: bytes, by: Actor, at: datetime) -> Paper:
    """Keep the PDF as drawn; the first one stays for ever."""
    paper = queries.locked_paper(pk)
    if paper.use_id:
        return paper

    name = f"{paper.dossier.code or paper.dossier.reference}-{paper.form}-{paper.number}.pdf"
    paper.use = files_actions.store_bytes(
        pdf, name=name, by=by, at=at, source="papers", owner=f"paper:{paper.public_id}"
    )
    paper.save(update_fields=["use"])

    journal.record(Event.PAPER_DRAWN, paper, by=by, at=at, sha256=paper.use.sha256)
    return paper


@transaction.atomic
def view(pk: int, *, by: Actor, at: datetime) -> Dossier:
    """Write down that an official opened the case: the first time on a day, never twice."""
    dossier = queries.locked(pk)
    key = f"{dossier.reference}:viewed:{clock.day(at)}"
    if queries.is_repeated(dossier, Event.VIEWED, by, key):
        return dossier

    journal.record(Event.VIEWED, dossier, by=by, at=at, key=key)
    return dossier
