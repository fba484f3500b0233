"""The register book: whose, which days, in which form, for whom."""

import io
import re
import zipfile
from datetime import date, timedelta

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from hoaban.core.journal.models import Entry
from hoaban.core.people import agencies
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.reports.register import desk as register
from hoaban.domains.reports.register import papers, queries
from hoaban.domains.reports.register.enums import Event
from hoaban.engines.tallies.periods import Period
from tests.world.desks import Desk
from tests.world.province import MONDAY
from tests.world.scenes import Scenes

BOOK = "/desk/register/?begins=2020-03-01&ends=2020-03-31"
TODAY = "2020-03-30T09:00:00+07:00"


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = TODAY


def book_of(begins: str = "2020-03-01", ends: str = "2020-03-31") -> queries.Book:
    days = Period(date.fromisoformat(begins), date.fromisoformat(ends))
    return queries.book(agencies.row("ubnd-03127", MONDAY.date()), days)


def lines(scenes: Scenes) -> list[queries.Line]:
    of = book_of()
    return queries.lines([row for part in queries.rows(of) for row in part])


def test_a_row_has_what_the_form_asks(scenes: Scenes) -> None:
    dossier = scenes.bring("returned")
    (line,) = lines(scenes)
    shown = {one.name: one.value(line) for one in papers.FORM_06}
    assert shown == {
        "number": 1,
        "code": dossier.code,
        "procedure": "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh",
        "sets": 1,
        "owner": "Lường Thị Ban",
        "where": shown["where"],
        "decides": "UBND phường Him Lam",
        "received_at": dossier.received_at,
        "due_at": dossier.due_at,
        "result_at": line.result_at,
        "channel": "Trực tuyến",
        "returned_at": dossier.returned_at,
        "returned_by": "Trực tiếp",
        "receiver": dossier.handed_to["name"],
        "note": "",
    }
    assert "0900 000 123" in str(shown["where"])
    assert dossier.done_at
    assert dossier.returned_at
    assert line.result_at
    assert dossier.done_at <= line.result_at <= dossier.returned_at


def test_rows_stand_in_the_order_of_reception_with_their_numbers(
    scenes: Scenes,
) -> None:
    first = scenes.bring("received", MONDAY + timedelta(hours=2))
    second = scenes.bring("received", MONDAY)
    scenes.bring("submitted")
    assert [(line.number, line.code) for line in sorted(lines(scenes), key=lambda x: x.code)] == [
        (1, first.code),
        (2, second.code),
    ]
    page = Desk().get("clerk", BOOK)
    assert page.index(str(second.code)) < page.index(str(first.code))


@pytest.mark.parametrize(
    ("act", "note"),
    [
        ("stop", "Dừng xử lý 16/03/2020"),
        ("withdraw", "Công dân rút hồ sơ 16/03/2020"),
        ("ask_supplement", "Chờ bổ sung giấy tờ"),
    ],
)
def test_what_the_columns_have_no_place_for_stands_in_the_note(
    scenes: Scenes, act: str, note: str
) -> None:
    scenes.act(act, scenes.bring("in_process"))
    (line,) = lines(scenes)
    assert papers.NOTE.value(line) == note
    state = next(one for one in papers.FORM_07 if one.name == "state")
    assert state.value(line) == note


def test_each_year_and_each_form_is_a_book_of_its_own(province: None) -> None:
    found = {
        ends: (of.circular, of.form, of.days.from_on.isoformat(), str(of.earlier))
        for ends in ("2020-12-31", "2021-02-01", "2025-09-14", "2025-10-01")
        for of in [book_of("2020-03-01", ends)]
    }
    assert found == {
        "2020-12-31": ("01/2018/TT-VPCP", "06", "2020-03-01", "None"),
        "2021-02-01": ("01/2018/TT-VPCP", "06", "2021-01-01", "2020-12-31"),
        "2025-09-14": ("01/2018/TT-VPCP", "06", "2025-01-01", "2024-12-31"),
        "2025-10-01": ("03/2025/TT-VPCP", "07", "2025-09-15", "2025-09-14"),
    }


