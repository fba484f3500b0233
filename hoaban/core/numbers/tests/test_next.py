"""Numbers of a sequence: from one, without gaps, whoever asks and whatever fails."""

from itertools import chain

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from hoaban.core.journal.tests.racing import THREADS, race
from hoaban.core.numbers import actions as numbers
from hoaban.core.numbers.models import Counter


def draw(kind: str = "receipt", agency: str = "so-tu-phap", period: str = "2020") -> int:
    with transaction.atomic():
        return numbers.next(kind, agency=agency, period=period)


@pytest.mark.django_db
def test_a_sequence_counts_from_one() -> None:
    assert [draw(), draw(), draw()] == [1, 2, 3]


@pytest.mark.django_db
def test_kinds_agencies_and_periods_count_apart() -> None:
    assert [draw(), draw(kind="result"), draw(agency="ubnd-x"), draw(period="2021"), draw()] == [
        1,
        1,
        1,
        1,
        2,
    ]


@pytest.mark.django_db
def test_a_number_costs_one_statement() -> None:
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        numbers.next("receipt", agency="so-tu-phap", period="2020")
    assert len(asked) == 1


@pytest.mark.django_db
def test_a_number_rolled_back_is_given_out_again() -> None:
    draw()
    with transaction.atomic():
        assert numbers.next("receipt", agency="so-tu-phap", period="2020") == 2
        transaction.set_rollback(True)
    assert draw() == 2


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_no_number_is_given() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        numbers.next("receipt", agency="so-tu-phap", period="2020")
    assert Counter.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_sequence_goes_on_after_a_restart() -> None:
    draw()
    connection.close()
    assert draw() == 2


@pytest.mark.race
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two real transactions")
@pytest.mark.django_db(transaction=True)
def test_eight_clerks_at_once_get_each_number_once() -> None:
    drawn = race(lambda _: [draw() for _ in range(25)])
    assert sorted(chain(*drawn)) == list(range(1, THREADS * 25 + 1))


@pytest.mark.race
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two real transactions")
@pytest.mark.django_db(transaction=True)
def test_numbers_rolled_back_under_load_leave_no_gap() -> None:
    def work(clerk: int) -> list[int]:
        kept = []
        for turn in range(20):
            with transaction.atomic():
                number = numbers.next("receipt", agency="so-tu-phap", period="2020")
                if (clerk + turn) % 3:
                    kept.append(number)
                else:
                    transaction.set_rollback(True)
        return kept

    kept = sorted(chain(*race(work)))
    assert kept == list(range(1, len(kept) + 1))
