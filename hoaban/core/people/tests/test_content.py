import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hoaban.core.kept import folders
from hoaban.core.people import agencies, content
from hoaban.core.people.models import Agency, Area, Post

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
    assert (first > 0, content.load(SOURCE)) == (True, 0)
    assert list(Agency.objects.values_list("pk", flat=True)) == keys


def test_a_new_name_keeps_the_row(province: None, copy: Path) -> None:
    before = Agency.objects.get(code="so-tp")
    rewrite(copy / "agencies.csv", setting("so-tp", short_name="STP Điện Biên"))
    assert content.load(copy) == 1
    assert agencies.row("so-tp", before.valid_from).short_name == "STP Điện Biên"
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
    assert content.load(copy) == 1
    assert not Agency.objects.filter(code="bao-gdtd").exists()


@pytest.mark.parametrize(
    ("values", "column", "message"),
    [
        ({"from": "2018-13-01"}, 12, "not a day (YYYY-MM-DD): 2018-13-01"),
        ({"name": ""}, 4, "must not be empty"),
        ({"to": "2017-01-01"}, 13, "ends before it begins"),
        ({"takes_part": "true"}, 11, "only 'yes' or empty"),
        ({"parent": "nobody"}, 9, "no such parent on 2018-01-01: nobody"),
        ({"area": "99999"}, 8, "no such unit: 99999"),
    ],
)
def test_a_mistake_is_named_by_file_line_and_column(
    copy: Path, values: Line, column: int, message: str
) -> None:
    rewrite(copy / "agencies.csv", setting("so-tp", **values))
    found = content.check(copy)
    assert (str(copy / "agencies.csv"), 9, column, message) in found


def test_a_line_that_stands_twice_is_named(copy: Path) -> None:
    rewrite(copy / "areas.csv", lambda lines: [*lines, lines[0]])
    assert [c[3] for c in content.check(copy)] == ["already on line 2: 11 2004-01-01"]


def test_a_change_into_nobody_is_named(copy: Path) -> None:
    rewrite(
        copy / "agencies_changes.csv",
        lambda lines: [{**lines[0], "new": "ubnd-00000"}, *lines[1:]],
    )
    assert [c[1:] for c in content.check(copy)] == [
        (2, 3, "does not live on 2020-01-01: ubnd-00000")
    ]


def test_an_agency_that_ends_without_an_heir_is_named(copy: Path) -> None:
    rewrite(copy / "agencies.csv", setting("tc-vndb", to="2024-01-01"))
    assert [c[2:] for c in content.check(copy)] == [
        (13, "nobody answers from 2024-01-01 on: a line in agencies_changes.csv is wanted")
    ]


def test_a_missing_file_and_wrong_columns_are_named(copy: Path) -> None:
    (copy / "areas.csv").unlink()
    (copy / "agencies.csv").write_text("code\n", encoding="utf-8")
    assert [Path(c[0]).name for c in content.check(copy)] == ["areas.csv", "agencies.csv"]
