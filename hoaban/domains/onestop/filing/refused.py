"""Refusals of a filing."""

from hoaban.core.refusals import Refusal


class PaperMissing(Refusal):
    """Hồ sơ còn thiếu giấy tờ: {papers}.

    Nghị định 61/2018/NĐ-CP, Điều 17 khoản 1.
    """


class NotFiledThere(Refusal):
    """Cơ quan đã chọn không tiếp nhận thủ tục này vào ngày {on}.

    Nghị định 61/2018/NĐ-CP, Điều 14.
    """


class NotOnline(Refusal):
    """Thủ tục này chưa nhận hồ sơ trực tuyến; xin mời nộp tại Bộ phận Một cửa.

    Nghị định 43/2011/NĐ-CP, Điều 3; Nghị định 61/2018/NĐ-CP, Điều 16.
    """