def test_the_page_has_the_columns_of_the_form_and_leads_to_the_book_before(
    desk: Desk, received: Dossier
) -> None:
    page = desk.get("clerk", BOOK)
    headings = re.findall(r'<th scope="col[group]*"\s+colspan="\d"[^>]*>([^<]+)</th>', page)
    assert headings == [
        "TT", "Mã hồ sơ", "Tên thủ tục hành chính", "Số lượng hồ sơ (bộ)", "Tên cá nhân, tổ chức",
        "Địa chỉ, số điện thoại", "Cơ quan chủ trì giải quyết", "Ngày, tháng, năm",
        "Phương thức nhận hồ sơ", "Trả kết quả", "Ghi chú",
    ]  # fmt: skip
    assert str(received.code) in page
    assert "Mở sổ trước" not in page
    earlier = desk.get("clerk", BOOK.replace("begins=2020-03-01", "begins=2019-12-01"))
    assert "ends=2019-12-31" in earlier
    assert str(received.code) in earlier


def test_a_book_is_read_by_its_agency_and_by_auditors_of_the_province_alone(
    desk: Desk, scenes: Scenes, received: Dossier
) -> None:
    scenes.actor("auditor")
    ward = f"{BOOK}&agency=ubnd-03127"
    for name in ("clerk", "specialist", "leader", "head", "archivist"):
        scenes.actor(name)
        assert "0900 000 123" in desk.get(name, ward)
    desk.get("foreigner", ward, 403)
    assert str(received.code) not in desk.get("foreigner", BOOK)
    for name in ("administrator", "it_officer"):
        scenes.actor(name)
        desk.get(name, BOOK, 403)


def test_that_it_was_read_is_an_entry_once_a_day_for_page_and_file(
    desk: Desk, scenes: Scenes, received: Dossier
) -> None:
    for _ in range(2):
        desk.get("clerk", BOOK)
        desk.by("clerk").get(f"{BOOK}&format=xlsx")
    entries = Entry.objects.filter(verb=Event.READ).order_by("id")
    assert [(one.by, one.facts) for one in entries] == [
        (
            scenes.ward.clerk.reference,
            {"begins": "2020-03-01", "ends": "2020-03-31", "kind": kind},
        )
        for kind in ("page", "xlsx")
    ]


def test_it_is_taken_away_as_workbook_csv_and_print(desk: Desk, received: Dossier) -> None:
    book, text, pdf = (
        desk.by("clerk").get(f"{BOOK}&format={kind}") for kind in ("xlsx", "csv", "pdf")
    )
    with zipfile.ZipFile(io.BytesIO(book.content)) as parts:
        assert str(received.code) in parts.read("xl/sharedStrings.xml").decode()
    assert "Ngày, tháng, năm: Nhận hồ sơ" in text.content.decode("utf-8-sig").splitlines()[0]
    assert book["Content-Disposition"].endswith(
        'so-theo-doi_ubnd-03127_2020-03-01_2020-03-31.xlsx"'
    )
    with pikepdf.open(io.BytesIO(pdf.content)) as print_:
        width, height = (float(side) for side in print_.pages[0].MediaBox[2:])
    assert (round(width), round(height)) == (842, 595)


def test_a_file_that_ends_before_the_book_says_from_when_to_go_on(
    desk: Desk, scenes: Scenes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "MOST_EXPORTED", 2)
    monkeypatch.setattr(register, "BATCH", 1)
    for _ in range(3):
        scenes.bring("received")
    told = desk.by("clerk").get(f"{BOOK}&format=csv").content.decode("utf-8-sig").splitlines()
    assert len(told) == 4
    assert told[-1].startswith("Bản này dừng ở 2 dòng, nhận đến 08:30 thứ Hai 16/03/2020")


def test_queries_are_as_many_for_one_row_as_for_many(desk: Desk, scenes: Scenes) -> None:
    counts = []
    for more in (1, 6):
        for _ in range(more):
            scenes.bring("returned")
        desk.get("clerk", BOOK)
        with CaptureQueriesContext(connection) as asked:
            desk.get("clerk", BOOK)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_names_of_the_book_are_marked_as_vietnamese_on_an_english_page(scenes: Scenes) -> None:
    scenes.bring("returned")
    desk = Desk()
    desk.by("clerk").cookies["django_language"] = "en"
    shown = desk.get("clerk", BOOK)
    assert '<span class="clamp" lang="vi" title="Cấp bản sao Trích lục hộ tịch' in shown
