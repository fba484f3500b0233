"""Sequences per agency, period and kind, without gaps."""

from hoaban.core.numbers.actions import next  # noqa: A004 - said as numbers.next

__all__ = ["next"]
