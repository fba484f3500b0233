"""Refusals of reception."""

from hoaban.core.refusals import Refusal


class PapersStillMissing(Refusal):
    """Chưa tiếp nhận được: hồ sơ {code} còn thiếu {papers}. Lập phiếu yêu cầu hoàn thiện; giấy tờ
    người nộp mang đến thì ghi ở “Nhận hồ sơ nộp lại”.

    reception.completeness
    """


class AppointmentUnchanged(Refusal):
    """Ngày hẹn của hồ sơ {code} chưa được tính lại, người đứng tên chưa được sửa; giấy tiếp nhận và
    hẹn trả đã cấp vẫn đúng.

    supplement.after
    """
