"""The form of the owner calls the units of an address as on its day."""

from datetime import date

import pytest
from django.utils.translation import override

from hoaban.domains.onestop.filing.forms import OwnerForm


@pytest.mark.parametrize(
    ("on", "label"),
    [(date(2025, 6, 30), "Xã, phường, thị trấn"), (date(2025, 7, 1), "Xã, phường")],
)
def test_the_units_of_an_address_are_those_of_the_day(province: date, on: date, label: str) -> None:
    del province
    with override("vi"):
        assert OwnerForm(on=on).fields["area_code"].label == label
