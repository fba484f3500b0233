"""States in the ten codes of the National Portal."""

from datetime import date
from pathlib import Path

import pytest

from hoaban.core.kept import folders
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.tracking import content, queries

CODES = {
    State.SUBMITTED: 1,
    State.AWAITING_COMPLETION: 5,
    State.REFUSED: 3,
    State.RECEIVED: 2,
    State.IN_PROCESS: 4,
    State.SUPPLEMENT_PROPOSED: 4,
    State.AWAITING_SUPPLEMENT: 5,
    State.SUPPLEMENT_SENT: 5,
    State.AWAITING_PAYMENT: 6,
    State.DONE: 9,
    State.RETURNED: 10,
    State.WITHDRAWN: 7,
    State.STOPPED: 8,
    State.CLOSED: 8,
    State.REVOKED: 9,
}


@pytest.mark.parametrize("state", State)
def test_each_state_has_its_code_from_the_day_of_the_circular_on(state: State) -> None:
    before, since = (queries.national(state, date(2020, 2, day)) for day in (19, 20))
    assert before is None
    assert since
    assert since.code == CODES[state]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", []),
        (
            "stopped,8,Dừng",
            "stopped,11,Dừng",
            ["national_states.csv:14:9: số này quá lớn"],
        ),
        (
            "closed,8",
            "stopped,8",
            ["national_states.csv:15:1: lặp lại dòng 14: stopped 2020-02-20"],
        ),
    ],
)
def test_what_is_wrong_in_the_table_is_told_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: list[str]
) -> None:
    whole = queries.path().read_text(encoding="utf-8")
    (tmp_path / "national_states.csv").write_text(whole.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(folders, "country", lambda: tmp_path)
    assert [str(one) for one in content.check()] == said


def test_a_state_that_the_table_forgets_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = queries.path().read_text(encoding="utf-8").splitlines(keepends=True)
    left = [line for line in lines if not line.startswith("withdrawn,")]
    (tmp_path / "national_states.csv").write_text("".join(left), encoding="utf-8")
    monkeypatch.setattr(folders, "country", lambda: tmp_path)
    said = "national_states.csv:1:1: ngày 2020-02-20 thiếu trạng thái: withdrawn"
    assert [str(one) for one in content.check()] == [said]
