"""Refusals of requests for supplement."""

from hoaban.core.refusals import Refusal


class SupplementAlreadyAsked(Refusal):
    """Hồ sơ {code} đã được yêu cầu bổ sung một lần ở giai đoạn này; lần nữa phải do người đứng đầu
    cơ quan yêu cầu và nêu lý do.

    supplement.once
    """


class SupplementTooLate(Refusal):
    """Đã quá hạn yêu cầu bổ sung hồ sơ {code} (hạn cuối {until}).

    supplement.after
    """

    def __init__(self, *, code: str, until: str, special_law: str) -> None:
        super().__init__(code=code, until=until)
        self.topic = special_law or self.topic


class NothingToSupply(Refusal):
    """Phiếu yêu cầu phải nêu ít nhất một giấy tờ cần bổ sung và việc cần làm với giấy tờ đó.

    supplement.request
    """


class RequestPartlyAnswered(Refusal):
    """Phần gửi chưa đủ, còn thiếu: {papers}. Gửi cho đủ; hoặc gửi phần đã có như một phần, phần
    còn lại gửi sau.

    reception.completeness
    """


class RequestLeavesOut(Refusal):
    """Phiếu yêu cầu phải nêu một lần cho đủ mọi giấy tờ còn thiếu; chưa nêu: {papers}.

    supplement.before
    """


class SectionNotOpened(Refusal):
    """Phiếu yêu cầu bổ sung không mở lại mục này của tờ khai: {sections}."""
