"""Refusals of reception."""

from hoaban.core.refusals import Refusal


class PapersStillMissing(Refusal):
    """Chưa tiếp nhận được: hồ sơ {code} còn thiếu {papers}. Lập phiếu yêu cầu hoàn thiện; giấy tờ
    người nộp mang đến thì ghi ở “Nhận hồ sơ nộp lại”.

    reception.completeness
    """


class NoLongerTaken(Refusal):
    """Chưa tiếp nhận được: thủ tục của hồ sơ {code} đã hết áp dụng tại đây từ {on}, không có quy
    định nối tiếp. Lập phiếu từ chối, trả lại giấy tờ, chỉ cho người nộp cơ quan nay có thẩm quyền.

    reception.place
    """


class OnlyShownNow(Refusal):
    """Chưa tiếp nhận được: từ {on} thủ tục của hồ sơ {code} chỉ được đăng để tham khảo, chưa biết
    thời hạn và phí. Hỏi cơ quan quản lý thủ tục; không thuộc thẩm quyền nữa thì lập phiếu từ chối.

    reception.place
    """


class AppointmentUnchanged(Refusal):
    """Ngày hẹn của hồ sơ {code} chưa được tính lại, người đứng tên chưa được sửa; giấy tiếp nhận và
    hẹn trả đã cấp vẫn đúng.

    supplement.after
    """
