"""Paid by bank transfer: the account of the agency, and a VietQR code with amount and reference."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext

from hoaban.gateways.payments import accounts
from hoaban.gateways.payments.adapters import emvco, messages
from hoaban.gateways.payments.contract import Demand, Offer, Said
from hoaban.gateways.payments.enums import TRANSFER
from hoaban.ui import numerals


class VietQrAdapter:
    """Off where content has no account of the agency on that day."""

    def serves(self, agency: str, on: date) -> bool:
        return accounts.of(agency, on) is not None

    def offer(self, demand: Demand, on: date) -> Offer:
        account = accounts.of(demand.agency, on)
        if account is None:
            raise LookupError(demand.agency)
        code = emvco.transfer(
            bank=account.bank,
            account=account.account,
            amount=demand.amount,
            purpose=demand.reference,
        )
        return Offer(
            provider=TRANSFER,
            code=code,
            link="",
            facts=(
                (gettext("Ngân hàng"), account.bank_name),
                (gettext("Số tài khoản"), account.account),
                (gettext("Chủ tài khoản"), account.holder),
                (gettext("Số tiền"), numerals.money(demand.amount)),
                (gettext("Nội dung chuyển khoản"), demand.reference),
            ),
            is_synthetic=account.synthetic,
        )

    def read(self, message: Mapping[str, str], agency: str) -> Said:
        return messages.read(message, agency, provider=TRANSFER)
