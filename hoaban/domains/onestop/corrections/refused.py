"""Refusals of corrections."""

from hoaban.core.refusals import Refusal


class NothingCorrected(Refusal):
    """Chưa có câu trả lời nào trong tờ khai của hồ sơ {code} được sửa.

    declaration.correction
    """


class OwnerUnnamed(Refusal):
    """Hồ sơ cần có họ tên và số điện thoại của người đứng tên.

    declaration.correction
    """


class CorrectionAtSigning(Refusal):
    """Hồ sơ {code} đang chờ ký kết quả: hãy trả lại bước trước rồi sửa nội dung khai ở bước đó.

    declaration.correction
    """


class CorrectedMeanwhile(Refusal):
    """Tờ khai của hồ sơ {code} vừa được người khác sửa trong lúc trang này đang mở: hãy xem lại các
    mục rồi sửa tiếp.

    declaration.correction
    """


class CorrectionUnfit(Refusal):
    """Nội dung khai sau khi sửa chưa hợp lệ: {what}.

    declaration.correction
    """


class CorrectionChangesCase(Refusal):
    """Sửa nội dung này làm hồ sơ thuộc trường hợp “{case}”, khác với khi tiếp nhận; việc đó cần một
    hồ sơ khác.

    declaration.correction
    """


class CorrectionChangesFee(Refusal):
    """Sửa nội dung này làm phí, lệ phí đã báo cho người nộp đổi từ {before} đồng thành {after}
    đồng; việc đó cần một hồ sơ khác.

    declaration.correction
    """
