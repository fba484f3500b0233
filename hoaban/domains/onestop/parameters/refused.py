"""Refusals of a day that content does not know."""

from hoaban.core.refusals import Refusal


class NoRulesThatDay(Refusal):
    """Hệ thống không có quy định về cơ chế một cửa của ngày {on}, nên không nhận được hồ sơ.

    reception.place
    """
