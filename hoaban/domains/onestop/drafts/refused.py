"""Refusals of drafts."""

from hoaban.core.refusals import Refusal


class OnlyCitizensDraft(Refusal):
    """Cần đăng nhập bằng tài khoản công dân để soạn hồ sơ trực tuyến.

    reception.channels
    """
