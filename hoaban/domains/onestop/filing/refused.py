"""Refusals of a filing."""

from hoaban.core.refusals import Refusal


class PaperMissing(Refusal):
    """Hồ sơ còn thiếu giấy tờ: {papers}.

    reception.completeness
    """


class NotFiledThere(Refusal):
    """Cơ quan đã chọn không tiếp nhận thủ tục này vào ngày {on}.

    reception.place
    """


class OtherCase(Refusal):
    """Theo lời khai, hồ sơ không thuộc trường hợp “{case}”; hãy chọn lại trường hợp."""


class NotOnline(Refusal):
    """Thủ tục này chưa nhận hồ sơ trực tuyến; xin mời nộp tại Bộ phận Một cửa.

    online.levels
    """
