"""A paper is its frozen facts; its PDF is drawn once, when it is first wanted."""

from datetime import datetime

from django.db import transaction

from hoaban.core.files import actions as files
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.dossiers import queries
from hoaban.domains.dossiers.enums import Event
from hoaban.domains.dossiers.models import Paper


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
