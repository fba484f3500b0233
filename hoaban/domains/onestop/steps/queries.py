"""Freezes the facts of the control sheet."""

from datetime import datetime

from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.models import Turn
from hoaban.core.language import FIRST, text
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.papers.queries import Sheet, paper_head, paper_moment
from hoaban.domains.onestop.parameters import queries as parameters


def control(dossier: Dossier, *, by: Actor, at: datetime) -> Sheet:
    """The control sheet: who gave the case to whom, when, and how it stood. [TT01/2018 Đ9]"""
    steps = parameters.plan(dossier.revision_id).steps
    rows, giver = [], dossier.submitter.get("full_name", "")
    for run in turns.steps_of(dossier.case):
        receiver = parameters.officer(run.officer_id) if run.officer_id else ""
        rows.append(
            {
                "unit": text(steps[run.task].name, FIRST),
                "giver": giver,
                "receiver": receiver,
                "at": paper_moment(run.since),
                "result": _against_due(dossier, run),
                "note": "Trả lại bước trước" if run.was_returned else "",
            }
        )
        giver = receiver
    return paper_head(dossier, by=by, at=at) | {
        "handovers": rows,
        "due_at": paper_moment(dossier.due_at),
        "late_since": paper_moment(dossier.late_since(at)),
    }


def _against_due(dossier: Dossier, run: Turn) -> str:
    """How the whole stood against the promise it was held to when this step was finished."""
    held_to = _held_to(dossier, run.until) if run.until else None
    if not (run.until and held_to):
        return ""
    return "Quá hạn" if run.until > held_to else "Trong hạn"


def _held_to(dossier: Dossier, at: datetime) -> datetime | None:
    """What the case was held to at a moment, as the stretches of its clock say."""
    begun = dossier.case.intervals.filter(started_at__lte=at).order_by("-id")
    held_to: datetime | None = begun.values_list("held_to", flat=True).first()
    return held_to
