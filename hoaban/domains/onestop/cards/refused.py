"""Why a picture of an identity card fills nothing."""

from hoaban.core.refusals import Refusal


class NoPicture(Refusal):
    """Chưa chọn ảnh: hãy chụp hoặc chọn ảnh mặt căn cước có mã vuông."""


class NoSquareFound(Refusal):
    """Không thấy mã vuông nào trong ảnh: hãy chụp gần hơn, đủ sáng, cho mã vuông nằm trọn trong
    ảnh.
    """


class NotACard(Refusal):
    """Mã vuông trong ảnh không phải của căn cước: hãy chụp mặt căn cước có mã vuông."""
