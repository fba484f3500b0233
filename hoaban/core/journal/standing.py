"""Tell whether rows still stand as their last entry left them, and name those that do not."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hoaban.core.journal import beside, vouching
from hoaban.core.journal.models import Entry
from hoaban.core.journal.verification import UNREADABLE

BATCH = 500
MOST_NAMED = 100  # of each table: who finds more has no list to read but a copy to put back


class Strayed(models.TextChoices):
    """How a row differs from what the journal says of it."""

    CHANGED = "changed", _("khác với nhật ký: đã bị sửa ngoài chương trình")
    REMOVED = "removed", _("có trong nhật ký nhưng không còn trong cơ sở dữ liệu")
    ADDED = "added", _("không có trong nhật ký: bị thêm ngoài chương trình")


@dataclass(frozen=True, slots=True)
class Stray:
    """A row that does not stand as the journal says."""

    model: str  # label
    pk: int
    name: str  # the row in words, as far as it can be read
    how: Strayed

    def __str__(self) -> str:
        what = {"model": self.model, "pk": self.pk, "name": self.name, "how": self.how.label}
        return gettext("Dòng %(model)s %(pk)s %(name)s: %(how)s") % what


@dataclass(frozen=True, slots=True)
class Standing:
    """How many rows were compared, how many could not be, and which do not fit."""

    compared: int
    under_another_secret: int
    strays: tuple[Stray, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every row that could be compared stands as the journal says."""
        return not self.strays


def vouched() -> list[type[models.Model]]:
    """The models for whose rows entries vouch."""
    return [model for model in apps.get_models() if vouching.is_vouched(model)]


Further = Callable[[], Iterable[Stray]]


def compare(further: Iterable[Further] = ()) -> Standing:
    """Compare every row for which an entry vouches with the last entry that does.

    `further` are comparisons of rooms, for rows of which entries about another row tell.
    """
    compared, elsewhere, strays = 0, 0, [stray for find in further for stray in find()]
    for model in vouched():
        found = list[Stray]()
        for keys in _portions(model):
            said = _said(model, keys)
            compared += len(said)
            elsewhere += sum(not vouching.is_under_our_secret(one) for one in said.values())
            found += _straying(model, keys, said)
        strays += [*found, *_removed(model)][:MOST_NAMED]
    return Standing(compared, elsewhere, tuple(strays))


def _portions(model: type[models.Model]) -> Iterator[list[int]]:
    keys = model._base_manager.order_by("pk").values_list("pk", flat=True)
    last = 0
    while portion := list(keys.filter(pk__gt=last)[:BATCH]):
        yield portion
        last = portion[-1]


def _said(model: type[models.Model], keys: Sequence[int]) -> dict[int, str]:
    """What the last entry that vouches says of each row."""
    entries = Entry.objects.filter(subject=model._meta.label, subject_pk__in=keys)
    vouching_ones = entries.exclude(vouches="").order_by("id")
    return dict(vouching_ones.values_list("subject_pk", "vouches"))


def _straying(
    model: type[models.Model], keys: Sequence[int], said: dict[int, str]
) -> Iterator[Stray]:
    """Rows that differ. One that does is looked at again, held: it may have moved meanwhile."""
    rows, others = _read(model, keys), beside.of(model, keys)
    for pk in keys:
        if _fits(model, rows.get(pk), others.get(pk, []), said.get(pk)):
            continue
        with transaction.atomic():
            held = model._base_manager.select_for_update().filter(pk=pk).values_list("pk").first()
            row, says = _read(model, [pk]).get(pk), _said(model, [pk]).get(pk)
            if held is None or _fits(model, row, beside.of(model, [pk])[pk], says):
                continue
        how = Strayed.CHANGED if says else Strayed.ADDED
        yield Stray(model._meta.label, pk, str(row or ""), how)


def _read(model: type[models.Model], keys: Sequence[int]) -> dict[int, models.Model]:
    """The rows by key, without those that cannot be read."""
    try:
        return {row.pk: row for row in model._default_manager.filter(pk__in=keys)}
    except UNREADABLE:
        if len(keys) == 1:
            return {}
        return {pk: row for key in keys for pk, row in _read(model, [key]).items()}


def _fits(
    model: type[models.Model], row: models.Model | None, others: beside.Rows, says: str | None
) -> bool:
    if says is None:
        return not getattr(model, "is_always_vouched", False)
    if not vouching.is_under_our_secret(says):
        return True
    try:
        return row is not None and vouching.digest(row, others) == says
    except (*UNREADABLE, models.ObjectDoesNotExist):
        return False


def _removed(model: type[models.Model]) -> Iterator[Stray]:
    """Rows that an entry vouches for, and that are gone without an entry that says so."""
    gone: tuple[str, ...] = getattr(model, "removed_by", ())
    entries = Entry.objects.filter(subject=model._meta.label).exclude(vouches="")
    there = model._base_manager.values("pk")
    missing = entries.exclude(subject_pk__in=there).exclude(verb__in=gone)
    if gone:
        removed = Entry.objects.filter(subject=model._meta.label, verb__in=gone)
        missing = missing.exclude(subject_pk__in=removed.values("subject_pk"))
    keys = missing.order_by("subject_pk").values_list("subject_pk", flat=True).distinct()
    for pk in islice(keys, MOST_NAMED):
        yield Stray(model._meta.label, pk, "", Strayed.REMOVED)
