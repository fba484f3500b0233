"""A payment platform that a person can try: a page of our own on which nobody pays anything."""

from collections.abc import Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from hoaban.gateways.payments.adapters import messages
from hoaban.gateways.payments.contract import Demand, Offer, Said
from hoaban.gateways.payments.enums import PLATFORM
from hoaban.ui import numerals


class StandInAdapter:
    """Serves every agency; for a demo and for tests."""

    def serves(self, agency: str, on: date) -> bool:
        return bool(agency and on)

    def offer(self, demand: Demand, on: date) -> Offer:
        del on  # it serves on every day
        return Offer(
            provider=PLATFORM,
            code="",
            link=reverse("payments:portal_platform", args=[demand.reference]),
            facts=(
                (gettext("Mã thanh toán"), demand.reference),
                (gettext("Số tiền"), numerals.money(demand.amount)),
            ),
            is_synthetic=True,
        )

    def read(self, message: Mapping[str, str], agency: str) -> Said:
        return messages.read(message, agency, provider=PLATFORM, is_numbered_once=True)
