"""What every operation for machines shares."""

from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from hoaban.core.http import machines


def test_a_moment_is_told_by_the_clocks_of_the_province() -> None:
    told = TypeAdapter(machines.Moment)
    moment = told.validate_python(datetime(2020, 3, 30, 18, 30, tzinfo=UTC))
    assert told.dump_json(moment) == b'"2020-03-31T01:30:00+07:00"'


@pytest.mark.parametrize("kind", [machines.Text, machines.Code])
def test_a_text_is_one_that_a_person_can_read_and_of_a_length(kind: type[str]) -> None:
    read = TypeAdapter(kind).validate_python
    assert read("hai\ndòng\tvà dấu") == "hai\ndòng\tvà dấu"
    for wrong in ("\0", "a\x0bb", "\x1f", "a" * 241):
        with pytest.raises(ValidationError):
            read(wrong)
