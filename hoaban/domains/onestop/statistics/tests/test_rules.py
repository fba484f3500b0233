from dataclasses import fields
from datetime import date
from fractions import Fraction

import pytest

from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.statistics import queries as statistics_queries
from hoaban.domains.onestop.statistics import rules as statistics
from hoaban.domains.onestop.statistics.enums import Measure
from hoaban.domains.onestop.statistics.rules import Figures, Happening, Sums

MON, TUE, FRI = date(2020, 3, 16), date(2020, 3, 17), date(2020, 3, 20)


def changes(**facts: object) -> set[tuple[str, date, int]]:
    given = {"on": MON, "due_on": FRI} | facts
    happened = Happening(**given)  # type: ignore[arg-type]  # given by the scene
    return {(str(one.measure), one.on, one.amount) for one in statistics.changes(happened)}


def test_reception_counts_that_day_and_may_become_late_on_the_due_day() -> None:
    assert changes(event=Event.RECEIVED) == {("received", MON, 1), ("overdue", FRI, 1)}


def test_a_signature_in_time_takes_the_due_day_back() -> None:
    assert changes(event=Event.SIGNED, on=TUE, punctuality="before") == {
        ("processed_before", TUE, 1),
        ("overdue", FRI, -1),
    }


def test_a_late_signature_leaves_the_days_in_between_late() -> None:
    assert changes(event=Event.SIGNED, on=FRI, due_on=TUE, punctuality="late") == {
        ("processed_late", FRI, 1),
        ("overdue", FRI, -1),
    }


def test_a_supplement_stops_the_clock_until_it_is_supplied() -> None:
    assert changes(event=Event.SUPPLEMENT_ASKED) == {("waiting", MON, 1), ("overdue", FRI, -1)}
    assert changes(event=Event.SUPPLIED) == {("waiting", MON, -1), ("overdue", FRI, 1)}


def test_what_was_late_when_papers_were_asked_stays_late_while_it_waits() -> None:
    assert changes(event=Event.SUPPLEMENT_ASKED, is_late=True) == {("waiting", MON, 1)}
    assert changes(event=Event.SUPPLIED, is_late=True) == {("waiting", MON, -1)}


def test_a_refusal_is_counted_and_nothing_else() -> None:
    assert changes(event=Event.REFUSED) == {("refused", MON, 1)}


def test_an_extension_moves_the_day_from_which_it_is_late() -> None:
    assert changes(event=Event.EXTENDED, former_due_on=TUE) == {
        ("overdue", TUE, -1),
        ("overdue", FRI, 1),
    }


@pytest.mark.parametrize(
    ("event", "how"),
    [
        (Event.WITHDRAWN, {("withdrawn", MON, 1)}),
        (Event.STOPPED, {("stopped", MON, 1)}),
        (Event.CLOSED, set()),
    ],
)
def test_another_end_is_no_result_and_late_only_where_the_promise_was_broken(
    event: str, how: set[tuple[str, date, int]]
) -> None:
    ended = {("ended", MON, 1)} | how
    assert changes(event=event) == ended | {("overdue", FRI, -1)}
    assert changes(event=event, clock_ran=False) == ended | {("waiting", MON, -1)}
    late = {("ended_late", MON, 1)}
    assert changes(event=event, is_late=True) == ended | late | {("overdue", FRI, -1)}


def test_the_rates_are_read_over_processed_and_over_received() -> None:
    figures = Figures(received=10766, processed_on=6946, processed_late=1838)
    assert figures.on_time == Fraction(6946, 8784)
    assert str(statistics_queries.percent(figures.on_time)) == "79.08"
    assert str(statistics_queries.percent(figures.on_time_of_received)) == "64.52"
    assert statistics_queries.percent(Figures().on_time) is None


def test_half_a_hundredth_is_rounded_up() -> None:
    assert str(statistics_queries.percent(Fraction(1, 800))) == "0.13"


def test_every_measure_is_a_column_and_a_sum() -> None:
    sums = {one.name for one in fields(Sums)}
    assert {measure.value for measure in Measure} == sums
