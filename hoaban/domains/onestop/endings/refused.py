"""Refusals of other ends."""

from hoaban.core.refusals import Refusal


class StillTimeToSupply(Refusal):
    """Người nộp hồ sơ {code} còn thời gian bổ sung đến {until}."""
