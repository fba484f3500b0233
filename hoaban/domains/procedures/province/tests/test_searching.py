from datetime import date
from pathlib import Path

import pytest

from hoaban.core.people.models import Agency
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.rules import NoRevisionThatDay
from hoaban.domains.procedures.loading import content as loading
from hoaban.domains.procedures.loading.tests.catalogues import AT, DAY
from hoaban.domains.procedures.searching import queries as searching
from hoaban.domains.procedures.wording.queries import meanings


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("1.001193", "1.001193"),
        ("khai sinh", "1.001193"),
        ("KHAI SINH", "1.001193"),
        ("làm giấy khai sinh cho con", "1.001193"),
        ("giay doc than", "1.004873"),
        ("sổ đỏ", "1.012783"),
        ("so do", "1.012783"),
        ("đăng ký kết hôn", "1.000894"),
        ("dang ky ket hon", "1.000894"),
        ("hộ kinh doanh", "1.001612"),
        ("bằng lái xe", "3.000348"),
        ("criminal record", "2.000488"),
        ("ban tin", "1.009374"),
        ("lam giay khai sinh", "1.001193"),
        ("lam giay dkkd", "1.001612"),
        ("ban tap hoa", "1.001612"),
        ("mo tap hoa", "1.001612"),
        ("bo chet", "1.000656"),
        ("giay chung sinh", "1.001193"),
        ("khai sing", "1.001193"),
        ("khia sinh", "1.001193"),
        ("ket hom", "1.000894"),
        ("kết hôn với người Lào", "2.000806"),
        ("khai sinh muộn", "1.001193"),
        ("tôi muốn làm giấy khai sinh cho con tôi", "1.001193"),
        ("giấy khai sinh bản sao", "2.000635"),
        ("trich luc khai sinh", "2.000635"),
        ("báo tử cho mẹ", "1.000656"),
        ("đổi tên trong giấy khai sinh", "1.004859"),
        ("sửa năm sinh", "1.004859"),
        ("xác nhận không có tiền án", "2.000488"),
        ("mất bằng lái", "3.000348"),
        ("doi bang lai xe", "3.000348"),
        ("mất sổ đỏ", "1.012783"),
        ("sang tên sổ đỏ", "1.013831"),
        ("giấy phép xây nhà", "1.013225"),
        ("xin phep xay dung", "1.013225"),
        ("mở quán ăn", "1.001612"),
        ("đăng ký kinh doanh hộ cá thể", "1.001612"),
        ("đóng cửa công ty", "2.002023"),
        ("sao y công chứng", "2.000815"),
        ("so ho ngheo", "1.011607"),
        ("hộ khẩu", "1.004222"),
        ("đăng ký tạm trú", "1.004194"),
        ("nhận con nuôi", "2.001263"),
        ("con ngoài giá thú", "1.001022"),
        ("tách thửa", "1.012784"),
        ("liệt sĩ", "1.004163"),
        ("đăng ký lại khai sinh", "1.004884"),
        ("birth certificate", "1.001193"),
        ("driving licence", "3.000348"),
    ],
)
def test_the_best_answer_comes_first(province: None, text: str, first: str) -> None:
    assert searching.search(text, DAY)[0].code == first


def test_old_and_new_places_of_the_tone_are_found_alike(loaded: Path) -> None:
    found = [[one.code for one in searching.search(text, DAY)] for text in ("hoà giải", "hòa giải")]

    assert found == [["1.000001"], ["1.000001"]]


def test_the_place_of_the_tone_and_y_or_i_do_not_change_the_order(province: None) -> None:
    def codes(text: str) -> list[str]:
        return [one.code for one in searching.search(text, DAY)]

    assert codes("ủy quyền") == codes("uỷ quyền") != []
    assert codes("liệt sĩ") == codes("liệt sỹ") != []


def test_what_people_say_is_found_in_the_words_of_names(province: None) -> None:
    """Every meaning in the country's words.toml answers to some procedure."""
    said = [one for words in meanings().values() for one in words]

    assert [one for one in said if not searching.search(one, DAY)] == []


def test_who_types_the_marks_gets_the_name_that_has_them_first(loaded: Path) -> None:
    found = [one.code for one in searching.search("đất", DAY)]

    assert found == ["1.000001", "1.000002"]


@pytest.mark.parametrize("text", ["", "   ", "%%%", "zzzz", "'; drop table", "x" * 500])
def test_nonsense_finds_nothing(loaded: Path, text: str) -> None:
    assert searching.search(text, DAY) == []


def test_search_sees_a_new_edition_at_once(loaded: Path) -> None:
    assert searching.search("địa chính", DAY) == []
    table = loaded / "catalogue.csv"
    table.write_text(table.read_text().replace("Đặt hàng", "Trích lục bản đồ địa chính"))

    loading.load(loaded, at=AT)

    assert [one.code for one in searching.search("địa chính", DAY)] == ["1.000002"]


def test_a_procedure_stands_once_and_before_its_time_as_information(province: None) -> None:
    whole = [one for one in searching.search("1.001612", DAY) if one.code == "1.001612"]
    later = [
        one for one in searching.search("1.001612", date(2026, 7, 1)) if one.code == "1.001612"
    ]

    assert [one.is_whole for one in whole] == [True]
    assert [one.is_whole for one in later] == [False]


def test_a_day_without_a_version_is_refused(loaded: Path) -> None:
    with pytest.raises(NoRevisionThatDay, match=r"1\.001193 .* 31/08/2019"):
        catalogue.revision_at("1.001193", date(2019, 8, 31))


def test_who_decides_is_a_committee_of_the_level_or_a_named_department(province: None) -> None:
    def agency(code: str, level: str) -> Agency:
        return Agency(code=code, level=level)

    def offered(one: Agency) -> set[str]:
        return {revision.code for revision in catalogue.offered(DAY, one)}

    assert "2.000488" in offered(agency("so-tp", "province"))
    assert "2.000488" not in offered(agency("so-yt", "province"))
    assert "2.000908" in offered(agency("so-yt", "province"))
    assert "1.001193" in offered(agency("ubnd-03127", "commune"))
    assert "1.001193" not in offered(agency("ubnd-094", "district"))
    assert "1.001612" in offered(agency("ubnd-094", "district"))


def test_fields_are_counted_with_those_that_can_be_filed_first(loaded: Path) -> None:
    counts = [(one.code, one.procedures, one.whole) for one in searching.field_counts(DAY)]

    assert counts == [("ho-tich", 1, 1), ("dat-dai", 2, 0)]


def test_browsing_filters_by_field_and_level(loaded: Path) -> None:
    def codes(**asked: str) -> list[str]:
        return [one.code for one in searching.browse(DAY, **asked)]

    assert codes(field="dat-dai") == ["1.000002", "1.000001"]
    assert codes(level="province") == ["1.000002"]
    assert codes(field="ho-tich", level="commune") == ["1.001193"]


@pytest.mark.parametrize(
    "typed",
    [
        "2.000635",
        "2.000635.",
        "mã 2.000635",
        "Mã số 2.000635",
        "2.000635.000.00.00.H18",
        "2.00063",
        "2000635",
        "Mã thủ tục: 2.000635.",
        "thủ tục 2.000635.000.00.00.H18 (cấp xã)",
        "https://dichvucong.gov.vn/p/dvc-tthc-thu-tuc-hanh-chinh-chi-tiet.html?ma_thu_tuc=2.000635",
    ],
)
def test_a_code_is_found_as_any_page_writes_it(province: None, typed: str) -> None:
    assert searching.search(typed, DAY)[0].code == "2.000635"
