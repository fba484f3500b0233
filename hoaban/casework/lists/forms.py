"""What a list may be narrowed to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hoaban.casework.cases import queries as cases
from hoaban.casework.cases.enums import Clock
from hoaban.casework.lists.models import LONGEST
from hoaban.casework.turns import queries as turns
from hoaban.core import clock
from hoaban.core.people import agencies, searching
from hoaban.core.people.actors import Actor

YES = "1"
Option = tuple[str, str | Promise]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some values of a field; any other value narrows nothing.

    Without a path the list chooses its rows by the value itself.
    """

    name: str
    path: str
    options: Sequence[Option]

    def understands(self, value: str) -> bool:
        return value in {option for option, _label in self.options}

    def told(self, value: str) -> str:
        return str(dict(self.options)[value])

    def narrow(self, value: str, _actor: Actor, _now: datetime) -> Q:
        return Q(**{self.path: value}) if self.path and self.understands(value) else Q()


@dataclass(frozen=True, slots=True)
class Words:
    """Every word that was typed begins a word by which the case is found.

    `keys(actor, words)` names the open cases with all of them; None where too many have them.
    """

    name: str
    keys: Callable[[Actor, Sequence[str]], Sequence[int] | None]

    def understands(self, value: str) -> bool:
        return bool(searching.words(value))

    def told(self, value: str) -> str:
        return f"“{value}”"

    def narrow(self, value: str, actor: Actor, _now: datetime) -> Q:
        typed = searching.words(value)
        if not typed:
            return Q()
        keys = self.keys(actor, typed)
        return cases.having(typed, "case__") if keys is None else Q(case__in=keys)


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a condition keeps where its box is ticked; `words` say so."""

    name: str
    words: str | Promise
    condition: Callable[[Actor, datetime], Q]

    def understands(self, value: str) -> bool:
        return value == YES

    def told(self, _value: str) -> str:
        return str(self.words)

    def narrow(self, value: str, actor: Actor, now: datetime) -> Q:
        return self.condition(actor, now) if self.understands(value) else Q()


def late(name: str) -> Ticked:
    """What should have been done before now."""
    return Ticked(name, _("Quá hạn"), lambda _actor, now: turns.is_late(now))


def broken(name: str) -> Ticked:
    """What runs past the promise that its case is held to, whichever step it is at."""

    def runs_past(_actor: Actor, now: datetime) -> Q:
        return Q(case__clock=Clock.RUNNING, case__held_to__lt=now)

    return Ticked(name, _("Quá hạn hẹn trả"), runs_past)


def unheld(name: str) -> Ticked:
    """What nobody in the actor's agency can do, until somebody is appointed or stands in."""

    def of_nobody(actor: Actor, now: datetime) -> Q:
        return Q(case__in=turns.of_nobody([actor.agency], clock.day(now)).values("case"))

    return Ticked(name, _("Không còn ai đảm nhận"), of_nobody)


@dataclass(frozen=True, slots=True)
class Of:
    """One of today's agencies with all that it follows, for whoever reads of more than theirs."""

    name: str
    reads_of_others: Callable[[Actor], bool]

    def offered(self, actor: Actor) -> Sequence[Option]:
        rows = agencies.at(clock.today()).items() if self.reads_of_others(actor) else ()
        return [(code, row.shown) for code, row in rows]

    def understands(self, value: str) -> bool:
        return agencies.at(clock.today()).get(value) is not None

    def told(self, value: str) -> str:
        return agencies.row(value, clock.today()).shown

    def narrow(self, value: str, _actor: Actor, now: datetime) -> Q:
        if not self.understands(value):
            return Q()
        return Q(agency__in=sorted(agencies.reach(value, clock.day(now))))


Filter = Choice | Words | Ticked | Of


def offered(one: Filter, actor: Actor) -> Sequence[Option]:
    """What a filter lets this actor choose from."""
    return one.offered(actor) if isinstance(one, Of) else getattr(one, "options", ())


def kept(filters: Sequence[Filter], given: Mapping[str, str]) -> dict[str, str]:
    """What of the given narrows the list, by the names of its filters: all else is dropped."""
    found = {one.name: given.get(one.name, "") for one in filters}
    return {one.name: found[one.name] for one in filters if one.understands(found[one.name])}


def told(filters: Sequence[Filter], understood: Mapping[str, str]) -> list[str]:
    """The same in words, filter by filter."""
    return [one.told(understood[one.name]) for one in filters if one.name in understood]


def narrowed(filters: Sequence[Filter], given: Mapping[str, str], actor: Actor, now: datetime) -> Q:
    """The condition that the filters make of what was given."""
    chosen = Q()
    for one in filters:
        chosen &= one.narrow(given.get(one.name, ""), actor, now)
    return chosen


class ViewForm(forms.Form):
    """The name of a filter that a post keeps."""

    name = forms.CharField(
        label=_("Tên bộ lọc"),
        max_length=LONGEST,
        error_messages={"required": _("Hãy đặt tên cho bộ lọc.")},
    )
