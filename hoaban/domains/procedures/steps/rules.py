"""How the steps of a procedure share its limit. Pure."""

from collections.abc import Collection
from decimal import Decimal


def shares_are_whole(shares: Collection[Decimal]) -> bool:
    """The steps' limits fill the legal limit exactly: Circular 01/2018/TT-VPCP, article 8."""
    return sum(shares, Decimal(0)) == 1
