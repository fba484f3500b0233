"""Who comes when with what: the arrivals of a period, drawn from the script's weights."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from hoaban.config.commands.replay.script import Period, Script
from hoaban.core import clock
from hoaban.core.calendars import queries as calendars
from hoaban.core.language import FIRST, text
from hoaban.core.people import agencies
from hoaban.core.people.models import Agency
from hoaban.core.workdays.tables import Calendar
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.enums import Channel
from hoaban.domains.procedures.catalogue.models import Revision, Variant

ONE_DAY = timedelta(days=1)
SLOT = 30 * 60  # seconds that an hour of the rhythm stands for
LEVELS = ("province", "district", "commune")  # of the years that are replayed


class CannotBePlayed(Exception):
    """The content at hand cannot give the figures of the script; the words say which."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A case that an agency takes, with the limit of each channel open to it."""

    case: Variant
    revision_pk: int
    weight: float
    limits: Mapping[str, tuple[int, str]]  # channel: amount, unit


@dataclass(frozen=True, slots=True)
class Arrival:
    """A valid reception: when, where, for what, by which channel, and by when it was promised."""

    number: int
    at: datetime
    agency: Agency
    offer: Offer
    channel: str
    calendar: Calendar

    @property
    def limit(self) -> tuple[int, str]:
        return self.offer.limits[self.channel]


def offers_of(revision: Revision, on: date, weights: Mapping[str, float]) -> list[Offer]:
    """The cases of a version that are taken at a counter that day."""
    found = []
    plan = parameters.plan(revision.pk)
    for case in plan.cases.values():
        facts = catalogue.case_in(plan.facts, case.code)
        limits = {
            limit.channel: (limit.amount, limit.unit)
            for limit in facts.limits_on(on)
            if limit.channel != Channel.ONLINE or plan.facts.is_fileable_online
        }
        weight = weights.get(revision.code, 10) / (1 if case.is_default else 6)
        if Channel.COUNTER in limits:
            found.append(Offer(case, revision.pk, weight, limits))
    return found


class Offers:
    """What the agencies take on a day, for one plan: read once until a version begins or ends."""

    def __init__(self, script: Script) -> None:
        self._weights = script.procedures
        self._changes = catalogue.changes()
        self._known: dict[tuple[int, int], list[Offer]] = {}
        self._valid: dict[int, list[tuple[Revision, list[Offer]]]] = {}

    def of(self, agency: Agency, on: date) -> list[Offer]:
        """What an agency takes that day, in the order of the procedures' codes."""
        since = bisect_right(self._changes, on)
        if (agency.pk, since) not in self._known:
            versions = self._of_day(since, on)
            own = [offers for one, offers in versions if catalogue.decides(one, agency)]
            self._known[agency.pk, since] = [offer for offers in own for offer in offers]
        return self._known[agency.pk, since]

    def called_for(self, arrival: Arrival, case: Variant) -> Offer:
        """What is taken where and when something arrived, for a case of the same version.

        Refuses a case that is not taken there by that way.
        """
        for offer in self.of(arrival.agency, clock.day(arrival.at)):
            if offer.case.pk == case.pk and arrival.channel in offer.limits:
                return offer
        raise CannotBePlayed(f"{arrival.agency.code} does not take {case.code} by that channel")

    def _of_day(self, since: int, on: date) -> list[tuple[Revision, list[Offer]]]:
        if since not in self._valid:
            versions = sorted(catalogue.offered(on), key=lambda one: one.code)
            self._valid[since] = [(one, offers_of(one, on, self._weights)) for one in versions]
        return self._valid[since]


def draw(script: Script, period: Period, taken: Offers, *, first: int) -> list[Arrival]:
    """The receptions of one period in the order of time, numbered from `first`."""
    random = Random(f"{script.seed}:arrivals:{period.from_on}")  # noqa: S311 - a repeatable draw
    chosen = _agencies(script, period, taken, random)
    moments = _moments(script, period, random)
    found: list[Arrival] = []
    for number, (at, code) in enumerate(zip(moments, chosen, strict=True), start=first):
        on = clock.day(at)
        agency = agencies.successor(code, on)
        offers = taken.of(agency, on)
        (offer,) = random.choices(offers, [one.weight for one in offers])
        channel = _channel(script, offer, on, random)
        found.append(Arrival(number, at, agency, offer, channel, calendars.calendar(agency.code)))
    return found


def _agencies(script: Script, period: Period, taken: Offers, random: Random) -> list[str]:
    """One code for each arrival: by level, each active agency at least once, mixed up."""
    counts = shared(period.received, [script.levels[level] for level in LEVELS])
    codes: list[str] = []
    for level, count in zip(LEVELS, counts, strict=True):
        active, weights = _active(script, period, level, taken)
        codes += active + random.choices(active, weights, k=count - len(active))
    random.shuffle(codes)
    return codes


def _active(
    script: Script, period: Period, level: str, taken: Offers
) -> tuple[list[str], list[float]]:
    """The busiest agencies of a level that take part on the last day and have something to do."""
    able = [
        row for row in agencies.at(period.to_on).taking_part(level) if taken.of(row, period.from_on)
    ]
    wanted = period.active[level]
    if len(able) < wanted:
        raise CannotBePlayed(
            f"{period.from_on}: {wanted} agencies of level {level} are active in the script, "
            f"but only {len(able)} take part and offer a procedure"
        )
    ranked = sorted(able, key=lambda row: (-_busy(script, row), row.code))[:wanted]
    return [row.code for row in ranked], [_busy(script, row) for row in ranked]


def _busy(script: Script, agency: Agency) -> float:
    """How busy an agency is: named in the script, or drawn; wards and towns have more people."""
    if agency.code in script.agencies:
        return float(script.agencies[agency.code])
    drawn = Random(f"{script.seed}:busy:{agency.code}").lognormvariate(0, 0.7)  # noqa: S311
    name = text(agency.name, FIRST)
    return drawn * (3 if "phường" in name or "thị trấn" in name else 1)


def _moments(script: Script, period: Period, random: Random) -> list[datetime]:
    """Working moments in order, by the rhythm of the week and of the day."""
    calendar = calendars.calendar(on=period.to_on)
    days = [
        on
        for number in range((period.to_on - period.from_on).days + 1)
        if calendar.is_working_day(on := period.from_on + number * ONE_DAY)
    ]
    weights = [_weight(script, on) for on in days]
    hours = list(script.hours)
    slots = list(script.hours.values())
    return sorted(
        clock.at(on, hour) + timedelta(seconds=random.randrange(SLOT))
        for on, hour in zip(
            random.choices(days, weights, k=period.received),
            random.choices(hours, slots, k=period.received),
            strict=True,
        )
    )


def _weight(script: Script, on: date) -> float:
    """A made-up working day (a Saturday worked) is as busy as a Friday."""
    weight = script.weekdays[min(on.weekday(), len(script.weekdays) - 1)]
    for dip in script.dips:
        if dip.from_on <= on <= dip.to_on:
            weight *= dip.factor
    return weight


def _channel(script: Script, offer: Offer, on: date, random: Random) -> str:
    drawn = random.random()
    if drawn < script.chance("online"):
        wanted = Channel.ONLINE if on >= script.online_from else Channel.COUNTER
    else:
        late = drawn < script.chance("online") + script.chance("post")
        wanted = Channel.POST if late else Channel.COUNTER
    return str(wanted.value if wanted in offer.limits else Channel.COUNTER.value)


def shared(total: int, weights: Sequence[float]) -> list[int]:
    """Split a whole number by weights; what is left over goes to the largest remainders."""
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return parts
