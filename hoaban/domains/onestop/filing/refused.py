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


class ProxyHasOwnersNumber(Refusal):
    """Người nộp thay “{proxy}” trùng số giấy tờ với người đứng tên hồ sơ “{owner}”: hãy xem lại số
    của từng người; chính người đứng tên nộp thì không ghi người nộp thay.
    """


class OtherCase(Refusal):
    """Theo lời khai, hồ sơ không thuộc trường hợp “{case}”; hãy chọn lại trường hợp."""


class NotOnline(Refusal):
    """Thủ tục này chưa nhận hồ sơ trực tuyến; xin mời nộp tại quầy tiếp nhận.

    online.levels
    """
