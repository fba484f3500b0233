"""What becomes of each arrival, so that exactly the reported counts come out when counted.

Calibration happens here alone: due moments are computed by the pure rules, and each period is
given as many results in time and late ones as the report says. Nothing is written.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from hoaban.casework.clocks import rules as clocks
from hoaban.casework.clocks.enums import AfterWait
from hoaban.casework.clocks.rules import Promise, Waited
from hoaban.config.commands.replay.arrivals import Arrival, CannotBePlayed
from hoaban.config.commands.replay.script import Period, Script
from hoaban.core import clock
from hoaban.core.workdays import counting
from hoaban.core.workdays.facts import Unit
from hoaban.domains.onestop.provisions import queries as provisions

MINUTE = 60 * 1_000_000  # of the calendar's positions
HOUR = 60 * MINUTE
DAY = int(7.5 * HOUR)  # of opening time
ROOM = 25 * MINUTE  # the least opening time between reception and signature
LONG = 2 * DAY + ROOM  # from here on there is time for a supplement or a new appointment
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of an arrival. Moments are None where it does not come to that.

    `progress` is how far an unfinished one has come, 0 to 1.
    """

    arrival: Arrival
    due_at: datetime
    asked_at: datetime | None = None
    supplied_at: datetime | None = None
    extended_at: datetime | None = None
    extended_to: date | None = None
    signed_at: datetime | None = None
    ended_at: datetime | None = None
    ended_how: str = ""
    progress: float = 0

    @property
    def earliest(self) -> datetime:
        """From when on it can be signed."""
        return self.supplied_at or self.extended_at or self.arrival.at


def decide(script: Script, arrivals: list[list[Arrival]]) -> list[Fate]:
    """The fate of every arrival of every period, in order of arrival."""
    random = Random(f"{script.seed}:fates")  # noqa: S311 - a repeatable draw
    finished: list[Fate] = []
    waiting: list[Fate] = []
    for period, arrived in zip(script.periods, arrivals, strict=True):
        for arrival in arrived:
            fate = _moved(script, arrival, random)
            (finished if fate.ended_at else waiting).append(fate)
        done, waiting = _processed(period, waiting, random)
        finished += done
    open_ = [replace(fate, progress=random.random()) for fate in waiting]
    return sorted([*finished, *open_], key=lambda fate: fate.arrival.number)


def _moved(script: Script, arrival: Arrival, random: Random) -> Fate:
    """With its due moment, and what will move it or end the request early."""
    amount, unit = arrival.limit
    promise = Promise(arrival.at, amount, unit)
    fate = Fate(arrival, clocks.due_moment(promise, arrival.calendar))
    at = arrival.calendar.position(arrival.at)
    span = arrival.calendar.position(fate.due_at) - at
    drawn = random.random()
    for name, how in (("withdrawn", "withdraw"), ("stopped", "stop")):
        if drawn < script.chance(name):
            moment = _after(arrival, at + ROOM + int(random.random() * 3 * DAY))
            return replace(fate, ended_at=moment, ended_how=how)
        drawn -= script.chance(name)
    if span < LONG:
        return fate
    if drawn < script.chance("supplement"):
        return _supplemented(script, fate, promise, random)
    if drawn < script.chance("supplement") + script.chance("extension"):
        return _extended(fate, random)
    return fate


def _supplemented(script: Script, fate: Fate, promise: Promise, random: Random) -> Fate:
    """Asked within two working days; supplied within two weeks, or never."""
    arrival = fate.arrival
    begun = arrival.calendar.position(arrival.at)
    asked = begun + ROOM + int(random.random() * (2 * DAY - ROOM))
    asked_at = _after(arrival, asked)
    if random.random() < script.chance("never_supplied"):
        return replace(fate, asked_at=asked_at, progress=1)
    supplied_at = _after(arrival, asked + 2 * HOUR + int(random.betavariate(1.4, 3) * 10 * DAY))
    restarts = provisions.act_of(clock.day(arrival.at))["on_supply"]
    moved = [Waited(asked_at, supplied_at, AfterWait(restarts), arrival.calendar)]
    due_at = clocks.due_moment(promise, arrival.calendar, moved)
    return replace(fate, asked_at=asked_at, supplied_at=supplied_at, due_at=due_at)


