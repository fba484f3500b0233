"""Refusals of handing dossiers to the agency that goes on with them."""

from hoaban.core.refusals import Refusal


class NothingToHandOver(Refusal):
    """Hồ sơ {code} không còn thuộc cơ quan đã kết thúc hoạt động nên không phải chuyển.

    units.administrative
    """


class TakesNoPart(Refusal):
    """“{agency}” không phải cơ quan giải quyết thủ tục hành chính vào ngày {on}: hãy chọn cơ quan
    khác.

    units.administrative
    """


class NothingChosen(Refusal):
    """Hãy chọn ít nhất một hồ sơ cần chuyển."""


class MoveBasisMissing(Refusal):
    """Hãy ghi văn bản làm căn cứ chuyển hồ sơ: số và ngày."""
