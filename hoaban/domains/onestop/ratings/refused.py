"""Refusals of ratings."""

from hoaban.core.refusals import Refusal


class NothingToRate(Refusal):
    """Hồ sơ {code} còn đang được giải quyết; đánh giá khi đã có kết quả hoặc hồ sơ đã kết thúc.

    rating.grades
    """


class RatingClosed(Refusal):
    """Hồ sơ {code} đã kết thúc quá {days} ngày nên không đánh giá, không sửa đánh giá được nữa.

    rating.grades
    """
