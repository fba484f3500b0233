"""Checks of drafts."""

from hoaban.domains.onestop.drafts.refused import OnlyCitizensDraft


def check_may_draft(*, is_citizen: bool) -> None:
    """[ND61/2018 Đ16]"""
    if not is_citizen:
        raise OnlyCitizensDraft
