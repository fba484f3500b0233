"""Refusals of a new appointment."""

from hoaban.core.refusals import Refusal


class AlreadyExtended(Refusal):
    """Hồ sơ {code} đã được hẹn lại một lần; pháp luật chỉ cho phép hẹn lại một lần.

    appointment.again
    """


class ExtensionTooLate(Refusal):
    """Đã quá thời điểm được gửi văn bản xin lỗi và hẹn lại cho hồ sơ {code} (chậm nhất {until}).

    appointment.again
    """


class NewDateNotLater(Refusal):
    """Ngày hẹn mới phải sau thời điểm đã hẹn ({due}).

    appointment.again
    """
