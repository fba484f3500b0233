"""Refusals of ratings."""

from hoaban.core.refusals import Refusal


class NothingToRate(Refusal):
    """Hồ sơ {code} còn đang được giải quyết; đánh giá khi đã có kết quả hoặc hồ sơ đã kết thúc.

    rating.grades
    """


class RatedInAccount(Refusal):
    """Hồ sơ {code} đã được đánh giá từ tài khoản của người nộp; muốn sửa thì đăng nhập rồi mở
    hồ sơ.

    rating.grades
    """


class RatedByAnOfficial(Refusal):
    """Máy này đang đăng nhập tài khoản của cán bộ nên không đánh giá ở đây được: người nộp đánh giá
    trên điện thoại của mình.

    rating.grades
    """


class RatingClosed(Refusal):
    """Hồ sơ {code} đã kết thúc quá {days} ngày nên không đánh giá, không sửa đánh giá được nữa.

    rating.grades
    """
