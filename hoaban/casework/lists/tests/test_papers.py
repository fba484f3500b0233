"""The rows of a list are written by hand: what people typed stays text in them."""

import pytest
from django.db.models import TextChoices

from hoaban.casework.lists import desk, papers
from hoaban.casework.lists.queries import Line
from hoaban.core.workdays.lateness import Left
from hoaban.engines.sheets.writing import Column
from tests.world.province import MONDAY

TYPED = '<b title="{due}">&'
SHOWN = "&lt;b title=&quot;{due}&quot;&gt;&amp;"


class State(TextChoices):
    """A state as a room may name it."""

    OPEN = "open", TYPED


LINE = Line(
    url=f"/desk/{TYPED}/", code=TYPED, title=TYPED, subject=TYPED, agency=TYPED,
    state=State.OPEN, todo=TYPED, step=TYPED, act_by=MONDAY, promised=MONDAY,
    left=Left(3), clock="running", is_synthetic=True,
)  # fmt: skip
COLUMNS = (desk.DUE, desk.CODE, desk.TITLE, desk.SUBJECT, desk.AGENCY)


@pytest.mark.parametrize("last", [desk.TO_DO, desk.STATE])
def test_what_was_typed_stays_text_in_the_row_of_a_list(last: Column[Line]) -> None:
    headings = {column.name: TYPED for column in (*COLUMNS, last)}
    row = papers.rows([LINE], headings, f"?list={TYPED}")
    assert TYPED not in row
    assert "<b title" not in row
    in_headings, in_the_address, in_cells = 4, 2, 7  # its subject twice, once as a title
    assert row.count(SHOWN) == in_headings + in_the_address + in_cells
    assert f"/desk/{SHOWN}/?list={SHOWN}" in row
