"""How dossiers are counted. Pure: what happened in, changes of sums and figures out.

A dossier is received by its valid reception, processed by its first signature (a negative result
included), ended otherwise when withdrawn, stopped or closed after reception. In progress it is
late once its clock has run past the promise it is held to: a request for papers or for money stops
the clock and an extension told in time moves the moment, but what was late before stays late until
the end.
[ND61/2018 Đ19]
"""

from dataclasses import dataclass, fields, replace
from datetime import date
from fractions import Fraction

from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.statistics.enums import Measure, Share
from hoaban.engines.tallies.rules import Change


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that counts, in days of Vietnam. `due_on` is the day of the promise it is held to
    from then on, `former_due_on` of the one that this event replaced.

    `punctuality` is before, on or late; `clock_ran` whether the legal clock ran until then, and
    `is_late` whether that promise was broken by then.
    """

    event: str
    on: date
    due_on: date
    former_due_on: date | None = None
    punctuality: str = ""
    clock_ran: bool = True
    is_late: bool = False


PUNCTUALITY = {
    "before": Measure.PROCESSED_BEFORE,
    "on": Measure.PROCESSED_ON,
    "late": Measure.PROCESSED_LATE,
}
HOW: dict[str, Measure] = {
    Event.WITHDRAWN: Measure.WITHDRAWN,
    Event.STOPPED: Measure.STOPPED,
}
ENDS = frozenset({Event.WITHDRAWN, Event.STOPPED, Event.CLOSED})
PROMISED_ANEW = frozenset({Event.EXTENDED, Event.POSTPONED})
STOPPING = frozenset({Event.SUPPLEMENT_ASKED, Event.PAYMENT_ASKED})  # the clock waits
GOING_ON = frozenset({Event.SUPPLIED, Event.PAYMENT_CONFIRMED, Event.PAYMENT_RECALLED})
COUNTED = (
    ENDS
    | PROMISED_ANEW
    | STOPPING
    | GOING_ON
    | {Event.RECEIVED, Event.REFUSED, Event.SIGNED, Event.MOVED}
)


def changes(happening: Happening) -> list[Change]:
    """What an event adds to the sums, on which day."""
    on, due_on = happening.on, happening.due_on
    if happening.event == Event.REFUSED:
        return [Change(Measure.REFUSED, on, 1)]
    if happening.event == Event.RECEIVED:
        return [Change(Measure.RECEIVED, on, 1), _clock_starts(on, due_on)]
    if happening.event in STOPPING | GOING_ON:
        is_asked = happening.event in STOPPING
        waits = Change(Measure.WAITING, on, 1 if is_asked else -1)
        clock = _clock_stops(on, due_on) if is_asked else _clock_starts(on, due_on)
        return [waits] if happening.is_late else [waits, clock]
    if happening.event in PROMISED_ANEW:
        former = happening.former_due_on
        return [_clock_stops(on, former), _clock_starts(on, due_on)] if former else []
    if happening.event == Event.SIGNED:
        done = Change(PUNCTUALITY[happening.punctuality], on, 1)
        return [done, _clock_stops(on, due_on)]
    return _ended(happening)


def moved(happening: Happening) -> tuple[list[Change], list[Change]]:
    """What an open dossier that is handed over takes from one agency and brings to another."""
    on, carried = happening.on, []
    if not happening.clock_ran:
        carried.append(Change(Measure.WAITING, on, 1))
    if happening.clock_ran or happening.is_late:
        carried.append(_clock_starts(on, happening.due_on))
    taken = [Change(one.measure, one.on, -one.amount) for one in carried]
    left, came = Change(Measure.HANDED_OUT, on, 1), Change(Measure.HANDED_IN, on, 1)
    return [left, *taken], [came, *carried]


def _ended(happening: Happening) -> list[Change]:
    """Withdrawn, stopped or closed; late where the promise was broken before."""
    on, counts = happening.on, happening.clock_ran or happening.is_late
    found = [Change(Measure.ENDED, on, 1)]
    if happening.event in HOW:
        found.append(Change(HOW[happening.event], on, 1))
    if happening.is_late:
        found.append(Change(Measure.ENDED_LATE, on, 1))
    if not happening.clock_ran:
        found.append(Change(Measure.WAITING, on, -1))
    return [*found, _clock_stops(on, happening.due_on)] if counts else found


def _clock_starts(on: date, due_on: date) -> Change:
    """From its due day on, or from now where that is past, it is late while in progress."""
    return Change(Measure.OVERDUE, max(on, due_on), 1)


def _clock_stops(on: date, due_on: date) -> Change:
    """From now on it is late no more; a due day still to come will not make it so."""
    return Change(Measure.OVERDUE, max(on, due_on), -1)


@dataclass(frozen=True, slots=True)
class Sums:
    """What was counted up to a day, or in a period."""

    received: int = 0
    processed_before: int = 0
    processed_on: int = 0
    processed_late: int = 0
    ended: int = 0
    overdue: int = 0
    waiting: int = 0
    ended_late: int = 0
    withdrawn: int = 0
    stopped: int = 0
    refused: int = 0
    handed_out: int = 0
    handed_in: int = 0

    def less_overdue(self, count: int) -> "Sums":
        return replace(self, overdue=self.overdue - count) if count else self

    @property
    def open(self) -> int:
        """In progress: received or handed in, and neither processed, ended nor handed out."""
        done = self.processed_before + self.processed_on + self.processed_late
        return self.received + self.handed_in - done - self.ended - self.handed_out


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a period: carried over + received + handed in = processed + ended +
    handed out + in progress.

    Ended is withdrawn + stopped + closed; some of it had broken its promise. Waiting is a part of
    what is in progress; refused was never received.
    """

    carried_over: int = 0
    received: int = 0
    processed_before: int = 0
    processed_on: int = 0
    processed_late: int = 0
    ended: int = 0
    in_progress: int = 0
    in_progress_late: int = 0
    waiting: int = 0
    ended_late: int = 0
    withdrawn: int = 0
    stopped: int = 0
    refused: int = 0
    handed_out: int = 0
    handed_in: int = 0

    @property
    def closed(self) -> int:
        return self.ended - self.withdrawn - self.stopped

    @property
    def moves(self) -> bool:
        """Whether anything was handed from one agency to another."""
        return bool(self.handed_in or self.handed_out)

    @property
    def processed(self) -> int:
        return self.processed_on_time + self.processed_late

    @property
    def processed_on_time(self) -> int:
        return self.processed_before + self.processed_on

    @property
    def in_progress_within(self) -> int:
        return self.in_progress - self.in_progress_late

    @property
    def on_time(self) -> Fraction | None:
        """On time over processed; None where nothing was."""
        return Fraction(self.processed_on_time, self.processed) if self.processed else None

    @property
    def on_time_of_received(self) -> Fraction | None:
        """The other reading: on time over received."""
        return Fraction(self.processed_on_time, self.received) if self.received else None

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            **{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)}
        )


