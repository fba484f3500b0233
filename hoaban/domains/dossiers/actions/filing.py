"""A request comes in: online, at the counter, by post, or from another system."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from hoaban.core import clock, rows, workdays
from hoaban.core.files.models import Use
from hoaban.core.journal import actions as journal
from hoaban.core.people import names
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency
from hoaban.domains.dossiers import queries, rules
from hoaban.domains.dossiers.actions import _parts as parts
from hoaban.domains.dossiers.enums import Event, State, Who
from hoaban.domains.dossiers.models import Dossier, PaperItem
from hoaban.domains.procedures import queries as procedures
from hoaban.domains.procedures.models import Case

Block = Mapping[str, Any]  # Any: a block of answers, JSON


@dataclass(frozen=True)
class Filing:
    """What is filed: under which case, where, for whom, by whom, with which answers and papers.

    `answered` are answers that fit the forms (`queries.answered`). `owner` and `submitter` are
    {kind, full_name, identity_number, born_on, phone, email, address, area_code}; a missing
    submitter is the owner. `files` maps a component to the file uses handed in for it, `counts` to
    {originals, certified, copies} handed over on paper.
    """

    case: Case
    agency: Agency
    channel: str
    owner: Block
    answered: queries.Answered
    submitter: Block = field(default_factory=dict)
    owner_person: int | None = None
    submitter_person: int | None = None
    files: Mapping[str, Sequence[Use]] = field(default_factory=dict)
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    wants_post: bool = False
    is_synthetic: bool = False


@transaction.atomic
def submit(filing: Filing, *, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """File a request: it gets a random reference; its legal clock does not run yet.

    Refuses a procedure that this agency does not take that day, a channel not offered, and missing
    papers. One client's `key` twice gives one dossier and the same answer.
    """
    if known := queries.earlier(by, key):
        return known
    _check(filing, at)
    dossier = _new(filing, by=by, at=at, reference=_reference(by, key))
    if not rows.insert_first(dossier):  # two with one key: the later waited, and reads the first
        if known := queries.earlier(by, key):
            return known
        raise RuntimeError("two random references alike")
    _add_items(dossier, filing)
    parts.add_files(dossier, filing.files, at=at, is_first=True)
    facts = {
        "channel": filing.channel,
        "reference": dossier.reference,
        "check_by": dossier.act_by.isoformat(),
    }
    journal.record(Event.SUBMITTED, dossier, by=by, at=at, key=key, **facts)
    return dossier


@transaction.atomic
def complete(
    pk: int,
    *,
    by: Actor,
    at: datetime,
    key: str | None = None,
    answers: Block | None = None,
    files: Mapping[str, Sequence[Use]] | None = None,
    counts: Mapping[str, Mapping[str, int]] | None = None,
) -> Dossier:
    """File again what was asked before reception: new versions of the papers, the old ones kept."""
    dossier = queries.locked(pk)
    if queries.is_repeated(dossier, Event.COMPLETED, by, key):
        return dossier
    rules.check_complete(queries.facts(dossier, by=by, at=at))

    parts.answer_supplement(dossier, at=at)
    parts.add_items(dossier, files or {})
    parts.add_files(dossier, files or {}, at=at)
    parts.add_counts(dossier, counts or {})
    if answers is not None:
        dossier.answers = dict(answers)
    law = queries.law_of(dossier)
    dossier.state, dossier.turn = State.SUBMITTED, Who.CLERK
    dossier.act_by = workdays.due(at, law.precheck_hours, workdays.Unit.WORKING_HOURS, law.calendar)
    dossier.save(update_fields=["answers", "state", "turn", "act_by"])

    journal.record(Event.COMPLETED, dossier, by=by, at=at, key=key)
    return dossier


def _check(filing: Filing, at: datetime) -> None:
    """The filing fits the procedure of that day, the agency and the channel."""
    plan, on = queries.plan(filing.case.revision_id), clock.day(at)
    facts = plan.facts
    procedures.check_channel(facts, filing.channel)
    procedures.limit_in(facts, case=filing.case.code, channel=filing.channel)
    takes = procedures.decides(plan.revision, filing.agency)
    in_force = facts.valid_from <= on and (facts.valid_to is None or on < facts.valid_to)
    lives = filing.agency.valid_from <= on and (
        filing.agency.valid_to is None or on < filing.agency.valid_to
    )
    if not (takes and in_force and lives):
        raise rules.NotFiledThere(on=f"{on:%d/%m/%Y}")
    missing = [
        component.name
        for component in plan.components[filing.case.pk]
        if component.is_required
        and not component.form_code
        and not component.is_shown_only
        and not filing.files.get(component.code)
        and not any(filing.counts.get(component.code, {}).values())
    ]
    if missing:
        raise rules.PaperMissing(papers="; ".join(missing))


def _reference(by: Actor, key: str | None) -> str:
    """Random; with a key drawn from it and the installation's secret, so a retry draws the same."""
    if key is None:
        return rules.reference(secrets.randbelow(1 << 16) for _ in range(9))
    text = f"{by.client}\n{key}".encode()
    drawn = hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).digest()
    return rules.reference(int.from_bytes(drawn[i : i + 3]) for i in range(0, 27, 3))


def _new(filing: Filing, *, by: Actor, at: datetime, reference: str) -> Dossier:
    plan = queries.plan(filing.case.revision_id)
    law = queries.windows(clock.day(at), filing.agency.code)
    owner = dict(filing.owner)
    name = str(owner.get("full_name", ""))
    return Dossier(
        reference=reference,
        revision=plan.revision,
        case=filing.case,
        channel=filing.channel,
        receiving_agency=filing.agency,
        deciding_agency=filing.agency,
        owner=owner,
        owner_person_id=filing.owner_person,
        submitter=dict(filing.submitter) or owner,
        submitter_person_id=filing.submitter_person,
        submitted_by=by.reference,
        phone_tail=str(owner.get("phone", ""))[-4:],
        area_code=str(owner.get("area_code", "")),
        answers=dict(filing.answered.answers),
        summary=plan.revision.name[:240],
        search_text=names.fold(name)[:240],
        wants_post=filing.wants_post,
        is_synthetic=filing.is_synthetic,
        turn=Who.CLERK,
        submitted_at=at,
        act_by=workdays.due(at, law.precheck_hours, workdays.Unit.WORKING_HOURS, law.calendar),
    )


def _add_items(dossier: Dossier, filing: Filing) -> None:
    """A row for each component that came in, on paper or as a file."""
    components = queries.plan(filing.case.revision_id).components[filing.case.pk]
    rows.insert(
        *(
            PaperItem(
                dossier=dossier,
                component=component.code,
                name=component.name,
                **filing.counts.get(component.code, {}),
            )
            for component in components
            if component.code in filing.counts or component.code in filing.files
        )
    )
