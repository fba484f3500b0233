"""Refusals that any act on a dossier can meet."""

from hoaban.core.refusals import Refusal


class WrongState(Refusal):
    """Hồ sơ {code} đang ở trạng thái “{state}” nên không thể {action}.

    dossier.course
    """


class NotYourStep(Refusal):
    """Bước này của hồ sơ {code} đã giao cho người khác.

    process.step
    """


class NotTheAuthority(Refusal):
    """Chỉ người đứng đầu, cấp phó của cơ quan hoặc người được ủy quyền bằng văn bản mới ký được.

    documents.signing
    """


class NotByOrder(Refusal):
    """Người ký thừa lệnh chỉ ký các loại văn bản được giao; việc này làm ở vị trí của chính mình.

    documents.signing
    """


class NotYourTurn(Refusal):
    """Hồ sơ {code} đang ở bước của vị trí khác, không phải bước của bạn.

    process.internal
    """


class BasisWithoutAct(Refusal):
    """Căn cứ pháp lý phải nêu tên hoặc số, ký hiệu của văn bản; chỉ ghi điều, khoản thì chưa đủ.

    reception.refusal
    """


class ReasonMissing(Refusal):
    """Cần ghi rõ lý do bằng lời để người nộp hồ sơ hiểu."""

    def __init__(self, about: str) -> None:
        super().__init__()
        self.topic = about


class StillTimeToSupply(Refusal):
    """Người nộp hồ sơ {code} còn thời gian bổ sung đến {until}."""
