"""What the journal says last of each row for which it vouches.

An entry about a row bears the digest of the row in `vouches`. Where an upgrade vouched anew for
many rows at once (`renewal`), the digests of a portion of them are facts of one entry.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Min

from hoaban.core.journal import vouching
from hoaban.core.journal.models import Entry

RENEWED = "journal.vouched_anew"  # facts: model, first, last, rows ("key:digest")
BEGUN = "journal.vouching_begun"  # facts: shapes, by model: what is vouched for since
SUBJECT = Entry._meta.label  # both are about the journal, as it stood


@dataclass(frozen=True, slots=True)
class Portion:
    """An entry of an upgrade, and the first and last key of the rows that it vouches for."""

    entry: int
    first: int
    last: int


def portions(model: type[models.Model]) -> list[Portion]:
    """What upgrades vouched for of a model, oldest first."""
    entries = Entry.objects.filter(subject=SUBJECT, verb=RENEWED, facts__model=model._meta.label)
    found = entries.order_by("id").values_list("id", "facts__first", "facts__last")
    return [Portion(*one) for one in found]


def said(
    model: type[models.Model], keys: Sequence[int], renewed: Collection[Portion]
) -> dict[int, str]:
    """The digest that the last entry which vouches bears of each row, by key."""
    direct = Entry.objects.filter(subject=model._meta.label, subject_pk__in=keys)
    vouching_ones = direct.exclude(vouches="").order_by("id")
    told = vouching_ones.values_list("subject_pk", "id", "vouches")
    found = {pk: (entry, says) for pk, entry, says in told}
    wanted = set(keys)
    touching = [
        one.entry for one in renewed if keys and one.first <= max(keys) and one.last >= min(keys)
    ]
    for entry in Entry.objects.filter(pk__in=touching).order_by("id") if touching else ():
        for pk, says in rows(entry).items():
            if pk in wanted and found.get(pk, (0, ""))[0] < entry.pk:
                found[pk] = entry.pk, says
    return {pk: says for pk, (_entry, says) in found.items()}


def rows(entry: Entry) -> dict[int, str]:
    """The digests that an entry of an upgrade bears, by key."""
    pairs = (one.split(":") for one in entry.facts["rows"])
    return {int(pk): says for pk, says in pairs}


def shapes_known() -> dict[str, str]:
    """What the last upgrade said is vouched for, by model; nothing where there was none."""
    entry = Entry.objects.filter(subject=SUBJECT, verb=BEGUN).order_by("-id").first()
    return dict(entry.facts["shapes"]) if entry else {}


def is_stale(model: type[models.Model], says: str) -> bool:
    """Whether an earlier version said it, which vouched for other columns."""
    return vouching.is_under_our_secret(says) and not vouching.is_of_our_shape(model, says)


def older_than(model: type[models.Model]) -> int | None:
    """The first key of a model from which on each row begins with an entry that vouches; None where
    no such entry was written yet.
    """
    begun: tuple[str, ...] = getattr(model, "begun_by", ())
    entries = Entry.objects.filter(subject=model._meta.label, verb__in=begun).exclude(vouches="")
    first: int | None = entries.aggregate(first=Min("subject_pk"))["first"]
    return first
