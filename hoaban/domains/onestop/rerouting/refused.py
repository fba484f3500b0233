"""Refusals of sending a request on."""

from hoaban.core.refusals import Refusal


class NobodyElseTakesIt(Refusal):
    """Không cơ quan nào khác giải quyết thủ tục của hồ sơ {code}. Không thuộc thẩm quyền thì lập
    phiếu từ chối.

    reception.place
    """


class NotTakenThere(Refusal):
    """Cơ quan đã chọn hôm nay không giải quyết thủ tục này, hoặc đang giữ hồ sơ: hãy chọn cơ quan
    khác.

    reception.place
    """


class OriginalsLieHere(Refusal):
    """Bản chính của hồ sơ {code} còn ở đây: trả lại cho người nộp trước khi chuyển hồ sơ.

    reception.place
    """
