"""Table II.06 says what the kept sums say, and its parts add up."""

import io
import re
import zipfile
from datetime import date, timedelta
from random import Random

import pikepdf
import pytest
from pytest_django import Settings

from hoaban.core import clock
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.reports.statutory import papers, queries
from hoaban.domains.reports.statutory.enums import By
from hoaban.engines.tallies.periods import Period
from tests.world.desks import Desk
from tests.world.histories import department, live
from tests.world.province import MONDAY, Ward
from tests.world.scenes import Scenes, vn

DAYS = Period(date(2020, 3, 1), date(2020, 5, 31))
PAGE = "/desk/results/table/?begins=2020-03-01&ends=2020-05-31"


@pytest.fixture(autouse=True)
def in_summer(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-06-01T08:00:00+07:00"


def shown(row: queries.Row) -> dict[str, object]:
    return {column.name: column.value(row) for column in papers.COLUMNS}


def total(of: Period = DAYS) -> dict[str, object]:
    return shown(queries.table(of, statistics.counted(of), By.FIELD)[-1])


@pytest.mark.parametrize("by", By)
def test_lines_add_up_to_their_levels_and_to_the_kept_sums_whatever_happened(
    ward: Ward, by: By
) -> None:
    live(Random(5), [ward, department(ward)], dossiers=20, deeds=400)  # noqa: S311 - repeatable
    first = clock.day(MONDAY)
    for begins, length in ((0, 60), (3, 10)):
        of = Period(first + timedelta(days=begins), first + timedelta(days=begins + length))
        found = statistics.counted(of)
        rows = queries.table(of, found, by)
        whole = statistics.total(found.values())
        assert all(row.counts.adds_up for row in rows)
        assert rows[-1].counts.figures == whole
        assert rows[-1].counts.received == whole.carried_over + whole.received
        lines = [row.counts for row in rows if not row.is_sum]
        levels = [row.counts for row in rows[:-1] if row.is_sum]
        for parts in (lines, levels):
            assert sum(parts, queries.NOTHING) == rows[-1].counts


@pytest.mark.parametrize(
    ("act", "days", "columns"),
    [
        ("withdraw", 0, {"resolved_on": 1, "resolved_late": 0, "withdrawn": 1, "ended_late": 0}),
        ("withdraw", 20, {"resolved_on": 0, "resolved_late": 1, "withdrawn": 1, "ended_late": 1}),
        ("stop", 20, {"resolved_on": 0, "resolved_late": 1, "stopped": 1, "ended_late": 1}),
        ("ask_supplement", 0, {"in_progress_within": 1, "waiting": 1, "resolved": 0}),
    ],
)
def test_what_ended_otherwise_and_what_waits_has_its_place(
    scenes: Scenes, act: str, days: int, columns: dict[str, int]
) -> None:
    scenes.act(act, scenes.bring("in_process"), at=vn("2020-03-16 10:00") + timedelta(days=days))
    found = total()
    assert {name: found[name] for name in columns} == columns
    assert (found["received"], found["online"], found["direct"]) == (1, 1, 0)


def test_what_was_refused_stands_beside_the_table(scenes: Scenes) -> None:
    scenes.bring("refused")
    found = total()
    assert (found["received"], found["refused"]) == (0, 1)


def test_the_table_is_called_by_the_circular_of_the_day(province: None) -> None:
    assert papers.number(DAYS) == "Biểu số 06a/VPCP/KSTT"
    later = Period(date(2021, 1, 1), date(2021, 3, 31))
    assert papers.number(later) == "Biểu số II.06a/VPCP/KSTT"


def test_it_is_read_and_taken_away_by_field_and_by_agency(desk: Desk, scenes: Scenes) -> None:
    scenes.act("withdraw", scenes.bring("in_process"), at=vn("2020-04-16 10:00"))
    page = desk.get("leader", PAGE)
    assert "Hộ tịch" in page
    assert "(rút 1, dừng 0, đóng 0): quá hạn 1" in page
    assert "UBND phường Him Lam" in desk.get("leader", f"{PAGE}&by=agency")
    book, text, pdf = (
        desk.by("leader").get(f"{PAGE}&format={kind}") for kind in ("xlsx", "csv", "pdf")
    )
    with zipfile.ZipFile(io.BytesIO(book.content)) as parts:
        assert "II.06a" not in parts.read("xl/sharedStrings.xml").decode()
    heads = text.content.decode("utf-8-sig").splitlines()[0].split(";")
    assert heads[2:6] == [
        "Số lượng hồ sơ tiếp nhận: Tổng số",
        "Số lượng hồ sơ tiếp nhận: Trong kỳ: trực tuyến",
        "Số lượng hồ sơ tiếp nhận: Trong kỳ: trực tiếp, dịch vụ bưu chính",
        "Số lượng hồ sơ tiếp nhận: Từ kỳ trước",
    ]
    with pikepdf.open(io.BytesIO(pdf.content)) as print_:
        assert len(print_.pages) == 1
    assert re.search(r'filename="bieu-ho-so_field_2020-03-01_2020-05-31.pdf"', str(pdf.headers))


def test_what_cannot_be_asked_is_told_beside_its_field(desk: Desk, scenes: Scenes) -> None:
    desk.get("leader", "/desk/results/table/?begins=2020-05-01&ends=2020-03-01", 422)
