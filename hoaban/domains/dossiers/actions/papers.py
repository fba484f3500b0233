"""A paper is its frozen facts; its PDF is drawn once, when it is first wanted."""

from datetime import datetime

from django.db import transaction

from hoaban.core.files import actions as files
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.dossiers import queries, rules
from hoaban.domains.dossiers.actions import _frozen as frozen
from hoaban.domains.dossiers.actions import _parts as parts
from hoaban.domains.dossiers.enums import Event
from hoaban.domains.dossiers.models import Dossier, Paper


@transaction.atomic
def issue_sheet(pk: int, *, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Write the control sheet as it stands: a row for each hand-over, numbered like every form.

    A later sheet has the rows of the earlier one and those added since.
    """
    dossier = queries.locked(pk)
    if queries.is_repeated(dossier, Event.SHEET_ISSUED, by, key):
        return dossier
    rules.check_issue_sheet(queries.facts(dossier, by=by, at=at))

    parts.issue_paper(dossier, "control", frozen.control(dossier, by=by, at=at), at=at)

    journal.record(Event.SHEET_ISSUED, dossier, by=by, at=at, key=key)
    return dossier


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
    paper.use = files.store_bytes(
        pdf, name=name, by=by, at=at, source="papers", owner=f"paper:{paper.public_id}"
    )
    paper.save(update_fields=["use"])

    journal.record(Event.PAPER_DRAWN, paper, by=by, at=at, sha256=paper.use.sha256)
    return paper
