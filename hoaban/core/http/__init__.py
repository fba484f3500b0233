"""Requests that know who acts, refusals as answers, paging, throttling and typed forms kept."""

from hoaban.core.http.requests import ActingRequest

__all__ = ["ActingRequest"]
