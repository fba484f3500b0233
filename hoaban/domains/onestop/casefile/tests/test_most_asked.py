"""What many ask for, as the first page of the portal shows it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from hoaban.core import clock
from hoaban.domains.onestop.filing import actions, queries
from hoaban.domains.onestop.reception import actions as reception
from tests.world.histories import COPY_OF_AN_EXTRACT, CRIMINAL_RECORD, department, with_papers
from tests.world.province import MONDAY, Ward, filing

TODAY = clock.day(MONDAY)


def receive(ward: Ward, filed: Sequence[tuple[int, str]]) -> None:
    """Receive procedures so many days ago, each where it is received."""
    justice = department(ward)
    for days_ago, code in filed:
        where = justice if code == CRIMINAL_RECORD else ward
        given = with_papers(filing(where.agency, code, channel="counter"))
        at = MONDAY - timedelta(days=days_ago)
        dossier = actions.submit(given, by=where.clerk, at=at)
        reception.receive(dossier.pk, by=where.clerk, at=at)


def test_what_was_asked_most_of_late_stands_first(ward: Ward) -> None:
    receive(ward, [(7, CRIMINAL_RECORD), (7, CRIMINAL_RECORD), (0, COPY_OF_AN_EXTRACT)])
    assert queries.most_asked(TODAY, 3) == [CRIMINAL_RECORD, COPY_OF_AN_EXTRACT]
    assert queries.most_asked(TODAY, 1) == [CRIMINAL_RECORD]
    assert queries.most_asked(TODAY + timedelta(days=85), 3) == [COPY_OF_AN_EXTRACT]


def test_no_more_than_the_newest_dossiers_are_counted(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(ward, [(9, CRIMINAL_RECORD), (7, CRIMINAL_RECORD), (0, COPY_OF_AN_EXTRACT)])
    monkeypatch.setattr(queries, "COUNTED", 1)
    assert queries.most_asked(TODAY, 3) == [COPY_OF_AN_EXTRACT]
