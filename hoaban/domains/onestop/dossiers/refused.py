"""Refusals that any act on a dossier can meet."""

from hoaban.core.refusals import Refusal


class WrongState(Refusal):
    """Hồ sơ {code} đang ở trạng thái “{state}” nên không thể {action}.

    Nghị định 61/2018/NĐ-CP, Điều 17 và Điều 19.
    """


class NotYourStep(Refusal):
    """Bước này của hồ sơ {code} đã giao cho người khác.

    Nghị định 61/2018/NĐ-CP, Điều 19; Thông tư 01/2018/TT-VPCP, Điều 8.
    """


class NotYourTurn(Refusal):
    """Hồ sơ {code} đang ở bước của vị trí khác, không phải bước của ông/bà.

    Thông tư 01/2018/TT-VPCP, Điều 8.
    """


class ReasonMissing(Refusal):
    """Cần ghi rõ lý do bằng lời để người nộp hồ sơ hiểu.

    Nghị định 61/2018/NĐ-CP, Điều 17 khoản 1.
    """
