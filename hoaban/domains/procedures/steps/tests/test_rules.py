"""Shares of steps."""

from decimal import Decimal

from hoaban.domains.procedures.steps import rules


def test_shares_are_whole_only_when_they_make_exactly_one() -> None:
    assert rules.shares_are_whole([Decimal("0.1")] * 10)
    assert not rules.shares_are_whole([Decimal("0.3333")] * 3)
