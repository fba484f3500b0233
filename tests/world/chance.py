"""How many random cases a property meets: few every time, many with HYPOTHESIS_PROFILE=deep."""

import os

from hypothesis import settings

DEEP = "deep"
TIMES = 20  # as many cases in a deep run
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "quick")


def cases(few: int) -> int:
    """The number of examples of a property that needs that many at least."""
    return few * TIMES if PROFILE == DEEP else few


settings.register_profile("quick", max_examples=cases(50), deadline=None)
settings.register_profile(DEEP, max_examples=cases(50), deadline=None)
settings.load_profile(PROFILE)
