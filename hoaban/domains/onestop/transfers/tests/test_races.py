"""Eight at one moment on PostgreSQL: money counts once, a fee is recorded once."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from pytest_django import Settings

from hoaban.core.journal.models import Entry
from hoaban.core.journal.tests.racing import THREADS, race
from hoaban.core.people import agencies
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.money.models import Receipt
from hoaban.domains.onestop.transfers import actions, queries
from hoaban.gateways.payments import actions as payments
from hoaban.gateways.payments import contract
from hoaban.gateways.payments.models import Demand, Payment
from tests.world.acts import LATER
from tests.world.province import MONDAY, Ward, forget, ward_of
from tests.world.scenes import Scenes

pytestmark = [
    pytest.mark.race,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def busy(small_world: None, transactional_db: None) -> Iterator[Ward]:
    """The ward of the other tests, committed, so that eight connections see it."""
    yield ward_of(agencies.row("ubnd-03127", MONDAY.date()))
    forget()


def test_one_demand_one_payment_one_receipt(busy: Ward, settings: Settings) -> None:
    settings.PAYMENTS = ["platform"]
    dossier, by = Scenes(busy).bring("received"), busy.citizen
    asked = race(lambda _number: actions.ask(dossier.pk, by=by, at=LATER).pk)
    assert len(set(asked)) == Demand.objects.count() == 1
    reference = Demand.objects.get().reference
    message = {"number": "1", "memo": reference, "amount": "16000", "paid_at": LATER.isoformat()}
    said = contract.providers()["platform"].read(message, "ubnd-03127")
    came = race(lambda _number: payments.confirm(said, by=by, at=LATER).pk)
    assert (len(came), set(came)) == (THREADS, {Payment.objects.get().pk})
    race(lambda _number: actions.take(came[0], by=queries.RECORDER, at=LATER).pk)
    assert Receipt.objects.filter(dossier=dossier).count() == 1
    for verb in ("payments.asked", "payments.confirmed", "dossiers.fee_paid"):
        assert Entry.objects.filter(verb=verb).count() == 1

    def settled(_number: int) -> bool:
        return tries(lambda: actions.settle(came[0], note="Đã trả lại", by=by, at=LATER))

    assert race(settled).count(True) == 1
    assert Entry.objects.filter(verb="payments.settled").count() == 1


def test_a_payment_said_to_be_two_dossiers_is_one_of_them(busy: Ward, settings: Settings) -> None:
    settings.PAYMENTS = ["transfer"]
    settings.HOABAN_TODAY = "2020-03-16T15:00:00+07:00"
    scenes = Scenes(busy)
    codes = [str(scenes.bring("received").code) for _ in range(2)]
    message = {"number": "1", "memo": "phi", "amount": "16000", "paid_at": LATER.isoformat()}
    said = contract.providers()["transfer"].read(message, "ubnd-03127")
    pk = payments.confirm(said, by=busy.clerk, at=LATER).pk

    def allotted(number: int) -> bool:
        code = codes[number % 2]
        return tries(lambda: actions.allot(pk, code=code, by=busy.clerk, at=LATER))

    assert race(allotted).count(True) == 1
    assert (Receipt.objects.count(), Payment.objects.get().verdict) == (1, "matched")


def tries(act: Callable[[], object]) -> bool:
    """Whether it was done, and not refused."""
    try:
        act()
    except Refusal:
        return False
    return True
