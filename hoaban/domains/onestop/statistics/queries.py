"""Figures of a period from the kept sums, and the dossiers behind each."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from hoaban.casework.cases import queries as cases
from hoaban.casework.cases.enums import Clock, Punctuality
from hoaban.casework.clocks.models import ClockInterval
from hoaban.core.people import agencies
from hoaban.core.refusals import NotWellFormed
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.statistics import rules
from hoaban.domains.onestop.statistics.enums import Measure, Share
from hoaban.domains.onestop.statistics.rules import Figures as Figures
from hoaban.domains.onestop.statistics.rules import Sums as Sums
from hoaban.domains.onestop.stays import queries as stays
from hoaban.engines.tallies import queries as tallies
from hoaban.engines.tallies.periods import ONE_DAY, Period
from hoaban.engines.tallies.rules import Book


@dataclass(frozen=True, slots=True)
class Key:
    """By what a dossier is counted: codes of the receiving agency, of the field, the channel, and
    the code of the agency that decides.
    """

    agency: str
    field: str
    channel: str
    decides: str


Counted = dict[Key, Figures]
BOOK = Book("dossiers", tuple(Measure), ("agency", "field", "channel", "decides"))


def counted(of: Period, *, agency_code: str = "") -> Counted:
    """The figures of a period by agency, field and channel, from the kept sums: two queries, and
    one more while the period runs. An agency is asked for with all that it answers for on the last
    day.

    What has nothing is left out. The sums know days: what is due later today is not late yet.
    """
    narrowed = {"agency": counted_for(agency_code, of)} if agency_code else {}
    before = tallies.up_to(BOOK, of.from_on - ONE_DAY, narrowed)
    until = tallies.up_to(BOOK, of.to_on, narrowed)
    not_yet = _not_yet_late(of)
    found = {
        Key(*values): rules.between(
            Sums(**before.get(values, {})), Sums(**sums).less_overdue(not_yet.get(Key(*values), 0))
        )
        for values, sums in until.items()
    }
    return {key: figures for key, figures in found.items() if figures != Figures()}


def _not_yet_late(of: Period) -> dict[Key, int]:
    """What the sums count as late at the end of a period that still runs, and is not late now."""
    if of.judged_at == of.ends_at:
        return {}
    late_now = ClockInterval.objects.filter(late_at(of.judged_at), case=OuterRef("case"))
    by_then = ClockInterval.objects.filter(
        *(late_at(of.ends_at), open_at(of.ends_at, *MOMENTS), IS_COUNTED),
        held_to__gte=of.judged_at,
    )
    rows = by_then.filter(~Exists(late_now)).values_list(*OF_A_CASE, cases.decides("case__"))
    return {
        key_of(*values): count
        for *values, count in rows.annotate(Count("case", distinct=True)).order_by()
    }


def key_of(agency: int, field: str, channel: str, decides: int) -> Key:
    """From the primary keys of the agencies."""
    return Key(parameters.agency(agency).code, field, channel, parameters.agency(decides).code)


# What gives a result again that was taken back was asked for, and is counted, once already.
IS_COUNTED = Q(case__dossier__corrects=None)  # by the stretches of the clock
MOMENTS = ("case__opened_at", "case__done_at", "case__closed_at")
OF_A_CASE = ("case__agency", "case__dossier__revision__field__code", "case__dossier__channel")


def total(figures: Iterable[Figures]) -> Figures:
    return sum(figures, Figures())


def percent(share: Fraction | None) -> Decimal | None:
    """Percent with two decimals, halves up: 6946/8784 is 79.08."""
    if share is None:
        return None
    exact = Decimal(100 * share.numerator) / Decimal(share.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def by_month(of: Period, agency_codes: Collection[str] | None = None) -> dict[date, Sums]:
    """The sums of each month of a period, its first and last cut at the period's days: one query.

    `overdue` of a month is the change within it.
    """
    narrowed = None if agency_codes is None else {"agency": agency_codes}
    return {on: Sums(**sums) for on, sums in tallies.by_month(BOOK, of, narrowed).items()}


# What a figure may be narrowed to: the breakdowns, and the communes of one district.
NARROWED = ("agency", "level", "field", "channel", "district")
PATHS = {
    "field": "revision__field__code",
    "channel": "channel",
}


def behind(
    of: Period, share: str, *, narrowed: Mapping[str, str], seen: Sequence[QuerySet[Dossier]]
) -> list[QuerySet[Dossier]]:
    """The dossiers behind a figure, of each part that is seen. Refuses NotWellFormed for no figure.

    `seen` are parts as `access.parts_visible_to` makes them, which know a case's moments by the
    names `opened`, `done` and `closed`. `narrowed` holds codes by the names of NARROWED; `order` is
    the order to walk them in.
    """
    asked = _share(share)
    if not seen:
        return []
    which = _is_in(of, asked) & Q(corrects=None)
    which &= Q(**{path: narrowed[part] for part, path in PATHS.items() if narrowed.get(part)})
    codes = _codes(of, narrowed)
    if asked in HANDED:
        which &= HANDED[asked](of.begins_at, of.ends_at, codes)
    elif codes is not None:
        which &= stays.was_at(_when(of, asked), codes)
    return [part.filter(which) for part in seen]


HANDED = {Share.HANDED_OUT: stays.left, Share.HANDED_IN: stays.came}


def _when(of: Period, share: Share) -> stays.Moment:
    """The moment at which an agency counts a dossier."""
    if share in rules.AT_THE_BEGINNING | rules.AT_THE_END:
        return of.begins_at if share in rules.AT_THE_BEGINNING else of.ends_at
    return OuterRef(order(share)[0].removeprefix("-"))


def order(share: str) -> tuple[str, ...]:
    """An order that an index has: by what happened; what is open, the newest first."""
    if share == Share.RECEIVED:
        return ("opened", "case_id")
    if share in HOW or share in {Share.ENDED, Share.ENDED_LATE}:
        return ("closed", "case_id")
    by_result = ("done", "case_id")
    if share in HANDED:
        return ("-opened", "-case_id")
    return by_result if share.startswith(Share.PROCESSED) else ("-opened", "-case_id")


def _share(share: str) -> Share:
    if share not in Share.values:
        raise NotWellFormed(what="số liệu cần mở")
    return Share(share)


def _is_in(of: Period, share: Share) -> Q:
    if share in rules.AT_THE_END:
        return _is_in_progress(of, share)
    begins, ends = of.begins_at, of.ends_at
    done = Q(done__gte=begins, done__lt=ends)
    ended = Q(closed__gte=begins, closed__lt=ends)
    parts = {
        Share.CARRIED_OVER: open_at(begins),
        Share.RECEIVED: Q(opened__gte=begins, opened__lt=ends),
        Share.PROCESSED: done,
        Share.PROCESSED_BEFORE: done & Q(case__punctuality=Punctuality.BEFORE),
        Share.PROCESSED_ON: done & Q(case__punctuality=Punctuality.ON),
        Share.PROCESSED_ON_TIME: done & Q(done__lte=F("case__held_to")),
        Share.PROCESSED_LATE: done & Q(done__gt=F("case__held_to")),
        Share.ENDED: ended & Q(opened__isnull=False),
        Share.ENDED_LATE: ended & Q(opened__isnull=False) & broken("pk"),
        **{share: Q(opened__isnull=False) for share in HANDED},
    }
    if share in HOW:
        is_received = share != Share.REFUSED
        return ended & Q(opened__isnull=not is_received, case__state=HOW[share])
    return parts[share]


# How what ended otherwise stands now, by figure.
HOW: dict[str, State] = {
    Share.WITHDRAWN: State.WITHDRAWN,
    Share.STOPPED: State.STOPPED,
    Share.CLOSED: State.CLOSED,
    Share.REFUSED: State.REFUSED,
}


def _is_in_progress(of: Period, share: Share) -> Q:
    open_, moment = open_at(of.ends_at), of.judged_at
    if share == Share.IN_PROGRESS:
        return open_
    if share == Share.WAITING:
        return open_ & waits_at(of.ends_at, "pk")
    late = Q(Exists(ClockInterval.objects.filter(late_at(moment), case=OuterRef("pk"))))
    return open_ & (late if share == Share.IN_PROGRESS_LATE else ~late)


def late_at(moment: datetime) -> Q:
    """A stretch in which a clock had run, before a moment, past the promise it was held to."""
    began = Q(kind=Clock.RUNNING, started_at__lt=moment, held_to__lt=moment)
    return began & (Q(ended_at=None) | Q(ended_at__gt=F("held_to")))


def waits_at(moment: datetime, case: str) -> Q:
    """Its clock stood still at a moment: papers were asked for. `case` is the path to its key."""
    still = ClockInterval.objects.filter(
        Q(ended_at=None) | Q(ended_at__gte=moment), kind=Clock.PAUSED, started_at__lt=moment
    )
    return Q(Exists(still.filter(case=OuterRef(case))))


def broken(case: str) -> Q:
    """Its clock ran past a promise before it ended. `case` is the path to its key."""
    ran = ClockInterval.objects.filter(kind=Clock.RUNNING, ended_at__gt=F("held_to"))
    return Q(Exists(ran.filter(case=OuterRef(case))))


def open_at(
    moment: datetime, opened: str = "opened", done: str = "done", closed: str = "closed"
) -> Q:
    """Received before a moment, and neither done nor ended before it; by where its moments stand.

    The rows behind a figure and the recount ask this; the kept sums are moved by events alone.
    """
    received = Q(**{f"{opened}__lt": moment})
    return received & _not_before(done, moment) & _not_before(closed, moment)


def _not_before(name: str, moment: datetime) -> Q:
    return Q(**{name: None}) | Q(**{f"{name}__gte": moment})


def figure(
    of: Period, share: str, *, narrowed: Mapping[str, str], among: AbstractSet[str] | None = None
) -> tuple[int, int]:
    """A figure of the kept sums, narrowed like its rows, and its part among some agencies, what
    they received or decide: one query.
    """
    asked = _share(share)
    is_before, chosen = asked in rules.AT_THE_BEGINNING, _chosen(of, narrowed)
    found = tallies.total(
        BOOK,
        of.from_on - ONE_DAY if is_before else of.to_on,
        chosen,
        since=None if is_before or asked in rules.AT_THE_END else of.from_on,
        among=None if among is None else {"agency": among, "decides": among},
        measures=rules.MADE_OF[asked],
    )
    not_yet = _not_yet_late(of) if asked in rules.JUDGED else {}
    counts = [
        sum(
            count for key, count in not_yet.items() if _is_of(key, chosen) and _is_among(key, those)
        )
        for those in (None, among or frozenset())
    ]
    whole, part = (
        rules.figure(asked, Sums(**sums).less_overdue(less))
        for sums, less in zip(found, counts, strict=True)
    )
    return whole, part


def _is_of(key: Key, chosen: Mapping[str, Collection[str]]) -> bool:
    return all(getattr(key, part) in codes for part, codes in chosen.items())


def _is_among(key: Key, those: AbstractSet[str] | None) -> bool:
    return those is None or key.agency in those or key.decides in those


def _chosen(of: Period, narrowed: Mapping[str, str]) -> dict[str, Collection[str]]:
    """The values of dimensions to which a figure is narrowed."""
    chosen: dict[str, Collection[str]] = {
        part: [narrowed[part]] for part in PATHS if narrowed.get(part)
    }
    codes = _codes(of, narrowed)
    return chosen if codes is None else chosen | {"agency": codes}


def _codes(of: Period, narrowed: Mapping[str, str]) -> set[str] | None:
    """The agencies to which a figure is narrowed, by their codes; None for all of them.

    One that has ended by the last day counts with whoever answers for it then.
    """
    code, level, district = (narrowed.get(part, "") for part in ("agency", "level", "district"))
    if not (code or level or district):
        return None
    found = set(counted_for(code, of) if code else agencies.codes())
    if level:
        found = {one for one in found if level_of(one, of) == level}
    return found.intersection(_communes(of, district)) if district else found


def level_of(code: str, of: Period) -> str:
    """The level that an agency had last within a period; of one that had ended before it, the
    level of whoever answers for it on the last day.
    """
    for one in (code, agencies.answering(code, of.to_on)):
        if level := _level_within(one, of):
            return level
    return ""


def _level_within(code: str, of: Period) -> str:
    for row in reversed(agencies.versions(code)):
        if row.valid_from <= of.to_on and not (row.valid_to and row.valid_to <= of.from_on):
            return row.level
    return ""


def counted_with(code: str, of: Period) -> str:
    """The agency under which the figures of one stand: whoever answers for it on the last day,
    or itself where that is of another level, so that a district's stay under its level.
    """
    answering = agencies.answering(code, of.to_on)
    return answering if level_of(answering, of) == level_of(code, of) else code


def counted_for(code: str, of: Period) -> frozenset[str]:
    """The codes of an agency and of all whose figures stand under it."""
    held = agencies.answered_for(code, of.to_on)
    return frozenset({code} | {one for one in held if counted_with(one, of) == code})


def _communes(of: Period, district: str) -> list[str]:
    """Codes of a district's communes on the last day, and of those they answer for."""
    communes = agencies.at(of.to_on).taking_part("commune")
    own = {row.code for row in communes if row.parent_code == district}
    return sorted(c for c in agencies.codes() if agencies.answering(c, of.to_on) in own)