def between(before: Sums, until: Sums) -> Figures:
    """The figures of a period from what was counted before it and up to its last day."""
    return Figures(
        carried_over=before.open,
        received=until.received - before.received,
        processed_before=until.processed_before - before.processed_before,
        processed_on=until.processed_on - before.processed_on,
        processed_late=until.processed_late - before.processed_late,
        ended=until.ended - before.ended,
        in_progress=until.open,
        in_progress_late=until.overdue,
        waiting=until.waiting,
        ended_late=until.ended_late - before.ended_late,
        withdrawn=until.withdrawn - before.withdrawn,
        stopped=until.stopped - before.stopped,
        refused=until.refused - before.refused,
        handed_out=until.handed_out - before.handed_out,
        handed_in=until.handed_in - before.handed_in,
    )


_ON_TIME = frozenset({Measure.PROCESSED_BEFORE, Measure.PROCESSED_ON})
_PROCESSED = _ON_TIME | {Measure.PROCESSED_LATE}
_OPEN = _PROCESSED | {
    *(Measure.RECEIVED, Measure.ENDED),
    *(Measure.HANDED_IN, Measure.HANDED_OUT),
}
# The measures of which each figure is made: no other has to be read for it.
MADE_OF: dict[Share, frozenset[Measure]] = {
    Share.CARRIED_OVER: _OPEN,
    Share.RECEIVED: frozenset({Measure.RECEIVED}),
    Share.PROCESSED: _PROCESSED,
    Share.PROCESSED_BEFORE: frozenset({Measure.PROCESSED_BEFORE}),
    Share.PROCESSED_ON: frozenset({Measure.PROCESSED_ON}),
    Share.PROCESSED_ON_TIME: _ON_TIME,
    Share.PROCESSED_LATE: frozenset({Measure.PROCESSED_LATE}),
    Share.ENDED: frozenset({Measure.ENDED}),
    Share.WITHDRAWN: frozenset({Measure.WITHDRAWN}),
    Share.STOPPED: frozenset({Measure.STOPPED}),
    Share.CLOSED: frozenset({Measure.ENDED, Measure.WITHDRAWN, Measure.STOPPED}),
    Share.ENDED_LATE: frozenset({Measure.ENDED_LATE}),
    Share.IN_PROGRESS: _OPEN,
    Share.IN_PROGRESS_WITHIN: _OPEN | {Measure.OVERDUE},
    Share.IN_PROGRESS_LATE: frozenset({Measure.OVERDUE}),
    Share.WAITING: frozenset({Measure.WAITING}),
    Share.REFUSED: frozenset({Measure.REFUSED}),
    Share.HANDED_OUT: frozenset({Measure.HANDED_OUT}),
    Share.HANDED_IN: frozenset({Measure.HANDED_IN}),
}

# What stands on the day before the period, or on its last day; all else happens within it.
AT_THE_BEGINNING = frozenset({Share.CARRIED_OVER})
JUDGED = frozenset({Share.IN_PROGRESS_WITHIN, Share.IN_PROGRESS_LATE})  # late or not
AT_THE_END = JUDGED | {Share.IN_PROGRESS, Share.WAITING}


def figure(share: Share, sums: Sums) -> int:
    """A figure alone: from what was counted up to the day on which it stands, or in the period."""
    nothing = Sums()
    is_before = share in AT_THE_BEGINNING
    found = between(sums, nothing) if is_before else between(nothing, sums)
    return int(getattr(found, share.value))
