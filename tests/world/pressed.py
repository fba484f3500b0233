"""An act as a scene does it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.casefile import acts as casefile
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world.province import MONDAY

LATER = MONDAY + timedelta(hours=1)


@dataclass(frozen=True)
class Act:
    """An action as it goes through: from which state, by whom of the ward, with what."""

    start: str
    by: str
    given: dict[str, Any] = field(default_factory=dict)  # Any: arguments
    at: datetime = LATER
    after: tuple[str, str, str, str] = ("", "", "", "")
    may: str = ""  # who may press it when it is the moment for it; everyone else reads NotAllowed
    typed: dict[str, str] = field(default_factory=dict)  # on its page
    weight: float = 1  # how often histories try it; what the rules refuse changes nothing
    repeats: bool = False  # whoever does it twice at one moment has done it twice

    def do(self, name: str, dossier: Dossier, by: Actor, **more: object) -> Dossier:
        do: Callable[..., Dossier] = casefile.ACTS[name].do
        return do(dossier.pk, **({"by": by, "at": self.at} | self.given | more))
