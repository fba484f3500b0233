"""Refusals of an announcement."""

from hoaban.core.refusals import Refusal


class NoDayOffThen(Refusal):
    """Ngày {on} không phải ngày nghỉ trong lịch nên không có ngày hẹn nào phải dời."""
