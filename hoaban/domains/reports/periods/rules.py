"""What a period is."""

from datetime import date

from hoaban.core.refusals import Refusal


class PeriodTurned(Refusal):
    """Ngày bắt đầu kỳ ({begins}) sau ngày kết thúc ({ends}): hãy đổi lại hai ngày."""


def check_period(from_on: date, to_on: date) -> None:
    """From and to are inclusive days of Vietnam. [TT01/2018 Đ11]"""
    if from_on > to_on:
        raise PeriodTurned(begins=f"{from_on:%d/%m/%Y}", ends=f"{to_on:%d/%m/%Y}")
