"""Content: explained where wrong, loaded once, never over what officials decided."""

import shutil
from datetime import date, time
from pathlib import Path

import pytest
from django.conf import settings

from hoaban.core.calendars import actions, queries
from hoaban.core.calendars.enums import Kind, Source
from hoaban.core.calendars.models import Holiday, WorkTime
from hoaban.core.calendars.tests.conftest import AT
from hoaban.core.kept import folders
from hoaban.core.people.actors import Actor
from hoaban.domains.office.calendars import content


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A copy of the calendar's files that a test may spoil."""
    shutil.copytree(folders.country() / "calendar", tmp_path / settings.HOABAN_COUNTRY / "calendar")
    shutil.copy(folders.country() / "day_rules.toml", tmp_path / settings.HOABAN_COUNTRY)
    (tmp_path / settings.HOABAN_PROVINCE).mkdir()
    shutil.copy(folders.province() / "hours.toml", tmp_path / settings.HOABAN_PROVINCE)
    return tmp_path


def place(files: Path, name: str) -> Path:
    """A file of the copied country or province."""
    folders_of = {"country": settings.HOABAN_COUNTRY, "province": settings.HOABAN_PROVINCE}
    return files / name.format(**folders_of)


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_content_of_the_house_is_right() -> None:
    assert content.check() == []


HOLIDAYS = "{country}/calendar/2026.csv"
DAY_RULES = "{country}/day_rules.toml"


@pytest.mark.parametrize(
    ("spoiled", "told"),
    [
        ((HOLIDAYS, "2026-01-01,", "2026-13-01,"), (2, 1, "cần một ngày")),
        ((HOLIDAYS, "2026-01-01,", "2025-01-01,"), (2, 1, "không thuộc năm 2026")),
        ((HOLIDAYS, ",holiday,new_year", ",feast,new_year"), (2, 12, '"feast" không thuộc')),
        ((HOLIDAYS, ",,official,", ",,sure,"), (2, 60, '"sure" không thuộc')),
        ((HOLIDAYS, ",official,BLLĐ2019 Đ112", ",official,"), (2, 69, "không được để trống")),
        ((HOLIDAYS, "2026-01-10,working", "2026-01-09,working"), (4, 1, "cuối tuần")),
        ((HOLIDAYS, "2026-01-02,swapped", "2026-01-03,swapped"), (3, 1, "ngày trong tuần")),
        ((HOLIDAYS, ",2026-01-10,official", ",,official"), (3, 102, "phải nêu ngày kia")),
        (
            (HOLIDAYS, ",2026-01-10,official", ",2026-01-17,official"),
            (3, 102, "không có ngày working_saturday"),
        ),
        ((HOLIDAYS, "2026-02-17,", "2026-02-16,"), (6, 1, "lặp lại dòng 5")),
        ((HOLIDAYS, ",,official,BLLĐ2019 Đ112", ""), (2, 44, "ô, cần 8")),
        ((HOLIDAYS, "on,kind", "day,kind"), (1, 1, "các cột phải là")),
        (("{province}/hours.toml", "07:30-11:30", "07:30-11h"), (6, 10, "cần giờ dạng")),
        (("{province}/hours.toml", "07:30-11:30", "11:30-07:30"), (6, 10, "đóng cửa trước khi mở")),
        (("{province}/hours.toml", "13:30-17:00", "11:00-17:00"), (6, 9, "chồng lên nhau")),
        (("{province}/hours.toml", '"mon"', '"montag"'), (5, 9, '"montag" không thuộc')),
        (("{province}/hours.toml", "basis =", "ground ="), (4, 1, 'thiếu khóa "basis"')),
        (("{province}/hours.toml", "2018-01-01", "2018-13-01"), (7, 18, "at line 7, column 18")),
        (("{province}/hours.toml", "2018-01-01", '"today"'), (7, 14, "cần một ngày")),
        ((DAY_RULES, '"same_day"', '"noon"'), (5, 10, '"noon" không thuộc')),
        (
            (DAY_RULES, "15:00:00\nvalid_from", '"15"\nvalid_from'),
            (6, 9, "cần một giờ"),
        ),
        (
            (DAY_RULES, "2025-07-01", "2018-01-01"),
            (16, 12, "kết thúc trước khi bắt đầu"),
        ),
    ],
)
def test_what_is_wrong_is_explained_by_file_line_and_column(
    files: Path, spoiled: tuple[str, str, str], told: tuple[int, int, str]
) -> None:
    file, old, new = spoiled
    spoiled_file = place(files, file)
    rewrite(spoiled_file, old, new)

    found = content.check(files)

    assert (found[0].file, found[0].line, found[0].column) == (spoiled_file.name, *told[:2])
    assert told[2] in found[0].words


