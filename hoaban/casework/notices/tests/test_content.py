"""Notices of the content: what is wrong with one is told by file, line and column."""

from pathlib import Path
from shutil import copytree

import pytest
from pytest_django import Settings

from hoaban.casework.notices import content, queries, rules
from hoaban.casework.notices.enums import Addressee, Kind
from hoaban.core.kept import folders

RIGHT = """[asked]
to = "filer"
topic = "process.internal"
facts = ["boat"]
subject = { vi = "Đã nhận" }
body = { vi = "Thuyền {boat} đã có", en = "The {boat} is there" }

[came]
to = "holder"
kind = "came"
topic = "process.internal"
subject = { vi = "Có người mượn thuyền" }
"""


@pytest.fixture
def boats(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of notices in a country that lends boats, under the law of ours."""
    copytree(folders.country() / "law", tmp_path / "law")
    settings.HOABAN_COUNTRY = str(tmp_path)
    monkeypatch.setattr(queries, "_given", {"boats": {"boat", "oar"}})
    path = tmp_path / "notices" / "boats.toml"
    path.parent.mkdir()
    path.write_text(RIGHT)
    return path


def problems(path: Path, old: str, new: str) -> list[str]:
    assert old in RIGHT
    path.write_text(RIGHT.replace(old, new, 1))
    return [str(problem) for problem in content.check()]


def test_a_notice_is_found_by_its_file_and_section(boats: Path) -> None:
    assert content.check() == []
    assert set(queries.templates()) == {"boats.asked", "boats.came"}
    came = queries.template("boats.came")
    assert (came.to, came.kind, came.body) == (Addressee.HOLDER, Kind.CAME, None)


def test_a_notice_that_content_lacks_is_an_error_of_the_code(boats: Path) -> None:
    with pytest.raises(queries.UnknownNotice):
        queries.template("boats.sunk")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{boat} đã", "{ship} đã", "6:15: facts không có: ship"),
        ("The {boat}", "The {boat.mast}", "6:43: facts không có: boat.mast"),
        ("The {boat}", "The {}", "6:43: facts không có: "),
        ("The {boat}", "The {boat", "6:43: dấu ngoặc { } không khớp"),
        ('["boat"]', '["boat", "oar"]', "4:9: không câu nào nhắc: oar"),
        ('["boat"]', '["boat", "mast"]', '4:18: chương trình không cho biết "mast"'),
        ('"process.internal"', '"boats.sale"', '3:9: không có chủ đề pháp luật "boats.sale"'),
        ('"filer"', '"neighbour"', "2:6: "),
        ('to = "filer"', 'to = "filer"\nkind = "came"', "1:1: báo cho người dân cần body"),
        ('kind = "came"\n', "", "8:1: báo cho người dân cần body"),
        ("subject", "subjects", '5:12: không có khóa "subjects" ở đây'),
        ("{ vi =", "{ en =", '5:11: thiếu khóa "vi"'),
    ],
)
def test_what_is_wrong_is_told_with_its_place(boats: Path, old: str, new: str, told: str) -> None:
    found = problems(boats, old, new)
    assert any(problem.startswith(f"boats.toml:{told}") for problem in found), found


def test_a_file_that_cannot_be_read_is_told_with_its_place(boats: Path) -> None:
    boats.write_text("[asked\n")
    assert [str(one).partition(" ")[0] for one in content.check()] == ["boats.toml:1:7:"]


def test_a_text_is_filled_with_its_facts_alone_and_a_missing_one_stays_empty() -> None:
    assert rules.filled("{a} và {b}", {"a": "{b}", "c": "x"}) == "{b} và "
