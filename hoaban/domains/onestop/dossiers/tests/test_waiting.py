"""What waits for the applicant: nothing is to be paid for what ended without a result."""

import pytest

from hoaban.domains.onestop.dossiers import states
from hoaban.domains.onestop.dossiers.enums import Delivery, Method, Money, State


@pytest.mark.parametrize("state", State)
def test_a_fee_waits_while_a_result_is_to_come(state: State) -> None:
    found = states.waiting(
        state=state, money=Money.ASKED, delivery=Delivery.NOTHING, by=Method.COUNTER
    )
    assert (states.Waits.PAY in found) is (state in states.OPEN or state == State.DONE)
