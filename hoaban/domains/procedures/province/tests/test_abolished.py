"""What the law did away with is named by no version that is valid later."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hoaban.core.kept import folders
from hoaban.domains.procedures.abolished import content
from hoaban.domains.procedures.loading.tests.catalogues import SHIPPED
from hoaban.domains.procedures.province import content as province_content

Edit = Callable[[str, str], None]


def test_the_table_of_the_country_is_right_and_what_ships_keeps_to_it() -> None:
    assert content.read().problems == []
    assert province_content.check(SHIPPED) == []


@pytest.mark.parametrize(
    ("ends", "is_refused"),
    [
        ("", True),
        ("valid_to: 2023-01-02", True),
        ("valid_to: 2023-01-01", False),
        ("valid_to: 2020-01-01", False),
    ],
)
def test_a_paper_is_asked_for_until_its_last_day(
    folder: Path,
    edit: Edit,
    ends: str,
    is_refused: bool,  # noqa: FBT001 - a case
) -> None:
    edit('name: {vi: "Tờ khai", en: "Application"}', 'name: {vi: "Sổ hộ khẩu", en: "Book"}')
    if ends:
        edit("valid_from: 2019-09-01", f"valid_from: 2019-09-01\n{ends}")
    found = province_content.check(folder)
    said = '"hộ khẩu" không còn sau ngày 31/12/2022 ('
    assert [said in problem for problem in found] == [True] * is_refused


def test_a_level_that_ended_is_the_level_of_no_later_version(folder: Path, edit: Edit) -> None:
    edit("level: commune", "level: district")
    [problem] = province_content.check(folder)
    assert problem.startswith("1.001193.yaml:6:8: ")
    assert '"Cấp huyện" không còn sau ngày 30/06/2025' in problem


@pytest.mark.parametrize(
    ("words", "is_named"),
    [
        ("Bản sao sổ hộ khẩu", True),
        ("Hộ khẩu của gia đình", True),
        ("Chuyển hộ khẩuuu", False),
        ("Giấy xác nhận cư trú", False),
    ],
)
def test_it_is_known_by_whole_words(words: str, is_named: bool) -> None:  # noqa: FBT001 - a case
    book = content.read().shapes()[0]
    assert bool(book.is_named_in(words)) is is_named


def test_why_nothing_is_filed_may_say_what_ended(folder: Path, edit: Edit) -> None:
    edit("postal: true", 'postal: true\ninformation: {vi: "Không còn cấp huyện.", en: "Ended."}')
    assert province_content.check(folder) == []


def test_a_country_need_not_have_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "country", lambda: tmp_path)
    assert (content.paths(), content.read().shapes()) == ([], [])
