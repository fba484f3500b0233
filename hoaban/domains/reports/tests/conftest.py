"""The small province of the dossiers' tests, and histories that chance makes in it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from hoaban.core import clock
from hoaban.core.people.actors import Actor
from hoaban.core.refusals import Refusal
from hoaban.domains.dossiers import actions
from hoaban.domains.dossiers.models import Dossier
from hoaban.domains.dossiers.tests.conftest import (
    MONDAY,
    Ward,
    filing,
    loaded,
    province,
    ward,
)

__all__ = ["loaded", "province", "ward"]

MORE: dict[str, Any] = {  # Any: keyword arguments
    "items": [{"component": "", "name": "Bản chụp", "what": "Nộp thêm"}],
    "reason": "Thiếu giấy tờ",
}
Deed = Callable[[int, Ward, datetime], object]


def _extended(pk: int, ward: Ward, at: datetime) -> Dossier:
    until = clock.day(at) + timedelta(days=9)
    return actions.extend(pk, until=until, reason="Cần xác minh", by=ward.leader, at=at)


def _at_once(pk: int, ward: Ward, at: datetime) -> Dossier:
    """From reception to signature within the hour."""
    actions.receive(pk, by=ward.clerk, at=at)
    actions.transfer(pk, by=ward.clerk, at=at)
    actions.draft_result(pk, outcome="positive", by=ward.specialist, at=at)
    actions.do_step(pk, by=ward.specialist, at=at)
    return actions.sign(pk, by=ward.leader, at=at + timedelta(minutes=40))


# How often each is tried; what the rules refuse changes nothing.
DEEDS: list[tuple[float, Deed]] = [
    (4, lambda pk, w, at: actions.receive(pk, by=w.clerk, at=at)),
    (4, lambda pk, w, at: actions.transfer(pk, by=w.clerk, at=at)),
    (5, lambda pk, w, at: actions.draft_result(pk, outcome="positive", by=w.specialist, at=at)),
    (5, lambda pk, w, at: actions.do_step(pk, by=w.specialist, at=at)),
    (6, lambda pk, w, at: actions.sign(pk, by=w.leader, at=at)),
    (1, lambda pk, w, at: actions.return_step(pk, note="Xem lại", by=w.leader, at=at)),
    (2, lambda pk, w, at: actions.ask_supplement(pk, **MORE, by=w.specialist, at=at)),
    (3, lambda pk, w, at: actions.supply(pk, by=w.clerk, at=at)),
    (2, _extended),
    (4, _at_once),
    (0.3, lambda pk, w, at: actions.withdraw(pk, reason="Không cần", by=w.clerk, at=at)),
    (0.3, lambda pk, w, at: actions.stop(pk, reason="Trùng hồ sơ", by=w.leader, at=at)),
    (1, lambda pk, w, at: actions.close(pk, by=w.clerk, at=at)),
    (0.2, lambda pk, w, at: actions.refuse(pk, reason="Sai thẩm quyền", by=w.clerk, at=at)),
]


def live(random: Random, ward: Ward, *, dossiers: int, deeds: int) -> None:
    """So many dossiers, and so many tries to do something to one of them; time goes on."""
    at = MONDAY
    pks: list[int] = []
    for _ in range(deeds):
        at += timedelta(minutes=random.choice([3, 20, 60, 200, 900, 2000]))
        if len(pks) < dossiers and (not pks or random.random() < 0.3):
            pks.append(_filed(random, ward, at).pk)
        try:
            deed = random.choices([one for _, one in DEEDS], [weight for weight, _ in DEEDS])[0]
            deed(random.choice(pks), ward, at)
        except Refusal:
            continue


def _filed(random: Random, ward: Ward, at: datetime) -> Dossier:
    channel = random.choice(["online", "counter"])
    by: Actor = ward.citizen if channel == "online" else ward.clerk
    return actions.submit(filing(ward.agency, channel=channel), by=by, at=at)


@pytest.fixture
def worked(ward: Ward) -> Ward:
    """A ward with some weeks of ordinary work behind it."""
    live(Random(7), ward, dossiers=20, deeds=500)  # noqa: S311 - repeatable
    return ward
