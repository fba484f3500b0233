"""Finds what waits for the signature of a post."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from hoaban.casework.lists import queries as lists
from hoaban.casework.lists.queries import Line
from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.enums import When
from hoaban.casework.turns.models import Turn
from hoaban.casework.turns.queries import Span
from hoaban.core.journal import queries as journal
from hoaban.core.language import text
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import Role
from hoaban.domains.documents import queries as documents
from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers.enums import Event, State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.procedures.catalogue import queries as catalogue

MOST = 200  # papers of one list and of one confirmation


@dataclass(frozen=True, slots=True)
class Waiting:
    """A paper that waits for a signature: the line of its case, what it is and who drafted it.

    `digest` is of the draft as it stands now.
    """

    reference: str
    line: Line
    kind: str
    subject: str
    drafted_by: str
    digest: str


def signs(actor: Actor) -> bool:
    """Whether this post signs for its agency, so that papers wait for it."""
    return actor.role == Role.LEADER and (actor.signs_for_agency or actor.by_order)


def _turns(actor: Actor) -> list[QuerySet[Turn]]:
    """The turns at a step that ends by signing, with a draft to sign, in parts by the time left."""
    if not signs(actor):
        return []
    drafted = {
        "case__state": State.IN_PROCESS,
        "case__dossier__result__isnull": False,
        "is_consultation": False,
    }
    at_hand = {"revision": OuterRef("case__dossier__revision"), "code": OuterRef("task")}
    step = catalogue.signing_steps(**at_hand)
    parts = turns.work(actor, Span(When.AT_ONCE), Span(When.BY_TIME))
    return [part.filter(Exists(step), **drafted).order_by("act_by", "case_id") for part in parts]


def counted(actor: Actor, *, most: int) -> int:
    """How many papers wait, counted no further than `most`."""
    return min(most, sum(len(part.values_list("pk")[:most]) for part in _turns(actor)))


def waiting(actor: Actor, now: datetime) -> list[Waiting]:
    """What waits for this post, the least time left first, `MOST` at most: a constant number of
    queries.
    """
    found = [turn for part in _turns(actor) for turn in part[:MOST]]
    rows = sorted(found, key=lambda turn: (turn.act_by, turn.case_id))[:MOST]
    cases = [turn.case_id for turn in rows]
    lines = lists.by_case(rows, now)
    filed = Dossier.objects.in_bulk(cases)
    drafts = Document.objects.in_bulk({one.result_id for one in filed.values() if one.result_id})
    drafted_by = _drafters(cases)
    shown = (filed[case] for case in cases if case in lines)
    return [_waiting(one, lines[one.pk], drafts[one.result_id or 0], drafted_by) for one in shown]


def _waiting(dossier: Dossier, line: Line, draft: Document, drafted_by: dict[int, str]) -> Waiting:
    return Waiting(
        reference=dossier.reference,
        line=line,
        kind=text(documents.kind(draft.kind).name),
        subject=draft.subject,
        drafted_by=drafted_by.get(dossier.pk, ""),
        digest=documents.digest(draft),
    )


def _drafters(cases: Collection[int]) -> dict[int, str]:
    """Who worded each draft last, by the key of the case."""
    by = journal.last_by(Dossier, cases, Event.RESULT_DRAFTED)
    names = people.names_of(set(by.values()))
    return {case: names.get(who, "") for case, who in by.items()}


def drafter(dossier: Dossier) -> str:
    """Who worded the draft of this case last."""
    return _drafters([dossier.pk]).get(dossier.pk, "")


def beside(found: Iterable[Waiting], reference: str) -> tuple[str, str]:
    """References of the papers before and after this one; '' where there are none.

    One that has left the list stands before its first.
    """
    order = [one.reference for one in found]
    if reference not in order:
        return "", order[0] if order else ""
    here = order.index(reference)
    before = order[here - 1] if here else ""
    return before, order[here + 1] if here + 1 < len(order) else ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that was picked: its case and what it is."""

    dossier: Dossier
    kind: str
    subject: str


def papers(actor: Actor, references: Collection[str]) -> dict[str, Paper]:
    """The papers of these cases by reference, as far as this post may see them: two queries."""
    seen = access.visible_to(actor).filter(case__reference__in=references, result__isnull=False)
    filed = {dossier.reference: dossier for dossier in seen}
    drafts = Document.objects.in_bulk([dossier.result_id or 0 for dossier in filed.values()])
    return {
        reference: _paper(dossier, drafts[dossier.result_id or 0])
        for reference, dossier in filed.items()
    }


def _paper(dossier: Dossier, document: Document) -> Paper:
    return Paper(dossier, text(documents.kind(document.kind).name), document.subject)
