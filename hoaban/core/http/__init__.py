"""Requests that know who acts, refusals as answers, paging, throttling and typed forms kept."""

from hoaban.core.people.asking import OfficialRequest

__all__ = ["OfficialRequest"]
