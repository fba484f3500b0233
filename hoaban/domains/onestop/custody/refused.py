"""Refusals of giving originals back."""

from hoaban.core.refusals import Refusal


class NoOriginalsHere(Refusal):
    """Cơ quan không còn giữ bản chính nào của hồ sơ {code}."""
