"""The residence that was typed in the declaration is where the post goes."""

import pytest

from hoaban.domains.onestop.questions import queries

HOME = {"commune": "03127", "detail": "Bản Púng Tôm"}
BLOCK = {"full_name": "Lường Thị Ban"}


@pytest.mark.parametrize(
    ("answers", "home"),
    [
        ({"asker": {"person": {"full_name": "LUONG THI BAN"}, "residence": HOME}}, True),
        ({"asker": {"person": {"full_name": "Lò Văn La"}, "residence": HOME}}, False),
        ({"asker": {"person": {"full_name": "Lường Thị Ban"}, "residence": {}}}, False),
        ({"asker": {"person": {"full_name": "Lường Thị Ban"}}}, False),
        ({}, False),
    ],
    ids=["theirs", "of another", "empty", "not asked", "nothing"],
)
def test_it_is_taken_where_the_answers_give_it_to_the_same_person(
    answers: dict[str, dict[str, dict[str, str]]], *, home: bool
) -> None:
    found = {"area_code": "03127", "address": "Bản Púng Tôm"} if home else {}
    assert queries.home_of(answers, BLOCK) == found
