"""Refusals of reception."""

from hoaban.core.refusals import Refusal


class AppointmentUnchanged(Refusal):
    """Ngày hẹn của hồ sơ {code} chưa được tính lại, người đứng tên chưa được sửa; giấy tiếp nhận và
    hẹn trả đã cấp vẫn đúng.

    supplement.after
    """
