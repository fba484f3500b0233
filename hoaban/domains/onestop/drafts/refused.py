"""Refusals of drafts."""

from hoaban.core.refusals import Refusal


class OnlyCitizensDraft(Refusal):
    """Cần đăng nhập bằng tài khoản công dân để soạn hồ sơ trực tuyến.

    Nghị định 61/2018/NĐ-CP, Điều 16.
    """
