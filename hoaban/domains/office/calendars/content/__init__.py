"""Loads holidays, hours and day rules from content files; what officials entered is left alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import models, transaction

from hoaban.core import clock
from hoaban.core.calendars import actions, queries
from hoaban.core.calendars.enums import Event, Source
from hoaban.core.calendars.models import Holiday, HourRule, WorkTime, Year
from hoaban.core.journal import actions as journal
from hoaban.core.kept import folders, stamps
from hoaban.core.people import actors
from hoaban.domains.office.calendars.content import reading
from hoaban.engines.content import kinds
from hoaban.engines.content.places import Problem

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows a load wrote: new, changed, withdrawn. All nought when nothing differs."""

    added: int = 0
    changed: int = 0
    withdrawn: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.added + other.added,
            self.changed + other.changed,
            self.withdrawn + other.withdrawn,
        )

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.withdrawn)


def check(root: Path | None = None) -> list[Problem]:
    """What is wrong under `content/`, by file, line and column. Nothing is loaded."""
    return reading.read(root or settings.CONTENT).problems


@transaction.atomic
def load(root: Path | None = None) -> Counts:
    """Bring the tables to what the files say: idempotent, refuses nothing that `check` passes.

    Rows that officials entered, ended or withdrew on the page stay as they are. Moments promised
    before do not move: their calendars are kept as snapshots.
    """
    found = reading.read(root or settings.CONTENT)
    if found.problems:
        raise ValueError(f"content with problems is not loaded: {found.problems[0]}")
    revision, at = queries.locked(), clock.now()
    counts = (
        _bring(Year, ("year",), found.years)
        + _bring(Holiday, ("on", "kind"), found.holidays)
        + _bring(WorkTime, ("agency", "weekday", "opens", "valid_from"), found.hours)
        + _bring(HourRule, ("moment", "valid_from"), found.rules)
    )
    if counts:
        digest = actions.settle(revision, at=at)
        stamps.stamp("calendars", digest=digest)
        journal.record(
            Event.LOADED, revision, by=actors.system("content"), at=at, key=None, digest=digest
        )
    return counts


def _bring(model: type[Row], key: tuple[str, ...], wanted: Iterable[Row]) -> Counts:
    """Add what is new, change what differs, take back what left the files; content's rows only."""
    there: dict[tuple[object, ...], list[Row]] = {}
    for row in model._default_manager.order_by("pk"):
        there.setdefault(_key(row, key), []).append(row)
    new, changed, seen = [], 0, set()
    for row in wanted:
        seen.add(_key(row, key))
        if not (held := there.get(_key(row, key))):
            new.append(row)
        elif _is_ours(held[-1]):
            changed += _renew(held[-1], row)
    model._default_manager.bulk_create(new)
    gone = [r for k, rows in there.items() if k not in seen for r in rows if _is_ours(r)]
    return Counts(len(new), changed, sum(_withdraw(row) for row in gone))


def _key(row: models.Model, names: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in names)


def _is_ours(row: models.Model) -> bool:
    """Whether the files keep the row: officials have not entered, changed or withdrawn it."""
    is_content = getattr(row, "source", Source.CONTENT) == Source.CONTENT
    return is_content and getattr(row, "withdrawn_at", None) is None


def _renew(row: models.Model, wanted: models.Model) -> bool:
    names = [field.name for field in row._meta.concrete_fields if not field.primary_key]
    differ = [name for name in names if getattr(row, name) != getattr(wanted, name)]
    for name in differ:
        setattr(row, name, getattr(wanted, name))
    if differ:
        row.save(update_fields=differ)
    return bool(differ)


def _withdraw(row: models.Model) -> bool:
    """A day or an hour is marked; a year or a rule, which nothing points at, leaves the table."""
    if hasattr(row, "withdrawn_at"):
        row.withdrawn_at = clock.now()
        row.save(update_fields=["withdrawn_at"])
    else:
        row.delete()
    return True


def _load() -> kinds.Outcome:
    counts = load()
    return kinds.Outcome(
        created=["calendar"] * counts.added,
        changed=["calendar"] * counts.changed,
        removed=["calendar"] * counts.withdrawn,
    )


def _files() -> list[Path]:
    years = sorted((folders.country() / "calendar").glob("*.csv"))
    return [*years, folders.country() / "day_rules.toml", folders.province() / "hours.toml"]


KINDS = [kinds.Kind("calendars", _files, check, _load)]
