"""Refusals of taking a result back."""

from hoaban.core.refusals import NotAllowed, Refusal


class AnotherAgencysResult(NotAllowed):
    """Chỉ cơ quan đã ban hành kết quả của hồ sơ {code} được thu hồi kết quả đó.

    result.revocation
    """


class FaultUnsaid(Refusal):
    """Cần ghi kết quả bị thu hồi do sai sót của cơ quan hay không.

    result.revocation
    """


class FollowsUnsaid(Refusal):
    """Cần ghi cơ quan có cấp lại kết quả hay không.

    result.revocation
    """
