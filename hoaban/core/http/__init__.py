"""Requests that know who acts, refusals as answers, paging, throttling and typed forms kept."""
