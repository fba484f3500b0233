"""Refusals of online payments."""

from hoaban.core.refusals import Refusal


class NotPaidOnline(Refusal):
    """Cơ quan này chưa có cách nhận phí, lệ phí trực tuyến; hãy nộp tại nơi nhận hồ sơ.

    fees.payment
    """


class SettledAlready(Refusal):
    """Khoản tiền này đã xử lý xong lúc {when}, người ghi: {who}. Đã ghi: “{note}”.

    fees.payment
    """


class AllottedAlready(Refusal):
    """Khoản tiền này đã được tính cho hồ sơ {code}: {how}.

    fees.payment
    """


class NoSuchDossierHere(Refusal):
    """Không thấy hồ sơ “{code}” trong các hồ sơ mà cơ quan nhận khoản tiền này phụ trách."""
