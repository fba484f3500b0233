"""Files a request: online, at the counter, by post, or from another system."""

import hashlib
import hmac
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from hoaban.casework.attachments import actions as attachments
from hoaban.casework.cases import actions as cases
from hoaban.casework.cases.enums import Part
from hoaban.casework.cases.models import Case
from hoaban.casework.cases.rules import reference as drawn_reference
from hoaban.casework.turns.models import Turn
from hoaban.core import clock, rows
from hoaban.core.files.models import Use
from hoaban.core.journal import actions as journal
from hoaban.core.language import FIRST, text
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency
from hoaban.domains.onestop.custody import queries as custody
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Event, State, Who
from hoaban.domains.onestop.dossiers.models import KIND, Dossier
from hoaban.domains.onestop.filing import queries, rules
from hoaban.domains.onestop.filing.refused import NotFiledThere, OtherCase, PaperMissing
from hoaban.domains.onestop.papers import queries as papers
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Answered
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.enums import Channel
from hoaban.domains.procedures.catalogue.models import Variant

Block = Mapping[str, Any]  # Any: a block of answers, JSON


@dataclass(frozen=True)
class Filing:
    """What is filed: under which case, where, for whom, by whom, with which answers and papers.

    `answered` are answers that fit the forms (`queries.answered`). `owner` and `submitter` are
    {kind, full_name, identity_number, born_on, phone, email, address, area_code}; a missing
    submitter is the owner. `files` maps a component to the file uses handed in for it, `counts` to
    {originals, certified, copies} handed over on paper. `agency` receives the request; `deciding`
    decides it, where that is another agency. What `lacks_papers` is kept as it is, for the counter
    to ask for the rest.
    """

    case: Variant
    agency: Agency
    channel: str
    owner: Block
    answered: Answered
    submitter: Block = field(default_factory=dict)
    owner_person: int | None = None
    submitter_person: int | None = None
    files: Mapping[str, Sequence[Use]] = field(default_factory=dict)
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    shown: Collection[str] = ()  # components looked at and given back at once
    wants_post: bool = False
    is_synthetic: bool = False
    deciding: Agency | None = None
    lacks_papers: bool = False


@transaction.atomic
def submit(filing: Filing, *, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """File a request: it gets a random reference; its legal clock does not run yet.

    Refuses a procedure that this agency does not take that day, a channel not offered, and missing
    papers. One client's `key` twice gives one dossier and the same answer.
    """
    if known := dossiers.earlier(by, key):
        return known
    _check(filing, at)
    case = _case(filing, reference=_reference(by, key))
    deciding = filing.deciding or filing.agency
    parts, check_by = _parts(filing.agency, deciding), queries.check_by(filing.agency, at)
    if not cases.open_first(case):  # the later of two waited
        if known := dossiers.earlier(by, key):
            return known
        raise RuntimeError("two random references alike")
    dossier = _new(filing, case, by=by, at=at)
    rows.insert(
        *cases.beginning(case, parts, at=at, act_by=check_by),
        dossier,
        rows.new(Turn, case=case, agency=filing.agency, role=Who.CLERK, act_by=check_by, since=at),
        *_items(dossier, filing),
        *attachments.first(case, filing.files, at=at),
    )
    facts = {
        "channel": filing.channel,
        "reference": case.reference,
        "check_by": check_by.isoformat(),
    }
    journal.record(Event.SUBMITTED, dossier, by=by, at=at, key=key, **facts)
    return dossier


def _check(filing: Filing, at: datetime) -> None:
    """The filing fits the procedure of that day, the agency and the channel."""
    rules.check_proxy(filing.owner, filing.submitter)
    plan, on = parameters.plan(filing.case.revision_id), clock.day(at)
    facts = plan.facts
    takes = catalogue.decides(plan.revision, filing.deciding or filing.agency)
    in_force = facts.valid_from <= on and (facts.valid_to is None or on < facts.valid_to)
    lives = filing.agency.valid_from <= on and (
        filing.agency.valid_to is None or on < filing.agency.valid_to
    )
    if not (takes and in_force and lives):
        raise NotFiledThere(on=f"{on:%d/%m/%Y}")
    if plan.case_for(filing.case, filing.answered.answers).pk != filing.case.pk:
        raise OtherCase(case=text(filing.case.name))
    catalogue.check_channel(facts, filing.channel)
    catalogue.limit_in(facts, case=filing.case.code, channel=filing.channel, on=on)
    on_paper, there = filing.channel != Channel.ONLINE, custody.came(filing.files, filing.counts)
    missing = plan.missing(filing.case.pk, there, on_paper=on_paper)
    if missing and not filing.lacks_papers:
        names = [text(component.name) for component in missing]
        raise PaperMissing(papers="; ".join(names))


def _reference(by: Actor, key: str | None) -> str:
    """Random; with a key drawn from it and the installation's secret, so a retry draws the same."""
    if key is None:
        return drawn_reference(secrets.randbelow(1 << 16) for _ in range(9))
    text = f"{by.client}\n{key}".encode()
    drawn = hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).digest()
    return drawn_reference(int.from_bytes(drawn[i : i + 3]) for i in range(0, 27, 3))


def _parts(receiving: Agency, deciding: Agency) -> list[tuple[int, Part]]:
    """Who takes part in the case from the start."""
    if receiving.pk == deciding.pk:
        return [(receiving.pk, Part.OWNS)]
    return [(receiving.pk, Part.RECEIVES), (deciding.pk, Part.DECIDES)]


def _case(filing: Filing, *, reference: str) -> Case:
    plan = parameters.plan(filing.case.revision_id)
    about = papers.names_about(plan.forms, filing.answered.answers)
    return rows.new(
        Case,
        kind=KIND,
        reference=reference,
        title=text(plan.revision.name, FIRST)[:240],
        search_text=cases.searched(dossiers.found_by(filing.owner, filing.submitter, about)),
        agency=filing.agency,
        state=State.SUBMITTED,
        is_synthetic=filing.is_synthetic,
    )


def _new(filing: Filing, case: Case, *, by: Actor, at: datetime) -> Dossier:
    plan = parameters.plan(filing.case.revision_id)
    owner = dict(filing.owner)
    return rows.new(
        Dossier,
        case=case,
        revision=plan.revision,
        variant=filing.case,
        channel=filing.channel,
        owner=owner,
        owner_person_id=filing.owner_person,
        submitter=dict(filing.submitter) or owner,
        submitter_person_id=filing.submitter_person,
        submitted_by=by.reference,
        submitted_at=at,
        phone_tail=str(owner.get("phone") or filing.submitter.get("phone") or "")[-4:],
        area_code=str(owner.get("area_code", "")),
        answers=dict(filing.answered.answers),
        wants_post=filing.wants_post,
    )


def _items(dossier: Dossier, filing: Filing) -> list[PaperItem]:
    """A row for each component that came in, on paper or as a file."""
    components = parameters.plan(filing.case.revision_id).components[filing.case.pk]
    there = custody.came(filing.files, filing.counts).union(filing.shown)
    return [
        rows.new(
            PaperItem,
            dossier=dossier,
            component=component.code,
            name=text(component.name, FIRST),
            is_shown=component.code in filing.shown,
            **filing.counts.get(component.code, {}),
        )
        for component in components
        if component.code in there
    ]
