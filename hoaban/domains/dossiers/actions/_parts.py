"""Parts that several actions share: intervals, step runs, papers, files. None is an action."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F

from hoaban.core import clock, numbers, rows
from hoaban.core.files.models import Use
from hoaban.core.people.actors import Actor
from hoaban.domains.dossiers import queries
from hoaban.domains.dossiers.enums import OTHER_PAPERS, Clock, Stage
from hoaban.domains.dossiers.models import (
    Attachment,
    ClockInterval,
    Dossier,
    Paper,
    PaperItem,
    StepRun,
    Supplement,
)

OTHER_PAPER = "Giấy tờ bổ sung khác"  # asked for by a name that the list of papers lacks


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
    step = queries.plan(dossier.revision_id).steps[code]
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
    StepRun.objects.filter(dossier=dossier, finished_at=None).update(
        finished_at=at, post_id=by.post_pk, note=note, was_returned=True
    )


def ask(
    dossier: Dossier,
    stage: Stage,
    *,
    items: Sequence[Mapping[str, str]],
    reason: str,
    head_reason: str,
    on_supply: str,
    at: datetime,
) -> Supplement:
    """One complete list of what to bring and what to do with each paper."""
    return Supplement.objects.create(
        dossier=dossier,
        stage=stage,
        items=[dict(item) for item in items],
        reason=reason,
        head_reason=head_reason,
        on_supply=on_supply,
        asked_at=at,
    )


def answer_supplement(dossier: Dossier, *, at: datetime) -> Supplement | None:
    """The open request is answered."""
    request = Supplement.objects.filter(dossier=dossier, supplied_at=None).first()
    if request:
        request.supplied_at = at
        request.save(update_fields=["supplied_at"])
    return request


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


def add_items(dossier: Dossier, codes: Iterable[str]) -> None:
    """A row for each component that came in only now, so that its files are seen."""
    components = queries.plan(dossier.revision_id).components[dossier.case_id]
    by_code = {component.code: component.name for component in components}
    held = set(PaperItem.objects.filter(dossier=dossier).values_list("component", flat=True))
    PaperItem.objects.bulk_create(
        PaperItem(dossier=dossier, component=code, name=by_code.get(code, OTHER_PAPER))
        for code in codes
        if code not in held
    )


def add_counts(dossier: Dossier, counts: Mapping[str, Mapping[str, int]]) -> None:
    """Paper handed in later adds to what was handed in before."""
    components = queries.plan(dossier.revision_id).components[dossier.case_id]
    by_code = {component.code: component.name for component in components}
    by_code |= {OTHER_PAPERS: OTHER_PAPER}
    for code, count in counts.items():
        if code not in by_code or not any(count.values()):
            continue
        item, _ = PaperItem.objects.get_or_create(
            dossier=dossier, component=code, defaults={"name": by_code[code]}
        )
        PaperItem.objects.filter(pk=item.pk).update(
            **{kind: F(kind) + number for kind, number in count.items()}
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
