"""What content says of the period to be replayed; a share plays a part, every count scaled."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from typing import Any

from hoaban.core import clock
from hoaban.core.kept import folders

LEVELS = ("province", "district", "commune")


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


def read(*, seed: int | None = None, share: int = 1) -> Script:
    """The script of the province, or one `share`-th of it (20: a twentieth)."""
    raw = (folders.province() / "replay.toml").read_bytes()
    facts = tomllib.loads(raw.decode())
    chosen = facts["seed"] if seed is None else seed
    return Script(
        seed=f"{chosen}:{share}:{hashlib.sha256(raw).hexdigest()[:8]}",
        online_from=facts["online_from"],
        periods=tuple(_period(one, share) for one in facts["periods"]),
        shares=facts["shares"],
        levels=facts["levels"],
        weekdays=tuple(facts["rhythm"]["weekdays"]),
        hours={time.fromisoformat(at): float(w) for at, w in facts["rhythm"]["hours"].items()},
        dips=tuple(Dip(one["from"], one["to"], one["factor"]) for one in facts["dips"]),
        procedures=facts["procedures"],
        agencies=facts["agencies"],
        folks=tuple(_folk(one) for one in facts["names"]),
    )


def _period(facts: Mapping[str, Any], share: int) -> Period:  # Any: TOML values
    received = round(facts["received"] / share)
    return Period(
        from_on=facts["from"],
        to_on=facts["to"],
        received=received,
        processed=round(facts["processed"] / share),
        on_time=round(facts["on_time"] / share),
        active={level: min(n, max(1, received // 8)) for level, n in facts["active"].items()},
    )


def _folk(facts: Mapping[str, Any]) -> Folk:  # Any: TOML values
    return Folk(
        people=facts["people"],
        share=facts["share"],
        families=tuple(facts["families"]),
        men=tuple(facts["men"]),
        women=tuple(facts["women"]),
    )


def name_of(random: Random, folks: tuple[Folk, ...], *, sex: str = "") -> tuple[str, str, str]:
    """A full name, the people it is of, and the sex: `("Lò Thị Ban", "Thái", "female")`."""
    folk = random.choices(folks, [one.share for one in folks])[0]
    sex = sex or random.choice(["male", "female"])
    given = folk.men if sex == "male" else folk.women
    return f"{random.choice(folk.families)} {random.choice(given)}", folk.people, sex
