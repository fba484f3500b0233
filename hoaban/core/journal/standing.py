"""Tell whether rows still stand as their last entry left them, and name those that do not."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hoaban.core.journal import beside, last_said, vouching
from hoaban.core.journal.last_said import Portion
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
    """How many rows were compared, how many could not be and why, and which do not fit."""

    compared: int
    under_another_secret: int
    from_before: int  # of an earlier version, for which no entry of this one vouches yet
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
    compared = elsewhere = old = 0
    strays = [stray for find in further for stray in find()]
    for model in vouched():
        found, renewed, is_before = list[Stray](), last_said.portions(model), before(model)
        for keys in portions(model):
            said = last_said.said(model, keys, renewed)
            compared += len(said)
            elsewhere += sum(not vouching.is_under_our_secret(one) for one in said.values())
            old += sum(last_said.is_stale(model, one) for one in said.values())
            untold = {pk for pk in keys if pk not in said and is_before(pk)}
            old += len(untold)
            if told := [pk for pk in keys if pk not in untold]:
                found += _straying(model, told, said, renewed)
        strays += [*found, *_removed(model, renewed)][:MOST_NAMED]
    return Standing(compared, elsewhere, old, tuple(strays))


def before(model: type[models.Model]) -> Callable[[int], bool]:
    """Whether a row without an entry that vouches is older than these are: of a model whose rows
    begin with one, and for which no upgrade has vouched.
    """
    is_always = getattr(model, "is_always_vouched", False)
    if not is_always or model._meta.label in last_said.shapes_known():
        return lambda _pk: False
    first = last_said.older_than(model)
    return lambda pk: first is None or pk < first


def portions(model: type[models.Model]) -> Iterator[list[int]]:
    keys = model._base_manager.order_by("pk").values_list("pk", flat=True)
    last = 0
    while portion := list(keys.filter(pk__gt=last)[:BATCH]):
        yield portion
        last = portion[-1]


def _straying(
    model: type[models.Model],
    keys: Sequence[int],
    said: dict[int, str],
    renewed: Collection[Portion],
) -> Iterator[Stray]:
    """Rows that differ. One that does is looked at again, held: it may have moved meanwhile."""
    rows, others = read(model, keys), beside.of(model, keys)
    for pk in keys:
        if _fits(model, rows.get(pk), others.get(pk, []), said.get(pk)):
            continue
        with transaction.atomic():
            held = model._base_manager.select_for_update().filter(pk=pk).values_list("pk").first()
            row, says = read(model, [pk]).get(pk), last_said.said(model, [pk], renewed).get(pk)
            if held is None or _fits(model, row, beside.of(model, [pk])[pk], says):
                continue
        how = Strayed.CHANGED if says else Strayed.ADDED
        yield Stray(model._meta.label, pk, str(row or ""), how)


def read(model: type[models.Model], keys: Sequence[int]) -> dict[int, models.Model]:
    """The rows by key, without those that cannot be read."""
    try:
        return {row.pk: row for row in model._default_manager.filter(pk__in=keys)}
    except UNREADABLE:
        if len(keys) == 1:
            return {}
        return {pk: row for key in keys for pk, row in read(model, [key]).items()}


def _fits(
    model: type[models.Model], row: models.Model | None, others: beside.Rows, says: str | None
) -> bool:
    if says is None:
        return not getattr(model, "is_always_vouched", False)
    if not vouching.is_under_our_secret(says) or last_said.is_stale(model, says):
        return True
    try:
        return row is not None and vouching.digest(row, others) == says
    except (*UNREADABLE, models.ObjectDoesNotExist):
        return False


def _removed(model: type[models.Model], renewed: Collection[Portion]) -> Iterator[Stray]:
    """Rows that an entry vouches for, and that are gone without an entry that says so."""
    gone: tuple[str, ...] = getattr(model, "removed_by", ())
    entries = Entry.objects.filter(subject=model._meta.label).exclude(vouches="")
    there = model._base_manager.values("pk")
    missing = entries.exclude(subject_pk__in=there).exclude(verb__in=gone)
    if gone:
        removed = Entry.objects.filter(subject=model._meta.label, verb__in=gone)
        missing = missing.exclude(subject_pk__in=removed.values("subject_pk"))
    keys = missing.order_by("subject_pk").values_list("subject_pk", flat=True).distinct()
    for pk in sorted({*islice(keys, MOST_NAMED), *_renewed_and_gone(model, renewed)}):
        yield Stray(model._meta.label, pk, "", Strayed.REMOVED)


def _renewed_and_gone(model: type[models.Model], renewed: Collection[Portion]) -> Iterator[int]:
    """Keys for which an upgrade vouched, that are gone without an entry that says so."""
    gone: tuple[str, ...] = getattr(model, "removed_by", ())
    for entry in Entry.objects.filter(pk__in=[one.entry for one in renewed]).iterator():
        keys = last_said.rows(entry)
        there = set(model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
        said = Entry.objects.filter(subject=model._meta.label, subject_pk__in=keys, verb__in=gone)
        yield from keys.keys() - there - set(said.values_list("subject_pk", flat=True))
