import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hoaban.core.kept import folders
from hoaban.core.people import agencies
from hoaban.core.people.models import Agency, Area, Post
from hoaban.domains.office.people import content

SOURCE = folders.province()
Line = dict[str, str]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for table in content.TABLES:
        shutil.copy(SOURCE / table.file, tmp_path)
    return tmp_path


def rewrite(path: Path, change: Callable[[list[Line]], list[Line]]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        lines, columns = list(reader), reader.fieldnames or []
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(lines))


def without(code: str) -> Callable[[list[Line]], list[Line]]:
    return lambda lines: [line for line in lines if line["code"] != code]


def setting(code: str, **values: str) -> Callable[[list[Line]], list[Line]]:
    return lambda lines: [{**line, **(values if line["code"] == code else {})} for line in lines]


def test_the_content_is_whole() -> None:
    assert content.check(SOURCE) == []


def test_loading_twice_changes_nothing(db: None) -> None:
    first = content.load(SOURCE)
    keys = list(Agency.objects.values_list("pk", flat=True))
    again = content.load(SOURCE)
    assert (bool(first), bool(again), again.kept) == (True, False, len(first.created))
    assert list(Agency.objects.values_list("pk", flat=True)) == keys


def test_a_new_name_keeps_the_row(province: None, copy: Path) -> None:
    before = Agency.objects.get(code="so-tp")
    rewrite(copy / "agencies.csv", setting("so-tp", **{"short_name.vi": "STP Điện Biên"}))
    assert content.load(copy).changed == ["so-tp"]
    assert agencies.row("so-tp", before.valid_from).shown == "STP Điện Biên"
    assert Agency.objects.get(code="so-tp").pk == before.pk


def test_a_row_in_use_cannot_leave_the_content(cast: None, copy: Path) -> None:
    rewrite(copy / "agencies.csv", without("so-tp"))
    rewrite(copy / "areas.csv", without("03124"))
    areas_before = Area.objects.count()
    with pytest.raises(content.ContentWouldOrphan, match="Sở Tư pháp"):
        content.load(copy)
    assert Agency.objects.filter(code="so-tp").exists()
    assert Area.objects.count() == areas_before
    assert Post.objects.filter(agency__code="so-tp").exists()


def test_a_row_that_nothing_points_at_may_leave(province: None, copy: Path) -> None:
    rewrite(copy / "agencies.csv", without("bao-gdtd"))
    assert content.load(copy).removed == ["bao-gdtd"]
    assert not Agency.objects.filter(code="bao-gdtd").exists()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"from": "2018-13-01"}, "cần một ngày dạng 2019-09-01"),
        ({"name.vi": ""}, 'thiếu khóa "vi"'),
        ({"to": "2017-01-01"}, "kết thúc trước khi bắt đầu"),
        ({"takes_part": "true"}, 'chỉ "yes" hoặc để trống'),
        ({"parent": "nobody"}, "không có cấp trên vào 2018-01-01: nobody"),
        ({"area": "99999"}, "không có đơn vị hành chính: 99999"),
    ],
)
def test_a_mistake_is_named_by_file_line_and_column(copy: Path, values: Line, message: str) -> None:
    rewrite(copy / "agencies.csv", setting("so-tp", **values))
    line = (copy / "agencies.csv").read_text(encoding="utf-8").splitlines()[8]
    [wrong] = list(values.values())
    found = [problem for problem in content.check(copy) if problem.words == message]
    assert [(one.file, one.line) for one in found] == [("agencies.csv", 9)]
    assert line[found[0].column - 1 :].startswith(wrong)


def test_a_line_that_stands_twice_is_named(copy: Path) -> None:
    rewrite(copy / "areas.csv", lambda lines: [*lines, lines[0]])
    assert [c.words for c in content.check(copy)] == ["lặp lại dòng 2: 11 2004-01-01"]


def test_a_change_into_nobody_is_named(copy: Path) -> None:
    rewrite(
        copy / "agencies_changes.csv",
        lambda lines: [{**lines[0], "new": "ubnd-00000"}, *lines[1:]],
    )
    [problem] = content.check(copy)
    assert (problem.line, problem.words) == (2, "không hoạt động vào 2020-01-01: ubnd-00000")


def test_an_agency_that_ends_without_an_heir_is_named(copy: Path) -> None:
    rewrite(copy / "agencies.csv", setting("tc-vndb", to="2024-01-01"))
    words = "từ 2024-01-01 không ai thay: thêm một dòng vào agencies_changes.csv"
    assert [c.words for c in content.check(copy)] == [words]


def test_a_missing_file_and_wrong_columns_are_named(copy: Path) -> None:
    (copy / "areas.csv").unlink()
    (copy / "agencies.csv").write_text("code\n", encoding="utf-8")
    assert [c.file for c in content.check(copy)] == ["areas.csv", "agencies.csv"]


def test_a_table_that_a_spreadsheet_saved_with_its_mark_is_read(db: None, copy: Path) -> None:
    table = copy / "agencies.csv"
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes().replace(b"\n", b"\r\n"))
    assert content.check(copy) == []
    content.load(copy)
    assert Agency.objects.filter(code="so-tp").exists()
