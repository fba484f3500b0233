"""An account that was made up is offered in a demo and to nobody real."""

from datetime import date

import pytest
from pytest_django import Settings

from hoaban.gateways.payments import accounts
from hoaban.gateways.payments.adapters.vietqr import VietQrAdapter

ON, AGENCY = date(2020, 3, 16), "so-tp"


@pytest.mark.parametrize("today", ["", None])
def test_outside_a_demo_a_made_up_account_serves_nobody(
    settings: Settings, today: str | None
) -> None:
    settings.HOABAN_TODAY = "2020-03-16T15:00:00+07:00"
    held = accounts.of(AGENCY, ON)
    assert (held and held.synthetic, VietQrAdapter().serves(AGENCY, ON)) == (True, True)
    settings.HOABAN_TODAY = today
    assert (accounts.of(AGENCY, ON), VietQrAdapter().serves(AGENCY, ON)) == (None, False)
