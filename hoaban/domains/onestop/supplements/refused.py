"""Refusals of requests for supplement."""

from hoaban.core.refusals import Refusal


class SupplementAlreadyAsked(Refusal):
    """Hồ sơ {code} đã được yêu cầu bổ sung một lần ở giai đoạn này; lần nữa phải do người đứng đầu cơ quan yêu cầu và nêu lý do.

    Nghị định 61/2018/NĐ-CP, Điều 11 khoản 2 và Điều 15 khoản 3.
    """  # noqa: E501


class SupplementTooLate(Refusal):
    """Đã quá hạn yêu cầu bổ sung hồ sơ {code} (hạn cuối {until}).

    Nghị định 61/2018/NĐ-CP, Điều 19 khoản 4.
    """


class NothingToSupply(Refusal):
    """Phiếu yêu cầu phải nêu ít nhất một giấy tờ cần bổ sung và việc cần làm với giấy tờ đó.

    Nghị định 61/2018/NĐ-CP, Điều 15 khoản 3 và Điều 17 khoản 1.
    """
