"""Reads a citizen's drafts, and the cases, papers and agencies that the pages offer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from hoaban.core import clock
from hoaban.core.files import queries as files
from hoaban.core.files.models import Use
from hoaban.core.language import text
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.destinations import queries as destinations
from hoaban.domains.onestop.destinations.queries import Choices, Moved
from hoaban.domains.onestop.drafts.models import Draft as Draft
from hoaban.domains.onestop.parameters.queries import Plan
from hoaban.domains.onestop.provisions import queries as provisions
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.enums import FeeUnit, Unit
from hoaban.domains.procedures.catalogue.models import Revision
from hoaban.ui import numerals

CATCH_UP = timedelta(days=60)  # the machine may have stood still so long


ONLINE = "online"
Block = Mapping[str, Any]  # Any: JSON
SECTION, OWNER, SUBMITTER = "q-", "owner", "submitter"  # pages of sections begin so; blocks


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A paper of a case, as the page asks for it."""

    code: str
    name: str
    condition: str  # when it is asked for
    note: str
    is_required: bool
    is_shown_only: bool
    is_made_by_form: bool


def fees(plan: Plan, case_code: str, on: date) -> tuple[str, ...]:
    """What the case costs online, a line each; empty where nothing is taken."""
    facts = catalogue.case_in(plan.facts, case_code)
    return tuple(
        f"{text(line.name)}: {numerals.money(line.amount)}/{FeeUnit(line.unit).label}"
        for line in facts.fees_on(on)
        if line.channel == ONLINE and line.amount
    )


def limit(plan: Plan, case_code: str, on: date) -> str:
    """How long the case may take online."""
    found = catalogue.limit_in(plan.facts, case=case_code, channel=ONLINE, on=on)
    if found.same_day:
        return gettext("Trong ngày; gửi sau 15:00 thì trả vào ngày làm việc sau")
    return f"{found.amount} {Unit(found.unit).label}"


def papers(plan: Plan, case_pk: int) -> tuple[PaperFacts, ...]:
    """The papers of a case."""
    return tuple(
        PaperFacts(
            code=each.code,
            name=text(each.name),
            condition=text(each.condition),
            note=text(each.note),
            is_required=each.is_required and not each.is_shown_only,
            is_shown_only=each.is_shown_only,
            is_made_by_form=bool(each.form_code),
        )
        for each in plan.components[case_pk]
    )


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a case needs, how long it takes and what it costs, in words."""

    code: str
    name: str
    limit: str
    fees: tuple[str, ...]
    papers: tuple[PaperFacts, ...]


def cases(plan: Plan, on: date) -> list[CaseFacts]:
    """Every case of a revision as it stands on a day, the usual one first."""
    ordered = sorted(plan.cases.values(), key=lambda case: (not case.is_default, case.position))
    return [
        CaseFacts(
            code=case.code,
            name=text(case.name),
            limit=limit(plan, case.code, on),
            fees=fees(plan, case.code, on),
            papers=papers(plan, case.pk),
        )
        for case in ordered
    ]


def case_choices(plan: Plan, on: date) -> Choices:
    """The cases to choose from; the usual one alone where the answers will say which it is."""
    return [(case.code, case.name) for case in cases(plan, on)][: 1 if plan.is_by_facts else None]


def drafts_of(actor: Actor) -> QuerySet[Draft]:
    """What a citizen has begun and not sent."""
    return (
        Draft.objects.select_related("revision__procedure", "case", "agency")
        .filter(person=actor.person_pk, dossier=None)
        .order_by("-updated_at")
    )


def draft(actor: Actor, public_id: str) -> Draft | None:
    """A citizen's own draft, sent or not; None where there is none (or not theirs)."""
    own = Draft.objects.select_related("revision__procedure", "case", "agency", "dossier")
    return own.filter(person=actor.person_pk or -1, public_id=public_id).first()


def files_of(of: Draft) -> Mapping[str, list[Use]]:
    """The files of a draft by component, in the order in which they came."""
    wanted = [one for ids in of.files.values() for one in ids]
    found = {use.public_id: use for use in Use.objects.filter(public_id__in=wanted)}
    return {code: [found[one] for one in ids if one in found] for code, ids in of.files.items()}


def named(of: Draft) -> set[str]:
    """The ids of the files of a draft."""
    return {one for ids in of.files.values() for one in ids}


def held() -> set[str]:
    """The ids of the files that drafts which are not sent name, whichever draft they came with."""
    drafts = Draft.objects.filter(dossier=None).exclude(files={}).only("files").order_by("pk")
    return {one for draft in drafts.iterator() for one in named(draft)}


def left_files(at: datetime) -> Iterator[Use]:
    """Files that their drafts let go, and those never used for as long as drafts are kept."""
    until = at - timedelta(days=draft_days(clock.day(at)))
    found = list(files.left(since=until - CATCH_UP, until=until))
    kept = (
        held() if found else set()
    )  # after the files: what no draft names then none comes to name
    return (use for use in found if use.public_id not in kept)


def file_of(of: Draft, public_id: str) -> Use | None:
    """One file of a draft."""
    every = (use for uses in files_of(of).values() for use in uses)
    return next((use for use in every if use.public_id == public_id), None)


def draft_days(on: date) -> int:
    """How long a draft that nobody touches is kept, by the rules of the day."""
    return int(provisions.act_of(on)["draft_days"])


def moved(of: Draft, on: date, *, under: Revision | None = None) -> Moved | None:
    """What of a draft is otherwise since its agency, or communes that it names, ended; None where
    all of it is as it was typed. `under` is the version by which it goes on, else its own.
    """
    return destinations.moved(
        under or of.revision,
        of.agency,
        owner=of.owner,
        answers=of.answers,
        then=clock.day(of.updated_at),
        on=on,
    )
