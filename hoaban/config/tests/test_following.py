"""What follows an event: all that the rows of the table name, and none twice."""

import re

import pytest

from hoaban.config import wiring
from hoaban.core.journal.models import Entry


def first(entry: Entry) -> None:
    """Do one thing."""
    del entry


def second(entry: Entry) -> None:
    """Do another."""
    del entry


def test_rows_about_one_event_add_up_in_the_order_in_which_they_stand() -> None:
    rows = [(["a", "b"], first), (["b"], second), (["a"], second)]
    assert wiring.joined(rows) == {"a": [first, second], "b": [first, second]}


def test_an_event_is_not_told_twice_to_do_the_same() -> None:
    with pytest.raises(ValueError, match=re.escape("b: ")):
        wiring.joined([(["a", "b"], first), (["b"], first)])


def test_no_row_of_the_table_is_lost() -> None:
    named = {(event, reaction) for events, reaction in wiring.FOLLOWING for event in events}
    followed = {(event, one) for event, those in wiring.REACTIONS.items() for one in those}
    assert named == followed
