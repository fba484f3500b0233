"""Refusals of payments."""

from hoaban.core.refusals import Refusal


class WrongAmount(Refusal):
    """Số tiền phải thu là {asked} đồng, không phải {given} đồng.

    fees.payment
    """


class NothingToPay(Refusal):
    """Hồ sơ {code} không còn khoản phí, lệ phí nào phải nộp.

    fees.payment
    """


class NoDebt(Refusal):
    """Hồ sơ {code} không có khoản phí, lệ phí nào phải nộp lại.

    fees.payment
    """


class NothingTaken(Refusal):
    """Hồ sơ {code} chưa thu phí, lệ phí nên không có biên lai để hủy.

    fees.payment
    """


class NotTakenAtTheCounter(Refusal):
    """Phí, lệ phí của hồ sơ {code} đã vào tài khoản của cơ quan, không thu tại quầy, nên không hủy.

    fees.payment
    """


class TakenAtTheCounter(Refusal):
    """Phí, lệ phí của hồ sơ {code} thu bằng tiền mặt tại quầy nên ngân hàng không thu hồi được.

    fees.payment
    """


class PaidBackBefore(Refusal):
    """Phí, lệ phí của hồ sơ {code} đã hoàn trả cho người nộp: ghi thu lại khoản hoàn trả trước.

    fees.payment
    """