def test_a_missing_year_between_others_is_a_problem(files: Path) -> None:
    (files / settings.HOABAN_COUNTRY / "calendar" / "2020.csv").unlink()

    assert [problem.words for problem in content.check(files)] == ["thiếu năm 2020"]


def test_missing_files_are_problems(tmp_path: Path) -> None:
    messages = [problem.words for problem in content.check(tmp_path)]

    assert messages == [
        "chưa có năm nào",
        "thiếu tệp này",
        "thiếu tệp này",
    ]


def test_content_with_problems_is_not_loaded(files: Path, db: None) -> None:
    rewrite(place(files, HOLIDAYS), "2026-01-01,", "2026-13-01,")

    with pytest.raises(ValueError, match="not loaded"):
        content.load(files)
    assert not Holiday.objects.exists()


def test_loading_twice_writes_once(files: Path, db: None) -> None:
    first, second = content.load(files), content.load(files)

    assert (first.added, second) == (10 + 146 + 10 + 3, content.Counts())


def test_a_changed_file_changes_its_rows_and_keeps_the_calendar_that_was(
    files: Path, db: None
) -> None:
    content.load(files)
    before = queries.calendar().digest
    rewrite(
        place(files, HOLIDAYS), "2026-11-24,holiday,culture_day", "2026-11-23,holiday,culture_day"
    )
    rewrite(place(files, HOLIDAYS), "reported,Theo thông tin", "official,Theo thông tin")

    counts = content.load(files)

    assert counts == content.Counts(added=1, changed=1, withdrawn=1)
    assert queries.calendar().is_working_day(date(2026, 11, 24))
    assert not queries.by_digest(before).is_working_day(date(2026, 11, 24))


def test_loading_leaves_alone_what_officials_decided(files: Path, officer: Actor) -> None:
    content.load(files)
    day = queries.holidays(2026).get(on=date(2026, 11, 24))
    actions.withdraw_holiday(day.pk, basis="Chưa có luật", by=officer, at=AT)
    actions.add_holiday(
        date(2026, 11, 23), name={"vi": "Thử"}, kind=Kind.HOLIDAY, basis="x", by=officer, at=AT
    )
    week = [(0, time(8), time(12))]
    actions.set_hours("", week=week, valid_from=date(2026, 6, 1), basis="x", by=officer, at=AT)
    before = queries.calendar().digest

    assert content.load(files) == content.Counts()
    assert queries.calendar().digest == before
    assert Holiday.objects.get(on=date(2026, 11, 23)).source == Source.DESK
    assert WorkTime.objects.filter(valid_to=date(2026, 6, 1)).count() == 10


def test_a_commune_that_differs_keeps_its_own_week(files: Path, db: None) -> None:
    with (files / settings.HOABAN_PROVINCE / "hours.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[[week]]\nagency = "xa-thu"\ndays = ["mon"]\nhours = ["08:00-12:00"]\n'
            'valid_from = 2020-01-01\nbasis = "Thử"\n'
        )

    content.load(files)

    table = queries.calendar("xa-thu")
    assert [table.is_working_day(date(2020, 3, day)) for day in (9, 10)] == [True, False]
    assert queries.calendar("xa-khac").is_working_day(date(2020, 3, 10))
