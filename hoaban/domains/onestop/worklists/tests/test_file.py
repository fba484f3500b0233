"""The file of a list says where it stops."""

import re

import pytest

from hoaban.casework.lists import desk as lists
from tests.world.desks import Desk
from tests.world.scenes import Scenes

TOLD = "Tệp dừng ở 2 dòng: hãy lọc hẹp hơn để lấy phần còn lại."


@pytest.mark.parametrize(("dossiers", "last"), [(2, False), (3, True)])
def test_a_file_that_has_not_everything_says_so_in_its_last_line(
    desk: Desk,
    scenes: Scenes,
    monkeypatch: pytest.MonkeyPatch,
    dossiers: int,
    last: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    monkeypatch.setattr(lists, "MOST_EXPORTED", 2)
    for _ in range(dossiers):
        scenes.bring("in_process")
    lines = desk.get("specialist", "/desk/overview/?format=csv").splitlines()
    assert (len(lines), lines[-1] == TOLD) == (3 + last, last)


def test_the_room_names_the_columns_of_page_and_file(desk: Desk, scenes: Scenes) -> None:
    scenes.bring("received")
    page = desk.get("clerk", "/desk/overview/")
    headings = re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', page)
    assert headings == ["Hạn bước", "Mã hồ sơ", "Người đứng tên", "Thủ tục", "Trạng thái"]
    assert 'data-h="Thủ tục"' in page
    assert "Mã hồ sơ" in desk.get("clerk", "/desk/overview/?format=csv").splitlines()[0]
