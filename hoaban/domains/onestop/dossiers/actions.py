"""Changes that every part of the one-stop shares: moves by the state table, papers, views."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from hoaban.casework.acts import actions as acts
from hoaban.casework.acts.actions import Next
from hoaban.casework.cases.states import Line
from hoaban.casework.papers import actions as papers
from hoaban.casework.papers import queries as papers_queries
from hoaban.casework.papers.models import Paper
from hoaban.casework.turns.enums import Ending
from hoaban.core import clock
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers import queries
from hoaban.domains.onestop.dossiers.enums import GIVEN_AGAIN, OWN, OWN_FORMS, Event
from hoaban.domains.onestop.dossiers.models import Dossier


def move(
    dossier: Dossier,
    line: Line,
    *,
    at: datetime,
    turn: Next | None = None,
    officer: int | None = None,
    ending: Ending = Ending.DONE,
    note: str = "",
    reason: str = "",
) -> None:
    """Apply a line of the state table to the dossier's case; moments are set on the case before."""
    acts.move(
        dossier.case,
        line,
        at=at,
        turn=turn,
        officer=officer,
        ending=ending,
        note=note,
        reason=reason,
    )
    dossier.forget_turn()


def issue_paper(
    dossier: Dossier, name: str, facts: Mapping[str, Any], *, at: datetime
) -> Paper:  # Any: JSON facts
    """Issue a form of the day's circular, or one of our own, for the answering agency."""
    law, agency = queries.law_of(dossier), queries.answering(dossier, clock.day(at))
    is_own = name in OWN_FORMS
    is_again, form = name in GIVEN_AGAIN, law.forms[name]
    last = papers_queries.of(dossier.pk).filter(form=form).last() if is_again else None
    return papers.issue(
        dossier.case,
        circular=OWN if is_own else law.circular,
        form=form,
        sign=law.signs.get(name, "").format(agency=agency.abbreviation),
        agency=agency,
        facts={
            "kind": queries.form_name(law.circular, name),
            **({"is_form_doubtful": True} if is_own or law.are_forms_doubtful else {}),
            **facts,
        },
        at=at,
        replaces=last,
    )


@transaction.atomic
def view(pk: int, *, by: Actor, at: datetime) -> Dossier:
    """Write down that an official opened the case: the first time on a day, never twice."""
    dossier = queries.locked(pk)
    key = f"{dossier.reference}:viewed:{clock.day(at)}"
    if queries.is_repeated(dossier, Event.VIEWED, by, key):
        return dossier

    journal.note(Event.VIEWED, dossier, by=by, at=at, key=key)
    return dossier


@transaction.atomic
def view_numbers(pk: int, *, by: Actor, at: datetime) -> None:
    """Note that an official had the identity numbers of a case shown whole, to compare them with
    the papers: that is itself an entry.
    """
    journal.record_look(Event.NUMBERS_VIEWED, Dossier(pk=pk), by=by, at=at)
