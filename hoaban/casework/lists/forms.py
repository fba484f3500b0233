"""What a list may be narrowed to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise

from hoaban.core.people import searching

YES = "1"
Option = tuple[str, str | Promise]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some values of a field; any other value narrows nothing."""

    name: str
    path: str
    options: Sequence[Option]

    def narrow(self, value: str, _now: datetime) -> Q:
        known = {option for option, _label in self.options}
        return Q(**{self.path: value}) if value in known else Q()


@dataclass(frozen=True, slots=True)
class Words:
    """Every word that was typed stands in a folded text."""

    name: str
    path: str

    def narrow(self, value: str, _now: datetime) -> Q:
        chosen = Q()
        for word in searching.words(value):
            chosen &= Q(**{f"{self.path}__contains": word})
        return chosen


@dataclass(frozen=True, slots=True)
class Late:
    """What should have been done before now."""

    name: str

    def narrow(self, value: str, now: datetime) -> Q:
        return Q(act_by__lt=now) if value == YES else Q()


Filter = Choice | Words | Late


def narrowed(filters: Sequence[Filter], given: Mapping[str, str], now: datetime) -> Q:
    """The condition that the filters make of what was given."""
    chosen = Q()
    for one in filters:
        chosen &= one.narrow(given.get(one.name, ""), now)
    return chosen
