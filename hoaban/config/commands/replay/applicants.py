"""Synthetic applicants: people who never were."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from hoaban.config.commands.replay.arrivals import Arrival
from hoaban.config.commands.replay.script import Script, name_of
from hoaban.core import clock
from hoaban.core.kept.memory import KeptByKey
from hoaban.core.people import areas
from hoaban.core.people.models import Area

Json = dict[str, Any]  # Any: JSON


@dataclass(frozen=True, slots=True)
class Applicant:
    """A person who never was."""

    full_name: str
    people: str
    sex: str
    born_on: date
    identity_number: str
    phone: str
    detail: str
    commune: Area

    @property
    def address(self) -> str:
        return f"{self.detail}, {self.commune.name}"

    def block(self) -> Json:
        """The owner block that is copied into a dossier."""
        return {
            "kind": "person",
            "full_name": self.full_name,
            "identity_number": self.identity_number,
            "born_on": self.born_on.isoformat(),
            "phone": self.phone,
            "email": "",
            "address": self.address,
            "area_code": self.commune.code,
        }


def _serving(key: tuple[date, str]) -> tuple[Area, ...]:
    """The communes that an agency serves: its own, its district's, the whole province's."""
    on, unit = key
    every = areas.communes(on)
    own = [one for one in every if unit in {one.code, one.parent_code}]
    return tuple(own or every)


_communes = KeptByKey("people", _serving)


def identity_number(random: Random) -> str:
    return f"011{random.randint(0, 1)}{random.randrange(10**8):08}"


def applicant(script: Script, arrival: Arrival) -> Applicant:
    random = Random(f"{script.seed}:applicant:{arrival.number}")  # noqa: S311 - repeatable
    on = clock.day(arrival.at)
    full_name, people, sex = name_of(random, script.folks)
    commune = random.choice(_communes.get((on, arrival.agency.area_code)))
    town = commune.kind in {"phuong", "thi_tran"}
    return Applicant(
        full_name=full_name,
        people=people,
        sex=sex,
        born_on=on - timedelta(days=random.randint(21 * 366, 70 * 365)),
        identity_number=identity_number(random),
        phone=f"0900{random.randrange(10**6):06}",
        detail=f"{'Tổ dân phố' if town else 'Bản'} {random.randint(1, 14)}",
        commune=commune,
    )
