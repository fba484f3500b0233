"""Kept sums equal a recount of the changes, in a constant number of queries."""

from collections import defaultdict
from datetime import date, timedelta
from functools import partial
from random import Random

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from hoaban.engines.tallies import actions, queries
from hoaban.engines.tallies.models import Tally
from hoaban.engines.tallies.periods import Period
from hoaban.engines.tallies.rules import Book, Change

pytestmark = pytest.mark.django_db
LENDING = Book("lending", ("lent", "returned"), ("library", "shelf"))
FISHING = Book("fishing", ("lent",), ("lake",))
FIRST = date(2019, 11, 28)
Deed = tuple[tuple[str, str], Change]


def deeds(seed: int) -> list[Deed]:
    """What chance adds and takes away over two years in two libraries."""
    random = Random(seed)  # noqa: S311 - repeatable
    return [
        (
            (random.choice("ab"), random.choice("xy")),
            Change(
                random.choice(LENDING.measures),
                FIRST + timedelta(days=random.randrange(800)),
                random.choice([1, 1, 1, -1]),
            ),
        )
        for _ in range(200)
    ]


def kept(found: list[Deed]) -> None:
    for values, change in found:
        actions.add(LENDING, values, [change])


def recounted(found: list[Deed], until: date) -> dict[tuple[str, ...], dict[str, int]]:
    sums: dict[tuple[str, ...], dict[str, int]] = defaultdict(lambda: {"lent": 0, "returned": 0})
    for values, change in found:
        if change.on <= until:
            sums[values][change.measure] += change.amount
    return dict(sums)


@pytest.mark.parametrize("seed", range(3))
def test_sums_up_to_any_day_equal_the_recount(seed: int) -> None:
    found = deeds(seed)
    kept(found)
    actions.add(FISHING, ["a"], [Change("lent", FIRST, 1000)])
    for days in (-1, 0, 2, 3, 34, 60, 399, 400, 800):
        until = FIRST + timedelta(days=days)
        sums = queries.up_to(LENDING, until)
        assert sums == {key: one for key, one in recounted(found, until).items() if key in sums}
        assert set(sums) == set(recounted(found, until))


SPANS = [
    (date(2020, 1, 15), date(2020, 4, 9)), (date(2020, 1, 1), date(2020, 12, 31)),
    (date(2019, 12, 31), date(2020, 1, 1)), (date(2020, 2, 1), date(2020, 2, 29)),
    (date(2020, 3, 5), date(2020, 3, 5)), (date(2020, 3, 1), date(2020, 3, 30)),
    (date(2020, 3, 2), date(2020, 3, 31)), (date(2020, 2, 29), date(2021, 2, 28)),
]  # fmt: skip


@pytest.mark.parametrize(("since", "until"), SPANS)
def test_totals_equal_the_recount_from_the_beginning_and_within_any_days(
    since: date, until: date
) -> None:
    found = deeds(11)
    kept(found)
    total = partial(queries.total, LENDING, until, measures=LENDING.measures)
    for begins in (None, since):
        within = [deed for deed in found if (begins or FIRST) <= deed[1].on <= until]
        among = [deed for deed in within if "a" in deed[0] or "x" in deed[0]]
        narrowed = [deed for deed in within if "b" in deed[0]]
        whole, part = total(since=begins, among={"library": ["a"], "shelf": ["x", "z"]})
        assert (whole, part) == (summed(within), summed(among))
        nowhere = total(since=begins, among={"library": [], "shelf": []})
        assert nowhere == (summed(within), summed([]))
        whole, part = total({"library": ["b"]}, since=begins)
        assert whole == part == summed(narrowed)


def summed(found: list[Deed]) -> dict[str, int]:
    sums = dict.fromkeys(LENDING.measures, 0)
    for _values, change in found:
        sums[change.measure] += change.amount
    return sums


@pytest.mark.parametrize(("since", "until"), SPANS)
def test_months_of_any_days_add_up_to_them(since: date, until: date) -> None:
    found = deeds(13)
    kept(found)
    expected: dict[date, int] = defaultdict(int)
    for _values, change in found:
        if since <= change.on <= until:
            expected[change.on.replace(day=1)] += change.amount
    months = queries.by_month(LENDING, Period(since, until))
    assert {on: sum(sums.values()) for on, sums in months.items() if sum(sums.values())} == {
        on: amount for on, amount in expected.items() if amount
    }


def test_months_are_cut_at_the_days_of_the_period_and_narrowed() -> None:
    found = deeds(7)
    kept(found)
    of = Period(date(2020, 1, 15), date(2020, 4, 9))
    expected: dict[date, int] = defaultdict(int)
    for (library, _shelf), change in found:
        if library == "a" and of.from_on <= change.on <= of.to_on and change.measure == "lent":
            expected[change.on.replace(day=1)] += change.amount
    months = queries.by_month(LENDING, of, {"library": ["a"]})
    assert {on: sums["lent"] for on, sums in months.items() if sums["lent"]} == {
        on: amount for on, amount in expected.items() if amount
    }


def test_one_statement_writes_and_one_query_reads_however_much_there_is() -> None:
    kept(deeds(3))
    with CaptureQueriesContext(connection) as asked:
        actions.add(LENDING, ["a", "x"], [Change("lent", FIRST, 1), Change("returned", FIRST, 1)])
        queries.up_to(LENDING, FIRST)
        queries.by_month(LENDING, Period(FIRST, FIRST + timedelta(days=500)))
    assert len(asked) == 3


def test_changes_that_cancel_out_write_nothing() -> None:
    actions.add(LENDING, ["a", "x"], [Change("lent", FIRST, 1), Change("lent", FIRST, -1)])
    assert not Tally.objects.exists()


def test_what_the_writer_takes_back_was_never_counted() -> None:
    with transaction.atomic():
        actions.add(LENDING, ["a", "x"], [Change("lent", FIRST, 1)])
        transaction.set_rollback(True)
    assert not Tally.objects.exists()
