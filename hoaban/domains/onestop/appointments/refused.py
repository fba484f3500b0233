"""Refusals of a new appointment."""

from hoaban.core.refusals import Refusal


class AlreadyExtended(Refusal):
    """Hồ sơ {code} đã được hẹn lại một lần; pháp luật chỉ cho phép hẹn lại một lần.

    appointment.again
    """


class NewDateNotLater(Refusal):
    """Ngày hẹn mới phải sau thời điểm đã hẹn ({due}).

    appointment.again
    """


class NewDateTooFar(Refusal):
    """Ngày hẹn mới không được sau {until}.

    appointment.longest
    """

    def __init__(self, *, until: str, special_law: str) -> None:
        super().__init__(until=until)
        self.topic = special_law or self.topic


class SignedInTime(Refusal):
    """Kết quả của hồ sơ {code} đã ký trong thời hạn đã hẹn, không phải xin lỗi.

    appointment.again
    """


class ToldTooLate(Refusal):
    """Đã quá ngày phải thông báo hẹn lại ({until}); không hẹn lại được nữa.

    appointment.again
    """
