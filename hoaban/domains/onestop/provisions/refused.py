"""What the parameters of the one-stop mechanism refuse."""

from hoaban.core.refusals import Refusal


class NoRulesThatDay(Refusal):
    """Nội dung chưa có quy định về một cửa cho ngày {on} (thiếu: {missing})."""
