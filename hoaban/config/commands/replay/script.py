"""What content says of the period to be replayed; a share plays a part, every count scaled."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from typing import Annotated

from pydantic import Field

from hoaban.core import clock
from hoaban.core.kept import folders
from hoaban.engines.content.shapes import Day, Filled, Found, Hour, Natural, Shape, whole

# Whole numbers stay whole: the draws must not change by a rounding.
Weight = Annotated[int | float, Field(ge=0)]


@dataclass(frozen=True)
class Period:
    """Days inclusive; the counts that the replay must reach, and how many agencies are active."""

    from_on: date
    to_on: date
    received: int
    processed: int
    on_time: int
    active: Mapping[str, int]


@dataclass(frozen=True)
class Folk:
    """One people's names: families, and the middle and given names of men and women."""

    people: str
    share: float
    families: tuple[str, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]


@dataclass(frozen=True)
class Dip:
    from_on: date
    to_on: date
    factor: float


@dataclass(frozen=True)
class Script:
    """The periods to reach, the weights to draw by, and the seed."""

    seed: str
    online_from: date
    periods: tuple[Period, ...]
    shares: Mapping[str, float]
    levels: Mapping[str, float]
    weekdays: tuple[float, ...]
    hours: Mapping[time, float]
    dips: tuple[Dip, ...]
    procedures: Mapping[str, float]
    agencies: Mapping[str, float]
    folks: tuple[Folk, ...]

    @property
    def begins_at(self) -> datetime:
        return clock.at(self.periods[0].from_on)

    @property
    def last_on(self) -> date:
        return self.periods[-1].to_on

    def chance(self, name: str) -> float:
        """A share as a probability."""
        return self.shares[name] / 100


class Levels(Shape):
    """A number of each level."""

    province: Weight
    district: Weight
    commune: Weight


class PeriodLine(Shape):
    """A `[[periods]]` of the file: days inclusive, and what the replay must reach."""

    begins: Day = Field(alias="from")
    ends: Day = Field(alias="to")
    received: Natural
    processed: Natural
    on_time: Natural
    active: Levels


class Shares(Shape):
    """Out of a hundred received dossiers, or beside them."""

    online: Weight
    post: Weight
    supplement: Weight
    never_supplied: Weight
    extension: Weight
    returned_step: Weight
    negative: Weight
    withdrawn: Weight
    stopped: Weight
    refused: Weight
    completed_first: Weight
    not_yet_received: Weight
    collected: Weight
    at_signature: Weight


class Rhythm(Shape):
    """Monday to Friday, and the half hours of a working day."""

    weekdays: Annotated[list[Weight], Field(min_length=1)]
    hours: dict[Hour, Weight]


class DipLine(Shape):
    begins: Day = Field(alias="from")
    ends: Day = Field(alias="to")
    factor: Weight


class FolkLine(Shape):
    people: Filled
    share: Weight
    families: Annotated[list[Filled], Field(min_length=1)]
    men: Annotated[list[Filled], Field(min_length=1)]
    women: Annotated[list[Filled], Field(min_length=1)]


class File(Shape):
    """The province's `replay.toml`."""

    seed: Annotated[int, Field(strict=True)]
    online_from: Day
    periods: Annotated[list[PeriodLine], Field(min_length=1)]
    shares: Shares
    levels: Levels
    rhythm: Rhythm
    dips: list[DipLine] = Field(default_factory=list)
    procedures: dict[str, Weight]
    agencies: dict[str, Weight]
    names: Annotated[list[FolkLine], Field(min_length=1)]


def path() -> Path:
    """Where the script lies."""
    return folders.province() / "replay.toml"


def checked() -> Found[File]:
    """What the file says, and what is wrong in it."""
    return whole(path(), File)


def read(*, seed: int | None = None, share: int = 1) -> Script:
    """The script of the province, or one `share`-th of it (20: a twentieth)."""
    file, raw = checked().one(), path().read_bytes()
    chosen = file.seed if seed is None else seed
    return Script(
        seed=f"{chosen}:{share}:{hashlib.sha256(raw).hexdigest()[:8]}",
        online_from=file.online_from,
        periods=tuple(_period(one, share) for one in file.periods),
        shares=file.shares.model_dump(),
        levels=file.levels.model_dump(),
        weekdays=tuple(file.rhythm.weekdays),
        hours={at: float(weight) for at, weight in file.rhythm.hours.items()},
        dips=tuple(Dip(one.begins, one.ends, one.factor) for one in file.dips),
        procedures=file.procedures,
        agencies=file.agencies,
        folks=tuple(_folk(one) for one in file.names),
    )


def _period(line: PeriodLine, share: int) -> Period:
    received = round(line.received / share)
    active = line.active.model_dump()
    return Period(
        from_on=line.begins,
        to_on=line.ends,
        received=received,
        processed=round(line.processed / share),
        on_time=round(line.on_time / share),
        active={level: min(n, max(1, received // 8)) for level, n in active.items()},
    )


def _folk(line: FolkLine) -> Folk:
    return Folk(
        people=line.people,
        share=line.share,
        families=tuple(line.families),
        men=tuple(line.men),
        women=tuple(line.women),
    )


def name_of(random: Random, folks: tuple[Folk, ...], *, sex: str = "") -> tuple[str, str, str]:
    """A full name, the people it is of, and the sex: `("Lò Thị Ban", "Thái", "female")`."""
    folk = random.choices(folks, [one.share for one in folks])[0]
    sex = sex or random.choice(["male", "female"])
    given = folk.men if sex == "male" else folk.women
    return f"{random.choice(folk.families)} {random.choice(given)}", folk.people, sex
