"""Writes down what was handed in and what went back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from hoaban.casework.attachments import actions as attachments
from hoaban.core.files.models import Use
from hoaban.core.journal import actions as journal
from hoaban.core.language import FIRST, text
from hoaban.core.people import names
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.custody import queries, rules
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import OTHER_PAPERS
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters

OTHER_PAPER = "Giấy tờ bổ sung khác"  # asked for by a name that the list of papers lacks


Files = Mapping[str, Sequence[Use]]
Counts = Mapping[str, Mapping[str, int]]


def take_in(dossier: Dossier, files: Files, counts: Counts, *, at: datetime) -> None:
    """What comes later lies with the dossier: files as new versions, sheets beside the others."""
    add_items(dossier, queries.came(files, {}))
    attachments.add(dossier.case, files, at=at)
    add_counts(dossier, counts)


def add_items(dossier: Dossier, codes: Iterable[str]) -> None:
    """A row for each component that came in only now, so that its files are seen."""
    components = parameters.plan(dossier.revision_id).components[dossier.variant_id]
    by_code = {component.code: text(component.name, FIRST) for component in components}
    held = set(PaperItem.objects.filter(dossier=dossier).values_list("component", flat=True))
    PaperItem.objects.bulk_create(
        PaperItem(dossier=dossier, component=code, name=by_code.get(code, OTHER_PAPER))
        for code in codes
        if code not in held
    )


def add_counts(dossier: Dossier, counts: Counts) -> None:
    """Paper handed in later adds to what was handed in before."""
    components = parameters.plan(dossier.revision_id).components[dossier.variant_id]
    by_code = {component.code: text(component.name, FIRST) for component in components}
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


def give_back(dossier: Dossier, *, at: datetime) -> None:
    """Originals that still lie with the agency go back now; copies stay with the dossier.

    What went back before keeps its moment.
    """
    here = PaperItem.objects.filter(dossier=dossier, originals__gt=0, returned_at=None)
    here.update(returned_at=at)


@transaction.atomic
def return_originals(
    pk: int, *, receiver: str, by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """Give the originals back that still lie with the agency; `receiver` is who took them.

    Refuses where none is left, and a name that says nothing.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.RETURN_ORIGINALS.event, by, key):
        return dossier
    rules.check_return_originals(dossiers.facts(dossier, by=by, at=at))
    taker = names.name(receiver)

    give_back(dossier, at=at)

    journal.record(rules.RETURN_ORIGINALS.event, dossier, by=by, at=at, key=key, receiver=taker)
    return dossier