def _extended(fate: Fate, random: Random) -> Fate:
    """Told before the last day on which it may be; two to six working days more, as far as the
    limit goes once again.
    """
    arrival, calendar = fate.arrival, fate.arrival.calendar
    begun, due = calendar.position(arrival.at), calendar.position(fate.due_at)
    told = begun + ROOM + int((0.5 + random.random() / 2) * (due - begun - LONG + DAY // 2))
    told_at = _after(arrival, told)
    notice = provisions.act_of(clock.day(arrival.at))["notice_days"]
    if clock.day(told_at) > clock.day(fate.due_at) - notice * ONE_DAY:
        return fate
    days = random.randint(2, 6)
    amount, unit = arrival.limit
    more = counting.due(fate.due_at, days, Unit.WORKING_DAYS, calendar)
    until = clock.day(min(more, counting.due(fate.due_at, amount or 1, Unit(unit), calendar)))
    due_at = calendar.close_on_or_after(until)
    return replace(fate, extended_at=told_at, extended_to=until, due_at=due_at)


def _after(arrival: Arrival, position: int) -> datetime:
    return arrival.calendar.at_position(position)


@dataclass(frozen=True, slots=True)
class _Window:
    """Opening time, as positions, in which a result of one kind may be signed."""

    first: int
    last: int


def _processed(
    period: Period, waiting: list[Fate], random: Random
) -> tuple[list[Fate], list[Fate]]:
    """Give the period its results: those done in it, and those that go on waiting."""
    mixed = random.sample(waiting, len(waiting))
    late_wanted = period.processed - period.on_time
    supplied = [fate for fate in mixed if not (fate.asked_at and not fate.supplied_at)]
    in_time = _taken(period, supplied, period.on_time, random, late=False)
    rest = [fate for fate in supplied if fate.arrival.number not in in_time]
    late = _taken(period, random.sample(rest, len(rest)), late_wanted, random, late=True)
    done = in_time | late
    left = [fate for fate in waiting if fate.arrival.number not in done]
    return list(done.values()), left


def _taken(
    period: Period, fates: Iterable[Fate], wanted: int, random: Random, *, late: bool
) -> dict[int, Fate]:
    """So many of the fates, signed in the period, in time or late."""
    taken: dict[int, Fate] = {}
    for fate in fates:
        if len(taken) == wanted:
            break
        window = _late(period, fate) if late else _in_time(period, fate)
        if window.first <= window.last:
            taken[fate.arrival.number] = _signed(fate, window, random, late=late)
    if len(taken) < wanted:
        kind = "late" if late else "in time"
        raise CannotBePlayed(
            f"{period.from_on}: {wanted} results {kind} are wanted, only {len(taken)} are possible "
            "with the limits of the procedures at hand"
        )
    return taken


def _edges(period: Period, fate: Fate) -> tuple[int, int]:
    """The opening time of the period, as positions of the agency's calendar."""
    calendar = fate.arrival.calendar
    opens = calendar.position(clock.at(period.from_on))
    return opens + ROOM, calendar.position(clock.at(period.to_on + ONE_DAY)) - ROOM


def _in_time(period: Period, fate: Fate) -> _Window:
    opens, closes = _edges(period, fate)
    position = fate.arrival.calendar.position
    return _Window(max(opens, position(fate.earliest) + ROOM), min(closes, position(fate.due_at)))


def _late(period: Period, fate: Fate) -> _Window:
    opens, closes = _edges(period, fate)
    return _Window(max(opens, fate.arrival.calendar.position(fate.due_at) + 2 * MINUTE), closes)


def _signed(fate: Fate, window: _Window, random: Random, *, late: bool) -> Fate:
    """In time: rather near the due moment. Late: by some days; what was late before, any day."""
    span = window.last - window.first
    if not late:
        step = int(random.betavariate(2.2, 1.3) * span)
    elif window.first > fate.arrival.calendar.position(fate.due_at) + DAY:
        step = int(random.random() * span)
    else:
        step = min(int(random.expovariate(1 / (4 * DAY))), span)
    return replace(fate, signed_at=_after(fate.arrival, window.first + step))
