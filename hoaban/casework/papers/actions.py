"""Issues numbered papers, has them drawn and keeps the drawing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from hoaban.casework.attachments.actions import public_id
from hoaban.casework.cases.models import Case
from hoaban.casework.papers import queries
from hoaban.casework.papers.enums import Event
from hoaban.casework.papers.models import Layout, Paper
from hoaban.core import clock
from hoaban.core.files import actions as files
from hoaban.core.journal import actions as journal
from hoaban.core.numbers import actions as numbers
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency
from hoaban.engines.typesetting import templates


def issue(
    case: Case,
    *,
    circular: str,
    form: str,
    sign: str = "",
    agency: Agency,
    facts: Mapping[str, Any],  # Any: JSON facts
    at: datetime,
    replaces: Paper | None = None,
) -> Paper:
    """Number a form of a circular for its agency and year, and freeze what it says.

    `sign` stands behind the number: `18/TNHS`. The paper that it `replaces` stays, and says so.
    Called inside the action of a room, which records. The PDF is drawn when it is wanted.
    """
    year = clock.day(at).year
    kind = f"form:{circular}:{form}"
    number = numbers.next(kind, agency=agency.code, period=str(year))
    made = Paper.objects.create(
        public_id=public_id(),
        case=case,
        circular=circular,
        form=form,
        number=number,
        agency=agency,
        year=year,
        template_version=keep_layout(queries.template_of(circular, form)),
        facts=dict(facts) | ({"symbol": f"{number:02}/{sign}"} if sign else {}),
        at=at,
    )
    if replaces is not None:
        replaces.replaced_by = made
        replaces.save(update_fields=["replaced_by"])
    return made


def withdraw(paper: Paper, *, reason: str, at: datetime) -> None:
    """A paper holds no more; it stays under its number, and whoever checks it reads that.

    Called inside the action of a room, which records.
    """
    paper.withdrawn_at, paper.withdrawal_reason = at, reason
    paper.save(update_fields=["withdrawn_at", "withdrawal_reason"])


def keep_layout(template: str) -> str:
    """Keep the texts of a template as they stand; the version under which they are kept.

    Called inside the action that issues a paper, which records.
    """
    version = templates.template_version(template)
    if not Layout.objects.filter(version=version).exists():
        Layout.objects.get_or_create(
            version=version, defaults={"sources": templates.sources(template)}
        )
    return version


@transaction.atomic
def want_paper(pk: int, *, by: Actor, at: datetime) -> Paper:
    """Have the PDF drawn by a job, once."""
    paper = queries.locked(pk)
    if paper.use_id or paper.wanted_at:
        return paper

    paper.wanted_at = at
    paper.save(update_fields=["wanted_at"])

    journal.note(Event.PAPER_WANTED, paper, by=by, at=at)
    return paper


@transaction.atomic
def view(pk: int, *, by: Actor, at: datetime) -> None:
    """Note that somebody was given a paper's file by its code and digits."""
    journal.record_look(Event.PAPER_VIEWED, Paper(pk=pk), by=by, at=at)


@transaction.atomic
def attach_drawing(pk: int, *, pdf: bytes, by: Actor, at: datetime) -> Paper:
    """Keep the PDF as drawn; the first one stays for ever."""
    paper = queries.locked(pk)
    if paper.use_id:
        return paper

    name = f"{paper.case}-{paper.form}-{paper.number}.pdf"
    paper.use = files.store_bytes(
        pdf, name=name, by=by, at=at, source="papers", owner=f"paper:{paper.public_id}"
    )
    paper.save(update_fields=["use"])

    journal.record(Event.PAPER_DRAWN, paper, by=by, at=at, sha256=paper.use.sha256)
    return paper


@transaction.atomic
def attach_signed(
    pk: int, *, pdf: bytes, signature: Mapping[str, str], by: Actor, at: datetime
) -> Paper:
    """Keep the PDF as signed, beside the one as drawn; the first one stays for ever.

    `signature` says holder and signed_at (ISO, machine time).
    """
    paper = queries.locked(pk)
    if paper.signed_id:
        return paper

    name = f"{paper.case}-{paper.form}-{paper.number}.pdf"
    paper.signed = files.store_bytes(
        pdf, name=name, by=by, at=at, source="papers", owner=f"paper:{paper.public_id}"
    )
    paper.signature = dict(signature)
    paper.save(update_fields=["signed", "signature"])

    journal.record(Event.PAPER_SIGNED, paper, by=by, at=at, sha256=paper.signed.sha256)
    return paper
