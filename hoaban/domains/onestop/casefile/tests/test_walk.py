"""The spine, end to end, by actions alone."""

from hoaban.core.journal import queries as journal
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money import actions as money
from hoaban.domains.onestop.results import actions as results
from tests.world.due import due_from_journal
from tests.world.province import MONDAY, Ward


def test_a_request_becomes_a_signed_result_in_the_citizens_hands(
    ward: Ward, signed: Dossier
) -> None:
    results.release(signed.pk, by=ward.clerk, at=MONDAY)
    money.pay(signed.pk, amount=16000, by=ward.clerk, at=MONDAY)
    done = results.hand_over(signed.pk, receiver="Lường Thị Ban", by=ward.clerk, at=MONDAY)

    assert (done.state, done.clock, done.money, done.delivery) == (
        "returned",
        "ended",
        "paid",
        "handed",
    )
    assert [entry.verb.removeprefix("dossiers.") for entry in journal.of(done)] == [
        "submitted",
        "received",
        "transferred",
        "result_drafted",
        "step_done",
        "signed",
        "released",
        "fee_paid",
        "handed_over",
    ]
    assert due_from_journal(done) == done.due_at
