"""Eight at one moment on PostgreSQL: money counts once, a fee is recorded once."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import Settings

from hoaban.core.journal.models import Entry
from hoaban.core.journal.tests.racing import THREADS, race
from hoaban.core.people import agencies
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
    race(lambda _number: actions.settle(came[0], note="Đã trả lại", by=by, at=LATER).pk)
    assert Entry.objects.filter(verb="payments.settled").count() == 1
