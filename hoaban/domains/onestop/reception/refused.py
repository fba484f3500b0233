"""Refusals of reception."""

from hoaban.core.refusals import Refusal


class AppointmentUnchanged(Refusal):
    """Ngày hẹn của hồ sơ {code} chưa được tính lại; giấy tiếp nhận và hẹn trả đã cấp vẫn đúng.

    supplement.after
    """
