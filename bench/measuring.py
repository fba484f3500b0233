"""Ratios in one run: shuffled rounds, warm-up thrown away, median and range, three verdicts."""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

PASS, SHORT, INCONCLUSIVE = "pass", "short", "inconclusive"


@dataclass(frozen=True, slots=True)
class Ratios:
    """Reference time over product time, one ratio a round: above one, the product is faster."""

    median: float
    low: float
    high: float
    rounds: int
    product_seconds: float  # wall time of the product's work, median of the rounds
    reference_seconds: float
    product_cpu: float  # CPU time, median of the rounds: steadier than wall time
    reference_cpu: float

    def __str__(self) -> str:
        return f"{self.median:.1f} ({self.low:.1f}-{self.high:.1f}, {self.rounds} rounds)"


def ratio(
    product: Callable[[], object], reference: Callable[[], object], rounds: int = 8
) -> Ratios:
    """Run both in shuffled order in every round; the first round of each warms up and is dropped.

    Each callable does the same work once. Beside wall time, CPU time is kept.
    """
    chance = random.Random(rounds)  # noqa: S311 - an order, no secret
    taken: dict[str, list[tuple[float, float]]] = {"product": [], "reference": []}
    for _ in range(max(rounds, 8) + 1):
        sides = [("product", product), ("reference", reference)]
        chance.shuffle(sides)
        for name, work in sides:
            wall, cpu = time.perf_counter(), time.process_time()
            work()
            taken[name].append((time.perf_counter() - wall, time.process_time() - cpu))
    ours, theirs = taken["product"][1:], taken["reference"][1:]
    found = [slow[0] / fast[0] for slow, fast in zip(theirs, ours, strict=True)]
    return Ratios(
        median=statistics.median(found),
        low=min(found),
        high=max(found),
        rounds=len(found),
        product_seconds=statistics.median(wall for wall, _ in ours),
        reference_seconds=statistics.median(wall for wall, _ in theirs),
        product_cpu=statistics.median(cpu for _, cpu in ours),
        reference_cpu=statistics.median(cpu for _, cpu in theirs),
    )


def beside(sides: dict[str, Callable[[], object]], rounds: int = 8) -> dict[str, list[float]]:
    """Wall seconds of each side, a figure a round, all sides in shuffled order in every round."""
    chance = random.Random(rounds)  # noqa: S311 - an order, no secret
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(max(rounds, 8) + 1):
        for name in chance.sample(list(sides), len(sides)):
            began = time.perf_counter()
            sides[name]()
            taken[name].append(time.perf_counter() - began)
    return {name: found[1:] for name, found in taken.items()}


def verdict(ratios: Ratios, limit: float, at_least: bool = True) -> str:  # noqa: FBT001, FBT002
    """`pass`, `short`, or `inconclusive` where the range of the rounds holds the limit."""
    if ratios.low < limit < ratios.high:
        return INCONCLUSIVE
    return PASS if (ratios.median >= limit) == at_least or ratios.median == limit else SHORT
