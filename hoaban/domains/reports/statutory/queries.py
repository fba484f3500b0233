"""Table II.06 of a period: its lines within the levels of agencies, and its sums."""

from collections.abc import Iterable
from dataclasses import dataclass

from hoaban.core.language import Words
from hoaban.core.people import agencies
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.onestop.statistics.queries import Counted, Figures, Key
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.reports.periods import queries as periods
from hoaban.domains.reports.statutory.enums import By
from hoaban.engines.tallies.periods import Period

ONLINE = "online"
ROMAN = ("I", "II", "III", "IV", "V", "VI")


@dataclass(frozen=True, slots=True)
class Counts:
    """A line of the table: its figures, and how many of those received came online.

    The table knows no end but a resolution, and its parts add up: received + handed in = resolved +
    in process + handed out, the two from beside the table.
    What was withdrawn, stopped or closed after its reception is therefore resolved in it, late
    where the promise was broken before, as provincial systems count it; no annex was seen.
    """

    figures: Figures
    online: int

    @property
    def direct(self) -> int:
        """At the counter and by post."""
        return self.figures.received - self.online

    @property
    def received(self) -> int:
        """With what the period before left: the sum of the three columns beside it. The form has
        no column for what was handed over; it stands beside the table.
        """
        return self.figures.received + self.figures.carried_over

    @property
    def resolved_before(self) -> int:
        return self.figures.processed_before

    @property
    def resolved_on(self) -> int:
        """On the due half-day, and what ended otherwise in time."""
        return self.figures.processed_on + self.figures.ended - self.figures.ended_late

    @property
    def resolved_late(self) -> int:
        return self.figures.processed_late + self.figures.ended_late

    @property
    def resolved(self) -> int:
        return self.resolved_before + self.resolved_on + self.resolved_late

    @property
    def adds_up(self) -> bool:
        one = self.figures
        return self.received + one.handed_in == self.resolved + one.in_progress + one.handed_out

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.figures + other.figures, self.online + other.online)


NOTHING = Counts(Figures(), 0)


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its number, its name by language, its counts; `is_sum` of a level or of all."""

    place: str
    name: Words
    counts: Counts
    is_sum: bool = False


def table(of: Period, found: Counted, by: By) -> list[Row]:
    """The lines of each level under its own sum, and the sum of all last."""
    rows: list[Row] = []
    levels = [
        (code, name, {key: one for key, one in found.items() if _level(key, of) == code})
        for code, name in periods.level_names(of).items()
    ]
    for number, (_code, name, part) in zip(ROMAN, [one for one in levels if one[2]], strict=False):
        rows.append(Row(number, name, _sum(part.items()), is_sum=True))
        lines = _fields(part) if by == By.FIELD else _agencies(of, part)
        rows += [
            Row(str(place), named, counts) for place, (named, counts) in enumerate(lines, start=1)
        ]
    return [*rows, Row("", {"vi": "Tổng số", "en": "Total"}, _sum(found.items()), is_sum=True)]


def _level(key: Key, of: Period) -> str:
    return statistics.level_of(key.agency, of)


def _counts(key: Key, figures: Figures) -> Counts:
    return Counts(figures, figures.received if key.channel == ONLINE else 0)


def _sum(found: Iterable[tuple[Key, Figures]]) -> Counts:
    return sum((_counts(key, figures) for key, figures in found), NOTHING)


def _fields(found: Counted) -> list[tuple[Words, Counts]]:
    held: dict[str, Counts] = {}
    for key, figures in found.items():
        held[key.field] = held.get(key.field, NOTHING) + _counts(key, figures)
    return [(one.name, held[one.code]) for one in catalogue.fields() if one.code in held]


def _agencies(of: Period, found: Counted) -> list[tuple[Words, Counts]]:
    """Each agency with all that it answers for on the last day, within its level."""
    held: dict[str, Counts] = {}
    for key, figures in found.items():
        code = statistics.counted_with(key.agency, of)
        held[code] = held.get(code, NOTHING) + _counts(key, figures)
    known = agencies.known(held, of.from_on, of.to_on)
    order = sorted(held, key=lambda code: (known[code].area_code, code))
    return [(known[code].short_name, held[code]) for code in order]
